"""Actions of a project: the sets of events that people gave a name (EN-5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Row, insert, select, update

from hedgerow.store.reading import slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.actions import actions
from hedgerow.vocab.actions import Action
from hedgerow.vocab.pages import Page, PageRequest

_TABLE = actions.c


class ActionChanges(TypedDict, total=False):
    """What `Actions.update` can change."""

    name: str
    description: str
    steps: Sequence[Mapping[str, Any]]
    deleted: bool


class Actions:
    """Creates, finds and changes actions of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        name: str,
        description: str,
        steps: Sequence[Mapping[str, Any]],
        created_by: int | None,
        now: datetime,
    ) -> Action:
        """A new action."""
        own = {
            "team_id": team_id,
            "name": name,
            "description": description,
            "steps": [dict(step) for step in steps],
            "deleted": False,
            "created_at": now,
            "created_by": created_by,
            "updated_at": now,
        }
        rows = [self._connection.execute(insert(actions).values(own).returning(*_TABLE)).one()]
        return self._records(rows)[0]

    def get(self, team_id: int, action_id: int) -> Action | None:
        """The project's action with this id, deleted or not."""
        query = select(actions).where(_TABLE.team_id == team_id, _TABLE.id == action_id)
        return next(iter(self._records(self._connection.execute(query).all())), None)

    def alive(self, team_id: int) -> list[Action]:
        """Every action of the project that is not deleted."""
        query = select(actions).where(_TABLE.team_id == team_id, _TABLE.deleted.is_(False)).order_by(_TABLE.id)
        return self._records(self._connection.execute(query).all())

    def page(self, team_id: int, page: PageRequest) -> Page[Action]:
        """A slice of the project's actions that are not deleted, by name."""
        query = select(actions).where(_TABLE.team_id == team_id, _TABLE.deleted.is_(False))
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc(), _TABLE.id.asc()], page)
        return Page(self._records(rows), count)

    def update(self, team_id: int, action_id: int, *, now: datetime, **changes: Unpack[ActionChanges]) -> bool:
        """Change an action; whether there is one."""
        own: dict[str, Any] = {**changes, "updated_at": now}
        if "steps" in own:
            own["steps"] = [dict(step) for step in own["steps"]]
        here = update(actions).where(_TABLE.team_id == team_id, _TABLE.id == action_id)
        return self._connection.execute(here.values(**own)).rowcount > 0

    def _records(self, rows: Sequence[Row[Any]]) -> list[Action]:
        by_id = authors(self._connection, (row.created_by for row in rows))
        return [
            Action(
                id=row.id,
                team_id=row.team_id,
                name=row.name,
                description=row.description,
                steps=tuple(row.steps),
                deleted=row.deleted,
                created_at=row.created_at,
                created_by=by_id.get(row.created_by),
                updated_at=row.updated_at,
            )
            for row in rows
        ]
