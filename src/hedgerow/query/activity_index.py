"""The activity index: sealed days are read from their rows of `activity`, everything else from the events (ADR 13).

A row stands for all events of one name on one day, at the first instant of the day. A scan that looks at nothing but
an event's name, its person and its day cannot tell the difference, so its tree is rewritten and no kind of insight
knows. What looks closer stays as it is: the plain path answers every question.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from hedgerow.query.context import Context
from hedgerow.query.crowds import size
from hedgerow.query.days_alike import AFTER, BEFORE, OF_SETS, LooksCloser, border_of, borders
from hedgerow.query.profiles import HAS_PROFILE
from hedgerow.query.scan import before, conditions, since
from hedgerow.query.sql.merges import survivors
from hedgerow.query.sql.tree import (
    ALWAYS,
    NEVER,
    And,
    Call,
    Column,
    Combined,
    Expression,
    Named,
    Select,
    Table,
    Value,
    any_of,
    call,
    text,
)
from hedgerow.query.sql.walk import mapped
from hedgerow.vocab.events import ACTIVITY, EVENTS
from hedgerow.vocab.sealed_days import SealedDay

T = TypeVar("T")

MOST_GAPS = 16
"""Stretches between sealed days; with more of them the engine excludes little of the events."""

LEAST_EVENTS = 500_000
"""So many events must have been counted in the days, whatever their names: one more table takes 4 ms, and below this
the events alone are read as fast (measured with 5,000 people: 170,000 events 8 ms against 12, 900,000 as long).
"""

LEAST_REPEATED = 2
"""How often people have to repeat themselves in a day, on average: else taking them out of sets is the greater work."""

_PERSON, _PEOPLE = Column("person"), Column("people")

_IN_EVENT, _IN_DAY = Column("person", of=EVENTS.name), Column("people", of=ACTIVITY.name)
"""Who it was by the numbers as they came."""

_JOINED_SETS = "groupBitmapMergeState"


class _StaysPlain(Exception):
    """A scan asks for more than counts and people, or the index would not make it faster."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A select, how many days its scans read from the index, and from how many they read events.

    ``days`` is 0 when it is as it was; ``others`` is None when it reads events from the very first on.
    """

    select: Select
    days: int = 0
    others: int | None = 0


def indexed(select: Select, context: Context) -> Indexed:
    """``select``, reading sealed days from the index wherever its scans of events can."""
    found: list[Indexed] = []

    def change(node: object) -> object:
        if isinstance(node, Select) and node.source == Table(EVENTS.name) and context.sealed_days:
            try:
                found.append(_Scan(node, context).split())
            except (_StaysPlain, LooksCloser):
                return mapped(node, change)
            return found[-1].select
        return mapped(node, change)

    changed = change(select)
    if not (found and isinstance(changed, Select)):
        return Indexed(select)
    others = [one.others for one in found if one.others is not None]
    return Indexed(changed, sum(one.days for one in found), sum(others) if len(others) == len(found) else None)


@dataclass(frozen=True, slots=True)
class _Aggregate:
    """A part of it is made ``of_events``, a part ``of_days`` of the index for which ``holds``; ``joined`` adds them up.

    Sets hold the numbers that events carry until they are whole. Of some only the size is asked.
    """

    of_events: Expression
    of_days: Expression
    joined: str
    holds: Expression = ALWAYS
    size_only: bool = False

    def whole(self, parts: Expression, *, people_merged: bool) -> Expression:
        """The aggregate over its ``parts``."""
        joined = call(self.joined, parts)
        if self.joined != _JOINED_SETS:
            return joined
        people = survivors(joined) if people_merged else joined
        return size(people) if self.size_only else people


@dataclass(frozen=True, slots=True)
class _Scan:
    """One select of events."""

    select: Select
    context: Context

    def split(self) -> Indexed:
        """The same answer from the index and from what events are left. Raises _StaysPlain when there is none."""
        told = Select(
            columns=self.select.columns,
            source=self.select.source,
            where=self.select.where,
            group_by=self.select.group_by,
        )
        if told != self.select:
            raise _StaysPlain
        return self._by_person() if _PERSON in self._grouped_by else self._by_day()

    @property
    def _grouped_by(self) -> tuple[Expression, ...]:
        """What is grouped by, where that is the name of a column what stands in it."""
        named: dict[Expression, Expression] = {Column(one.name): one.expression for one in self.select.columns}
        return tuple(named.get(key, key) for key in self.select.group_by)

    def _by_day(self) -> Indexed:
        """Counts and sets of people are put together from those of the days."""
        keys = tuple(column for column in self.select.columns if Column(column.name) in self.select.group_by)
        if len(keys) < len(self.select.group_by):
            raise _StaysPlain
        made = {column.name: _aggregate(column.expression) for column in self.select.columns if column not in keys}
        days = self._days((self.select.where, *(key.expression for key in keys), *(one.holds for one in made.values())))

        def part(table: str, numbers: dict[str, Expression], where: Expression) -> Select:
            columns = (*keys, *(Named(name, number) for name, number in numbers.items()))
            where = conditions(self.select.where, where)
            return Select(columns=columns, source=Table(table), where=where, group_by=self.select.group_by)

        of_days = part(ACTIVITY.name, {name: one.of_days for name, one in made.items()}, _sealed(days))
        of_events = part(EVENTS.name, {name: one.of_events for name, one in made.items()}, _unsealed(days, *self._span))
        merged = self.context.people_merged
        columns = tuple(
            Named(name, made[name].whole(Column(name), people_merged=merged) if name in made else Column(name))
            for name in (column.name for column in self.select.columns)
        )
        both = _both(_with_profiles(of_days), of_events)
        return self._indexed(Select(columns=columns, source=both, group_by=self.select.group_by), days)

    def _by_person(self) -> Indexed:
        """What a person did on which day is the same when all events of a day are one."""
        read = (*self._grouped_by, *(column.expression for column in self.select.columns))
        days = self._days((self.select.where, *(one for one in read if one != _PERSON)), OF_SETS)
        if sum(day.events for day in days) < LEAST_REPEATED * sum(day.people for day in days):
            raise _StaysPlain
        names = ("event", "timestamp")
        of_days = Select(
            columns=(
                Named("person", call("arrayJoin", call("bitmapToArray", _PEOPLE))),
                *(Named(name, Column(name)) for name in names),
            ),
            source=Table(ACTIVITY.name),
            where=conditions(self.select.where, _sealed(days)),
        )
        of_events = Select(
            columns=tuple(Named(name, Column(name)) for name in ("person", *names)),
            source=Table(EVENTS.name),
            where=conditions(self.select.where, _unsealed(days, *self._span)),
        )
        both = _both(_with_profiles(of_days), of_events)
        return self._indexed(replace(self.select, source=both, where=ALWAYS), days)

    def _days(self, read: tuple[Expression, ...], aggregates: frozenset[str] = frozenset()) -> tuple[SealedDay, ...]:
        """The sealed days all of whose moments are the same to ``read``. Raises _StaysPlain when there are none."""
        zone = text(self.context.timezone)
        cuts = [cut for one in read for cut in borders(_with_profiles(one), zone, aggregates)]
        first, end = self._span
        days = tuple(
            day
            for day in self.context.sealed_days
            if (first is None or first <= day.start)
            and (end is None or day.end <= end)
            and not any(day.start < cut < day.end for cut in cuts)
        )
        gaps = sum(one.end != next_one.start for one, next_one in pairwise(days))
        if not days or gaps > MOST_GAPS or sum(day.events for day in days) < LEAST_EVENTS:
            raise _StaysPlain
        return days

    @property
    def _span(self) -> tuple[datetime | None, datetime | None]:
        """Where the events that are read begin, and the first moment after them; None where nothing says."""
        bounds = [(part.function, border_of(part)) for part in self.select.where.parts if isinstance(part, Call)]
        firsts = [border for function, border in bounds if border is not None and function in AFTER]
        ends = [border for function, border in bounds if border is not None and function in BEFORE]
        return max(firsts, default=None), min(ends, default=None)

    def _indexed(self, select: Select, days: tuple[SealedDay, ...]) -> Indexed:
        first, end = self._span
        if first is None:
            return Indexed(select, len(days), None)
        last = (end or self.context.now) - timedelta(microseconds=1)
        asked = last.astimezone(self.context.zone).toordinal() - first.astimezone(self.context.zone).toordinal() + 1
        return Indexed(select, len(days), asked - len(days))


def _aggregate(expression: Expression) -> _Aggregate:
    match expression:
        case Call("count", ()):
            return _Aggregate(expression, call("sum", Column("events", of=ACTIVITY.name)), "sum")
        case Call("uniqExact", (Column("person", None),)):
            return replace(_aggregate(call("groupBitmapState", _PERSON)), size_only=True)
        case Call("groupBitmapState", (Column("person", None),)):
            return _Aggregate(call("groupBitmapState", _IN_EVENT), call(_JOINED_SETS, _IN_DAY), _JOINED_SETS)
        case Call("groupBitmapStateIf", (Column("person", None), holds)):
            of_events, of_days = call("groupBitmapStateIf", _IN_EVENT, holds), call(f"{_JOINED_SETS}If", _IN_DAY, holds)
            return _Aggregate(of_events, of_days, _JOINED_SETS, holds)
        case _:
            raise _StaysPlain


def _with_profiles(node: T) -> T:
    """``node`` as the index tells whether events make people."""

    def change(part: object) -> object:
        return Column("has_profile") if part == HAS_PROFILE else mapped(part, change)

    return mapped(node, change)


def _both(of_days: Select, of_events: Select) -> Select | Combined:
    """The rows of both; of the first alone where the second has none, which spares the engine a plan for it."""
    return of_days if NEVER in of_events.where.parts else Combined(of_days, (("UNION ALL", of_events),))


def _sealed(days: tuple[SealedDay, ...]) -> Expression:
    return call("in", Column("seal"), Value(tuple(day.seal for day in days), "Array(UInt64)"))


def _unsealed(days: tuple[SealedDay, ...], first: datetime | None, end: datetime | None) -> Expression:
    """True for events of all other times from ``first`` until ``end``; NEVER when there are none."""
    early = () if first == days[0].start else (before(days[0].start),)
    between = (
        And((since(one.end), before(next_one.start))) for one, next_one in pairwise(days) if one.end != next_one.start
    )
    late = () if end == days[-1].end else (since(days[-1].end),)
    return any_of((*early, *between, *late))
