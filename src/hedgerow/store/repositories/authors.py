"""The users that other records name."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.accounts import users
from hedgerow.vocab.people import MembershipLevel, User

_PUBLIC = [column for column in users.c if column.name not in {"password_hash", "email_folded"}]


def user_record(row: Row[Any], *, password_hash: str | None = None) -> User:
    """The user in ``row``."""
    return User(
        id=row.id,
        uuid=row.uuid,
        distinct_id=row.distinct_id,
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        is_active=row.is_active,
        membership_level=MembershipLevel(row.membership_level),
        current_project_id=row.current_project_id,
        date_joined=row.date_joined,
        password_hash=password_hash,
    )


def authors(connection: Connection, ids: Iterable[int | None]) -> Mapping[int | None, User]:
    """The users with these ids, without their password hashes; None and unknown ids are left out."""
    found: dict[int | None, User] = {}
    for batch in in_batches({number for number in ids if number is not None}):
        rows = connection.execute(select(*_PUBLIC).where(users.c.id.in_(batch)))
        found.update((row.id, user_record(row)) for row in rows)
    return found
