"""What keeps others out of one's own account: the password, and the browsers that are logged in."""

from collections.abc import Sequence

from hedgerow.base.errors import InvalidRequest
from hedgerow.base.ids import secret_hash
from hedgerow.services.house import House
from hedgerow.services.passwords import password_hash, password_matches
from hedgerow.vocab.people import Caller, Session


def change_password(
    house: House, caller: Caller, *, current: str, wanted: str, session_token: str, address: str
) -> None:
    """Give the caller another password, and end every session but the one of ``session_token``.

    Raises Throttled after too many attempts, and InvalidRequest when ``current`` is not the present password.
    """
    house.logins.attempt(address, caller.user.email)
    with house.store.read() as tx:
        user = tx.users.get(caller.user.id)
    if not password_matches(current, user.password_hash if user else None):
        raise InvalidRequest("This is not your present password.", attr="current_password")
    house.logins.succeeded(address, caller.user.email)
    hashed = password_hash(wanted)  # slow on purpose: before the transaction, which keeps others waiting
    with house.store.write() as tx:
        tx.users.update(caller.user.id, password_hash=hashed)
        tx.sessions.delete_of_user(caller.user.id, but=secret_hash(session_token))


def sessions_of(house: House, caller: Caller) -> Sequence[Session]:
    """The caller's sessions that have not expired, the latest first."""
    with house.store.read() as tx:
        return tx.sessions.of_user(caller.user.id, now=house.clock())


def end_other_sessions(house: House, caller: Caller, session_token: str) -> None:
    """End every session of the caller but the one of ``session_token``."""
    with house.store.write() as tx:
        tx.sessions.delete_of_user(caller.user.id, but=secret_hash(session_token))
