"""What the capture tests send: a moment, a token, and events like those of released clients."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hedgerow.vocab.events import Event

NOW = datetime(2026, 3, 10, 12, 0, 0, tzinfo=UTC)
TOKEN = "phc_sample_token"


def event(
    name: str = "paid",
    distinct_id: str = "ada",
    *,
    team_id: int = 1,
    uuid: UUID | None = None,
    at: datetime = NOW,
    properties: Mapping[str, Any] | None = None,
    person_set: Mapping[str, Any] | None = None,
    person_set_once: Mapping[str, Any] | None = None,
    person_unset: tuple[str, ...] = (),
    process_person: bool = True,
) -> Event:
    """A clean event of ``team_id``."""
    return Event(
        team_id=team_id,
        uuid=uuid or uuid4(),
        event=name,
        distinct_id=distinct_id,
        timestamp=at,
        properties=properties or {},
        person_set=person_set or {},
        person_set_once=person_set_once or {},
        person_unset=person_unset,
        process_person=process_person,
    )


def page_view(number: int = 0) -> dict[str, Any]:
    """One page view as a browser sends it: about 45 properties, 2–3 KB (CAP-46)."""
    return {
        "uuid": str(uuid4()),
        "event": "$pageview",
        "timestamp": (NOW - timedelta(seconds=number % 3600)).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "properties": {
            "token": TOKEN,
            "distinct_id": f"visitor-{number % 500}",
            "$current_url": f"https://shop.example/products/{number % 90}?utm_source=newsletter&utm_medium=email",
            "$host": "shop.example",
            "$pathname": f"/products/{number % 90}",
            "$referrer": "https://search.example/results?q=hedges",
            "$set_once": {"$initial_referrer": "https://search.example/", "$initial_utm_source": "newsletter"},
            "$is_identified": False,
            "$time": 1795461676.998 + number,
            "$process_person_profile": True,
            "$raw_user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0",
            **{f"$screen_{name}": 1000 + number % 7 for name in ("height", "width", "left", "top", "depth")},
            **{f"$session_entry_{name}": f"https://shop.example/{name}/{number % 11}" for name in _SESSION_NAMES},
            **{f"${name}": f"{name} of visitor {number % 500}" for name in _PLAIN_NAMES},
        },
    }


_SESSION_NAMES = ("url", "host", "pathname", "referrer", "referring_domain", "utm_source", "utm_medium", "utm_campaign")
_PLAIN_NAMES = (
    "os", "os_version", "browser", "browser_version", "browser_language", "device_type", "device_id", "session_id",
    "window_id", "pageview_id", "lib", "lib_version", "timezone", "insert_id", "viewport", "referring_domain",
    "initial_person_info", "sdk_debug_state", "config_defaults", "title", "canonical_url", "language_prefix",
)  # fmt: skip
