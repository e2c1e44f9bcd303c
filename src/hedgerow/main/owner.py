"""The owner of a server: made with an empty store, shown once."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from hedgerow.base.settings import Settings
from hedgerow.services.projects import DEFAULT_NAME, DEFAULT_TIMEZONE
from hedgerow.services.setup import ensure_owner
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The owner and the first project; ``password`` is known only to whoever made them just now."""

    user: User
    project: Project
    password: str | None


def ensured_owner(
    store: Store,
    settings: Settings,
    now: datetime,
    *,
    password: str | None = None,
    project_name: str = DEFAULT_NAME,
    timezone: str = DEFAULT_TIMEZONE,
) -> Owner:
    """The owner of ``store``, made with a first project when there is none.

    The password is ``password``, else the one in the settings, else a generated one. Raises InvalidRequest for a
    time zone nobody knows.
    """
    chosen = password or settings.owner_password or secrets.token_urlsafe(12)
    first = ensure_owner(
        store,
        email=settings.owner_email,
        password=chosen,
        now=now,
        project_name=project_name,
        timezone=timezone,
    )
    return Owner(user=first.owner, project=first.project, password=chosen if first.created else None)
