"""The passwords of a share, made and taken away by those who may change it (SHARE-20..33)."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from hedgerow.base.errors import BareRefusal, InvalidRequest, NotFound
from hedgerow.services import sharing_activity
from hedgerow.services.access import AccessLevel
from hedgerow.services.house import House, Visit
from hedgerow.services.passwords import password_hash
from hedgerow.services.sharing_activity import log_share
from hedgerow.services.sharing_targets import FoundTarget, Wanted, found_target
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.sharing import Share, SharePassword

_GENERATED_BYTES = 16
_OFF = "Turn password protection on before adding passwords."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword:
    """A password that was just made; ``clear_text`` is kept nowhere."""

    entry: SharePassword
    clear_text: str


def require_protected(house: House, visit: Visit, wanted: Wanted) -> None:
    """Raise NotFound, PermissionDenied, or BareRefusal unless the share asks for a password (SHARE-23, SHARE-28)."""
    with house.store.read() as tx:
        _protected(tx, found_target(tx, visit, wanted, AccessLevel.EDITOR))


def create_password(
    house: House, visit: Visit, wanted: Wanted, *, clear_text: str, note: str, expires_at: datetime | None
) -> NewPassword:
    """One more password, made up when ``clear_text`` is empty (SHARE-20..27).

    Raises NotFound, PermissionDenied, BareRefusal (SHARE-23), or InvalidRequest when it would already be expired.
    """
    now, user = house.clock(), visit.caller.user.id
    if expires_at is not None and expires_at <= now:
        raise InvalidRequest("A password's end must be in the future.", attr="expires_at")
    clear_text = clear_text or secrets.token_urlsafe(_GENERATED_BYTES)
    hashed = password_hash(clear_text)  # slow on purpose: before the transaction, which keeps others waiting
    with house.store.write() as tx:
        found = found_target(tx, visit, wanted, AccessLevel.EDITOR)
        tx.sharing.lock(visit.project.id, found.target)
        share = _protected(tx, found)
        made = tx.sharing.add_password(
            share, password_hash=hashed, note=note, created_by=user, now=now, expires_at=expires_at
        )
        _log(tx, share, sharing_activity.PASSWORD_ADDED, made, user, now, found.name)
    return NewPassword(entry=made, clear_text=clear_text)


def delete_password(house: House, visit: Visit, wanted: Wanted, password_id: int) -> None:
    """Let a password open nothing more, at once (SHARE-30..33); raises NotFound or PermissionDenied."""
    now = house.clock()
    with house.store.write() as tx:
        found = found_target(tx, visit, wanted, AccessLevel.EDITOR)
        tx.sharing.lock(visit.project.id, found.target)
        share = tx.sharing.current(visit.project.id, found.target)
        password = None if share is None else tx.sharing.password(share, password_id, now=now)
        if share is None or password is None:
            raise NotFound
        tx.sharing.drop_password(share, password)
        _log(tx, share, sharing_activity.PASSWORD_REMOVED, password, visit.caller.user.id, now, found.name)


def _protected(tx: Transaction, found: FoundTarget) -> Share:
    """The current share, which asks for a password; raises BareRefusal when it does not."""
    share = tx.sharing.current(found.team_id, found.target)
    if share is None or not share.password_required:
        raise BareRefusal(_OFF)
    return share


def _log(
    tx: Transaction,
    share: Share,
    activity: str,
    password: SharePassword,
    user_id: int,
    now: datetime,
    name: str | None,
) -> None:
    more = {"share_password_id": password.id, "note": password.note}
    log_share(tx, share, activity, user_id=user_id, now=now, name=name, more=more)
