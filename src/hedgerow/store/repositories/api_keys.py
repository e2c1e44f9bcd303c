"""Personal API keys, kept only as hashes (AUTH-5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hedgerow.base.ids import short_id
from hedgerow.store.repositories.authors import user_record
from hedgerow.store.tables.accounts import api_keys, users
from hedgerow.vocab.people import ApiKey, Caller


class ApiKeyChanges(TypedDict, total=False):
    """What `ApiKeys.update` can change; a new ``secret_hash`` comes with its ``mask_value``."""

    label: str
    scopes: Sequence[str]
    scoped_teams: Sequence[int]
    scoped_organizations: Sequence[UUID]
    secret_hash: str
    mask_value: str


class ApiKeys:
    """Keys of users."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        *,
        user_id: int,
        label: str,
        secret_hash: str,
        mask_value: str,
        scopes: Sequence[str],
        now: datetime,
        scoped_teams: Sequence[int] = (),
        scoped_organizations: Sequence[UUID] = (),
        expires_at: datetime | None = None,
    ) -> ApiKey:
        """A new key."""
        values = {
            "id": short_id() + short_id(),
            "user_id": user_id,
            "label": label,
            "secret_hash": secret_hash,
            "mask_value": mask_value,
            "scopes": list(scopes),
            "scoped_teams": list(scoped_teams),
            "scoped_organizations": [str(organization) for organization in scoped_organizations],
            "created_at": now,
            "expires_at": expires_at,
        }
        return _key(self._connection.execute(insert(api_keys).values(values).returning(*api_keys.c)).one())

    def caller(self, secret_hash: str) -> Caller | None:
        """The key with this hash and its user, in one statement. Expiry and activity are the caller's to judge."""
        key_columns = [column.label(f"key_{column.name}") for column in api_keys.c]
        query = select(*users.c, *key_columns).join(api_keys, api_keys.c.user_id == users.c.id)
        row = self._connection.execute(query.where(api_keys.c.secret_hash == secret_hash)).one_or_none()
        return None if row is None else Caller(user=user_record(row), key=_key(row, "key_"))

    def get(self, user_id: int, key_id: str) -> ApiKey | None:
        """A user's key by its id."""
        query = select(api_keys).where(api_keys.c.user_id == user_id, api_keys.c.id == key_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _key(row)

    def of_user(self, user_id: int) -> tuple[ApiKey, ...]:
        """A user's keys, newest first (NB-40)."""
        newest_first = (api_keys.c.created_at.desc(), api_keys.c.id)
        rows = self._connection.execute(select(api_keys).where(api_keys.c.user_id == user_id).order_by(*newest_first))
        return tuple(_key(row) for row in rows)

    def count_of_user(self, user_id: int) -> int:
        """How many keys a user has (NB-43)."""
        query = select(func.count()).select_from(api_keys).where(api_keys.c.user_id == user_id)
        return self._connection.execute(query).scalar_one()

    def update(self, user_id: int, key_id: str, **changes: Unpack[ApiKeyChanges]) -> bool:
        """Change a user's key; whether there is one."""
        values: dict[str, Any] = dict(changes)
        for name in {"scopes", "scoped_teams"} & values.keys():
            values[name] = list(values[name])
        if "scoped_organizations" in changes:
            values["scoped_organizations"] = [str(organization) for organization in changes["scoped_organizations"]]
        if not values:
            return self.get(user_id, key_id) is not None
        own = update(api_keys).where(api_keys.c.user_id == user_id, api_keys.c.id == key_id)
        return self._connection.execute(own.values(**values)).rowcount > 0

    def touch(self, key_id: str, *, now: datetime) -> None:
        """Note that a key was used; how often to do so is the caller's choice (AUTH-6)."""
        self._connection.execute(update(api_keys).where(api_keys.c.id == key_id).values(last_used_at=now))

    def delete(self, user_id: int, key_id: str) -> bool:
        """Forget a user's key; whether there was one."""
        own = delete(api_keys).where(api_keys.c.user_id == user_id, api_keys.c.id == key_id)
        return self._connection.execute(own).rowcount > 0

    def delete_of_user(self, user_id: int) -> None:
        """Forget every key of a user."""
        self._connection.execute(delete(api_keys).where(api_keys.c.user_id == user_id))


def _key(row: Row[Any], prefix: str = "") -> ApiKey:
    value = {column.name: getattr(row, prefix + column.name) for column in api_keys.c}
    return ApiKey(
        id=value["id"],
        user_id=value["user_id"],
        label=value["label"],
        mask_value=value["mask_value"],
        scopes=tuple(value["scopes"]),
        scoped_teams=tuple(value["scoped_teams"]),
        scoped_organizations=tuple(UUID(text) for text in value["scoped_organizations"]),
        created_at=value["created_at"],
        last_used_at=value["last_used_at"],
        expires_at=value["expires_at"],
    )
