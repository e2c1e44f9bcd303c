"""Quick filters: property filters that dashboards offer as a choice (NB-71)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import in_batches, slice_and_count
from hedgerow.store.tables.variables import quick_filters
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.variables import QuickFilter

_TABLE = quick_filters.c


class QuickFilterChanges(TypedDict, total=False):
    """What `QuickFilters.update` can change."""

    name: str
    property_name: str
    type: str
    options: Sequence[Mapping[str, Any]]


class QuickFilters:
    """Creates, finds, changes and deletes quick filters of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        name: str,
        property_name: str,
        type: str,  # noqa: A002  (the word of the contract)
        options: Sequence[Mapping[str, Any]],
        created_by: int | None,
        now: datetime,
    ) -> QuickFilter:
        """A new quick filter; Conflict when the project has one of this name."""
        own = {
            "id": new_uuid(),
            "team_id": team_id,
            "name": name,
            "property_name": property_name,
            "type": type,
            "options": [dict(option) for option in options],
            "created_at": now,
            "created_by": created_by,
            "updated_at": now,
        }
        return _filter(self._connection.execute(insert(quick_filters).values(own).returning(*_TABLE)).one())

    def get(self, team_id: int, filter_id: UUID) -> QuickFilter | None:
        """The project's quick filter with this id."""
        query = select(quick_filters).where(_TABLE.team_id == team_id, _TABLE.id == filter_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _filter(row)

    def known(self, team_id: int, ids: Iterable[UUID]) -> frozenset[UUID]:
        """Those of ``ids`` that are quick filters of the project (DASH-37)."""
        found: set[UUID] = set()
        for batch in in_batches(set(ids)):
            query = select(_TABLE.id).where(_TABLE.team_id == team_id, _TABLE.id.in_(batch))
            found.update(self._connection.execute(query).scalars())
        return frozenset(found)

    def page(self, team_id: int, page: PageRequest) -> Page[QuickFilter]:
        """A slice of the project's quick filters, by name."""
        query = select(quick_filters).where(_TABLE.team_id == team_id)
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc()], page)
        return Page([_filter(row) for row in rows], count)

    def update(self, team_id: int, filter_id: UUID, *, now: datetime, **changes: Unpack[QuickFilterChanges]) -> bool:
        """Change a quick filter; whether there is one. Conflict when its new name is taken."""
        own: dict[str, Any] = {**changes, "updated_at": now}
        if "options" in own:
            own["options"] = [dict(option) for option in own["options"]]
        here = update(quick_filters).where(_TABLE.team_id == team_id, _TABLE.id == filter_id)
        return self._connection.execute(here.values(**own)).rowcount > 0

    def delete(self, team_id: int, filter_id: UUID) -> bool:
        """Take a quick filter away; whether there was one."""
        here = delete(quick_filters).where(_TABLE.team_id == team_id, _TABLE.id == filter_id)
        return self._connection.execute(here).rowcount > 0


def _filter(row: Row[Any]) -> QuickFilter:
    return QuickFilter(
        id=row.id,
        team_id=row.team_id,
        name=row.name,
        property_name=row.property_name,
        type=row.type,
        options=row.options,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
