"""Errors that show the place in the text they are about (SQ-20)."""

from sqlglot import exp

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.refusals import NotSupportedYet

_MOST_SHOWN = 160


def refusal(complaint: str, text: str, node: exp.Expr) -> InvalidRequest:
    """``complaint`` about ``node`` of ``text``, with its line, its column and a caret under it."""
    span = _span(node)
    return InvalidRequest(complaint, attr="query") if span is None else refusal_at(complaint, text, *span)


def not_yet(what: str, text: str, node: exp.Expr) -> NotSupportedYet:
    """``what`` stands at ``node`` of ``text`` and Hedgerow cannot run it yet."""
    span = _span(node)
    if span is None:
        return NotSupportedYet(what)
    place = _place(text, *span)
    return NotSupportedYet(f"{what} (line {place['line']}, column {place['column']})", extra=place)


def refusal_at(complaint: str, text: str, start: int, end: int) -> InvalidRequest:
    """``complaint`` about the characters of ``text`` from ``start`` up to ``end``: for people with the line they stand
    in and a caret under the first, for programs as their place."""
    place = _place(text, start, end)
    line, column = place["line"], place["column"]
    before = max(0, column - 1 - _MOST_SHOWN // 2)
    excerpt = text.split("\n")[line - 1][before : before + _MOST_SHOWN].replace("\t", " ").rstrip("\r")
    caret = " " * (column - 1 - before) + "^"
    detail = f"{complaint.rstrip('.')} (line {line}, column {column}):\n{excerpt}\n{caret}"
    return InvalidRequest(detail, attr="query", extra=place)


def _place(text: str, start: int, end: int) -> dict[str, int]:
    """Line and column count from 1, ``start`` and ``end`` from 0; all in characters."""
    before = text[:start]
    column = len(before) - (before.rfind("\n") + 1) + 1
    return {"line": before.count("\n") + 1, "column": column, "start": len(before), "end": min(end, len(text))}


def _span(node: object) -> tuple[int, int] | None:
    """Where ``node`` begins and ends, as far as the parser noted the places of its parts."""
    if not isinstance(node, exp.Expr):  # the parser leaves texts, or nothing, where a part is missing
        return None
    noted = [part.meta for part in node.walk() if "start" in part.meta]
    if not noted:
        return None
    return min(meta["start"] for meta in noted), max(meta["end"] for meta in noted) + 1


def place_of(value: object, node: exp.Expr) -> exp.Expr:
    """The part of the clause ``value`` whose place is known, else ``node``."""
    if isinstance(value, list) and value:
        return place_of(value[0], node)
    return value if isinstance(value, exp.Expr) and any("start" in part.meta for part in value.walk()) else node
