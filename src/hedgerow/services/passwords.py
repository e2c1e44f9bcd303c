"""Passwords, kept as Argon2id hashes."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST_PASSWORD = 8

_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB for a moment; a crowd at the door must not take all memory."""

_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$cBVRlQTQ0DHRXZYGwzt+wHzWgTmy0YDOt5B4bOTRNyE"


def password_hash(password: str) -> str:
    """The stored form of ``password``."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Whether ``password`` is the one behind ``stored``; takes as long when there is none."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(stored or _NOBODYS, password) and stored is not None
        except (Argon2Error, InvalidHashError):
            return False
