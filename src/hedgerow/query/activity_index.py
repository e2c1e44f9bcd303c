"""The activity index: sealed days are read from their rows of `activity`, everything else from the events (ADR 13).

A row stands for all events of one name on one day, at the first instant of the day; those of its last second, which
ranges leave out, have a row of their own. A scan that looks at nothing but an event's name, its person and its day
cannot tell the difference, so its tree is rewritten and no kind of insight knows. Where it looks at properties too, the
rows are those of a rollup (ADR 15). What looks closer stays as it is: the plain path answers every question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from hedgerow.query.context import Context
from hedgerow.query.days_alike import OF_SETS, LooksCloser, borders, span_of
from hedgerow.query.partial_aggregates import Aggregate, aggregate
from hedgerow.query.profiles import HAS_PROFILE
from hedgerow.query.rollups import Instead, Rollup, rollup_of
from hedgerow.query.scan import before, conditions, only_groups, since
from hedgerow.query.sql.tree import (
    ALWAYS,
    NEVER,
    And,
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
from hedgerow.vocab.events import ACTIVITY, EVENTS, ROLLUPS
from hedgerow.vocab.sealed_days import SealedDay

MOST_GAPS = 16
"""Stretches between sealed days; with more of them the engine excludes little of the events."""

LEAST_EVENTS = 500_000
"""So many events must have been counted in the days, whatever their names: one more table takes 4 ms, and below this
the events alone are read as fast (measured with 5,000 people: 170,000 events 8 ms against 12, 900,000 as long).
"""

LEAST_REPEATED = 2
"""How often people have to repeat themselves in a day, on average: else taking them out of sets is the greater work."""

_PERSON, _PEOPLE = Column("person"), Column("people")


class _StaysPlain(Exception):
    """A scan asks for more than counts and people, or the index would not make it faster."""


class _NotRolledUp(_StaysPlain):
    """The rollup it could be read from has not counted enough days."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A select, how many days its scans read from the index, and from how many they read events.

    ``days`` is 0 when it is as it was; ``others`` is None when it reads events from the very first on. ``rollups`` are
    those that are read, or would be if they had counted the days.
    """

    select: Select
    days: int = 0
    others: int | None = 0
    rollups: tuple[Rollup, ...] = ()


def indexed(select: Select, context: Context) -> Indexed:
    """``select``, reading sealed days from the index wherever its scans of events can."""
    found: list[Indexed] = []
    rollups: list[Rollup] = []

    def change(node: object) -> object:
        if isinstance(node, Select) and node.source == Table(EVENTS.name) and context.sealed_days:
            for rows in _rows_for(node, context):
                try:
                    found.append(_Scan(node, rows, context).split())
                except _NotRolledUp:
                    rollups.extend(rows.rollup)
                except (_StaysPlain, LooksCloser):
                    continue
                else:
                    rollups.extend(rows.rollup)
                    return found[-1].select
        return mapped(node, change)

    changed = change(select)
    if not (found and isinstance(changed, Select)):
        return Indexed(select, rollups=tuple(rollups))
    known = [one.others for one in found if one.others is not None]
    others = sum(known) if len(known) == len(found) else None
    return Indexed(changed, sum(one.days for one in found), others, tuple(rollups))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of ``table`` for which ``held`` are those of ``days``.

    ``instead`` is what stands in a row for parts of an event; ``where`` is what has still to be asked of it.
    """

    table: str
    days: tuple[SealedDay, ...]
    instead: Instead
    where: And
    held: And = ALWAYS
    rollup: tuple[Rollup, ...] = ()

    def read(self, expression: Expression) -> Expression:
        """``expression`` of an event, as it is read of a row."""

        def change(part: object) -> object:
            return next((row for event, row in self.instead if event == part), None) or mapped(part, change)

        return change(expression)  # type: ignore[return-value]


def _rows_for(select: Select, context: Context) -> Iterator[_Rows]:
    """What may be read instead of the events of ``select``, the best first."""
    yield _Rows(ACTIVITY.name, context.sealed_days, ((HAS_PROFILE, Column("has_profile")),), select.where)
    found = rollup_of(select, context.timezone)
    if found is not None:
        number = found.rollup.number
        held = And((call("equals", Column("rollup"), Value(number, "UInt64")),))
        days = context.rolled_up.get(number, ())
        yield _Rows(ROLLUPS.name, days, found.instead, found.where, held, (found.rollup,))


