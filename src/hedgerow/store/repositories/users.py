"""People with a login."""

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.repositories.authors import user_record
from hedgerow.store.tables.accounts import users
from hedgerow.vocab.people import MembershipLevel, User


class UserChanges(TypedDict, total=False):
    """What `Users.update` can change."""

    first_name: str
    last_name: str
    is_active: bool
    membership_level: MembershipLevel
    current_project_id: int | None
    password_hash: str | None


class Users:
    """Users with their password hashes; users inside other records come without."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        *,
        email: str,
        password_hash: str | None,
        now: datetime,
        first_name: str = "",
        last_name: str = "",
        membership_level: MembershipLevel = MembershipLevel.MEMBER,
        current_project_id: int | None = None,
    ) -> User:
        """A new user; Conflict when the email is taken, in whatever case."""
        uuid = new_uuid()
        values = {
            "uuid": uuid,
            "distinct_id": str(uuid),
            "email": email,
            "email_folded": email.casefold(),
            "first_name": first_name,
            "last_name": last_name,
            "is_active": True,
            "membership_level": int(membership_level),
            "current_project_id": current_project_id,
            "date_joined": now,
            "password_hash": password_hash,
        }
        row = self._connection.execute(insert(users).values(values).returning(*users.c)).one()
        return user_record(row, password_hash=row.password_hash)

    def get(self, user_id: int) -> User | None:
        """The user with this id."""
        return self._one(users.c.id == user_id)

    def by_uuid(self, uuid: UUID) -> User | None:
        """The user with this uuid."""
        return self._one(users.c.uuid == uuid)

    def by_email(self, email: str) -> User | None:
        """The user with this email, in whatever case."""
        return self._one(users.c.email_folded == email.casefold())

    def all(self) -> tuple[User, ...]:
        """Every user, in the order they joined."""
        rows = self._connection.execute(select(users).order_by(users.c.id))
        return tuple(user_record(row, password_hash=row.password_hash) for row in rows)

    def count(self) -> int:
        """How many users there are."""
        return self._connection.execute(select(func.count()).select_from(users)).scalar_one()

    def update(self, user_id: int, **changes: Unpack[UserChanges]) -> bool:
        """Change a user; whether there is one."""
        if not changes:
            return self.get(user_id) is not None
        changed = self._connection.execute(update(users).where(users.c.id == user_id).values(**changes))
        return changed.rowcount > 0

    def lock_owners(self) -> int:
        """How many active owners there are; nobody else changes one of them until our transaction ends."""
        owners = select(users.c.id).where(users.c.membership_level == MembershipLevel.OWNER, users.c.is_active)
        return len(self._connection.execute(owners.order_by(users.c.id).with_for_update()).all())

    def _one(self, condition: ColumnElement[bool]) -> User | None:
        row = self._connection.execute(select(users).where(condition)).one_or_none()
        return None if row is None else user_record(row, password_hash=row.password_hash)
