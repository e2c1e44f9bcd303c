"""Dashboard templates that a project made itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.templates import dashboard_templates
from hedgerow.vocab.templates import DashboardTemplate, TemplateDocument


class DashboardTemplates:
    """Creates, finds and changes the templates of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self, team_id: int, document: TemplateDocument, *, created_by: int | None, now: datetime
    ) -> DashboardTemplate:
        """A new template; Conflict when a live one of the project has its name (TMPL-32)."""
        values = {
            "id": new_uuid(),
            "team_id": team_id,
            **_columns(document),
            "deleted": False,
            "created_at": now,
            "created_by": created_by,
        }
        statement = insert(dashboard_templates).values(values).returning(*dashboard_templates.c)
        return self._records([self._connection.execute(statement).one()])[0]

    def get(self, team_id: int, template_id: UUID, *, with_deleted: bool = False) -> DashboardTemplate | None:
        """The project's template with this id; a soft-deleted one only on request."""
        here = dashboard_templates.c.id == template_id
        return next(iter(self._where(team_id, here, with_deleted=with_deleted)), None)

    def by_name(self, team_id: int, name: str) -> DashboardTemplate | None:
        """The project's live template with this name (DASH-102)."""
        return next(iter(self._where(team_id, dashboard_templates.c.template_name == name)), None)

    def all(self, team_id: int) -> tuple[DashboardTemplate, ...]:
        """The project's live templates by name."""
        return self._where(team_id)

    def replace(self, team_id: int, template_id: UUID, document: TemplateDocument, *, deleted: bool) -> bool:
        """Give a template another document, deleted or not; whether there is one. Conflict as in `create`."""
        here = (dashboard_templates.c.team_id == team_id, dashboard_templates.c.id == template_id)
        values = {**_columns(document), "deleted": deleted}
        return self._connection.execute(update(dashboard_templates).where(*here).values(values)).rowcount > 0

    def _where(
        self, team_id: int, *conditions: ColumnElement[bool], with_deleted: bool = False
    ) -> tuple[DashboardTemplate, ...]:
        table = dashboard_templates.c
        query = select(dashboard_templates).where(table.team_id == team_id, *conditions).order_by(table.template_name)
        if not with_deleted:
            query = query.where(table.deleted.is_(False))
        return self._records(self._connection.execute(query).all())

    def _records(self, rows: Sequence[Row[Any]]) -> tuple[DashboardTemplate, ...]:
        people = authors(self._connection, (row.created_by for row in rows))
        return tuple(
            DashboardTemplate(
                id=row.id,
                team_id=row.team_id,
                document=TemplateDocument(
                    template_name=row.template_name,
                    dashboard_description=row.dashboard_description,
                    dashboard_filters=row.dashboard_filters,
                    tiles=tuple(row.tiles),
                    tags=tuple(row.tags),
                    variables=None if row.variables is None else tuple(row.variables),
                    image_url=row.image_url,
                    is_featured=row.is_featured,
                ),
                deleted=row.deleted,
                created_at=row.created_at,
                created_by=people.get(row.created_by),
            )
            for row in rows
        )


def _columns(document: TemplateDocument) -> dict[str, Any]:
    return {
        "template_name": document.template_name,
        "dashboard_description": document.dashboard_description,
        "dashboard_filters": dict(document.dashboard_filters),
        "tags": list(document.tags),
        "tiles": [dict(tile) for tile in document.tiles],
        "variables": None if document.variables is None else [dict(each) for each in document.variables],
        "image_url": document.image_url,
        "is_featured": document.is_featured,
    }
