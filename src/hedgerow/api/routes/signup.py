"""`/api/signup/:token`: how somebody who was invited comes in."""

from typing import Annotated

from fastapi import Depends, Request, Response

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import TheHouse, address_of
from hedgerow.api.routing import resource
from hedgerow.api.session_cookies import set_session_cookies
from hedgerow.api.wire.errors import TOO_MANY
from hedgerow.api.wire.invites import InvitationAnswer, Signup, invitation_answer
from hedgerow.api.wire.users import ProfileAnswer, profile_answer
from hedgerow.services import signup, users
from hedgerow.vocab.people import Caller

router = resource("Members")

Form = Annotated[Sent[Signup], Depends(Sends(Signup, json_only=True))]


@router.get("/api/signup/{token}", summary="An invitation", responses=TOO_MANY)
def signup_retrieve(token: str, request: Request, house: TheHouse) -> InvitationAnswer:
    """Answer who is invited to what, while the invitation is open."""
    return invitation_answer(signup.invitation(house, token, address_of(request)))


@router.post("/api/signup/{token}", summary="Accept an invitation", status_code=201, responses=TOO_MANY)
def signup_create(token: str, request: Request, response: Response, house: TheHouse, sent: Form) -> ProfileAnswer:
    """Become a member, and start a session as `/api/login` does. The invitation can be accepted once."""
    signup.invitation(house, token, address_of(request))
    form = sent.checked()
    came_in = signup.accept_invitation(
        house,
        token,
        first_name=form.first_name,
        last_name=form.last_name,
        password=form.password,
        address=address_of(request),
    )
    set_session_cookies(response, came_in, secure=house.settings.secure_cookies)
    return profile_answer(users.profile(house, Caller(user=came_in.user)))
