"""How answers are written: compact UTF-8 JSON, and errors in one envelope (FMT-6, FMT-7, ERR-1)."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from hedgerow.base.canonical_json import wire
from hedgerow.base.errors import BareRefusal, ClientError


class JsonAnswer(JSONResponse):
    """A JSON answer. Results come without NaN from `hedgerow.run`, and JSON that was sent in holds none (FMT-5)."""

    def render(self, content: Any) -> bytes:
        """``content`` as compact JSON."""
        return wire(content)


def error_answer(error: ClientError, *, headers: Mapping[str, str] | None = None) -> JsonAnswer:
    """The answer for ``error``: its status, its headers and the envelope of ERR-1, or its bare body (ERR-6)."""
    headers = {**error.headers, **(headers or {})}
    if isinstance(error, BareRefusal):
        return JsonAnswer({error.key: error.detail}, status_code=error.bare_status, headers=headers)
    body: dict[str, Any] = {"type": error.type, "code": error.code, "detail": error.detail, "attr": error.attr}
    if error.extra:
        body["extra"] = error.extra
    return JsonAnswer(body, status_code=error.status, headers=headers)


def failure_answer() -> JsonAnswer:
    """The answer when something of ours broke; it tells nothing of the inside (ERR-2)."""
    body = {"type": "server_error", "code": "error", "detail": "A server error occurred.", "attr": None}
    return JsonAnswer(body, status_code=500)
