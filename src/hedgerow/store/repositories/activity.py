"""The activity log (LOG-1): only ever added to, until its oldest lines are dropped."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from hedgerow.store.reading import slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.activity import activity_log
from hedgerow.vocab.activity import ActivityEntry
from hedgerow.vocab.pages import Page, PageRequest

_TABLE = activity_log.c


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
        details = {item_id: detail}
        self.add_many(team_id, scope=scope, activity=activity, user_id=user_id, details=details, now=now)

    def add_many(
        self,
        team_id: int,
        *,
        scope: str,
        activity: str,
        user_id: int | None,
        details: Mapping[str, Mapping[str, Any]],
        now: datetime,
    ) -> None:
        """One more line for each item of ``details``, which maps item ids to details. One statement."""
        rows = [
            {
                "team_id": team_id,
                "scope": scope,
                "item_id": item_id,
                "activity": activity,
                "user_id": user_id,
                "detail": dict(detail),
                "created_at": now,
            }
            for item_id, detail in details.items()
        ]
        if rows:
            self._connection.execute(insert(activity_log), rows)

    def page(
        self,
        team_id: int,
        page: PageRequest,
        *,
        scope: str | None = None,
        item_id: str | None = None,
        activity: str | None = None,
        user_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[ActivityEntry]:
        """A slice of what was done in the project, by what is given; latest first."""
        query = select(activity_log).where(_TABLE.team_id == team_id)
        if scope is not None:
            query = query.where(_TABLE.scope == scope)
        if item_id is not None:
            query = query.where(_TABLE.item_id == item_id)
        if activity is not None:
            query = query.where(_TABLE.activity == activity)
        if user_id is not None:
            query = query.where(_TABLE.user_id == user_id)
        if since is not None:
            query = query.where(_TABLE.created_at >= since)
        if until is not None:
            query = query.where(_TABLE.created_at <= until)
        rows, count = slice_and_count(self._connection, query, [_TABLE.id.desc()], page)
        return Page(self._records(rows), count)

    def drop_before(self, moment: datetime) -> int:
        """Forget what was done before ``moment``, in every project; how many lines that were."""
        return self._connection.execute(delete(activity_log).where(_TABLE.created_at < moment)).rowcount

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
