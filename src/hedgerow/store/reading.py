"""Questions every list asks: a slice and a count, many values at once, text inside text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from hedgerow.vocab.pages import PageRequest

AT_ONCE = 10_000
"""Values in one IN list: SQLite takes 32,766 per statement, PostgreSQL 65,535."""

_LARGEST = 2**63 - 1
_Value = TypeVar("_Value")


def in_batches(values: Iterable[_Value]) -> Iterator[Sequence[_Value]]:
    """``values`` in pieces that fit into one statement."""
    everything = list(values)
    for start in range(0, len(everything), AT_ONCE):
        yield everything[start : start + AT_ONCE]


def slice_and_count(
    connection: Connection, query: Select[Any], order: Sequence[ColumnElement[Any]], page: PageRequest
) -> tuple[Sequence[Row[Any]], int]:
    """The rows of one page of ``query`` in ``order``, and how many rows there are in all (PAGE-4)."""
    count = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    sliced = query.order_by(*order).limit(min(page.limit, _LARGEST)).offset(min(page.offset, _LARGEST))
    return connection.execute(sliced).all(), count


def contains(folded: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether the case-folded column holds ``words``, whatever their case; ``%`` and ``_`` mean themselves."""
    return folded.contains(words.casefold(), autoescape=True)


def contains_each_term(folded: ColumnElement[str], search: str) -> list[ColumnElement[bool]]:
    """One condition per blank-separated term of ``search`` (EVDEF-5); none when it is blank."""
    return [contains(folded, term) for term in search.split()]
