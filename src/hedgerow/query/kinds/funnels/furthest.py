"""How far an actor gets in a funnel of `attempts`, and when it took each step (FN-6, FN-8)."""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.attempts import Attempts, Carried
from hedgerow.query.kinds.funnels.record import NO_TIME, Fields, Record, element, first_of, folded, small
from hedgerow.query.sql.tree import And, Expression, Or, call


@dataclass(frozen=True, slots=True, kw_only=True)
class Furthest:
    """The first attempt that came furthest; ``window`` is in microseconds, ``fields`` are those of an event."""

    steps: int
    window: int
    fields: tuple[str, ...]

    def walk(self, events: Expression) -> Expression:
        """What is known after all ``events`` of an actor; `reached` and `time` read it."""
        return folded(events, self.fields, self._start(), self._after)

    def reached(self, walk: Expression) -> Expression:
        """The step that the actor reached, 0 for one that is no part of the funnel."""
        known = Record(walk, tuple(self._start()))
        return call("if", known["excluded"], small(0), known["reached"])

    def time(self, walk: Expression, step: int) -> Expression:
        """When the actor took ``step``, in microseconds, if it reached that."""
        return element(Record(walk, tuple(self._start()))["times"], step)

    @property
    def _attempts(self) -> Attempts:
        return Attempts(
            kept=self.steps - 1,
            window=self.window,
            carried=Carried.TIMES,
        )

    def _start(self) -> Fields:
        return {
            **self._attempts.start(),
            "reached": small(0),
            "times": call("tuple", *(NO_TIME,) * self.steps),
            "excluded": small(0),
        }

    def _after(self, state: Record, event: Record) -> Fields:
        attempts = self._attempts
        rises = {step: self._rises(step, state, event) for step in range(self.steps, 0, -1)}
        spoiled = {step: attempts.spoiled(step - 1, state) if step > 1 else small(0) for step in rises}
        return {
            **attempts.after(state, event),
            "reached": first_of([(rises[step], small(step)) for step in rises], state["reached"]),
            "times": first_of([(rises[step], self._times(step, state, event)) for step in rises], state["times"]),
            "excluded": first_of([(rises[step], spoiled[step]) for step in rises], self._excluded(state, event)),
        }

    def _rises(self, step: int, state: Record, event: Record) -> Expression:
        """Whether the attempt that ``event`` takes to ``step`` is now the furthest.

        A spoiled one is when it comes further than all before; a clean one also when those that came as far count
        as excluded.
        """
        attempts = self._attempts
        clean = () if step == 1 else (call("not", attempts.spoiled(step - 1, state)),)
        as_far = And((call("equals", state["reached"], small(step)), state["excluded"], *clean))
        further = Or((call("less", state["reached"], small(step)), as_far))
        return And((attempts.extends(step, state, event), further))

    def _excluded(self, state: Record, event: Record) -> Expression:
        """Whether the furthest so far counts as excluded, be it by ``event``."""
        blocked = call("bitTest", event["blocked"], state["reached"])
        in_time = self._attempts.in_window(element(state["times"], 1), event)
        return Or((state["excluded"], And((blocked, in_time))))

    def _times(self, step: int, state: Record, event: Record) -> Expression:
        """The times of the attempt that ``event`` takes to ``step``; later steps have none."""
        taken = self._attempts.extended(step, state, event)
        return call("tuple", *taken.arguments, *(NO_TIME,) * (self.steps - step))
