"""Rollups: the activity index for what questions ask of properties (ADR 15).

A rollup counts, on each sealed day, the events for which its condition holds, by event name and by texts read of the
events. A scan that looks at a property only in such a condition and such texts reads the rows instead of the events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from hedgerow.query.days_alike import LooksCloser, borders
from hedgerow.query.scan import before, conditions, since
from hedgerow.query.sql.guard import Scope, guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import (
    And,
    Call,
    Cast,
    Column,
    Expression,
    Named,
    Null,
    Or,
    Property,
    Select,
    Table,
    Value,
    call,
    text,
)
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Statement
from hedgerow.vocab.ticks import ticks

_OF_EVENTS = frozenset(
    {
        "concat", "divide", "empty", "equals", "greater", "greaterOrEquals", "if", "ifNull", "ilike", "in", "isFinite",
        "isNotNull", "isNull", "less", "lessOrEquals", "like", "match", "minus", "multiply", "not", "notEquals",
        "notIn", "nullIf", "plus", "positionCaseInsensitiveUTF8", "replaceAll", "toFloat64OrNull", "toString",
        "trimRight",
    }
)  # fmt: skip
"""Functions that give the same for the same event at any time."""

_MEANING = 1
"""Raised when the same tree comes to read something else of an event, so that what was counted before is not used."""

_EPOCH = date(1970, 1, 1).toordinal()
_KEYS = Column("keys")
_NO_TEXT = Column("none")
_DAY = Column("day")
_PLACE = Column("place")


@dataclass(frozen=True)
class Rollup:
    """Events for which ``holds``, told apart by the texts ``keys``; both look at nothing but the event itself."""

    holds: And
    keys: tuple[Expression, ...]

    @cached_property
    def number(self) -> int:
        """Names the rollup, in any process and at any time; 63 bits."""
        return int.from_bytes(sha256(repr((_MEANING, self.holds, self.keys)).encode()).digest()[:8]) >> 1

    def counting(self, team_id: int, days: Sequence[SealedDay]) -> Statement:
        """What gives the rows of the engine's `rollups` for ``days``, all of one project and zone."""
        numbers = Value(tuple(one.day.toordinal() - _EPOCH for one in days), "Array(Int64)")

        def of_day(values: Sequence[int], type_name: str, otherwise: Value) -> Expression:
            return call("transform", _DAY, numbers, Value(tuple(values), f"Array({type_name})"), otherwise)

        starts = of_day([ticks(one.start) for one in days], "Int64", Value(0, "Int64"))
        last_seconds = of_day([ticks(one.last_second) for one in days], "Int64", Value(0, "Int64"))
        is_before = call("less", call("toUnixTimestamp64Micro", Column("timestamp")), last_seconds)
        place = call("if", is_before, starts, last_seconds)
        columns: dict[str, Expression] = {
            "team_id": Value(team_id, "UInt32"),
            "rollup": Value(self.number, "UInt64"),
            "event": Column("event"),
            "timestamp": call("fromUnixTimestamp64Micro", _PLACE),
            "seal": of_day([one.seal for one in days], "UInt64", Value(0, "UInt64")),
            "keys": _KEYS,
            "events": call("count"),
            "people": call("groupBitmapState", Column("person")),
        }
        select = Select(
            columns=tuple(Named(name, column) for name, column in columns.items()),
            source=self._of_days(days, Named("person", Column("person")), Named("place", place)),
            group_by=(Column("event"), _DAY, _PLACE, _KEYS),
        )
        return printed(guarded(select, Scope(team_id, people_merged=False)))

    def measuring(self, team_id: int, days: Sequence[SealedDay]) -> Statement:
        """What tells about how many rows `counting` would give."""
        rows = call("uniqCombined", Column("event"), _DAY, _KEYS)
        select = Select(columns=(Named("found", rows),), source=self._of_days(days))
        return printed(guarded(select, Scope(team_id, people_merged=False)))

    def _of_days(self, days: Sequence[SealedDay], *more: Named) -> Select:
        """The events of ``days`` with their ``day`` as a number, their keys, and ``more``."""
        day = call("toInt64", call("toDate", Column("timestamp"), text(days[0].timezone)))
        keys: Expression = call("array", *self.keys) if self.keys else Value((), "Array(String)")
        among = call("in", day, Value(tuple(one.day.toordinal() - _EPOCH for one in days), "Array(Int64)"))
        named: dict[str, Expression] = {"event": Column("event"), "day": day, "keys": keys}
        return Select(
            columns=(*(Named(name, expression) for name, expression in named.items()), *more),
            source=Table(EVENTS.name),
            where=conditions(since(days[0].start), before(days[-1].end), among, self.holds),
        )


