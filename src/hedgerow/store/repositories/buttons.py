"""What buttons on dashboards say and where they lead."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import in_batches
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.tile_places import Places, places_of
from hedgerow.store.tables.dashboards import buttons, dashboard_tiles
from hedgerow.vocab.dashboards import Button, ButtonPlacement, ButtonStyle


class ButtonChanges(TypedDict, total=False):
    """What can be written of a button."""

    url: str
    text: str
    placement: ButtonPlacement
    style: ButtonStyle


class Buttons:
    """Creates, finds and changes buttons of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        url: str,
        text: str,
        created_by: int | None,
        now: datetime,
        placement: ButtonPlacement = "left",
        style: ButtonStyle = "primary",
    ) -> Button:
        """A new button on no dashboard, modified by nobody yet. ``url`` was checked by the caller."""
        values = {
            "id": new_uuid(),
            "team_id": team_id,
            "url": url,
            "text": text,
            "placement": placement,
            "style": style,
            "created_by": created_by,
            "last_modified_at": now,
        }
        row = self._connection.execute(insert(buttons).values(values).returning(*buttons.c)).one()
        return _button_records(self._connection, team_id, [row])[row.id]

    def get(self, team_id: int, button_id: UUID) -> Button | None:
        """The project's button with this id."""
        return buttons_by_id(self._connection, team_id, [button_id]).get(button_id)

    def update(
        self,
        team_id: int,
        button_id: UUID,
        *,
        now: datetime,
        last_modified_by: int | None,
        **changes: Unpack[ButtonChanges],
    ) -> bool:
        """Change a button; whether there is one. ``last_modified_at`` becomes ``now``."""
        here = update(buttons).where(buttons.c.team_id == team_id, buttons.c.id == button_id)
        values = {**changes, "last_modified_at": now, "last_modified_by": last_modified_by}
        return self._connection.execute(here.values(values)).rowcount > 0


def buttons_by_id(connection: Connection, team_id: int, ids: Iterable[UUID | None]) -> dict[UUID, Button]:
    """The project's buttons with these ids."""
    rows: list[Row[Any]] = []
    for batch in in_batches({number for number in ids if number is not None}):
        rows += connection.execute(select(buttons).where(buttons.c.team_id == team_id, buttons.c.id.in_(batch)))
    return _button_records(connection, team_id, rows)


def _button_records(connection: Connection, team_id: int, rows: list[Row[Any]]) -> dict[UUID, Button]:
    places = places_of(connection, team_id, dashboard_tiles.c.button_id, (row.id for row in rows))
    people = authors(connection, (user for row in rows for user in (row.created_by, row.last_modified_by)))
    return {
        row.id: Button(
            id=row.id,
            team_id=row.team_id,
            url=row.url,
            text=row.text,
            placement=row.placement,
            style=row.style,
            created_by=people.get(row.created_by),
            last_modified_at=row.last_modified_at,
            last_modified_by=people.get(row.last_modified_by),
            places=places.get(row.id, Places()).all,
        )
        for row in rows
    }
