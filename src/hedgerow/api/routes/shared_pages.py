"""`/shared/…`, `/shared_dashboard/…` and `/embedded/…`: what anybody with a link sees (contract 20 §4).

Keys and sessions mean nothing here. The paths are pages, not part of the API, and are not in its OpenAPI.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from hedgerow.api.answers import JsonAnswer, error_answer
from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import SHARE_COOKIE, TheHouse, address_of
from hedgerow.api.routing import resource
from hedgerow.api.shared_documents import MISSING, Document, locked_document, shared_document
from hedgerow.api.shared_html import shared_headers, shared_html
from hedgerow.api.wire.sharing import PasswordGuess
from hedgerow.base.errors import NotFound
from hedgerow.services.house import House, SharedVisit
from hedgerow.services.share_tokens import LASTS
from hedgerow.services.share_unlocking import unlock
from hedgerow.services.share_views import note_view
from hedgerow.services.shared_links import linked_visit, unlocked_visit

router = resource("Shared pages")

Guess = Annotated[Sent[PasswordGuess], Depends(Sends(PasswordGuess))]

_EMBEDDED = "/embedded"
_DOORS = ("/shared", "/shared_dashboard", _EMBEDDED)
_JSON = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a request to a share's link wants."""

    token: str
    path: str
    as_json: bool
    embedded: bool
    refresh: str | None


def shared_page(name: str, request: Request, house: TheHouse) -> Response:
    """Show what the link shows, or that it wants a password (SHARE-42..43, SHARE-47, SHARE-50..52)."""
    asked = _asked(name, request)
    visit = linked_visit(house, asked.token)
    return _nothing(house, asked) if visit is None else _shown(house, request, asked, visit)


def unlock_page(name: str, request: Request, house: TheHouse, sent: Guess) -> Response:
    """Give a token and a cookie to whoever knows a password; without password protection the same as a look."""
    asked = _asked(name, request)
    visit = linked_visit(house, asked.token)
    if visit is None:
        return _nothing(house, asked)
    if not visit.share.password_required:
        return _shown(house, request, asked, visit)
    token = unlock(house, visit, sent.checked().password, address=address_of(request))
    answer = JsonAnswer({"shareToken": token}, headers=shared_headers(house.settings.frame_ancestors))
    front = URL(house.settings.base_url or str(request.url))
    under = front.path.rstrip("/") if house.settings.base_url else ""
    answer.set_cookie(
        SHARE_COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        path=under + asked.path,
        secure=house.settings.secure_cookies or front.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


for door in _DOORS:
    router.add_api_route(f"{door}/{{name}}", shared_page, methods=["GET", "HEAD"], include_in_schema=False)
    router.add_api_route(f"{door}/{{name}}", unlock_page, methods=["POST"], include_in_schema=False)


def _asked(name: str, request: Request) -> _Asked:
    path = request.url.path
    accepted = request.headers.get("accept", "")
    return _Asked(
        token=name.removesuffix(_JSON),  # another suffix stays, and no link ends in one: 404
        path=path.removesuffix(_JSON),
        as_json=name.endswith(_JSON) or ("application/json" in accepted and "text/html" not in accepted),
        embedded=path.startswith(f"{_EMBEDDED}/") or "embedded" in request.query_params,
        refresh=request.query_params.get("refresh"),
    )


def _shown(house: House, request: Request, asked: _Asked, visit: SharedVisit) -> Response:
    """The document, or the locked one; a look that only refreshes an open page is no further visit."""
    by_cookie = None
    if visit.share.password_required:
        bearer = _bearer(request)
        token = bearer or request.cookies.get(SHARE_COOKIE, "")
        unlocked = unlocked_visit(house, token, link=asked.token)
        if unlocked is None:
            return _written(house, asked, locked_document(visit.share))
        visit, by_cookie = unlocked, None if bearer else token
    if request.method != "HEAD":
        note_view(house, visit, address=address_of(request), again=asked.refresh is not None)
    document = shared_document(house, visit, embedded=asked.embedded, refresh=asked.refresh)
    if by_cookie is not None and asked.as_json:
        document["shareToken"] = by_cookie
    return _written(house, asked, document)


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
    return value.strip() or None if scheme.lower() == "bearer" else None


def _written(house: House, asked: _Asked, document: Document) -> Response:
    headers = shared_headers(house.settings.frame_ancestors)
    return (
        JsonAnswer(document, headers=headers) if asked.as_json else HTMLResponse(shared_html(document), headers=headers)
    )


def _nothing(house: House, asked: _Asked) -> Response:
    headers = shared_headers(house.settings.frame_ancestors)
    if asked.as_json:
        return error_answer(NotFound(), headers=headers)
    return HTMLResponse(shared_html(MISSING), status_code=404, headers=headers)
