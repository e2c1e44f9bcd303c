"""Regular expressions of clients, each compiled before the engine sees it.

The engine complains only when it reads rows, and of a stray ``)`` never.
"""

import re

import re2

from hedgerow.query.refusals import invalid

_QUIETLY = re2.Options()
_QUIETLY.log_errors = False
_TWO_LETTERS = "üü"
_ESCAPES = re.compile(r"\\(?:(?P<group>[0-9])|(?P<backslash>\\)|.?)", re.DOTALL)


def pattern(written: str, where: str) -> str:
    """``written`` when RE2 can read it; else raises InvalidRequest beginning with ``where`` it stood."""
    try:
        re2.compile(written, _QUIETLY)
    except re2.error as error:
        raise invalid(f"{where}: {written!r} is not a regular expression: {_words(error)}.") from None
    return written


def replacement(written: str, regex: str, where: str) -> str:
    r"""``written`` when it can replace what ``regex``, a `pattern`, finds; else raises InvalidRequest.

    ``\1`` to ``\9`` stand for its groups, ``\0`` for all that it finds, ``\\`` for one backslash. Any other backslash
    is refused: the engine would leave it out without a word. So is a text for what finds nothing between any two
    letters, as ``x*`` does: the engine would put it inside of letters that are longer than a byte.
    """
    compiled = re2.compile(regex, _QUIETLY)
    groups = compiled.groups
    if written and any(not found.group() and found.start() == 1 for found in compiled.finditer(_TWO_LETTERS)):
        raise invalid(f"{where}: {regex!r} finds nothing between any two letters, which no text can replace.")
    for escape in _ESCAPES.finditer(written):
        if escape["group"] is not None and int(escape["group"]) > groups:
            raise invalid(f"{where}: '{escape[0]}' stands for no group; {regex!r} has {groups}.")
        if escape["group"] is None and escape["backslash"] is None:
            raise invalid(rf"{where}: the backslash in '{escape[0]}' stands for nothing; write '\\' for one backslash.")
    return written


def _words(error: Exception) -> str:
    """What RE2 says, which arrives as bytes."""
    said = error.args[0]
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
