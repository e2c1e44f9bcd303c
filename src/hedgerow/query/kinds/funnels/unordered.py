"""How far an actor gets in a funnel whose steps may come in any order, and when it took each (FN-10, FN-11)."""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.record import Fields, Record, bits, element, folded, item, moment, small
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Value, call

NO_TIMES = Value((), "Array(Int64)")
_QUEUE, _TIME, _PLACE = Column("queue"), Column("moment"), Column("place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unordered:
    """Keeps a queue of times for each step; ``window`` is in microseconds, ``fields`` are those of an event.

    With the field ``other`` an attempt begins only with an event for which that is 0 (FN-16 ``step``).
    """

    steps: int
    window: int
    excludes: bool
    fields: tuple[str, ...]

    def walk(self, events: Expression) -> Expression:
        """The times of the steps of the best attempt in their order, after all ``events`` of an actor."""
        walk = Column("walk")
        known = Record(walk, tuple(self._start()))
        best = _better(_heads(known["queues"]), known["best"])
        walked = folded(events, self.fields, self._start(), self._after)
        return item(call("arrayMap", Lambda(("walk",), best), call("array", walked)), 1)

    def reached(self, walk: Expression) -> Expression:
        """How many of the steps the actor took."""
        return call("toUInt8", call("length", walk))

    def time(self, walk: Expression, step: int) -> Expression:
        """When it took the step that came as number ``step``, in microseconds, if it did."""
        return item(walk, step)

    @property
    def _owned(self) -> bool:
        return "other" in self.fields

    def _start(self) -> Fields:
        queues = call("array", *(NO_TIMES,) * self.steps)
        return {"queues": queues, "best": NO_TIMES, **({"own": NO_TIMES} if self._owned else {})}

    def _after(self, state: Record, event: Record) -> Fields:
        best = self._recorded(state, event)
        queues = self._queued(state, event, best)
        heads = _heads(queues)
        full = call("equals", call("length", heads), small(self.steps))
        after = {"queues": queues, "best": call("if", full, _better(heads, best), best)}
        return {**after, "own": self._own(state, event)} if self._owned else after

    def _recorded(self, state: Record, event: Record) -> Expression:
        """The best attempt, once the oldest event has been waiting for longer than the window."""
        heads = _heads(state["queues"])
        expired = call("less", call("plus", item(heads, 1), moment(self.window)), event["time"])
        return call("if", expired, _better(heads, state["best"]), state["best"])

    def _queued(self, state: Record, event: Record, best: Expression) -> Expression:
        """The queues after ``event``; once a best attempt has all steps nothing is waited for."""
        unfinished = call("less", call("length", best), small(self.steps))
        waiting = Lambda(("moment",), And((self._waits(_TIME, event), unfinished)))
        kept = call("arrayMap", Lambda(("queue",), call("arrayFilter", waiting, _QUEUE)), state["queues"])
        joined = call("if", self._joins(kept, event), call("arrayPushBack", _QUEUE, event["time"]), _QUEUE)
        queues = call("arrayMap", Lambda(("queue", "place"), joined), kept, call("arrayEnumerate", kept))
        if not self._owned:
            return queues
        own = self._own(state, event)
        begun = And((call("notEmpty", own), call("greaterOrEquals", _TIME, item(own, 1))))
        return call("arrayMap", Lambda(("queue",), call("arrayFilter", Lambda(("moment",), begun), _QUEUE)), queues)

    def _waits(self, time: Expression, event: Record) -> Expression:
        """Whether an event of ``time`` is still waiting when ``event`` happens; an exclusion ends all waiting."""
        alive = call("greaterOrEquals", call("plus", time, moment(self.window)), event["time"])
        return And((alive, call("equals", event["blocked"], bits(0)))) if self.excludes else alive

    def _joins(self, queues: Expression, event: Record) -> Expression:
        """Whether ``event`` goes to the queue at ``place``: of the steps it matches that whose latest is oldest."""
        if "lowest" not in event:
            return call("bitTest", event["steps"], call("minus", _PLACE, small(1)))
        return call(
            "equals", _PLACE, least_recent(call("arrayMap", Lambda(("queue",), item(_QUEUE, -1)), queues), event)
        )

    def _own(self, state: Record, event: Record) -> Expression:
        """The times of the events that an attempt may begin with."""
        kept = call("arrayFilter", Lambda(("moment",), self._waits(_TIME, event)), state["own"])
        steps = call("notEquals", event["steps"], bits(0))
        is_own = And((call("equals", event["other"], small(0)), steps))
        return call("if", is_own, call("arrayPushBack", kept, event["time"]), kept)


def least_recent(latest: Expression, event: Record) -> Expression:
    """The step, from 1, that ``event`` matches and whose ``latest`` time is the oldest, 0 when it matches none.

    Of steps as old as each other it is the first. ``latest`` has a time for every step.
    """
    candidate = Column("candidate")
    candidates = call(
        "arrayMap",
        Lambda(("moment", "place"), call("tuple", _TIME, _PLACE)),
        latest,
        call("arrayEnumerate", latest),
    )
    matched = call("bitTest", event["steps"], call("minus", element(candidate, 2), small(1)))
    matching = call("arrayFilter", Lambda(("candidate",), matched), candidates)
    return element(item(call("arraySort", matching), 1), 2)


def _heads(queues: Expression) -> Expression:
    """The first time of each queue that is not empty, sorted."""
    firsts = call("arrayMap", Lambda(("queue",), item(_QUEUE, 1)), queues)
    return call("arraySort", call("arrayFilter", Lambda(("moment",), call("notEquals", _TIME, moment(0))), firsts))


def _better(heads: Expression, best: Expression) -> Expression:
    return call("if", call("greater", call("length", heads), call("length", best)), heads, best)
