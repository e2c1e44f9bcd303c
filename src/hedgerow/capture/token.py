"""The project token of a capture request: its form, and one per request (CAP-1..4)."""

from collections.abc import Sequence

from hedgerow.base.errors import AuthenticationFailed, NotAuthenticated

LONGEST_TOKEN = 64


def valid_token(token: object) -> str:
    """``token`` trimmed; raises AuthenticationFailed when no project can have it (CAP-3)."""
    if not isinstance(token, str):
        raise AuthenticationFailed("The project token must be text.")
    trimmed = token.strip()
    if trimmed.startswith("phx_"):
        raise AuthenticationFailed("This is a personal API key; capture needs the project token (`phc_…`).")
    if not trimmed or len(trimmed) > LONGEST_TOKEN or not trimmed.isascii() or "\0" in trimmed:
        raise AuthenticationFailed("The project token is malformed.")
    return trimmed


def shared_token(tokens: Sequence[object]) -> str:
    """The one token that all of ``tokens`` agree on; raises NotAuthenticated (none) or AuthenticationFailed."""
    if not tokens:
        raise NotAuthenticated("The request names no project token (`api_key`).")
    first = valid_token(tokens[0])
    for other in tokens:
        if other != first and valid_token(other) != first:
            raise AuthenticationFailed("The events of one request name different project tokens.")
    return first
