"""Properties by their path, typed, and all of them at once (SQ-12, SQ-13)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hedgerow.query.context import Context
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.sql.tree import Cast, Column, Expression, Lambda, Null, OwnerColumn, Property, Value, call, text
from hedgerow.query.values import Readable, Reading

Step = str | int
"""One step of a path below a property: a key, or a place in a list from 1."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The properties of a row itself, or of its ``owner``; ``typed`` reads one of the first level."""

    typed: Callable[[str, Context], Readable]
    owner: str | None = None

    def at(self, path: Sequence[Step], context: Context) -> Meaning:
        """The property that ``path`` names, or what stands below it: text, unless its definition gives a type."""
        name, *below = path
        if below:
            return Meaning(
                expression=below_json(Cast(Property(str(name), owner=self.owner), "Nullable(String)"), below)
            )
        read = self.typed(str(name), context)
        match read.reading:
            case Reading.BOOLEAN:
                known = call("in", read.text, Value(("true", "false"), "Array(String)"))
                return Meaning(expression=call("if", known, call("equals", read.text, text("true")), Null()))
            case Reading.MOMENT:
                return Meaning(expression=call("toTimeZone", read.typed, text(context.timezone)), instant=read.typed)
            case Reading.NUMBER | Reading.TEXT:
                return Meaning(expression=read.typed, simple=True)

    def whole(self) -> Meaning:
        """All properties as the text of a JSON object, exactly as they came."""
        written = _object(self._column("properties"), self._column("structured"))
        return Meaning(expression=written, never_null=True, json=True)

    def _column(self, name: str) -> Expression:
        return Column(name) if self.owner is None else OwnerColumn(name, self.owner)


def below_json(json: Expression, below: Sequence[Step]) -> Expression:
    """What stands at ``below`` in the text of ``json``, as text: NULL for what is absent or null there."""
    steps = tuple(Value(step, "Int64") if isinstance(step, int) else text(step) for step in below)
    whole = call("ifNull", json, text(""))
    raw = call("JSONExtractRaw", whole, *steps)
    present = call("nullIf", call("nullIf", raw, text("")), text("null"))
    is_text = call("startsWith", raw, text('"'))
    return call("if", is_text, call("JSONExtractString", whole, *steps), present)


def _object(properties: Expression, structured: Expression) -> Expression:
    """The JSON column as text again: names decoded, lists and objects unquoted, nulls put back.

    It undoes what capture does to an event, see `hedgerow.capture.rows` and `hedgerow.vocab.property_path`.
    """
    pairs = call("JSONExtractKeysAndValuesRaw", call("toJSONString", properties))
    pair, name, written, one = (Column(word) for word in ("pair", "name", "written", "one"))
    path = call("tupleElement", pair, Value(1, "UInt8"))
    decoded = call("if", call("equals", path, text("%")), text(""), call("decodeURLComponent", path))
    names = call("arrayMap", Lambda(("pair",), decoded), pairs)
    values = call("arrayMap", Lambda(("pair",), call("tupleElement", pair, Value(2, "UInt8"))), pairs)
    value = call("if", call("has", structured, name), call("JSONExtractString", written), written)
    member = call("concat", call("toJSONString", name), text(":"), value)
    members = call("arrayMap", Lambda(("name", "written"), member), names, values)
    missing = call("arrayFilter", Lambda(("one",), call("not", call("has", names, one))), structured)
    nulls = call("arrayMap", Lambda(("one",), call("concat", call("toJSONString", one), text(":null"))), missing)
    joined = call("arrayStringConcat", call("arrayConcat", members, nulls), text(","))
    return call("concat", text("{"), joined, text("}"))
