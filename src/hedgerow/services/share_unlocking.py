"""Opening a share with one of its passwords (SHARE-44, SHARE-49, SHARE-56, SHARE-58)."""

from hedgerow.base.errors import BareRefusal
from hedgerow.services import sharing_activity
from hedgerow.services.house import House, SharedVisit
from hedgerow.services.passwords import password_matches
from hedgerow.services.share_tokens import unlocking_token
from hedgerow.services.sharing_activity import log_share, token_tail
from hedgerow.vocab.sharing import Share, SharePassword

LONGEST_PASSWORD = 128


def unlock(house: House, visit: SharedVisit, guess: object, *, address: str) -> str:
    """The token that opens the share for whoever knows one of its passwords.

    Raises Throttled after too many attempts, and BareRefusal (401) for a guess that is wrong or none. The password
    is looked at before the budget of wrong guesses: a right one opens the share even when that is used up.
    """
    share, now = visit.share, house.clock()
    house.share_guesses.attempt(share.access_token, address)
    matched = _matched(house, share, guess)
    told = {"client_ip": address, "access_token_suffix": token_tail(share)}
    if matched is None:
        house.share_guesses.wrong(share.access_token, address)
        with house.store.write() as tx:
            log_share(tx, share, sharing_activity.LOGIN_FAILED, user_id=None, now=now, more=told)
        raise BareRefusal("Incorrect password.", bare_status=401)
    used = {**told, "share_password_id": matched.id, "note": matched.note}
    with house.store.write() as tx:
        tx.sharing.note_use(share, matched.id, now=now)
        log_share(tx, share, sharing_activity.LOGIN_SUCCESS, user_id=None, now=now, more=used)
    return unlocking_token(house, share, matched.id)


def _matched(house: House, share: Share, guess: object) -> SharePassword | None:
    """The password that ``guess`` is; None also for what cannot be one, which costs no hashing."""
    if not isinstance(guess, str) or not 0 < len(guess) <= LONGEST_PASSWORD:
        return None
    with house.store.read() as tx:
        passwords = tx.sharing.passwords(share, now=house.clock())
    return next((password for password in passwords if password_matches(guess, password.password_hash)), None)
