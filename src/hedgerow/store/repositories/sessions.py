"""Log-ins of browsers (AUTH-20)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hedgerow.store.tables.accounts import sessions
from hedgerow.vocab.people import Session


class Sessions:
    """Sessions by the hash of their token; the token itself is never kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, *, token_hash: str, csrf_token: str, user_id: int, expires_at: datetime, now: datetime) -> Session:
        """A new session."""
        values = {
            "token_hash": token_hash,
            "user_id": user_id,
            "csrf_token": csrf_token,
            "created_at": now,
            "expires_at": expires_at,
        }
        return _session(self._connection.execute(insert(sessions).values(values).returning(*sessions.c)).one())

    def get(self, token_hash: str, *, now: datetime) -> Session | None:
        """The session with this token, unless it has expired."""
        query = select(sessions).where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _session(row)

    def of_user(self, user_id: int, *, now: datetime) -> list[Session]:
        """A user's sessions that have not expired, the latest first."""
        query = select(sessions).where(sessions.c.user_id == user_id, sessions.c.expires_at > now)
        rows = self._connection.execute(query.order_by(sessions.c.created_at.desc(), sessions.c.token_hash))
        return list(map(_session, rows))

    def extend(self, token_hash: str, *, expires_at: datetime) -> None:
        """Let a session last until ``expires_at``."""
        changed = update(sessions).where(sessions.c.token_hash == token_hash).values(expires_at=expires_at)
        self._connection.execute(changed)

    def delete(self, token_hash: str) -> None:
        """End a session."""
        self._connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))

    def delete_of_user(self, user_id: int, *, but: str = "") -> None:
        """End every session of a user ``but`` the one with this hash."""
        self._connection.execute(delete(sessions).where(sessions.c.user_id == user_id, sessions.c.token_hash != but))

    def delete_expired(self, *, now: datetime) -> int:
        """Forget the sessions that have expired; how many there were."""
        return self._connection.execute(delete(sessions).where(sessions.c.expires_at <= now)).rowcount


def _session(row: Row[Any]) -> Session:
    return Session(
        token_hash=row.token_hash,
        user_id=row.user_id,
        csrf_token=row.csrf_token,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
