"""A SELECT once more, slowly and obviously: every row asks every condition, written from contract 70.

A question is told once, as the dataclasses below. Each knows its SQL, and what it is of a row of plain values.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_who import text_of

Value = str | float | None
Row = dict[str, Value]
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class World:
    """What is known of one project: its events, the properties of its people, who is in its only cohort."""

    events: list[Sent]
    people: dict[str, dict[str, Any]]
    members: frozenset[str]
    zone: str


@dataclass(frozen=True)
class Term:
    """A field or a constant: its SQL, and what it is of a row. ``kind`` is text, number or shown (not compared)."""

    sql: str
    kind: str
    of: Callable[[Row], Value] = field(compare=False, repr=False)
    nullable: bool = True


@dataclass(frozen=True)
class Condition:
    """A condition: its SQL, and whether it holds for a row of a world."""

    sql: str
    holds: Callable[[Row, World], bool] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Aggregate:
    """One value of many rows."""

    sql: str
    of: Callable[[Sequence[Row], World], Value] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Asked:
    """A SELECT. With ``aggregates`` the ``outputs`` are its keys. ``order`` has (column, descending, nulls first)."""

    source: str
    outputs: tuple[Term, ...]
    aggregates: tuple[Aggregate, ...]
    where: Condition | None
    at_least: int | None
    order: tuple[tuple[int, bool, bool], ...]
    distinct: bool
    of_each: int | None
    limit: int | None
    offset: int | None
    wrapped: bool

    @property
    def sql(self) -> str:
        """The text that people would write."""
        columns = [*(one.sql for one in self.outputs), *(one.sql for one in self.aggregates)]
        named = ", ".join(f"{column} AS r{place + 1}" for place, column in enumerate(columns))
        inner = f"SELECT {'DISTINCT ' if self.distinct else ''}{named} FROM {SOURCES[self.source]}"
        if self.where is not None:
            inner += f" WHERE {self.where.sql}"
        if self.aggregates and self.outputs:
            inner += " GROUP BY " + ", ".join(str(place + 1) for place in range(len(self.outputs)))
        if self.at_least is not None:
            inner += f" HAVING count() >= {self.at_least}"
        if self.wrapped:
            inner = f"WITH q AS ({inner}) SELECT * FROM q"
        by = "r" if self.wrapped else ""
        inner += " ORDER BY " + ", ".join(
            f"{by}{column + 1}{' DESC' if descending else ''} NULLS {'FIRST' if first else 'LAST'}"
            for column, descending, first in self.order
        )
        if self.of_each is not None:
            inner += f" LIMIT {self.of_each} BY {by}1"
        if self.limit is not None:
            inner += f" LIMIT {self.limit}"
        return inner + (f" OFFSET {self.offset}" if self.offset is not None else "")


PAGE = 100
"""Rows of a SELECT that says nothing of how many."""

SOURCES = {
    "events": "events",
    "persons": "persons",
    "ids": "person_distinct_ids",
    "same id": "events e JOIN events f ON e.distinct_id = f.distinct_id AND e.event != f.event",
    "same p": "events e INNER JOIN events f ON e.properties.p = f.properties.p",
    "people": "events e LEFT JOIN persons f ON e.person_id = f.id",
}
"""What is read, by a name of ours."""


def answered(asked: Asked, world: World) -> list[list[Value]]:
    """The rows of ``asked``, in their order."""
    rows = [row for row in rows_of(asked.source, world) if asked.where is None or asked.where.holds(row, world)]
    if asked.aggregates:
        groups: dict[tuple[Value, ...], list[Row]] = {} if asked.outputs else {(): []}
        for row in rows:
            groups.setdefault(tuple(one.of(row) for one in asked.outputs), []).append(row)
        found = [
            [*key, *(one.of(members, world) for one in asked.aggregates)]
            for key, members in groups.items()
            if asked.at_least is None or len(members) >= asked.at_least
        ]
    else:
        found = [[one.of(row) for one in asked.outputs] for row in rows]
    if asked.distinct:
        found = [list(row) for row in dict.fromkeys(map(tuple, found))]
    for column, descending, first in reversed(asked.order):
        found.sort(key=lambda row: _key(row[column], descending, first), reverse=descending)
    if asked.of_each is not None:
        before = [[other[0] for other in found[:place]].count(made[0]) for place, made in enumerate(found)]
        found = [made for made, count in zip(found, before, strict=True) if count < asked.of_each]
    start = asked.offset or 0
    most = PAGE if asked.limit is None and asked.offset is None else asked.limit
    return found[start:] if most is None else found[start : start + most]


def _key(value: Value, descending: bool, first: bool) -> tuple[int, Any]:
    if value is None:
        return (-1 if first != descending else 1), b""
    return 0, value.encode() if isinstance(value, str) else value


def rows_of(source: str, world: World) -> list[Row]:
    """The rows that ``source`` reads, their fields by the names of `Term`."""
    events = [event_row(event, world) for event in world.events]
    people = {event.who: None for event in world.events} | dict.fromkeys(world.people)
    persons = [person_row(who, world) for who in people]
    match source:
        case "events":
            return events
        case "persons":
            return persons
        case "ids":
            owned = dict.fromkeys((event.distinct_id or event.who, event.who) for event in world.events)
            return [{**person_row(who, world), "distinct_id": known} for known, who in owned]
        case "same id":
            return [
                _beside(one, other)
                for one, other in product(events, events)
                if one["distinct_id"] == other["distinct_id"] and one["event"] != other["event"]
            ]
        case "same p":
            return [_beside(one, other) for one, other in product(events, events) if one["p"] == other["p"]]
        case _:
            return [_beside(one, person_row(str(one["who"]), world)) for one in events]


def event_row(event: Sent, world: World) -> Row:
    """The fields of one event."""
    local = event.at.astimezone(ZoneInfo(world.zone))
    return {
        **person_row(event.who, world),
        "event": event.event,
        "distinct_id": event.distinct_id or event.who,
        "p": text_of(event.properties.get("p")),
        "n": text_of(event.properties.get("n")),
        "hour": local.hour,
        "day": local.date().isoformat(),
    }


def person_row(who: str, world: World) -> Row:
    """The fields of one person."""
    return {"who": who, "q": text_of(world.people.get(who, {}).get("q"))}


def _beside(left: Row, right: Row) -> Row:
    return {f"e.{name}": value for name, value in left.items()} | {f"f.{name}": value for name, value in right.items()}


def as_number(text: Value) -> Value:
    """What ``toFloat`` makes of a text."""
    return float(text) if isinstance(text, str) and _NUMBER.fullmatch(text) else None


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def same(left: Value, right: Value) -> bool:
    """``=``: two NULLs are the same."""
    return left == right


def ordered(operator: str, left: Value, right: Value) -> bool:
    """``<`` and its kin: NULL has no place in an order; texts are ordered by their bytes."""
    if left is None or right is None:
        return False
    one, other = (value.encode() if isinstance(value, str) else value for value in (left, right))
    less, equal = one < other, one == other  # type: ignore[operator]  # both are of one kind
    return {"<": less, "<=": less or equal, ">": not less and not equal, ">=": not less}[operator]


def alike(left: Value, right: Value, matches: Callable[[str, str], bool]) -> bool:
    """``like``, ``=~`` and their kin: two NULLs are alike, one is not."""
    if left is None or right is None:
        return left is None and right is None
    return matches(str(left), str(right))


def like(text: str, pattern: str) -> bool:
    """``%`` is anything, ``_`` any one character."""
    parts = {"%": ".*", "_": "."}
    return (
        re.fullmatch("".join(parts.get(letter, re.escape(letter)) for letter in pattern), text, re.DOTALL) is not None
    )
