"""`/api/users/@me`: the calling user (NB-1, NB-2, NB-93)."""

from typing import Annotated

from fastapi import Depends, Request

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import SESSION_COOKIE, Knows, TheHouse, address_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.errors import TOO_MANY
from hedgerow.api.wire.users import (
    PasswordChange,
    ProfileAnswer,
    ProfileChange,
    SessionAnswer,
    profile_answer,
    session_answer,
)
from hedgerow.base.errors import PermissionDenied
from hedgerow.base.ids import secret_hash
from hedgerow.services import account_security, users
from hedgerow.services.users import ProfileChanges
from hedgerow.vocab.people import Caller

router = resource("Users")

Browser = Annotated[Caller, Depends(Knows(None))]
Change = Annotated[Sent[ProfileChange], Depends(Sends(ProfileChange))]


@router.get("/api/users/{user_id}", summary="The calling user")
def users_retrieve(
    user_id: str, house: TheHouse, caller: Annotated[Caller, Depends(Knows("user:read", exempt=True))]
) -> ProfileAnswer:
    """Answer the caller's profile; `user_id` is `@me` or the caller's own uuid."""
    _require_own(user_id, caller)
    return profile_answer(users.profile(house, caller))


@router.patch("/api/users/{user_id}", summary="Change the calling user")
def users_partial_update(
    user_id: str,
    house: TheHouse,
    caller: Annotated[Caller, Depends(Knows("user:write", exempt=True))],
    sent: Change,
) -> ProfileAnswer:
    """Change names, or with `set_current_team` the project that `@current` means."""
    _require_own(user_id, caller)
    return profile_answer(users.change_profile(house, caller, sent.checked().given(ProfileChanges)))


@router.post("/api/users/{user_id}/password", summary="Change the password", status_code=204, responses=TOO_MANY)
def users_password_create(
    user_id: str,
    request: Request,
    house: TheHouse,
    caller: Browser,
    sent: Annotated[Sent[PasswordChange], Depends(Sends(PasswordChange))],
) -> None:
    """Change the caller's password; it takes the present one. Every other browser is logged out."""
    _require_own(user_id, caller)
    form = sent.checked()
    account_security.change_password(
        house,
        caller,
        current=form.current_password,
        wanted=form.password,
        session_token=request.cookies[SESSION_COOKIE],
        address=address_of(request),
    )


@router.get("/api/users/{user_id}/sessions", summary="Browsers that are logged in")
def users_sessions_list(user_id: str, request: Request, house: TheHouse, caller: Browser) -> list[SessionAnswer]:
    """Answer the sessions of the caller, the latest first."""
    _require_own(user_id, caller)
    current = secret_hash(request.cookies[SESSION_COOKIE])
    return [session_answer(session, current) for session in account_security.sessions_of(house, caller)]


@router.delete("/api/users/{user_id}/sessions", summary="Log other browsers out", status_code=204)
def users_sessions_destroy(user_id: str, request: Request, house: TheHouse, caller: Browser) -> None:
    """End every session of the caller but the one that asks."""
    _require_own(user_id, caller)
    account_security.end_other_sessions(house, caller, request.cookies[SESSION_COOKIE])


def _require_own(user_id: str, caller: Caller) -> None:
    if user_id not in {"@me", str(caller.user.uuid)}:
        raise PermissionDenied("You can only look at your own user.")
