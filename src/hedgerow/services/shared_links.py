"""Which share a link or an unlocking token opens (SHARE-48, SHARE-50, AUTH-31, AUTH-32)."""

from dataclasses import replace

from hedgerow.services.house import House, SharedVisit
from hedgerow.services.share_tokens import unlocked_by
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.sharing import Share


def linked_visit(house: House, access_token: str) -> SharedVisit | None:
    """A look at the share with this link, its password not yet asked for; None when the link shows nothing."""
    if not house.settings.allow_public_sharing:
        return None
    with house.store.read() as tx:
        return _visit(tx, tx.sharing.live(access_token, now=house.clock()))


def unlocked_visit(house: House, token: str, *, link: str | None = None) -> SharedVisit | None:
    """A look at the share that an unlocking token opens; None when it opens nothing now, or not this ``link``."""
    unlocked = unlocked_by(house, token)
    if unlocked is None or not house.settings.allow_public_sharing or link not in {None, unlocked.access_token}:
        return None
    now = house.clock()
    with house.store.read() as tx:
        share = tx.sharing.live(unlocked.access_token, now=now)
        if share is None or share.team_id != unlocked.team_id:
            return None
        known = tx.sharing.password(share, unlocked.password_id, now=now)
        visit = _visit(tx, share)
    return None if known is None or visit is None else replace(visit, password=known)


def _visit(tx: Transaction, share: Share | None) -> SharedVisit | None:
    project = None if share is None else tx.projects.get(share.team_id)
    return None if share is None or project is None else SharedVisit(share=share, project=project)
