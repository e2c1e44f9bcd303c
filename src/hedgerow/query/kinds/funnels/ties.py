"""Events of one actor at the same instant (FN-7).

Where several that differ stand at one instant and some of them match a step, nothing tells which came first: they
are taken in the order of the steps, and inside such a tie nothing excludes and no step has to come right after another.
"""

from collections.abc import Mapping

from hedgerow.query.kinds.funnels.record import Record, bits, element, item, record
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, call, text

ALL_STEPS = (1 << 32) - 1


def ties_settled(events: Expression, fields: tuple[str, ...], *, strict: bool, both: bool) -> Expression:
    """``events`` (sorted tuples of ``fields``) with nothing ``blocked`` inside ties.

    ``both`` tells that one event may exclude and match steps: it becomes two, of which the first excludes.
    ``strict`` adds the field ``keeps``: the steps whose attempts are still alive after the event, which inside a tie
    are all, and after it those that some event of the tie matches (FN-9).
    """
    groups = call(
        "arraySplit",
        Lambda(("one", "before"), call("notEquals", element(Column("one"), 1), element(Column("before"), 1))),
        events,
        call("arrayRotateRight", events, bits(1)),
    )
    one, group = Record(Column("one"), fields), Column("instant")
    tie = _is_tie(group, fields)
    made = {field: one[field] for field in fields}
    made["blocked"] = call("if", tie, bits(0), one["blocked"])
    if strict:
        within = call("less", Column("place"), call("length", group))
        kept = call("if", within, bits(ALL_STEPS), _steps_of(group, fields))
        made["keeps"] = call("if", tie, kept, one["steps"])
    event = _parted(made) if both else record(made)
    settled = call("arrayMap", Lambda(("one", "place"), event), group, call("arrayEnumerate", group))
    return call("arrayFlatten", call("arrayMap", Lambda(("instant",), settled), groups))


def _parted(made: Mapping[str, Expression]) -> Expression:
    """The one event that is ``made``, or where it excludes and matches steps the two, as an array."""
    does_both = And(tuple(call("notEquals", made[field], bits(0)) for field in ("steps", "blocked")))
    excluding = {**made, "steps": bits(0), **({"keeps": bits(ALL_STEPS)} if "keeps" in made else {})}
    parts = call("array", record(excluding), record({**made, "blocked": bits(0)}))
    return call("if", does_both, parts, call("array", record(made)))


def _is_tie(group: Expression, fields: tuple[str, ...]) -> Expression:
    """Events at one instant are sorted, those that match no step first: equal ends are the same all through."""
    first, last = Record(item(group, 1), fields), Record(item(group, -1), fields)
    same = And(tuple(call("equals", first[field], last[field]) for field in ("steps", "blocked")))
    return And((call("not", same), call("notEquals", last["steps"], bits(0))))


def _steps_of(group: Expression, fields: tuple[str, ...]) -> Expression:
    steps = call("arrayMap", Lambda(("one",), Record(Column("one"), fields)["steps"]), group)
    return call("arrayReduce", text("groupBitOr"), steps)
