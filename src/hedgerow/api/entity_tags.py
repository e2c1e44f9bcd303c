"""Answers that are not sent again to a client who has them already (RFC 9110, entity tags).

A tag is weak: it stands for what an answer says, not for how it was compressed. The answer is looked up all the same,
so nothing is served that is old, or that the caller may not see.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hedgerow.base.canonical_json import Json, fingerprint

NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The answer is the one whose tag was sent in `If-None-Match`."}
}

_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}


def tagged_answer(request: Request, body: bytes, *, says: Json) -> Response:
    """``body``, which is JSON, or 304 to a client who has it. ``says`` tells it apart from all other bodies.

    What a client need not see anew at once may be left out of ``says``; who asks never.
    """
    tag = f'W/"{fingerprint(says)}"'
    headers = {**_HEADERS, "ETag": tag}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _has(sent: str, tag: str) -> bool:
    """Whether the tags in an ``If-None-Match`` name ``tag``; strong and weak ones are compared alike."""
    opaque = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in {opaque, "*"} for one in sent.split(","))
