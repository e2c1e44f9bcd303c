"""Who uses Hedgerow, and as whom they call it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from uuid import UUID


class MembershipLevel(IntEnum):
    """A user's standing in the organization, as the API numbers it (NB-4)."""

    MEMBER = 1
    ADMIN = 8
    OWNER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """The one organization of a server (CONV-10)."""

    id: UUID
    name: str
    slug: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with a login."""

    id: int
    uuid: UUID
    distinct_id: str
    email: str
    first_name: str
    last_name: str
    is_active: bool
    membership_level: MembershipLevel
    current_project_id: int | None
    date_joined: datetime
    password_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A personal API key without its value, which is never kept (AUTH-5)."""

    id: str
    user_id: int
    label: str
    mask_value: str
    scopes: tuple[str, ...]
    scoped_teams: tuple[int, ...]
    scoped_organizations: tuple[UUID, ...]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who makes a request: a user, and the key that narrows what the user may do (None for a session)."""

    user: User
    key: ApiKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A log-in of a browser (AUTH-20); its token is kept only as a hash."""

    token_hash: str = field(repr=False)
    user_id: int
    csrf_token: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An open invitation: whoever has its link becomes the member ``email`` of ``level``, once, until ``expires_at``.

    The secret of the link is kept only as a hash.
    """

    id: UUID
    email: str
    level: MembershipLevel
    created_by: User | None
    created_at: datetime
    expires_at: datetime
