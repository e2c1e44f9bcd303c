"""Logging in and out with a browser (AUTH-20)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from hedgerow.base.errors import InvalidRequest, NotAuthenticated, PermissionDenied
from hedgerow.base.ids import secret_hash, secret_token
from hedgerow.services.house import House
from hedgerow.services.passwords import password_matches
from hedgerow.vocab.people import Caller, User

LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a browser gets when somebody comes in; ``token`` is kept nowhere else."""

    user: User
    token: str
    csrf_token: str
    expires_at: datetime


def log_in(house: House, *, email: str, password: str, address: str) -> Login:
    """A new session for the user with this email and password.

    Raises Throttled after too many attempts from one address, and InvalidRequest (``invalid_credentials``) without
    telling whether the email is known.
    """
    house.logins.attempt(address, email)
    with house.store.read() as tx:
        user = tx.users.by_email(email)
    known = user is not None and user.is_active
    if not password_matches(password, user.password_hash if user and known else None) or user is None:
        raise InvalidRequest("Email or password is wrong.", code="invalid_credentials")
    house.logins.succeeded(address, email)
    return begin_session(house, user)


def begin_session(house: House, user: User) -> Login:
    """A new session for ``user``, who has proven to be that."""
    now = house.clock()
    token, csrf_token = secret_token(), secret_token()
    with house.store.write() as tx:
        tx.sessions.delete_expired(now=now)
        session = tx.sessions.create(
            token_hash=secret_hash(token), csrf_token=csrf_token, user_id=user.id, expires_at=now + LASTS, now=now
        )
    return Login(user=user, token=token, csrf_token=csrf_token, expires_at=session.expires_at)


def log_out(house: House, token: str) -> None:
    """End the session with this token."""
    with house.store.write() as tx:
        tx.sessions.delete(secret_hash(token))


def session_caller(house: House, token: str, csrf: str | None, changes_something: bool) -> Caller:
    """The user of the session with this token.

    Raises NotAuthenticated when the session is over or its user deactivated, PermissionDenied when a request that
    ``changes_something`` comes without the session's CSRF token.
    """
    now, hashed = house.clock(), secret_hash(token)
    session = house.store.remembered(("session", hashed), lambda tx: tx.sessions.get(hashed, now=now))
    if session is None or session.expires_at <= now:
        raise NotAuthenticated(scheme="Session")
    user = house.store.remembered(("user", session.user_id), lambda tx: tx.users.get(session.user_id))
    if user is None or not user.is_active:
        raise NotAuthenticated(scheme="Session")
    if changes_something and not compare_digest((csrf or "").encode(), session.csrf_token.encode()):
        raise PermissionDenied("CSRF Failed: the X-CSRFToken header is missing or wrong.")
    if session.expires_at - now < LASTS / 2:
        with house.store.write() as tx:
            tx.sessions.extend(hashed, expires_at=now + LASTS)
    return Caller(user=user)
