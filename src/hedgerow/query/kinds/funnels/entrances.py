"""In which periods an actor enters an ordered or strict funnel, and in which of them it converts (FN-18)."""

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
    strict: bool
    excludes: bool
    fields: tuple[str, ...]

    def of(self, events: Expression) -> Expression:
        """An array of (period, whether the actor converted) of one actor, each period at most once."""
        walk = folded(events, self.fields, self._start(), self._after)
        known = Record(Column("walk"), tuple(self._start()))
        period = Column("period")
        converted = call("has", known["converted"], period)
        entered = known["entered"]
        if self.excludes:
            left_out = Or((known["lost"], call("has", known["spoilt"], period)))
            entered = call("arrayFilter", Lambda(("period",), Or((converted, call("not", left_out)))), entered)
        told = call("arrayMap", Lambda(("period",), call("tuple", period, converted)), entered)
        return call("arrayFlatten", call("arrayMap", Lambda(("walk",), told), call("array", walk)))

    @property
    def _attempts(self) -> Attempts:
        return Attempts(
            kept=self.last,
            window=self.window,
            strict=self.strict,
            excludes=self.excludes,
            carried=Carried.PERIOD,
        )

    def _start(self) -> Fields:
        excluded = {"spoilt": NO_PERIODS, "lost": small(0)} if self.excludes else {}
        return {**self._attempts.start(), "entered": NO_PERIODS, "converted": NO_PERIODS, **excluded}

    def _after(self, state: Record, event: Record) -> Fields:
        attempts = self._attempts
        after = {
            **attempts.after(state, event),
            "entered": self._noted("entered", self.first, state, event),
            "converted": self._noted("converted", self.last, state, event),
        }
        if self.excludes:
            spoilt = state["spoilt"]
            for step in range(self.first, self.last):
                period = element(attempts.attempt(step, state), 2)
                spoilt = _with(spoilt, period, attempts.spoils(step, state, event))
            after["spoilt"] = spoilt
            lost = And((attempts.extends(self.last, state, event), attempts.spoiled(self.last - 1, state)))
            after["lost"] = Or((state["lost"], lost))
        return after

    def _noted(self, name: str, step: int, state: Record, event: Record) -> Expression:
        """The periods called ``name`` with that of the attempt that ``event`` takes to ``step``."""
        period = element(self._attempts.extended(step, state, event), 2)
        return _with(state[name], period, self._attempts.advances(step, state, event))


def _with(periods: Expression, period: Expression, holds: Expression) -> Expression:
    new = And((holds, call("not", call("has", periods, period))))
    return call("if", new, call("arrayPushBack", periods, period), periods)
