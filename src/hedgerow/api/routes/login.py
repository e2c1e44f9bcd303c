"""`/api/login` and `/api/logout`: browser sessions (AUTH-20)."""

from typing import Annotated, Any

from fastapi import Depends, Request, Response

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import CSRF_COOKIE, SESSION_COOKIE, Knows, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.errors import ErrorAnswer
from hedgerow.api.wire.users import Credentials, ProfileAnswer, profile_answer
from hedgerow.services import sessions, users
from hedgerow.services.sessions import LASTS, Login
from hedgerow.vocab.people import Caller

router = resource("Users")

Form = Annotated[Sent[Credentials], Depends(Sends(Credentials, json_only=True))]

_TOO_MANY: dict[int | str, dict[str, Any]] = {429: {"model": ErrorAnswer, "description": "Too many attempts."}}


@router.post("/api/login", summary="Log in with email and password", responses=_TOO_MANY)
def login(request: Request, response: Response, house: TheHouse, sent: Form) -> ProfileAnswer:
    """Start a session: sets the cookie `hedgerow_session`, and `hedgerow_csrftoken`, whose value must come back in
    the header `X-CSRFToken` of every request that changes something.
    """
    form = sent.checked()
    address = request.client.host if request.client else ""
    came_in = sessions.log_in(house, email=form.email, password=form.password, address=address)
    _set_cookies(response, came_in, secure=house.settings.secure_cookies)
    return profile_answer(users.profile(house, Caller(user=came_in.user)))


@router.post("/api/logout", summary="Log out", status_code=204, dependencies=[Depends(Knows(None))])
def logout(request: Request, response: Response, house: TheHouse) -> None:
    """End the session this request came with."""
    sessions.log_out(house, request.cookies[SESSION_COOKIE])
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(CSRF_COOKIE)


def _set_cookies(response: Response, came_in: Login, *, secure: bool) -> None:
    age = int(LASTS.total_seconds())
    response.set_cookie(SESSION_COOKIE, came_in.token, max_age=age, httponly=True, samesite="lax", secure=secure)
    response.set_cookie(CSRF_COOKIE, came_in.csrf_token, max_age=age, samesite="lax", secure=secure)
