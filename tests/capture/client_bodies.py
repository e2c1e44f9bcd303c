"""One capture request of every released client in the table of contract 85 §4, and the ways its JSON is wrapped."""

import gzip
import json
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from tests.capture.samples import NOW, TOKEN, page_view

FORM = "application/x-www-form-urlencoded"
PLAIN = "text/plain"
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request before its JSON is wrapped: `wrap` makes the body, so that a changed text travels as the first did."""

    client: str
    path: str
    query: str = ""
    headers: Mapping[str, str]
    text: bytes
    wrap: Callable[[bytes], bytes] = bytes

    @property
    def body(self) -> bytes:
        return self.wrap(self.text)


def packed(text: bytes) -> bytes:
    """``text`` as gzip, quickly and always the same."""
    return gzip.compress(text, 1, mtime=0)


def form(text: bytes) -> bytes:
    """``text`` as the field `data` of a form, in base64."""
    return b"data=" + quote_plus(b64encode(text)).encode()


def zipped_form(text: bytes) -> bytes:
    """A form that names its compression."""
    return form(packed(text)) + b"&compression=gzip-js"


def server_event(number: int, **more: Any) -> dict[str, Any]:
    """What a library on a server puts into its batch."""
    return {
        "event": "order placed",
        "distinct_id": f"user-{number}",
        "uuid": f"01997b2e-7cf3-7000-8000-{number:012x}",
        "timestamp": "2026-03-10T11:59:58.123456+00:00",
        "properties": {"$lib": "posthog-python", "plan": "pro", "items": [1, {"sku": "a"}], "price": 9.5, "gift": None},
        **more,
    }


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def client_requests(token: str = TOKEN) -> list[Sent]:
    """The requests, for the project of ``token``."""
    views = [page_view(number) for number in range(3)]
    for view in views:
        view["properties"]["token"] = token
    batch = [server_event(number) for number in range(3)]
    old = [server_event(9, type="capture", library="posthog-node", library_version="4.18.0", context={})]
    identify = server_event(
        7, event="$identify", properties={"$anon_distinct_id": "anon", "$set": {"plan": "pro", "born": "2000-01-01"}}
    )
    group = server_event(
        8, event="$groupidentify", properties={"$group_type": "company", "$group_key": "a", "$group_set": {"size": 3}}
    )
    sent_at = NOW.isoformat()
    whole = {"api_key": token, "batch": views, "sent_at": sent_at}
    server = {"batch": [*batch, identify, group], "historical_migration": False, "sent_at": sent_at, "api_key": token}
    plain, zipped = {"content-type": PLAIN}, {"content-type": JSON, "content-encoding": "gzip"}
    moment = f"_={int(NOW.timestamp() * 1000)}"
    return [
        Sent(client="js 1.449", path="/e/", headers=plain, text=_text(whole), wrap=packed),
        Sent(client="js 1.449, plain", path="/i/v0/e/", headers={"content-type": JSON}, text=_text(whole)),
        Sent(
            client="js 1.257",
            path="/e/",
            query=f"ip=0&{moment}&ver=1.257.0&compression=gzip-js",
            headers=plain,
            text=_text(views[0]),
            wrap=packed,
        ),
        Sent(
            client="js 1.130",
            path="/i/v0/e/",
            query=f"ip=1&{moment}&compression=base64",
            headers={"content-type": FORM},
            text=_text(views),
            wrap=form,
        ),
        Sent(
            client="js 1.57",
            path="/e/",
            query=f"ip=1&{moment}",
            headers={"content-type": FORM},
            text=_text(views[1]),
            wrap=form,
        ),
        Sent(
            client="a form of gzip", path="/track/", headers={"content-type": FORM}, text=_text(views), wrap=zipped_form
        ),
        Sent(client="python 7", path="/batch/", headers={"content-type": JSON}, text=_text(server)),
        Sent(client="python 7, gzip", path="/batch/", headers=zipped, text=_text(server), wrap=packed),
        Sent(client="node 5", path="/batch/", headers=zipped, text=_text({**server, "batch": batch}), wrap=packed),
        Sent(
            client="node 4",
            path="/batch/",
            headers={"content-type": JSON},
            text=_text({"api_key": token, "batch": old}),
        ),
        Sent(
            client="deflate",
            path="/batch",
            headers={"content-encoding": "deflate"},
            text=_text(server),
            wrap=zlib.compress,
        ),
        Sent(
            client="by hand",
            path="/engage",
            headers={},
            wrap=b64encode,
            text=_text({"api_key": token, "$distinct_id": 12, "$set": {"plan": "pro"}, "offset": 10}),
        ),
    ]
