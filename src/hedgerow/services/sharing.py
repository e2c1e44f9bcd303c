"""How a dashboard or an insight is shared, seen and changed by those who may (SHARE-1..16, SHARE-35..41)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from hedgerow.base.errors import PermissionDenied
from hedgerow.base.ids import secret_token
from hedgerow.services import sharing_activity
from hedgerow.services.access import AccessLevel, access_level
from hedgerow.services.house import House, Visit
from hedgerow.services.sharing_activity import log_share
from hedgerow.services.sharing_targets import FoundTarget, Wanted, found_target
from hedgerow.store.repositories.sharing import ShareChanges
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.sharing import Share, SharePassword, ShareSettings


class SharingValues(TypedDict, total=False):
    """What a client may write of a sharing configuration."""

    enabled: bool
    settings: ShareSettings | None
    password_required: bool


_share_changes: Callable[..., ShareChanges] = ShareChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingState:
    """How something is shared: ``share`` is None when nothing was ever stored; ``level`` is the caller's.

    A link that is replaced works on for ``grace``; ``replaced_until`` is when the last replaced one stops, None when
    none works any more.
    """

    share: Share | None
    passwords: tuple[SharePassword, ...]
    level: AccessLevel
    grace: timedelta
    replaced_until: datetime | None


def sharing_state(house: House, visit: Visit, wanted: Wanted) -> SharingState:
    """How ``wanted`` is shared; nothing is stored by looking (SHARE-1, SHARE-3)."""
    with house.store.read() as tx:
        found = found_target(tx, visit, wanted, AccessLevel.VIEWER)
        return _state(house, tx, visit, found, tx.sharing.current(visit.project.id, found.target))


def require_allowed(house: House, values: SharingValues) -> None:
    """Raise PermissionDenied when ``values`` turn sharing on and this server forbids it (SHARE-12)."""
    if values.get("enabled") and not house.settings.allow_public_sharing:
        raise PermissionDenied("Public sharing is turned off on this server.")


def change_sharing(house: House, visit: Visit, wanted: Wanted, values: SharingValues) -> SharingState:
    """Sharing with ``values`` written, others left alone (SHARE-4..7).

    Turning it off gives the link a new token at once and forgets replaced ones: no link that was ever given away
    can come back to life (SHARE-5). Raises NotFound or PermissionDenied, and then nothing changes.
    """
    require_allowed(house, values)
    now = house.clock()
    with house.store.write() as tx:
        found, before = _locked(tx, visit, wanted, now)
        changes = _share_changes(**values)
        if before.enabled and values.get("enabled") is False:
            changes["access_token"] = secret_token()
            tx.sharing.forget_replaced(visit.project.id, found.target)
        after = tx.sharing.update(before, **changes) if changes else before
        if activity := _activity(before, after):
            user = visit.caller.user.id
            log_share(tx, after, activity, user_id=user, now=now, name=found.name, before=before)
        return _state(house, tx, visit, found, after)


def refresh_sharing(house: House, visit: Visit, wanted: Wanted) -> SharingState:
    """Sharing with a new link and the same rules and passwords; the old link works on for a while (SHARE-35..41).

    Raises NotFound or PermissionDenied, and then nothing changes.
    """
    now = house.clock()
    team, user = visit.project.id, visit.caller.user.id
    with house.store.write() as tx:
        found, old = _locked(tx, visit, wanted, now)
        tx.sharing.update(old, expires_at=now + _grace(house))
        new = tx.sharing.create(team, found.target, access_token=secret_token(), created_by=user, now=now, like=old)
        tx.sharing.copy_passwords(old, new, now=now)
        tx.share_views.hand_on(old, new)
        more = {f"{found.target.kind.value.lower()}_id": found.target.id}
        log_share(tx, new, sharing_activity.REFRESHED, user_id=user, now=now, name=found.name, more=more)
        return _state(house, tx, visit, found, new)


def _locked(tx: Transaction, visit: Visit, wanted: Wanted, now: datetime) -> tuple[FoundTarget, Share]:
    """What ``wanted`` names, for nobody else to share meanwhile, with its current share, made if there is none.

    Replaced links whose grace is over are swept out on the way.
    """
    team = visit.project.id
    found = found_target(tx, visit, wanted, AccessLevel.EDITOR)
    tx.sharing.lock(team, found.target)
    tx.sharing.forget_replaced(team, found.target, ended_by=now)
    share = tx.sharing.current(team, found.target)
    if share is None:
        user = visit.caller.user.id
        share = tx.sharing.create(team, found.target, access_token=secret_token(), created_by=user, now=now)
    return found, share


def _state(house: House, tx: Transaction, visit: Visit, found: FoundTarget, share: Share | None) -> SharingState:
    now = house.clock()
    return SharingState(
        share=share,
        passwords=() if share is None else tx.sharing.passwords(share, now=now),
        level=access_level(visit.caller, found.creator),
        grace=_grace(house),
        replaced_until=tx.sharing.replaced_until(found.team_id, found.target, now=now),
    )


def _grace(house: House) -> timedelta:
    return timedelta(seconds=house.settings.sharing_token_grace_seconds)


def _activity(before: Share, after: Share) -> str | None:
    """What a change is called in the log; None when nothing changed."""
    if before.enabled != after.enabled:
        return sharing_activity.ENABLED if after.enabled else sharing_activity.DISABLED
    same = (before.settings, before.password_required) == (after.settings, after.password_required)
    return None if same else sharing_activity.CHANGED
