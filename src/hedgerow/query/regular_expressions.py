"""Regular expressions of clients, each compiled before the engine sees it.

The engine complains only when it reads rows, and of a stray ``)`` never.
"""

import re2

from hedgerow.query.refusals import invalid

_QUIETLY = re2.Options()
_QUIETLY.log_errors = False


def pattern(written: str, where: str) -> str:
    """``written`` when RE2 can read it; else raises InvalidRequest beginning with ``where`` it stood."""
    try:
        re2.compile(written, _QUIETLY)
    except re2.error as error:
        raise invalid(f"{where}: {written!r} is not a regular expression: {_words(error)}.") from None
    return written


def _words(error: Exception) -> str:
    """What RE2 says, which arrives as bytes."""
    said = error.args[0]
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
