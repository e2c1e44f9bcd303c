"""Users as answers show them (contract 00 §0.7, NB-1)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.organizations import (
    OrganizationAnswer,
    OrganizationDetail,
    organization_answer,
    organization_detail,
)
from hedgerow.api.wire.projects import BasicProject, basic_project
from hedgerow.services.passwords import SHORTEST_PASSWORD
from hedgerow.services.users import Profile
from hedgerow.vocab.people import Session, User

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=150)]
NewPassword = Annotated[str, StringConstraints(min_length=SHORTEST_PASSWORD, max_length=1024)]


class UserAnswer(BaseModel):
    """A user inside other objects."""

    id: int
    uuid: UUID
    distinct_id: str | None
    first_name: str
    last_name: str
    email: str
    is_email_verified: bool | None
    hedgehog_config: dict[str, Any] | None
    role_at_organization: str | None


class ProfileAnswer(UserAnswer):
    """The calling user with everything a client needs to start (NB-1, NB-93)."""

    is_staff: bool
    date_joined: datetime
    has_password: bool
    team: BasicProject | None
    organization: OrganizationDetail
    organizations: list[OrganizationAnswer]
    theme_mode: str | None
    notification_settings: dict[str, Any]


class ProfileChange(Body):
    """What users change of themselves (NB-2)."""

    first_name: PersonName = ""
    last_name: PersonName = ""
    set_current_team: int = Field(0, description="Project that `@current` means from now on.")
    set_current_organization: UUID = Field(UUID(int=0), description="Must be the organization the user is in.")


class Credentials(Body):
    """What a login form sends."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class PasswordChange(Body):
    """The present password, and the one from now on."""

    current_password: Annotated[str, StringConstraints(max_length=1024)]
    password: NewPassword


class SessionAnswer(BaseModel):
    """A browser that is logged in; ``current`` is the one that asks."""

    created_at: datetime
    expires_at: datetime
    current: bool


def session_answer(session: Session, token_hash: str) -> SessionAnswer:
    """``session`` as the one with ``token_hash`` sees it."""
    return SessionAnswer(
        created_at=session.created_at, expires_at=session.expires_at, current=session.token_hash == token_hash
    )


def user_answer(user: User) -> UserAnswer:
    """``user`` as other objects embed it."""
    return UserAnswer(**_embedded(user))


def embedded_user(user: User | None) -> UserAnswer | None:
    """``user`` as other objects embed it, or None."""
    return None if user is None else user_answer(user)


def profile_answer(profile: Profile) -> ProfileAnswer:
    """``profile`` as `/api/users/@me` shows it."""
    user = profile.user
    return ProfileAnswer(
        **_embedded(user),
        is_staff=False,
        date_joined=user.date_joined,
        has_password=user.password_hash is not None,
        team=None if profile.current_project is None else basic_project(profile.current_project),
        organization=organization_detail(profile.organization, user.membership_level, profile.projects),
        organizations=[organization_answer(profile.organization, user.membership_level)],
        theme_mode=None,
        notification_settings={},
    )


def _embedded(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "uuid": user.uuid,
        "distinct_id": user.distinct_id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "is_email_verified": None,
        "hedgehog_config": None,
        "role_at_organization": None,
    }
