"""Secrets of the server itself, the same for every process on one database."""

from sqlalchemy import Connection, select

from hedgerow.store.tables.server_secrets import server_secrets
from hedgerow.store.writing import insert_or_meet


class ServerSecrets:
    """Random values by name, each made once and never changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bytes | None:
        """The secret with this name, if it was made."""
        query = select(server_secrets.c.value).where(server_secrets.c.name == name)
        return self._connection.execute(query).scalar_one_or_none()

    def settle(self, name: str, proposed: bytes) -> bytes:
        """The secret with this name from now on: ``proposed``, unless somebody was first."""
        made = insert_or_meet(self._connection, server_secrets).values(name=name, value=proposed)
        self._connection.execute(made.on_conflict_do_nothing())
        return self.get(name) or proposed
