"""Log-ins of browsers (AUTH-20)."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

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
        self._connection.execute(insert(sessions).values(values))
        return Session(user_id=user_id, csrf_token=csrf_token, created_at=now, expires_at=expires_at)

    def get(self, token_hash: str, *, now: datetime) -> Session | None:
        """The session with this token, unless it has expired."""
        query = select(sessions).where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return Session(
            user_id=row.user_id, csrf_token=row.csrf_token, created_at=row.created_at, expires_at=row.expires_at
        )

    def extend(self, token_hash: str, *, expires_at: datetime) -> None:
        """Let a session last until ``expires_at``."""
        changed = update(sessions).where(sessions.c.token_hash == token_hash).values(expires_at=expires_at)
        self._connection.execute(changed)

    def delete(self, token_hash: str) -> None:
        """End a session."""
        self._connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))

    def delete_of_user(self, user_id: int) -> None:
        """End every session of a user."""
        self._connection.execute(delete(sessions).where(sessions.c.user_id == user_id))

    def delete_expired(self, *, now: datetime) -> int:
        """Forget the sessions that have expired; how many there were."""
        return self._connection.execute(delete(sessions).where(sessions.c.expires_at <= now)).rowcount
