"""The signed tokens that a right password gives, good for a day (SHARE-45).

They name the password and the link. So a token dies with its password, with its link, and when its link is replaced
or turned off, without a list of tokens being kept.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hedgerow.services.house import House
from hedgerow.vocab.sharing import Share

if TYPE_CHECKING:
    from joserfc.jwk import OctKey

LASTS = timedelta(hours=24)

_AUDIENCE = "hedgerow:share"
_ALGORITHMS = ["HS256"]
_SECRET = "share_tokens"  # noqa: S105  (the name of a secret)
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a token says: this password opened this link."""

    team_id: int
    access_token: str
    password_id: int


def unlocking_token(house: House, share: Share, password_id: int) -> str:
    """A token that opens ``share`` for a day, for somebody who knew the password with this id."""
    now = int(house.clock().timestamp())
    claims = {
        "aud": _AUDIENCE,
        "iat": now,
        "exp": now + int(LASTS.total_seconds()),
        "team_id": share.team_id,
        "access_token": share.access_token,
        "share_password_id": password_id,
    }
    from joserfc import jwt

    return jwt.encode({"alg": "HS256"}, claims, _key(house), algorithms=_ALGORITHMS)


def unlocked_by(house: House, token: str) -> Unlocked | None:
    """What ``token`` says; None unless we signed it for this purpose and it has not expired (SHARE-48)."""
    if token.count(".") != 2:
        return None
    from joserfc import jwt
    from joserfc.errors import JoseError

    rules = jwt.JWTClaimsRegistry(
        now=int(house.clock().timestamp()),
        aud={"essential": True, "value": _AUDIENCE},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        claims = jwt.decode(token, _key(house), algorithms=_ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError):
        return None
    team, link, password = (claims.get(name) for name in ("team_id", "access_token", "share_password_id"))
    if not (isinstance(team, int) and isinstance(link, str) and isinstance(password, int)):
        return None
    return Unlocked(team_id=team, access_token=link, password_id=password)


def _key(house: House) -> "OctKey":
    """The server's key for these tokens, made when it is first needed."""
    with house.store.read() as tx:
        secret = tx.secrets.get(_SECRET)
    if secret is None:
        with house.store.write() as tx:
            secret = tx.secrets.settle(_SECRET, secrets.token_bytes(_SECRET_BYTES))
    from joserfc.jwk import OctKey

    return OctKey.import_key(secret)
