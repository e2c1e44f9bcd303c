"""Cohorts of a project: the sets of people that somebody gave a name (EN-20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Row, delete, insert, select, update

from hedgerow.store.reading import slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.cohorts import cohort_people, cohorts
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.pages import Page, PageRequest

_TABLE = cohorts.c


class CohortChanges(TypedDict, total=False):
    """What `Cohorts.update` can change."""

    name: str
    description: str
    filters: Mapping[str, Any]
    deleted: bool


class Cohorts:
    """Creates, finds and changes cohorts of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        name: str,
        description: str,
        is_static: bool,
        filters: Mapping[str, Any],
        created_by: int | None,
        now: datetime,
    ) -> Cohort:
        """A new cohort, without members."""
        own = {
            "team_id": team_id,
            "name": name,
            "description": description,
            "is_static": is_static,
            "filters": dict(filters),
            "deleted": False,
            "created_at": now,
            "created_by": created_by,
            "updated_at": now,
        }
        rows = [self._connection.execute(insert(cohorts).values(own).returning(*_TABLE)).one()]
        return self._records(team_id, rows)[0]

    def get(self, team_id: int, cohort_id: int) -> Cohort | None:
        """The project's cohort with this id, deleted or not."""
        query = select(cohorts).where(_TABLE.team_id == team_id, _TABLE.id == cohort_id)
        return next(iter(self._records(team_id, self._connection.execute(query).all())), None)

    def alive(self, team_id: int) -> list[Cohort]:
        """Every cohort of the project that is not deleted."""
        query = select(cohorts).where(_TABLE.team_id == team_id, _TABLE.deleted.is_(False)).order_by(_TABLE.id)
        return self._records(team_id, self._connection.execute(query).all())

    def page(self, team_id: int, page: PageRequest) -> Page[Cohort]:
        """A slice of the project's cohorts that are not deleted, by name."""
        query = select(cohorts).where(_TABLE.team_id == team_id, _TABLE.deleted.is_(False))
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc(), _TABLE.id.asc()], page)
        return Page(self._records(team_id, rows), count)

    def update(self, team_id: int, cohort_id: int, *, now: datetime, **changes: Unpack[CohortChanges]) -> bool:
        """Change a cohort; whether there is one."""
        own: dict[str, Any] = {**changes, "updated_at": now}
        here = update(cohorts).where(_TABLE.team_id == team_id, _TABLE.id == cohort_id)
        return self._connection.execute(here.values(**own)).rowcount > 0

    def set_members(self, team_id: int, cohort_id: int, numbers: Iterable[int]) -> None:
        """Let exactly these people be in a static cohort; BrokenReference for a number nobody has."""
        table = cohort_people.c
        self._connection.execute(delete(cohort_people).where(table.team_id == team_id, table.cohort_id == cohort_id))
        rows = [{"team_id": team_id, "cohort_id": cohort_id, "number": number} for number in sorted(set(numbers))]
        if rows:
            self._connection.execute(insert(cohort_people), rows)

    def _records(self, team_id: int, rows: Sequence[Row[Any]]) -> list[Cohort]:
        by_id = authors(self._connection, (row.created_by for row in rows))
        members = self._members(team_id, [row.id for row in rows if row.is_static])
        return [
            Cohort(
                id=row.id,
                team_id=row.team_id,
                name=row.name,
                description=row.description,
                is_static=row.is_static,
                filters=row.filters,
                members=tuple(members.get(row.id, ())),
                deleted=row.deleted,
                created_at=row.created_at,
                created_by=by_id.get(row.created_by),
                updated_at=row.updated_at,
            )
            for row in rows
        ]

    def _members(self, team_id: int, ids: Sequence[int]) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        table = cohort_people.c
        if ids:
            query = select(table.cohort_id, table.number).where(table.team_id == team_id, table.cohort_id.in_(ids))
            for row in self._connection.execute(query.order_by(table.number)):
                found[row.cohort_id].append(row.number)
        return found
