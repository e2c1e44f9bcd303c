"""In which periods an actor enters a funnel whose steps may come in any order, and converts (FN-10, FN-18).

Every step that is done begins an attempt, and adds to all that are waiting. An attempt is noted for the period it
began in: as converted once it has enough steps, as entered when its window is over. An exclusion ends all that wait.
"""

from dataclasses import dataclass

from hedgerow.query.kinds.funnels.record import Fields, Record, bits, folded, moment, record, small
from hedgerow.query.kinds.funnels.unordered import least_recent
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Value, call

_ATTEMPT = ("time", "period", "steps")
_NO_TIMES = Value((), "Array(Int64)")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnorderedEntrances:
    """An attempt enters with ``first`` different steps and converts with ``last``, of ``steps``.

    ``window`` is in microseconds, ``fields`` are those of an event; for ``other`` see `Unordered`.
    """

    steps: int
    first: int
    last: int
    window: int
    excludes: bool
    fields: tuple[str, ...]

    def walk(self, events: Expression) -> Expression:
        """What is known after all ``events`` of an actor; `entered` and `converted` read it."""
        return folded(events, self.fields, self._start(), self._after)

    def entered(self, walk: Expression) -> Expression:
        """The periods that the actor enters, each once."""
        known = Record(walk, tuple(self._start()))
        return _all(known["entered"], known["converted"], self._entering(known["waiting"]))

    def converted(self, walk: Expression) -> Expression:
        """The periods of these that the actor converts in."""
        return Record(walk, tuple(self._start()))["converted"]

    def _start(self) -> Fields:
        nothing = record({"time": moment(0), "period": moment(0), "steps": bits(0)})
        return {
            "waiting": call("arrayPopBack", call("array", nothing)),
            "latest": call("array", *(moment(0),) * self.steps),
            "entered": _NO_TIMES,
            "converted": _NO_TIMES,
        }

    def _after(self, state: Record, event: Record) -> Fields:
        attempt = Record(Column("attempt"), _ATTEMPT)
        expired = call(
            "arrayFilter", Lambda(("attempt",), call("not", self._alive(attempt["time"], event))), state["waiting"]
        )
        taken_on = self._taken_on(state, event)
        converting = call("greaterOrEquals", call("bitCount", attempt["steps"]), small(self.last))
        converted = call("arrayFilter", Lambda(("attempt",), converting), taken_on)
        waiting = call("arrayFilter", Lambda(("attempt",), call("not", converting)), taken_on)
        return {
            "waiting": waiting if self.excludes else _without_outlived(waiting),
            "latest": self._latest(state, event),
            "entered": _all(state["entered"], self._entering(expired)),
            "converted": _all(state["converted"], _periods(converted)),
        }

    def _taken_on(self, state: Record, event: Record) -> Expression:
        """The attempts still waiting with the step of ``event`` added, and the one that it begins."""
        attempt = Record(Column("attempt"), _ATTEMPT)
        step = self._step(state, event)
        kept = call("arrayFilter", Lambda(("attempt",), self._waits(attempt["time"], event)), state["waiting"])
        longer = record(
            {"time": attempt["time"], "period": attempt["period"], "steps": call("bitOr", attempt["steps"], step)}
        )
        begun = record({"time": event["time"], "period": event["bucket"], "steps": step})
        begins = And((call("notEquals", step, bits(0)), *self._own(event)))
        added = call("arrayMap", Lambda(("attempt",), longer), kept)
        return call("if", begins, call("arrayPushBack", added, begun), added)

    def _own(self, event: Record) -> tuple[Expression, ...]:
        return (call("equals", event["other"], small(0)),) if "other" in event else ()

    def _step(self, state: Record, event: Record) -> Expression:
        """The step of ``event`` as a set of one, or of none."""
        if "lowest" not in event:
            return event["steps"]
        # There is no step 0, and a shift by less than nothing is an error even where it is not looked at.
        place = least_recent(self._still(state, event), event)
        return call("toUInt32", call("bitShiftRight", call("bitShiftLeft", bits(1), place), small(1)))

    def _still(self, state: Record, event: Record) -> Expression:
        """The time of the latest event of each step that is still waiting, 0 where none is."""
        time = Column("moment")
        return call(
            "arrayMap", Lambda(("moment",), call("if", self._waits(time, event), time, moment(0))), state["latest"]
        )

    def _latest(self, state: Record, event: Record) -> Expression:
        step, time = self._step(state, event), Column("moment")
        is_step = call("bitTest", step, call("minus", Column("place"), small(1)))
        latest = self._still(state, event)
        return call(
            "arrayMap",
            Lambda(("moment", "place"), call("if", is_step, event["time"], time)),
            latest,
            call("arrayEnumerate", latest),
        )

    def _alive(self, time: Expression, event: Record) -> Expression:
        return call("greaterOrEquals", call("plus", time, moment(self.window)), event["time"])

    def _waits(self, time: Expression, event: Record) -> Expression:
        alive = self._alive(time, event)
        return And((alive, call("equals", event["blocked"], bits(0)))) if self.excludes else alive

    def _entering(self, attempts: Expression) -> Expression:
        attempt = Record(Column("attempt"), _ATTEMPT)
        enough = call("greaterOrEquals", call("bitCount", attempt["steps"]), small(self.first))
        return _periods(call("arrayFilter", Lambda(("attempt",), enough), attempts))


def _periods(attempts: Expression) -> Expression:
    return call("arrayMap", Lambda(("attempt",), Record(Column("attempt"), _ATTEMPT)["period"]), attempts)


def _all(*periods: Expression) -> Expression:
    return call("arrayDistinct", call("arrayConcat", *periods))


def _without_outlived(attempts: Expression) -> Expression:
    """Without those that a later one of the same period and steps outlives: so there are few, however many events."""
    one, following = Record(Column("one"), _ATTEMPT), Record(Column("following"), _ATTEMPT)
    differs = [call("notEquals", one[field], following[field]) for field in ("period", "steps")]
    nothing = record({"time": moment(0), "period": moment(0), "steps": bits(0)})
    return call(
        "arrayFilter",
        Lambda(("one", "following"), call("or", *differs)),
        attempts,
        call("arrayPopFront", call("arrayPushBack", attempts, nothing)),
    )
