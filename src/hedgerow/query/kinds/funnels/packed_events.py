"""Events as numbers: when one was, and below that which steps it matches; sorted they are in their order (FN-7)."""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.funnel import Funnel, lowest
from hedgerow.query.kinds.funnels.record import Record, bits, record, small
from hedgerow.query.sql.tree import Call, Column, Expression, Lambda, Named, Select, call

_BITS_BESIDE_TIME = 11
"""What 64 bits leave beside the microseconds of the years 1828 to 2112, which hold all that a question may ask of."""

_OF_VALUE = ("time", "steps", "value")


@dataclass(frozen=True, slots=True)
class PackedEvents:
    """The events of the actors of ``funnel``, of which only the time and the steps matter."""

    funnel: Funnel

    @property
    def sorted(self) -> Select:
        """A row for each actor and breakdown ``value``: the ``times`` of its events, and their ``steps``."""
        packed = Select(
            columns=(*self.funnel.value, Named("events", call("arraySort", self._of_value))), source=self._gathered
        )
        event, events = Column("event"), Column("events")
        steps = call("toUInt32", call("bitAnd", event, bits((1 << self._steps) - 1)))
        time = call("toInt64", call("bitShiftRight", event, small(self._below)))
        return Select(
            columns=(
                *self.funnel.value,
                Named("times", call("arrayMap", Lambda(("event",), time), events)),
                Named("steps", call("arrayMap", Lambda(("event",), steps), events)),
            ),
            source=packed,
        )

    @property
    def _gathered(self) -> Select:
        funnel = self.funnel
        if funnel.attributed is None or not funnel.by_step:
            return funnel.gathered(self._packed(funnel.time, funnel.steps))
        return funnel.gathered(record({"time": funnel.time, "steps": funnel.steps, "value": funnel.attributed.value}))

    @property
    def _of_value(self) -> Expression:
        """An actor's packed events for one value: where a step's events tell it, others do not match that step."""
        if not self.funnel.by_step:
            return Column("events")
        one = Record(Column("one"), _OF_VALUE)
        packed = self._packed(one["time"], self.funnel.steps_for_value(one))
        return call("arrayMap", Lambda(("one",), packed), Column("events"))

    def _packed(self, time: Expression, steps: Expression) -> Call:
        """At one instant events are in the order of their first steps, then of all their steps."""
        wide = "toInt64" if self._below <= _BITS_BESIDE_TIME else "toInt128"
        if self.funnel.overlaps:
            steps = call("bitOr", call("bitShiftLeft", lowest(steps), small(self._steps)), steps)
        return call("bitOr", call("bitShiftLeft", call(wide, time), small(self._below)), steps)

    @property
    def _below(self) -> int:
        """How many bits are below the time."""
        return self._steps * (2 if self.funnel.overlaps else 1)

    @property
    def _steps(self) -> int:
        return len(self.funnel.query.series)
