"""The one organization of a server (CONV-10)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select

from hedgerow.base.ids import new_uuid
from hedgerow.store.tables.accounts import organizations
from hedgerow.vocab.people import Organization


class Organizations:
    """Creates and finds organizations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, *, name: str, slug: str, now: datetime) -> Organization:
        """A new organization; Conflict when the slug is taken."""
        values = {"id": new_uuid(), "name": name, "slug": slug, "created_at": now, "updated_at": now}
        row = self._connection.execute(insert(organizations).values(values).returning(*organizations.c)).one()
        return _organization(row)

    def get(self, organization_id: UUID) -> Organization | None:
        """The organization with this id."""
        query = select(organizations).where(organizations.c.id == organization_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _organization(row)

    def first(self) -> Organization | None:
        """The server's organization: the oldest there is."""
        query = select(organizations).order_by(organizations.c.created_at, organizations.c.id).limit(1)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _organization(row)


def _organization(row: Row[Any]) -> Organization:
    return Organization(id=row.id, name=row.name, slug=row.slug, created_at=row.created_at, updated_at=row.updated_at)
