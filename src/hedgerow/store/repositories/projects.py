"""Projects."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.tables.persons import person_counters
from hedgerow.store.tables.projects import projects
from hedgerow.vocab.projects import Project


class ProjectChanges(TypedDict, total=False):
    """What `Projects.update` can change."""

    name: str
    api_token: str
    timezone: str
    week_start_day: int
    test_account_filters: Sequence[Mapping[str, Any]]
    is_demo: bool
    stale_after_days: int
    primary_dashboard_id: int | None
    app_urls: Sequence[str]
    previous_api_token: str
    previous_token_expires_at: datetime


class Projects:
    """Creates, finds and changes projects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        *,
        organization_id: UUID,
        name: str,
        api_token: str,
        now: datetime,
        timezone: str = "UTC",
        week_start_day: int = 0,
        test_account_filters: Sequence[Mapping[str, Any]] = (),
        is_demo: bool = False,
    ) -> Project:
        """A new project; Conflict when the token is taken."""
        values = {
            "uuid": new_uuid(),
            "organization_id": organization_id,
            "name": name,
            "api_token": api_token,
            "timezone": timezone,
            "week_start_day": week_start_day,
            "test_account_filters": list(test_account_filters),
            "ingested_event": False,
            "is_demo": is_demo,
            "created_at": now,
            "updated_at": now,
        }
        row = self._connection.execute(insert(projects).values(values).returning(*projects.c)).one()
        self._connection.execute(insert(person_counters).values(team_id=row.id, last_number=0))
        return _project(row)

    def get(self, team_id: int) -> Project | None:
        """The project with this id."""
        return self._one(projects.c.id == team_id)

    def by_token(self, api_token: str, *, now: datetime) -> Project | None:
        """The project that events with this token belong to (CAP-1), a replaced one until its time is over."""
        replaced = and_(projects.c.previous_api_token == api_token, projects.c.previous_token_expires_at > now)
        return self._one(or_(projects.c.api_token == api_token, replaced))

    def all(self) -> tuple[Project, ...]:
        """Every project, oldest first."""
        return tuple(map(_project, self._connection.execute(select(projects).order_by(projects.c.id))))

    def update(self, team_id: int, *, now: datetime, **changes: Unpack[ProjectChanges]) -> bool:
        """Change a project; whether there is one."""
        values: dict[str, Any] = {**changes, "updated_at": now}
        values |= {name: list(values[name]) for name in ("test_account_filters", "app_urls") if name in values}
        changed = self._connection.execute(update(projects).where(projects.c.id == team_id).values(**values))
        return changed.rowcount > 0

    def lock(self, team_id: int) -> None:
        """Let no other transaction that asks for this pass until ours ends; readers and other writers go on."""
        lock = select(projects.c.id).where(projects.c.id == team_id).with_for_update(key_share=True)
        self._connection.execute(lock)

    def mark_ingested(self, team_id: int) -> None:
        """Note that an event has arrived; costs nothing to say again."""
        first = update(projects).where(projects.c.id == team_id, projects.c.ingested_event.is_(False))
        self._connection.execute(first.values(ingested_event=True))

    def _one(self, condition: ColumnElement[bool]) -> Project | None:
        row = self._connection.execute(select(projects).where(condition)).one_or_none()
        return None if row is None else _project(row)


def _project(row: Row[Any]) -> Project:
    return Project(
        id=row.id,
        uuid=row.uuid,
        organization_id=row.organization_id,
        name=row.name,
        api_token=row.api_token,
        timezone=row.timezone,
        week_start_day=row.week_start_day,
        test_account_filters=tuple(row.test_account_filters),
        ingested_event=row.ingested_event,
        is_demo=row.is_demo,
        stale_after_days=row.stale_after_days,
        primary_dashboard_id=row.primary_dashboard_id,
        app_urls=tuple(row.app_urls or ()),
        previous_api_token=row.previous_api_token,
        previous_token_expires_at=row.previous_token_expires_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
