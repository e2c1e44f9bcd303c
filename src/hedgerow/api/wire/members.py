"""Members of the organization as bodies and answers show them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from hedgerow.api.bodies import Body
from hedgerow.api.wire.users import UserAnswer, user_answer
from hedgerow.vocab.people import MembershipLevel, User

LEVELS = "1 is a member, 8 an administrator, 15 an owner."


class MemberAnswer(BaseModel):
    """Somebody who may log in; ``id`` is the user's uuid."""

    id: UUID
    user: UserAnswer
    level: MembershipLevel = Field(description=LEVELS)
    joined_at: datetime


class MemberChange(Body):
    """What can be changed of a member."""

    level: MembershipLevel = Field(description=LEVELS)


def member_answer(user: User) -> MemberAnswer:
    """``user`` as a member."""
    return MemberAnswer(id=user.uuid, user=user_answer(user), level=user.membership_level, joined_at=user.date_joined)
