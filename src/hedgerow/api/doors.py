"""What endpoints ask for: the house, the caller, the visit.

Each is a dependency. The OpenAPI is written from the very same objects, so that documentation and behaviour
cannot part: an `Enters` names its scope once.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from hedgerow.api.request_body import sent_value
from hedgerow.base.errors import AuthenticationFailed, ClientError
from hedgerow.services import access
from hedgerow.services.access import Credentials
from hedgerow.services.house import House, Looker, Visit
from hedgerow.vocab.people import Caller

SESSION_COOKIE = "hedgerow_session"
CSRF_COOKIE = "hedgerow_csrftoken"
CSRF_HEADER = "X-CSRFToken"
SHARE_COOKIE = "posthog_sharing_token"

_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


async def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


TheHouse = Annotated[House, Depends(_house)]
"""The wired parts of this server."""


async def credentials_of(request: Request) -> Credentials:
    """What ``request`` brings to say who calls, and what it brings of a share (AUTH-1, AUTH-31, AUTH-32)."""
    own = await _own_credentials(request)
    token = None
    if request.method == "GET":
        token = own.key if "authorization" in request.headers else request.cookies.get(SHARE_COOKIE)
    return replace(
        own,
        changes_something=request.method not in _SAFE_METHODS,
        share_link=request.query_params.get("sharing_access_token"),
        share_token=token,
    )


async def _own_credentials(request: Request) -> Credentials:
    """A caller's credentials: header, body, query, cookie; first hit wins."""
    unsafe = request.method not in _SAFE_METHODS
    scheme, _, bearer = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer" and (key := bearer.strip()):
        if key.startswith("pha_"):
            raise AuthenticationFailed("OAuth access tokens are not supported.")
        return Credentials(key=key, key_place="request Authorization header")
    if unsafe and (in_body := await _key_in_body(request)):
        return Credentials(key=in_body, key_place="request body")
    if in_query := request.query_params.get("personal_api_key"):
        return Credentials(key=in_query, key_place="query string")
    return Credentials(session=request.cookies.get(SESSION_COOKIE), csrf=request.headers.get(CSRF_HEADER))


async def _key_in_body(request: Request) -> str | None:
    try:
        value = await sent_value(request)
    except ClientError:
        return None  # what is wrong with the body is told after who calls is known (CONV-13)
    found = value.get("personal_api_key") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def address_of(request: Request) -> str:
    """Where ``request`` comes from, for counting attempts; the proxies that are trusted have had their say."""
    return request.client.host if request.client else ""


Brought = Annotated[Credentials, Depends(credentials_of)]
ProjectId = Annotated[str, Path(description="A project's number, or `@current` for the caller's current one.")]


@dataclass(frozen=True, slots=True)
class Enters:
    """The dependency of an endpoint inside a project: ``Annotated[Visit, Depends(Enters("dashboard:read"))]``.

    ``scope`` None refuses keys (AUTH-12). The path must name ``project_id``.
    """

    scope: str | None

    def __call__(self, project_id: ProjectId, house: TheHouse, credentials: Brought) -> Visit:
        """The caller inside the project of the path, all checks passed."""
        return access.enter(house, credentials, project_id, self.scope)


@dataclass(frozen=True, slots=True)
class EntersOrLooks:
    """As `Enters`, for what a share's link opens too: ``Annotated[Looker, Depends(EntersOrLooks("insight:read"))]``.

    The endpoint must answer a `SharedVisit` with what its share shows and nothing else.
    """

    scope: str | None

    def __call__(self, project_id: ProjectId, house: TheHouse, credentials: Brought) -> Looker:
        """The caller inside the project of the path, or somebody with a link of that project."""
        return access.enter_or_look(house, credentials, project_id, self.scope)


@dataclass(frozen=True, slots=True)
class Knows:
    """The dependency of an endpoint outside projects: ``Annotated[Caller, Depends(Knows("user:read"))]``.

    ``exempt`` lets keys in that are limited to projects (AUTH-14).
    """

    scope: str | None
    exempt: bool = False

    def __call__(self, house: TheHouse, credentials: Brought) -> Caller:
        """The caller, all checks passed."""
        return access.known_caller(house, credentials, self.scope, exempt=self.exempt)