@dataclass(frozen=True, slots=True)
class _Scan:
    """One select of events, and the rows that may be read instead."""

    select: Select
    rows: _Rows
    context: Context

    def split(self) -> Indexed:
        """The same answer from the index and from what events are left. Raises _StaysPlain when there is none."""
        if not only_groups(self.select):
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
        made = {one.name: self._aggregate(one.expression) for one in self.select.columns if one not in keys}
        days = self._days((*(key.expression for key in keys), *(one.holds for one in made.values())))
        names = tuple(column.name for column in self.select.columns)
        of_events = Select(
            columns=(*keys, *(Named(name, one.of_events) for name, one in made.items())),
            source=self.select.source,
            where=conditions(self.select.where, _unsealed(days, *self._span)),
            group_by=self.select.group_by,
        )
        of_days = self._of_days((*keys, *(Named(name, one.of_days) for name, one in made.items())), days)
        both = _both(replace(of_days, group_by=self.select.group_by), of_events)
        merged = self.context.people_merged
        columns = tuple(
            Named(name, made[name].whole(Column(name), people_merged=merged) if name in made else Column(name))
            for name in names
        )
        return self._indexed(Select(columns=columns, source=both, group_by=self.select.group_by), days)

    def _aggregate(self, expression: Expression) -> Aggregate:
        found = aggregate(expression, self.rows.table)
        if found is None:
            raise _StaysPlain
        return found

    def _by_person(self) -> Indexed:
        """What a person did on which day is the same when all events of a day are one."""
        read = (*self._grouped_by, *(column.expression for column in self.select.columns))
        days = self._days(tuple(one for one in read if one != _PERSON), OF_SETS)
        if sum(day.events for day in days) < LEAST_REPEATED * sum(day.people for day in days):
            raise _StaysPlain
        names = tuple(Named(name, Column(name)) for name in ("event", "timestamp"))
        people = Named("person", call("arrayJoin", call("bitmapToArray", _PEOPLE)))
        of_events = Select(
            columns=(Named("person", _PERSON), *names),
            source=self.select.source,
            where=conditions(self.select.where, _unsealed(days, *self._span)),
        )
        both = _both(self._of_days((people, *names), days), of_events)
        return self._indexed(replace(self.select, source=both, where=ALWAYS), days)

    def _of_days(self, columns: tuple[Named, ...], days: tuple[SealedDay, ...]) -> Select:
        """``columns`` of the rows of ``days``."""
        return Select(
            columns=tuple(replace(one, expression=self.rows.read(one.expression)) for one in columns),
            source=Table(self.rows.table),
            where=conditions(self.rows.held, *map(self.rows.read, self.rows.where.parts), _sealed(days)),
        )

    def _days(self, read: tuple[Expression, ...], aggregates: frozenset[str] = frozenset()) -> tuple[SealedDay, ...]:
        """The sealed days all of whose moments are the same to ``read`` and to the condition.

        Raises _StaysPlain when they are not worth it, LooksCloser when something is never the same for a day.
        """
        zone = text(self.context.timezone)
        asked = map(self.rows.read, (*self.rows.where.parts, *read))
        cuts = [cut for one in asked for cut in borders(one, zone, aggregates)]
        first, end = self._span

        def whole(days: tuple[SealedDay, ...]) -> tuple[SealedDay, ...]:
            return tuple(
                day
                for day in days
                if (first is None or first <= day.start)
                and (end is None or day.end <= end or day.last_second == end)
                and not any(day.start < cut < day.end and cut != day.last_second for cut in cuts)
            )

        if not _are_worth_it(whole(self.context.sealed_days)):
            raise _StaysPlain
        days = whole(self.rows.days)
        if not _are_worth_it(days):
            raise _NotRolledUp
        return days

    @property
    def _span(self) -> tuple[datetime | None, datetime | None]:
        return span_of(self.select.where)

    def _indexed(self, select: Select, days: tuple[SealedDay, ...]) -> Indexed:
        first, end = self._span
        if first is None:
            return Indexed(select, len(days), None)
        last = (end or self.context.now) - timedelta(microseconds=1)
        asked = last.astimezone(self.context.zone).toordinal() - first.astimezone(self.context.zone).toordinal() + 1
        return Indexed(select, len(days), asked - len(days))


def _are_worth_it(days: tuple[SealedDay, ...]) -> bool:
    gaps = sum(one.end != next_one.start for one, next_one in pairwise(days))
    return bool(days) and gaps <= MOST_GAPS and sum(day.events for day in days) >= LEAST_EVENTS


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
    late = () if end in (days[-1].end, days[-1].last_second) else (since(days[-1].end),)
    return any_of((*early, *between, *late))
