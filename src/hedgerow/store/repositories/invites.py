"""Open invitations of people who are no members yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, or_, select

from hedgerow.base.ids import new_uuid
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.accounts import invites
from hedgerow.vocab.people import Invite, MembershipLevel

_TABLE = invites.c


class Invites:
    """Invitations by the hash of their link's secret, which itself is never kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        *,
        token_hash: str,
        email: str,
        level: MembershipLevel,
        created_by: int,
        now: datetime,
        expires_at: datetime,
    ) -> Invite:
        """A new invitation; it replaces an earlier one of the same email, and what has expired is forgotten."""
        folded = email.casefold()
        over = or_(_TABLE.email_folded == folded, _TABLE.expires_at <= now)
        self._connection.execute(delete(invites).where(over))
        values = {
            "id": new_uuid(),
            "token_hash": token_hash,
            "email": email,
            "email_folded": folded,
            "membership_level": int(level),
            "created_by": created_by,
            "created_at": now,
            "expires_at": expires_at,
        }
        return self._records([self._connection.execute(insert(invites).values(values).returning(*_TABLE)).one()])[0]

    def all(self, *, now: datetime) -> list[Invite]:
        """Those that are still open, the latest first."""
        query = select(invites).where(_TABLE.expires_at > now).order_by(_TABLE.created_at.desc(), _TABLE.id)
        return self._records(self._connection.execute(query).all())

    def by_token(self, token_hash: str, *, now: datetime) -> Invite | None:
        """The one with this link, if it is still open."""
        query = select(invites).where(_TABLE.token_hash == token_hash, _TABLE.expires_at > now)
        return next(iter(self._records(self._connection.execute(query).all())), None)

    def take(self, token_hash: str, *, now: datetime) -> Invite | None:
        """The one with this link, if it is still open; nobody else can take it any more."""
        taken = delete(invites).where(_TABLE.token_hash == token_hash, _TABLE.expires_at > now).returning(*_TABLE)
        return next(iter(self._records(self._connection.execute(taken).all())), None)

    def delete(self, invite_id: UUID) -> Invite | None:
        """Forget an invitation; answers it, None when there is none."""
        gone = delete(invites).where(_TABLE.id == invite_id).returning(*_TABLE)
        return next(iter(self._records(self._connection.execute(gone).all())), None)

    def delete_of_user(self, user_id: int) -> None:
        """Forget what a user has invited."""
        self._connection.execute(delete(invites).where(_TABLE.created_by == user_id))

    def _records(self, rows: Sequence[Row[Any]]) -> list[Invite]:
        people = authors(self._connection, (row.created_by for row in rows))
        return [
            Invite(
                id=row.id,
                email=row.email,
                level=MembershipLevel(row.membership_level),
                created_by=people.get(row.created_by),
                created_at=row.created_at,
                expires_at=row.expires_at,
            )
            for row in rows
        ]
