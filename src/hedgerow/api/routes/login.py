"""`/api/login` and `/api/logout`: browser sessions (AUTH-20)."""

from typing import Annotated

from fastapi import Depends, Request, Response

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import SESSION_COOKIE, Knows, TheHouse, address_of
from hedgerow.api.routing import resource
from hedgerow.api.session_cookies import drop_session_cookies, set_session_cookies
from hedgerow.api.wire.errors import TOO_MANY
from hedgerow.api.wire.users import Credentials, ProfileAnswer, profile_answer
from hedgerow.services import sessions, users
from hedgerow.vocab.people import Caller

router = resource("Users")

Form = Annotated[Sent[Credentials], Depends(Sends(Credentials, json_only=True))]


@router.post("/api/login", summary="Log in with email and password", responses=TOO_MANY)
def login(request: Request, response: Response, house: TheHouse, sent: Form) -> ProfileAnswer:
    """Start a session: sets the cookie `hedgerow_session`, and `hedgerow_csrftoken`, whose value must come back in
    the header `X-CSRFToken` of every request that changes something.
    """
    form = sent.checked()
    came_in = sessions.log_in(house, email=form.email, password=form.password, address=address_of(request))
    set_session_cookies(response, came_in, secure=house.settings.secure_cookies)
    return profile_answer(users.profile(house, Caller(user=came_in.user)))


@router.post("/api/logout", summary="Log out", status_code=204, dependencies=[Depends(Knows(None))])
def logout(request: Request, response: Response, house: TheHouse) -> None:
    """End the session this request came with."""
    sessions.log_out(house, request.cookies[SESSION_COOKIE])
    drop_session_cookies(response)
