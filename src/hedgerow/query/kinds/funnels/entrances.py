"""In which periods an actor enters a funnel of `attempts`, and where it converts (FN-8, FN-18)."""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.attempts import Attempts, Carried
from hedgerow.query.kinds.funnels.record import Fields, Record, element, folded, small
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Or, Value, call

NO_PERIODS = Value((), "Array(Int64)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrances:
    """An attempt enters at step ``first`` and converts at step ``last``, both from 1, within ``window`` microseconds.

    ``fields`` are those of an event.
    """

    first: int
    last: int
    window: int
    fields: tuple[str, ...]

    def walk(self, events: Expression) -> Expression:
        """What is known after all ``events`` of an actor; `entered` and `converted` read it."""
        return folded(events, self.fields, self._start(), self._after)

    def entered(self, walk: Expression) -> Expression:
        """The periods that the actor enters, each once, without those that an exclusion leaves out."""
        known, period = Record(walk, tuple(self._start())), Column("period")
        left_out = Or((known["lost"], call("has", known["spoilt"], period)))
        stays = Or((call("has", known["converted"], period), call("not", left_out)))
        return call("arrayFilter", Lambda(("period",), stays), known["entered"])

    def converted(self, walk: Expression) -> Expression:
        """The periods of these that the actor converts in."""
        return Record(walk, tuple(self._start()))["converted"]

    @property
    def _attempts(self) -> Attempts:
        return Attempts(
            kept=self.last,
            window=self.window,
            carried=Carried.PERIOD,
        )

    def _start(self) -> Fields:
        periods = dict.fromkeys(("entered", "converted", "spoilt"), NO_PERIODS)
        return {**self._attempts.start(), **periods, "lost": small(0)}

    def _after(self, state: Record, event: Record) -> Fields:
        attempts = self._attempts
        spoilt = state["spoilt"]
        for step in range(self.first, self.last):
            period = element(attempts.attempt(step, state), 2)
            spoilt = _with(spoilt, period, attempts.spoils(step, state, event))
        lost = And((attempts.extends(self.last, state, event), attempts.spoiled(self.last - 1, state)))
        return {
            **attempts.after(state, event),
            "entered": self._noted("entered", self.first, state, event),
            "converted": self._noted("converted", self.last, state, event),
            "spoilt": spoilt,
            "lost": Or((state["lost"], lost)),
        }

    def _noted(self, name: str, step: int, state: Record, event: Record) -> Expression:
        """The periods called ``name`` with that of the attempt that ``event`` takes to ``step``."""
        period = element(self._attempts.extended(step, state, event), 2)
        return _with(state[name], period, self._attempts.advances(step, state, event))


def _with(periods: Expression, period: Expression, holds: Expression) -> Expression:
    new = And((holds, call("not", call("has", periods, period))))
    return call("if", new, call("arrayPushBack", periods, period), periods)
