"""Errors that show the place in the text they are about (SQ-20)."""

from sqlglot import exp

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.refusals import NotSupportedYet

_MOST_SHOWN = 160


def refusal(complaint: str, text: str, node: exp.Expr) -> InvalidRequest:
    """``complaint`` about ``node`` of ``text``, with its line, its column and a caret under it."""
    offset = _offset(node)
    return InvalidRequest(complaint if offset is None else shown(complaint, text, offset), attr="query")


def not_yet(what: str, text: str, node: exp.Expr) -> NotSupportedYet:
    """``what`` stands at ``node`` of ``text`` and Hedgerow cannot run it yet."""
    offset = _offset(node)
    if offset is None:
        return NotSupportedYet(what)
    line, column = _line_and_column(text, offset)
    return NotSupportedYet(f"{what} (line {line}, column {column})")


def shown(complaint: str, text: str, offset: int) -> str:
    """``complaint``, the line of ``text`` it is about, and a caret under the character at ``offset``."""
    line, column = _line_and_column(text, offset)
    lines = text.split("\n")
    before = max(0, column - 1 - _MOST_SHOWN // 2)
    excerpt = lines[line - 1][before : before + _MOST_SHOWN].replace("\t", " ").rstrip("\r")
    caret = " " * (column - 1 - before) + "^"
    return f"{complaint.rstrip('.')} (line {line}, column {column}):\n{excerpt}\n{caret}"


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[: min(offset, len(text))]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _offset(node: object) -> int | None:
    """Where ``node`` begins, or the first part of it whose place the parser noted."""
    if not isinstance(node, exp.Expr):  # the parser leaves texts, or nothing, where a part is missing
        return None
    places = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(places) if places else None


def place_of(value: object, node: exp.Expr) -> exp.Expr:
    """The part of the clause ``value`` whose place is known, else ``node``."""
    if isinstance(value, list) and value:
        return place_of(value[0], node)
    return value if isinstance(value, exp.Expr) and any("start" in part.meta for part in value.walk()) else node
