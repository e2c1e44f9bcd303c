"""From events to one array for each actor: what a funnel walks over (FN-3 to FN-5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from hedgerow.query.actors import Actor, actor_of
from hedgerow.query.context import Context
from hedgerow.query.dates import Span
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.kinds.funnels.attribution import Attributed
from hedgerow.query.kinds.funnels.model import Attribution, Exclusion, FunnelsQuery, OrderType
from hedgerow.query.kinds.funnels.record import Record, bits, small
from hedgerow.query.scan import asked_everywhere, conditions, since, until
from hedgerow.query.series import series_conditions
from hedgerow.query.sql.tree import (
    ALWAYS,
    And,
    Column,
    Expression,
    Named,
    Select,
    Table,
    any_of,
    call,
    text,
)
from hedgerow.query.wire.series import EventsNode, Series
from hedgerow.vocab.events import EVENTS

_VALUE = Named("value", Column("value"))


@dataclass(frozen=True, slots=True)
class Funnel:
    """A question whose events are gathered by actor, and with ``attributed`` by breakdown value.

    ``among`` holds for the events of the actors that count: those of a cohort, or all.
    """

    query: FunnelsQuery
    context: Context
    span: Span
    attributed: Attributed | None = None
    among: Expression = ALWAYS

    @property
    def excludes(self) -> bool:
        """Whether some events spoil attempts."""
        return bool(self.query.funnelsFilter.exclusions)

    @property
    def strict(self) -> bool:
        """Whether each step has to be the very next event (FN-9)."""
        return self.query.funnelsFilter.funnelOrderType is OrderType.STRICT

    @property
    def unordered(self) -> bool:
        """Whether the steps may come in any order (FN-10)."""
        return self.query.funnelsFilter.funnelOrderType is OrderType.UNORDERED

    @property
    def value(self) -> tuple[Named, ...]:
        """The column of the breakdown value, if there is one."""
        return () if self.attributed is None else (_VALUE,)

    @property
    def by_step(self) -> bool:
        """Whether the events of a step tell under which values an actor counts."""
        return self.attributed is not None and self.attributed.by is Attribution.STEP

    @property
    def overlaps(self) -> bool:
        """Whether an event may match several steps."""
        return not _apart(self.query.series)

    @property
    def excludes_by_steps(self) -> bool:
        """Whether an event may exclude and match a step."""
        return any(not _apart((one, step)) for one in self.query.funnelsFilter.exclusions for step in self.query.series)

    @property
    def blocked_steps(self) -> frozenset[int]:
        """The steps, from 1, at which an attempt may be spoiled while it waits."""
        return frozenset(step for one in self.query.funnelsFilter.exclusions for step in _between(one))

    @property
    def time(self) -> Expression:
        """When an event was, in microseconds."""
        return call("toUnixTimestamp64Micro", Column("timestamp"))

    @property
    def steps(self) -> Expression:
        """The set of steps that an event matches."""
        return _set((self._matches(step), 1 << place) for place, step in enumerate(self.query.series))

    @property
    def blocked(self) -> Expression:
        """The set of steps, from 1, at which an attempt waits while an event spoils it (FN-8)."""
        return _set((self._matches(one), _blocked(one)) for one in self.query.funnelsFilter.exclusions)

    def steps_for_value(self, event: Record) -> Expression:
        """The ``steps`` of an event whose own ``value`` is known, for the column ``value`` that a step's events tell.

        An event that has another value does not match that step (FN-16).
        """
        step = 0 if self.attributed is None else self.attributed.step
        rest = call("bitAnd", event["steps"], bits(((1 << 32) - 1) ^ (1 << step)))
        return call("if", call("notEquals", event["value"], Column("value")), rest, event["steps"])

    def gathered(self, event: Expression) -> Select:
        """The column ``events`` of an actor, ``event`` of each in any order, and under which ``value``, if broken down.

        Every row has an event of the first step, without which no later one counts; not in an unordered funnel.
        """
        value, keys = self._keys()
        gathered = Select(
            columns=(*value, Named("events", call("groupArray", event))),
            source=Table(EVENTS.name),
            where=self._candidates(),
            group_by=(self._actor.key, *keys),
            having=And(() if self.unordered else (self._begun(),)),
        )
        if not self.by_step:
            return gathered
        each = Named("value", call("arrayJoin", Column("values")))
        return Select(columns=(each, Named("events", Column("events"))), source=gathered)

    def _keys(self) -> tuple[tuple[Named, ...], tuple[Expression, ...]]:
        """The columns of the breakdown value or values of an actor, and what events are grouped by besides it."""
        if self.attributed is None:
            return (), ()
        match self.attributed.by:
            case Attribution.ALL_EVENTS:
                return (Named("value", self.attributed.value),), (Column("value"),)
            case Attribution.STEP:
                steps = self.query.series if self.unordered else (self.query.series[self.attributed.step],)
                matches = any_of(self._matches(step) for step in steps)
                return (Named("values", call("groupUniqArrayIf", self.attributed.value, matches)),), ()
            case Attribution.FIRST_TOUCH | Attribution.LAST_TOUCH:
                return (Named("value", self.attributed.of_actor),), ()

    def _candidates(self) -> And:
        """The events that are looked at (FN-3)."""
        matching = [self._matches(one) for one in (*self.query.series, *self.query.funnelsFilter.exclusions)]
        some = ALWAYS if self.strict or ALWAYS in matching else any_of(matching)
        return conditions(
            some,
            since(self.span.start),
            until(self.span.end),
            self._actor.present,
            asked_everywhere(self.query, self.context),
            self.among,
        )

    def _begun(self) -> Expression:
        """Whether some of the events are of the first step."""
        return call("greater", call("countIf", self._matches(self.query.series[0])), small(0))

    def _matches(self, step: Series | Exclusion) -> And:
        return conditions(*series_conditions(step, self.context))

    @property
    def _actor(self) -> Actor:
        written = self.query.funnelsFilter.funnelAggregateByHogQL
        if not written:
            return actor_of(self.query.aggregation_group_type_index)
        key = call("ifNull", call("toString", hogql_expression(written, self.context, condition)), text(""))
        return replace(actor_of(None), key=key, present=call("notEquals", key, text("")))


def _apart(matched: Sequence[Series | Exclusion]) -> bool:
    """Whether no event can be of two of them, as far as their names tell."""
    names = {one.event for one in matched if isinstance(one, EventsNode)} - {None}
    return len(names) == len(matched)


def _set(members: Iterable[tuple[Expression, int]]) -> Expression:
    """The bits of the members whose condition holds."""
    parts = [call("if", holds, bits(number), bits(0)) for holds, number in members]
    return reduce(lambda some, more: call("bitOr", some, more), parts) if parts else bits(0)


def lowest(steps: Expression) -> Expression:
    """The first step of a set, as a set of one: what events at one instant are ordered by."""
    return call("bitAnd", steps, call("negate", steps))


def _blocked(exclusion: Exclusion) -> int:
    return sum(1 << step for step in _between(exclusion))


def _between(exclusion: Exclusion) -> range:
    """The steps, from 1, at which an attempt waits while ``exclusion`` spoils it (FN-8)."""
    return range(exclusion.funnelFromStep + 1, exclusion.funnelToStep + 1)
