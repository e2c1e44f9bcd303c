"""The fields of ``events`` that people may name (SQ-11, SQ-12, SQ-13, SQ-15)."""

from collections.abc import Callable, Mapping, Sequence

from hedgerow.query.context import Context
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.sql.tree import Cast, Column, Expression, Null, Property, Value, call, text
from hedgerow.query.values import Reading, event_property

Step = str | int
"""One step of a path below a property: a key, or a place in a list from 1."""

LATER = frozenset(
    {
        "person", "pdi", "session", "poe", "person_mode", "elements_chain", "elements_chain_href",
        "elements_chain_texts", "elements_chain_ids", "elements_chain_elements", "$group_0", "$group_1", "$group_2",
        "$group_3", "$group_4", "group_0", "group_1", "group_2", "group_3", "group_4",
    }
)  # fmt: skip
"""Fields of the contract that Hedgerow does not read yet."""


def local_moment(instant: Expression, context: Context) -> Meaning:
    """A moment as the project's clocks show it (SQ-15)."""
    seen = call("toTimeZone", instant, text(context.timezone))
    return Meaning(expression=seen, never_null=True, instant=instant, simple=True)


def _column(name: str) -> Callable[[Context], Meaning]:
    return lambda _: Meaning(expression=Column(name), never_null=True, simple=True)


def _moment(name: str) -> Callable[[Context], Meaning]:
    return lambda context: local_moment(Column(name), context)


def _text_property(name: str) -> Callable[[Context], Meaning]:
    return lambda _: Meaning(expression=Cast(Property(name), "Nullable(String)"), simple=True)


EVENT_FIELDS: Mapping[str, Callable[[Context], Meaning]] = {
    "uuid": _column("uuid"),
    "event": _column("event"),
    "timestamp": _moment("timestamp"),
    "distinct_id": _column("distinct_id"),
    "person_id": _column("person"),
    "created_at": _moment("inserted_at"),
    "team_id": _column("team_id"),
    "$session_id": _text_property("$session_id"),
    "$window_id": _text_property("$window_id"),
}
"""What each field reads. ``person_id`` is the number that the project gave the person."""


def property_path(path: Sequence[Step], context: Context) -> Meaning:
    """The property that ``path`` names, or what stands below it: text, unless its definition gives a type (SQ-13)."""
    name, *below = path
    if below:
        return Meaning(expression=_deeper(Cast(Property(str(name)), "Nullable(String)"), below))
    read = event_property(str(name), context)
    match read.reading:
        case Reading.BOOLEAN:
            known = call("in", read.text, Value(("true", "false"), "Array(String)"))
            typed = call("if", known, call("equals", read.text, text("true")), Null())
            return Meaning(expression=typed)
        case Reading.MOMENT:
            return Meaning(expression=call("toTimeZone", read.typed, text(context.timezone)), instant=read.typed)
        case Reading.NUMBER | Reading.TEXT:
            return Meaning(expression=read.typed, simple=True)


def _deeper(json: Expression, below: Sequence[Step]) -> Expression:
    """What stands at ``below`` in the text of ``json``, as text: NULL for what is absent or null there."""
    steps = tuple(Value(step, "Int64") if isinstance(step, int) else text(step) for step in below)
    whole = call("ifNull", json, text(""))
    raw = call("JSONExtractRaw", whole, *steps)
    present = call("nullIf", call("nullIf", raw, text("")), text("null"))
    is_text = call("startsWith", raw, text('"'))
    return call("if", is_text, call("JSONExtractString", whole, *steps), present)
