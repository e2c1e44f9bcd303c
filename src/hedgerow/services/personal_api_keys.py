"""Personal API keys (NB-40..45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.base.ids import personal_api_key, secret_hash, secret_mask
from hedgerow.services.activity_log import Changes, log_for_organization
from hedgerow.services.house import House
from hedgerow.services.organizations import the_organization
from hedgerow.store.repositories.api_keys import ApiKeyChanges
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.people import ApiKey, Caller
from hedgerow.vocab.scopes import is_scope

SCOPE = "PersonalAPIKey"
MOST_KEYS = 10
"""Keys one user may have (NB-43)."""


class KeyChanges(TypedDict, total=False):
    """What can be changed of a key; None lifts a limit."""

    label: str
    scopes: Sequence[str]
    scoped_teams: Sequence[int] | None
    scoped_organizations: Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshKey:
    """A key and its ``value``, which is shown once and never kept."""

    key: ApiKey
    value: str


def create_key(
    store: Store,
    *,
    user_id: int,
    label: str,
    scopes: Sequence[str],
    now: datetime,
    scoped_teams: Sequence[int] = (),
    scoped_organizations: Sequence[str] = (),
    expires_at: datetime | None = None,
    most: int | None = MOST_KEYS,
    logged: bool = False,
) -> FreshKey:
    """A new key of a user, who may have ``most`` of them; None, for the command line, means any number.

    ``logged`` notes it in the activity log: for keys that a user asked for.
    Raises InvalidRequest for an unknown scope, project or organization (NB-42), an expiry that has passed, or one
    key too many (NB-43).
    """
    _require_scopes(scopes)
    if expires_at is not None and expires_at <= now:
        raise InvalidRequest("The expiry must lie in the future.", attr="expires_at")
    value = personal_api_key()
    with store.write() as tx:
        _require_projects(tx, scoped_teams)
        organizations = _organizations(tx, scoped_organizations)
        if most is not None and tx.keys.count_of_user(user_id) >= most:
            raise InvalidRequest(f"You can have at most {most} personal API keys. Delete one first.")
        key = tx.keys.create(
            user_id=user_id,
            label=label,
            secret_hash=secret_hash(value),
            mask_value=secret_mask(value),
            scopes=scopes,
            now=now,
            scoped_teams=scoped_teams,
            scoped_organizations=organizations,
            expires_at=expires_at,
        )
        if logged:
            _log(tx, key, "created", [], now)
    return FreshKey(key=key, value=value)


def keys_of(house: House, caller: Caller) -> tuple[ApiKey, ...]:
    """The caller's own keys, newest first (NB-40)."""
    with house.store.read() as tx:
        return tx.keys.of_user(caller.user.id)


def key_of(house: House, caller: Caller, key_id: str) -> ApiKey:
    """One of the caller's own keys; raises NotFound."""
    with house.store.read() as tx:
        return _key(tx, caller, key_id)


def change_key(house: House, caller: Caller, key_id: str, changes: KeyChanges) -> ApiKey:
    """One of the caller's own keys with ``changes`` made; raises NotFound or InvalidRequest (NB-42)."""
    stored: ApiKeyChanges = {}
    with house.store.write() as tx:
        if "label" in changes:
            stored["label"] = changes["label"]
        if "scopes" in changes:
            _require_scopes(changes["scopes"])
            stored["scopes"] = changes["scopes"]
        if "scoped_teams" in changes:
            stored["scoped_teams"] = changes["scoped_teams"] or ()
            _require_projects(tx, stored["scoped_teams"])
        if "scoped_organizations" in changes:
            stored["scoped_organizations"] = _organizations(tx, changes["scoped_organizations"] or ())
        before = _key(tx, caller, key_id)
        tx.keys.update(caller.user.id, key_id, **stored)
        after = _key(tx, caller, key_id)
        if differences := changes_between(_logged(before), _logged(after)):
            _log(tx, after, "changed", differences, house.clock())
    return after


def roll_key(house: House, caller: Caller, key_id: str) -> FreshKey:
    """The key with a new value; the old one stops working at once (NB-44)."""
    value = personal_api_key()
    with house.store.write() as tx:
        if not tx.keys.update(caller.user.id, key_id, secret_hash=secret_hash(value), mask_value=secret_mask(value)):
            raise NotFound
        key = _key(tx, caller, key_id)
        _log(tx, key, "value replaced", [], house.clock())
    return FreshKey(key=key, value=value)


def delete_key(house: House, caller: Caller, key_id: str) -> None:
    """Forget one of the caller's own keys; it stops working at once. Raises NotFound."""
    with house.store.write() as tx:
        key = _key(tx, caller, key_id)
        tx.keys.delete(caller.user.id, key_id)
        _log(tx, key, "deleted", [], house.clock())


def _key(tx: Transaction, caller: Caller, key_id: str) -> ApiKey:
    found = tx.keys.get(caller.user.id, key_id)
    if found is None:
        raise NotFound
    return found


def _log(tx: Transaction, key: ApiKey, activity: str, changes: Changes, now: datetime) -> None:
    """Note what its owner did to ``key``, in the log of the projects it reaches."""
    item = (key.id, key.label)
    log_for_organization(tx, key.user_id, SCOPE, activity, item, changes, now, projects=key.scoped_teams)


def _logged(key: ApiKey) -> dict[str, Any]:
    """What the log says of a key."""
    return {"label": key.label, "scopes": list(key.scopes), "scoped_teams": list(key.scoped_teams)}


def _require_scopes(scopes: Sequence[str]) -> None:
    for scope in scopes:
        if not is_scope(scope):
            raise InvalidRequest(f"Invalid scope: {scope}", attr="scopes")


def _require_projects(tx: Transaction, teams: Sequence[int]) -> None:
    if unknown := set(teams) - {project.id for project in tx.projects.all()}:
        raise InvalidRequest(f"There is no project {min(unknown)}.", attr="scoped_teams")


def _organizations(tx: Transaction, texts: Sequence[str]) -> list[UUID]:
    """``texts`` as ids of the server's organization; raises InvalidRequest for any other."""
    known = the_organization(tx).id
    for text in texts:
        try:
            same = UUID(text) == known
        except ValueError:
            same = False
        if not same:
            raise InvalidRequest(f"There is no organization {text}.", attr="scoped_organizations")
    return [known] if texts else []
