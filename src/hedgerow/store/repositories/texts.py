"""Text cards' contents."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Row, insert, select, update

from hedgerow.store.reading import in_batches
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.tile_places import Places, places_of
from hedgerow.store.tables.dashboards import dashboard_tiles, texts
from hedgerow.vocab.dashboards import Text


class TextChanges(TypedDict, total=False):
    """What `Texts.update` can change."""

    body: str | None
    last_modified_by: int | None


class Texts:
    """Creates, finds and changes texts of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, team_id: int, *, body: str | None, created_by: int | None, now: datetime) -> Text:
        """A new text on no dashboard, modified by nobody yet (DASH-51)."""
        values = {"team_id": team_id, "body": body, "created_by": created_by, "last_modified_at": now}
        row = self._connection.execute(insert(texts).values(values).returning(*texts.c)).one()
        return _text_records(self._connection, team_id, [row])[row.id]

    def get(self, team_id: int, text_id: int) -> Text | None:
        """The project's text with this id."""
        return texts_by_id(self._connection, team_id, [text_id]).get(text_id)

    def update(self, team_id: int, text_id: int, *, now: datetime, **changes: Unpack[TextChanges]) -> bool:
        """Change a text; whether there is one. ``last_modified_at`` becomes ``now``."""
        here = update(texts).where(texts.c.team_id == team_id, texts.c.id == text_id)
        return self._connection.execute(here.values(**changes, last_modified_at=now)).rowcount > 0


def texts_by_id(connection: Connection, team_id: int, ids: Iterable[int | None]) -> dict[int, Text]:
    """The project's texts with these ids."""
    rows: list[Row[Any]] = []
    for batch in in_batches({number for number in ids if number is not None}):
        rows += connection.execute(select(texts).where(texts.c.team_id == team_id, texts.c.id.in_(batch)))
    return _text_records(connection, team_id, rows)


def _text_records(connection: Connection, team_id: int, rows: list[Row[Any]]) -> dict[int, Text]:
    places = places_of(connection, team_id, dashboard_tiles.c.text_id, (row.id for row in rows))
    people = authors(connection, (user for row in rows for user in (row.created_by, row.last_modified_by)))
    return {
        row.id: Text(
            id=row.id,
            team_id=row.team_id,
            body=row.body,
            created_by=people.get(row.created_by),
            last_modified_at=row.last_modified_at,
            last_modified_by=people.get(row.last_modified_by),
            places=places.get(row.id, Places()).all,
        )
        for row in rows
    }
