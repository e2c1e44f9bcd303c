"""Invitations as bodies and answers show them, to who invites and to who is invited."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.members import LEVELS
from hedgerow.api.wire.users import NewPassword, PersonName, UserAnswer, embedded_user
from hedgerow.services.signup import Invitation
from hedgerow.vocab.people import Invite, MembershipLevel

Email = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
]


class InviteAnswer(BaseModel):
    """An open invitation. ``token`` is there only in the answer that made it; the link is `/invite/<token>`."""

    id: UUID
    target_email: str
    level: MembershipLevel = Field(description=LEVELS)
    token: str | None
    created_by: UserAnswer | None
    created_at: datetime
    expires_at: datetime


class NewInvite(Body):
    """Who is invited, and as what."""

    target_email: Email
    level: MembershipLevel = Field(MembershipLevel.MEMBER, description=LEVELS)


class InvitationAnswer(BaseModel):
    """What somebody who follows the link of an invitation sees."""

    organization_name: str
    target_email: str
    level: MembershipLevel = Field(description=LEVELS)
    created_by: UserAnswer | None
    expires_at: datetime


class Signup(Body):
    """What the invited person says of themselves."""

    first_name: PersonName
    last_name: PersonName = ""
    password: NewPassword


def invite_answer(invite: Invite, token: str | None = None) -> InviteAnswer:
    """``invite``, with the ``token`` of its link when it was made just now."""
    return InviteAnswer(
        id=invite.id,
        target_email=invite.email,
        level=invite.level,
        token=token,
        created_by=embedded_user(invite.created_by),
        created_at=invite.created_at,
        expires_at=invite.expires_at,
    )


def invitation_answer(found: Invitation) -> InvitationAnswer:
    """``found`` for the invited person."""
    return InvitationAnswer(
        organization_name=found.organization.name,
        target_email=found.invite.email,
        level=found.invite.level,
        created_by=embedded_user(found.invite.created_by),
        expires_at=found.invite.expires_at,
    )
