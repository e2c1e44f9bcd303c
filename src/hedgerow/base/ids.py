"""Identifiers and secrets. Everything random comes from here."""

import hashlib
import secrets
import string
from uuid import UUID, uuid4

from hedgerow.base.errors import NotFound

_LETTERS_AND_DIGITS = string.ascii_letters + string.digits


def short_id() -> str:
    """Eight letters and digits, for insights in URLs."""
    return "".join(secrets.choice(_LETTERS_AND_DIGITS) for _ in range(8))


def project_token() -> str:
    """A public project token, ``phc_…`` (CAP-1)."""
    return "phc_" + secrets.token_urlsafe(32)


def personal_api_key() -> str:
    """A personal API key, ``phx_…`` (AUTH-4). Only its hash is kept."""
    return "phx_" + secrets.token_urlsafe(32)


def secret_token() -> str:
    """An unguessable URL-safe text with 256 bits, for sessions and shares."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """The stored form of a high-entropy secret: ``sha256$<hex>``, unsalted so it can be looked up (AUTH-5)."""
    return "sha256$" + hashlib.sha256(secret.encode()).hexdigest()


def secret_mask(secret: str) -> str:
    """What may be shown of a secret: its first and last four characters (AUTH-5)."""
    return f"{secret[:4]}...{secret[-4:]}"


def new_uuid() -> UUID:
    """A random UUID."""
    return uuid4()


def random_number() -> int:
    """A random number of 63 bits: nobody else draws the same."""
    return secrets.randbits(63)


def uuid_of(text: str) -> UUID:
    """The UUID that the id in a path spells; raises NotFound for any other text, since nothing has such an id."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
