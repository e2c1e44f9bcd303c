"""The activity log (LOG-1): only ever added to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from hedgerow.store.reading import slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.activity import activity_log
from hedgerow.vocab.activity import ActivityEntry
from hedgerow.vocab.pages import Page, PageRequest


class ActivityLog:
    """Adds and lists what was done in one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        team_id: int,
        *,
        scope: str,
        item_id: str,
        activity: str,
        user_id: int | None,
        detail: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """One more line; ``detail`` is ``{"name", "changes": [{field, action, before, after}]}``."""
        values = {
            "team_id": team_id,
            "scope": scope,
            "item_id": item_id,
            "activity": activity,
            "user_id": user_id,
            "detail": dict(detail),
            "created_at": now,
        }
        self._connection.execute(insert(activity_log).values(values))

    def page(
        self, team_id: int, page: PageRequest, *, scope: str | None = None, item_id: str | None = None
    ) -> Page[ActivityEntry]:
        """A slice of what was done in the project, or to one kind or thing; latest first."""
        query = select(activity_log).where(activity_log.c.team_id == team_id)
        if scope is not None:
            query = query.where(activity_log.c.scope == scope)
        if item_id is not None:
            query = query.where(activity_log.c.item_id == item_id)
        rows, count = slice_and_count(self._connection, query, [activity_log.c.id.desc()], page)
        return Page(self._records(rows), count)

    def _records(self, rows: Sequence[Row[Any]]) -> list[ActivityEntry]:
        people = authors(self._connection, (row.user_id for row in rows))
        return [
            ActivityEntry(
                id=row.id,
                team_id=row.team_id,
                scope=row.scope,
                item_id=row.item_id,
                activity=row.activity,
                user=people.get(row.user_id),
                detail=row.detail,
                created_at=row.created_at,
            )
            for row in rows
        ]
