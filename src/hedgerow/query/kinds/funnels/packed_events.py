"""Events as numbers: when one was, below that which steps it matches, and below that which attempts it spoils.

Sorted they are in their order (FN-7).
"""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.funnel import Funnel, lowest
from hedgerow.query.kinds.funnels.layers import with_columns
from hedgerow.query.kinds.funnels.record import Record, bits, record, small
from hedgerow.query.kinds.funnels.spoiling import with_ties_settled
from hedgerow.query.sql.tree import Call, Column, Expression, Lambda, Named, Or, Select, Value, call

_BITS_BESIDE_TIME = 11
"""What 64 bits leave beside the microseconds of the years 1828 to 2112, which hold all that a question may ask of."""

_EVENT, _EVENTS = Column("event"), Column("events")


@dataclass(frozen=True, slots=True)
class PackedEvents:
    """The events of the actors of ``funnel``, of which only the time and those two sets of steps matter."""

    funnel: Funnel

    @property
    def sorted(self) -> Select:
        """A row for each actor and breakdown ``value``: the ``times`` of its events, their ``steps``.

        And with exclusions ``blocked``, the steps at which they spoil what waits.
        """
        return self._unpacked(self._packed_and_sorted)

    @property
    def without_repeats(self) -> Select:
        """The same of an ordered funnel without exclusions, less the events that change nothing of how far actors get.

        Of those that follow each other and match the same single step: of the first step the last begins the attempt
        that goes on; of any other the first takes the latest attempt on, or is too late as those after it are.
        """
        kinds = tuple(call("bitAnd", Column(name), self._kind) for name in ("event", "earlier", "following"))
        event, earlier, following = kinds
        first = bits(1 | 1 << self._steps if self.funnel.overlaps else 1)
        tells = call(
            "if",
            call("equals", event, first),
            call("notEquals", following, first),
            Or((call("notEquals", event, earlier), *self._matches_several)),
        )
        kept = call(
            "arrayFilter",
            Lambda(("event", "earlier", "following"), tells),
            _EVENTS,
            call("arrayShiftRight", _EVENTS, small(1)),
            call("arrayShiftLeft", _EVENTS, small(1)),
        )
        return self._unpacked(with_columns(self._packed_and_sorted, {"events": kept}))

    @property
    def _kind(self) -> Value:
        """The bits of an event below its time."""
        return Value((1 << self._below) - 1, "UInt64")

    @property
    def _matches_several(self) -> tuple[Expression, ...]:
        """Whether an event matches several steps, where it may."""
        return (call("greater", call("bitCount", self._set(0)), small(1)),) if self.funnel.overlaps else ()

    @property
    def _packed_and_sorted(self) -> Select:
        events = Named("events", call("arraySort", self._of_value))
        return Select(columns=(*self.funnel.value, events), source=self._gathered)

    def _unpacked(self, packed: Select) -> Select:
        told = {"times": call("toInt64", call("bitShiftRight", _EVENT, small(self._below))), "steps": self._set(0)}
        if self.funnel.excludes:
            told = {**told, "steps": self._set(1), "blocked": self._set(0)}
        unpacked = Select(
            columns=(
                *self.funnel.value,
                *(Named(name, call("arrayMap", Lambda(("event",), part), _EVENTS)) for name, part in told.items()),
            ),
            source=packed,
        )
        return with_ties_settled(unpacked) if self.funnel.excludes else unpacked

    def _set(self, place: int) -> Expression:
        """The set of steps at this place from below in an event's number."""
        shifted = call("bitShiftRight", _EVENT, small(place * self._steps)) if place else _EVENT
        return call("toUInt32", call("bitAnd", shifted, bits((1 << self._steps) - 1)))

    @property
    def _gathered(self) -> Select:
        funnel = self.funnel
        if funnel.attributed is None or not funnel.by_step:
            return funnel.gathered(self._packed(funnel.time, funnel.steps, funnel.blocked))
        known = {"time": funnel.time, "steps": funnel.steps, "blocked": funnel.blocked}
        return funnel.gathered(record({**known, "value": funnel.attributed.value}))

    @property
    def _of_value(self) -> Expression:
        """An actor's packed events for one value: where a step's events tell it, others do not match that step."""
        if not self.funnel.by_step:
            return _EVENTS
        one = Record(Column("one"), ("time", "steps", "blocked", "value"))
        packed = self._packed(one["time"], self.funnel.steps_for_value(one), one["blocked"])
        return call("arrayMap", Lambda(("one",), packed), _EVENTS)

    def _packed(self, time: Expression, steps: Expression, blocked: Expression) -> Call:
        """At one instant events are in the order of their first steps, then of all their steps."""
        wide = "toInt64" if self._below <= _BITS_BESIDE_TIME else "toInt128"
        if self.funnel.overlaps:
            steps = self._above(lowest(steps), steps)
        if self.funnel.excludes:
            steps = self._above(steps, blocked)
        return call("bitOr", call("bitShiftLeft", call(wide, time), small(self._below)), steps)

    def _above(self, higher: Expression, lower: Expression) -> Call:
        return call("bitOr", call("bitShiftLeft", call("toUInt64", higher), small(self._steps)), lower)

    @property
    def _below(self) -> int:
        """How many bits are below the time."""
        return self._steps * (1 + self.funnel.overlaps + self.funnel.excludes)

    @property
    def _steps(self) -> int:
        return len(self.funnel.query.series)
