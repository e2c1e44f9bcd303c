"""The first organization, user and project of an empty store."""

from dataclasses import dataclass
from datetime import datetime

from hedgerow.base.ids import project_token
from hedgerow.services.passwords import password_hash
from hedgerow.services.projects import DEFAULT_NAME, DEFAULT_TIMEZONE, require_timezone
from hedgerow.store.store import Store
from hedgerow.vocab.people import MembershipLevel, User
from hedgerow.vocab.projects import Project

DEFAULT_ORGANIZATION = "My organization"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstHouse:
    """Who owns the server, and the project to begin with; ``created`` is False when all was there before."""

    owner: User
    project: Project
    created: bool


def ensure_owner(
    store: Store,
    *,
    email: str,
    password: str,
    now: datetime,
    organization_name: str = DEFAULT_ORGANIZATION,
    project_name: str = DEFAULT_NAME,
    timezone: str = DEFAULT_TIMEZONE,
) -> FirstHouse:
    """The owner and the first project of ``store``, made when it is empty and left alone when it is not.

    Two processes that start at once make them once. Raises InvalidRequest for a time zone nobody knows.
    """
    require_timezone(timezone)
    with store.write() as tx:
        organization = tx.organizations.first()
        if organization is None:
            organization = tx.organizations.create(name=organization_name, slug=_slug(organization_name), now=now)
        projects = tx.projects.all()
        project = (
            projects[0]
            if projects
            else tx.projects.create(
                organization_id=organization.id,
                name=project_name,
                api_token=project_token(),
                now=now,
                timezone=timezone,
            )
        )
        users = tx.users.all()
        if users:
            owner = max(users, key=lambda user: (user.membership_level, -user.id))
            return FirstHouse(owner=owner, project=project, created=False)
        owner = tx.users.create(
            email=email,
            password_hash=password_hash(password),
            now=now,
            membership_level=MembershipLevel.OWNER,
            current_project_id=project.id,
        )
    return FirstHouse(owner=owner, project=project, created=True)


def _slug(name: str) -> str:
    """``name`` for URLs: lower-case letters and digits, hyphens between."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words) or "organization"
