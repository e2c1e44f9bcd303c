"""The attempts of one actor in a strict funnel where an event may both exclude and match a step (FN-6, FN-8, FN-9).

For every step the walk keeps the latest attempt that reached it, with the times of its steps or with the period it
began in. Steps are counted from 1 here, as in the contract. All that is asked of an event is asked of the state
before it, so that an event takes an attempt on by one step only. An event that excludes matches no step: one that does
both comes as two, see `ties`.
"""

from dataclasses import dataclass
from enum import Enum, auto

from hedgerow.query.kinds.funnels.record import NO_TIME, Fields, Record, element, has_bit, moment, small
from hedgerow.query.sql.tree import And, Call, Expression, Or, call


class Carried(Enum):
    """What an attempt carries along, its start always first."""

    TIMES = auto()
    PERIOD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """``kept`` is the furthest step whose latest attempt has to be known; ``window`` is in microseconds."""

    kept: int
    window: int
    carried: Carried

    def start(self) -> dict[str, Expression]:
        """No attempt at all."""
        return {
            **{self._name(step): call("tuple", *self._nothing(step)) for step in range(1, self.kept + 1)},
            **{f"spoiled{step}": small(0) for step in range(1, self.kept + 1)},
        }

    def after(self, state: Record, event: Record) -> Fields:
        """The attempts after ``event``: one that it takes on replaces an older one that had come as far (FN-6)."""
        attempts: dict[str, Expression] = {}
        for step in range(1, self.kept + 1):
            attempts[self._name(step)] = call(
                "if",
                self.advances(step, state, event),
                self.extended(step, state, event),
                self._left(step, state, event),
            )
        for step in range(1, self.kept + 1):
            spoiled = Or((self.spoiled(step, state), self.spoils(step, state, event)))
            attempts[f"spoiled{step}"] = And((spoiled, call("not", self.advances(step, state, event))))
        return attempts

    def extends(self, step: int, state: Record, event: Record) -> Expression:
        """Whether ``event`` would take an attempt to ``step``, spoiled or not."""
        matches = has_bit(event["steps"], step - 1)
        if step == 1:
            return matches
        return And((matches, self._in_time(step - 1, state, event), *self._not_yet_extended(step - 1, state)))

    def advances(self, step: int, state: Record, event: Record) -> Expression:
        """Whether ``event`` takes an attempt to ``step`` that nothing has spoiled."""
        extends = self.extends(step, state, event)
        if step == 1:
            return extends
        return And((extends, call("not", self.spoiled(step - 1, state))))

    def extended(self, step: int, state: Record, event: Record) -> Call:
        """What the attempt carries that ``event`` takes to ``step``."""
        if self.carried is Carried.PERIOD:
            if step > 1:
                before = self.attempt(step - 1, state)
                return call("tuple", element(before, 1), element(before, 2))
            return call("tuple", event["time"], event["bucket"])
        before = self.attempt(step - 1, state) if step > 1 else event["time"]
        return call("tuple", *(element(before, place) for place in range(1, step)), event["time"])

    def attempt(self, step: int, state: Record) -> Expression:
        """What the latest attempt carries that reached ``step``."""
        return state[self._name(step)]

    def spoils(self, step: int, state: Record, event: Record) -> Expression:
        """Whether ``event`` spoils the attempt waiting at ``step`` (FN-8)."""
        blocked = has_bit(event["blocked"], step)
        return And((blocked, self._in_time(step, state, event), *self._not_yet_extended(step, state)))

    def spoiled(self, step: int, state: Record) -> Expression:
        """Whether something has spoiled the attempt waiting at ``step``."""
        return state[f"spoiled{step}"]

    def in_window(self, start: Expression, event: Record) -> Expression:
        """Whether ``event`` is within the window of an attempt that began at ``start``, the end included."""
        return call("lessOrEquals", call("minus", event["time"], start), moment(self.window))

    def _in_time(self, step: int, state: Record, event: Record) -> Expression:
        return self.in_window(self._began(step, state), event)

    def _not_yet_extended(self, step: int, state: Record) -> tuple[Expression, ...]:
        """Nothing for the last step kept: the walk is over, or goes on as if it had not been reached."""
        if step == self.kept:
            return ()
        return (call("notEquals", self._began(step + 1, state), self._began(step, state)),)

    def _left(self, step: int, state: Record, event: Record) -> Expression:
        """The attempt that ``event`` does not take on: it is over when the event is not of its step."""
        attempt = self.attempt(step, state)
        return call("if", has_bit(event["keeps"], step - 1), attempt, call("tuple", *self._nothing(step)))

    def _began(self, step: int, state: Record) -> Expression:
        return element(self.attempt(step, state), 1)

    def _nothing(self, step: int) -> tuple[Expression, ...]:
        return (NO_TIME,) * step if self.carried is Carried.TIMES else (NO_TIME, moment(0))

    def _name(self, step: int) -> str:
        return f"attempt{step}"
