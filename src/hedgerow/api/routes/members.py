"""`/api/organizations/:id/members` and `/invites`: who may log in, and who is asked to.

Whoever can let people in can do everything through them: keys need full access for that.
"""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Knows, TheHouse
from hedgerow.api.paging import PageAnswer, Paging, page_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.invites import InviteAnswer, NewInvite, invite_answer
from hedgerow.api.wire.members import MemberAnswer, MemberChange, member_answer
from hedgerow.services import invites, members
from hedgerow.services.organizations import organization
from hedgerow.vocab.people import Caller
from hedgerow.vocab.scopes import FULL_ACCESS

router = resource("Members")

_MEMBERS = "/api/organizations/{organization_id}/members"
_INVITES = "/api/organizations/{organization_id}/invites"


def _reads(
    organization_id: str, house: TheHouse, caller: Annotated[Caller, Depends(Knows("organization:read"))]
) -> Caller:
    organization(house, caller, organization_id)
    return caller


def _decides(organization_id: str, house: TheHouse, caller: Annotated[Caller, Depends(Knows(FULL_ACCESS))]) -> Caller:
    organization(house, caller, organization_id)
    return caller


Reader = Annotated[Caller, Depends(_reads)]
Decider = Annotated[Caller, Depends(_decides)]
Change = Annotated[Sent[MemberChange], Depends(Sends(MemberChange))]
New = Annotated[Sent[NewInvite], Depends(Sends(NewInvite))]


@router.get(_MEMBERS, summary="Members", dependencies=[Depends(_reads)])
def organization_members_list(house: TheHouse, paging: Paging) -> PageAnswer[MemberAnswer]:
    """Answer everybody who may log in, in the order they joined."""
    return paging.answer(page_of(members.members(house), paging.asked), member_answer)


@router.patch(f"{_MEMBERS}/{{member_id}}", summary="Change a member's level")
def organization_members_partial_update(
    member_id: UUID, house: TheHouse, caller: Decider, sent: Change
) -> MemberAnswer:
    """Change what a member may do. For administrators, up to their own level; the last owner stays one."""
    return member_answer(members.change_level(house, caller, member_id, sent.checked().level))


@router.delete(f"{_MEMBERS}/{{member_id}}", summary="Remove a member", status_code=204)
def organization_members_destroy(member_id: UUID, house: TheHouse, caller: Decider) -> None:
    """Let a member in no more, at once: their sessions and keys end, what they made stays.

    For administrators, up to their own level; everybody may remove themselves, but for the last owner.
    """
    members.remove_member(house, caller, member_id)


@router.get(_INVITES, summary="Open invitations")
def organization_invites_list(house: TheHouse, caller: Decider, paging: Paging) -> PageAnswer[InviteAnswer]:
    """Answer the invitations that can still be accepted, the latest first; for administrators."""
    return paging.answer(page_of(invites.open_invites(house, caller), paging.asked), invite_answer)


@router.post(_INVITES, summary="Invite somebody", status_code=201)
def organization_invites_create(house: TheHouse, caller: Decider, sent: New) -> InviteAnswer:
    """Make a link that lets one person in, once, within three days. Its `token` is in this answer and never again.

    For administrators, up to their own level. An earlier invitation of the same email is replaced.
    """
    wanted = sent.checked()
    made = invites.create_invite(house, caller, email=wanted.target_email, level=wanted.level)
    return invite_answer(made.invite, made.token)


@router.delete(f"{_INVITES}/{{invite_id}}", summary="Withdraw an invitation", status_code=204)
def organization_invites_destroy(invite_id: UUID, house: TheHouse, caller: Decider) -> None:
    """Let the link of an invitation open nothing any more; for administrators."""
    invites.withdraw_invite(house, caller, invite_id)
