"""The journey of `tests.sdks.journey` with the Python client that is installed where this runs.

Writes what the client's error hook was given: an empty list when all is well.
"""

import json
import sys

from posthog import Posthog

PEOPLE = 10

url, token, options = sys.argv[1:]
errors: list[str] = []
client = Posthog(
    token, host=url, flush_at=20, on_error=lambda error, _batch: errors.append(str(error)), **json.loads(options)
)
for number in range(3 * PEOPLE):
    who = number % PEOPLE
    groups = {"company": "acme"} if who % 2 else None
    client.capture(event="paid", distinct_id=f"buyer-{who}", properties={"price": number}, groups=groups)
for who in range(PEOPLE):
    client.set(distinct_id=f"buyer-{who}", properties={"plan": "pro" if who % 2 else "free"})
    client.set_once(distinct_id=f"buyer-{who}", properties={"seat": who})
    client.set_once(distinct_id=f"buyer-{who}", properties={"seat": 99})
client.group_identify("company", "acme", {"tier": "gold"})
client.alias("buyer-1", "phone-of-buyer-1")
client.capture(event="visited", distinct_id="phone-of-buyer-1")
client.capture(
    event="looked", distinct_id="onlooker", properties={"$process_person_profile": False, "$set": {"plan": "pro"}}
)
if client.get_all_flags("buyer-1") != {}:
    errors.append("there are flags")
client.shutdown()
sys.stdout.write(json.dumps(errors))
