"""`/api/users/@me`: the calling user (NB-1, NB-2, NB-93)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Knows, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.users import ProfileAnswer, ProfileChange, profile_answer
from hedgerow.base.errors import PermissionDenied
from hedgerow.services import users
from hedgerow.services.users import ProfileChanges
from hedgerow.vocab.people import Caller

router = resource("Users")

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


def _require_own(user_id: str, caller: Caller) -> None:
    if user_id not in {"@me", str(caller.user.uuid)}:
        raise PermissionDenied("You can only look at your own user.")