Instead = tuple[tuple[Expression, Expression], ...]
"""What stands in an event, and what stands in its place in a row; constants may be lists, so no mapping."""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A scan that can be read from ``rollup``: ``instead`` is what stands in its rows for parts of an event, ``where``
    what has still to be asked of them.
    """

    rollup: Rollup
    instead: Instead
    where: And


def rollup_of(select: Select, timezone: str) -> RolledUp | None:
    """The rollup that a scan of events needs for what it asks beside names, people and days of ``timezone``.

    None when it asks nothing else, or more than a rollup can tell.
    """
    zone = text(timezone)
    holds = tuple(part for part in select.where.parts if _looks_closer(part, zone))
    keys: list[Expression] = []
    instead: list[tuple[Expression, Expression]] = []
    for column in select.columns:
        match column.expression:
            case Call("groupBitmapStateIf", (Column("person", None), condition)) if _looks_closer(condition, zone):
                instead.append((condition, call("equals", _key(len(keys)), text("1"))))
                keys.append(call("if", condition, text("1"), text("0")))
            case expression if Column(column.name) in select.group_by and _looks_closer(expression, zone):
                texts = _texts(expression)
                stored = tuple(_key(len(keys) + place) for place in range(len(texts)))
                instead.append((expression, call("array", *stored) if texts != (expression,) else stored[0]))
                keys += texts
            case _:
                pass
    if not (holds or keys) or not all(map(_is_of_event, (*holds, *keys))):
        return None
    where = And(tuple(part for part in select.where.parts if part not in holds))
    return RolledUp(Rollup(And(holds), tuple(keys)), tuple(instead), where)


def _looks_closer(expression: Expression, zone: Value) -> bool:
    try:
        for _ in borders(expression, zone, frozenset()):
            pass
    except LooksCloser:
        return True
    return False


def _key(place: int) -> Expression:
    """The text that stands at ``place``, from 0, among the keys of a row."""
    return call("arrayElement", _KEYS, Value(place + 1, "UInt8"))


def _texts(expression: Expression) -> tuple[Expression, ...]:
    """The texts, never NULL, that ``expression`` is or is the array of; _NO_TEXT where it is something else."""
    match expression:
        case Call("toString", (Property(owner=None),)) | Call("ifNull", (_, Value(str()))):
            return (expression,)
        case Call("array", parts) if all(_texts(part) == (part,) for part in parts):
            return parts
        case _:
            return (_NO_TEXT,)


def _is_of_event(node: object) -> bool:
    """Whether ``node`` gives the same for the same event at any time, whoever did it and whatever else is known.

    Moments are left out: they come from questions about a time that is another one tomorrow.
    """
    match node:
        case Value(datetime()):
            return False
        case Value() | Null() | Property(owner=None) | Column("event" | "distinct_id"):
            return True
        case Call(function, arguments, ()):
            return function in _OF_EVENTS and all(map(_is_of_event, arguments))
        case And(parts) | Or(parts):
            return all(map(_is_of_event, parts))
        case Cast(operand):
            return _is_of_event(operand)
        case _:
            return False
