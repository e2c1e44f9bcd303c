"""The sides of a join and how they meet; arrays joined to rows (SQ-16)."""

from collections.abc import Iterator, Mapping

from sqlglot import exp

from hedgerow.query.hogql.clauses import Clauses
from hedgerow.query.hogql.comparisons import equality
from hedgerow.query.hogql.places import refusal
from hedgerow.query.hogql.sources import Source
from hedgerow.query.sql.tree import Aliased, And, Call, Column, Expression, Join, Joined, Select, Value
from hedgerow.query.sql.walk import below
from hedgerow.query.sql.words import JOINS

_STRICT = ("ANY", "SEMI", "ANTI", "ASOF")
_NEEDS_ON = "A join has ON and a condition, a CROSS JOIN has none"


def joined(text: str, joins: list[exp.Join], sources: Mapping[str, Source], clauses: Clauses, select: Select) -> Joined:
    """The ``sources`` as they meet, once ``select``, which reads them, is known."""
    names = list(sources)
    made: list[tuple[str, Expression | None]] = []
    for place, join in enumerate(joins):
        kind = _kind(text, join)
        on = _keyed(clauses.on(join))
        if join.args.get("using"):
            on = _using(text, join, kind, sources[names[place + 1]], [sources[name] for name in names[: place + 1]])
        made.append((kind, on))
    aliases = [f"t{place + 1}" for place in range(len(names))]
    read: dict[str, set[str]] = {alias: set() for alias in aliases}
    for column in _columns((select, made)):
        if column.of in read:  # selects inside this one have sides of their own
            read[column.of].add(column.name)
    sides = [Aliased(sources[name].side(read[alias]), alias) for name, alias in zip(names, aliases, strict=True)]
    return Joined(sides[0], tuple(Join(kind, one, on) for (kind, on), one in zip(made, sides[1:], strict=True)))


def _keyed(on: Expression | None) -> Expression | None:
    """``on`` as the engine finds its keys in it: a pair that meets when the comparison holds, not when it is NULL."""
    if isinstance(on, And):
        return And(tuple(part for part in map(_keyed, on.parts) if part is not None))
    if isinstance(on, Call) and on.function == "ifNull" and on.arguments[1] == Value(0, "UInt8"):
        return on.arguments[0]
    return on


def _kind(text: str, join: exp.Join) -> str:
    """One of the printer's words."""
    if join.args.get("method") or join.args.get("global_"):
        raise refusal(_NEEDS_ON, text, join)
    words = " ".join(str(join.args.get(word) or "") for word in ("side", "kind")).upper().split()
    has_condition = bool(join.args.get("on") or join.args.get("using"))
    strict = [word for word in words if word in _STRICT]
    plain = [word for word in words if word not in (*_STRICT, "OUTER")] or ["INNER" if has_condition else "CROSS"]
    kind = " ".join((*strict, *plain))
    if kind not in JOINS:
        raise refusal(f"{kind} JOIN is not allowed", text, join)
    if (kind == "CROSS") == has_condition:
        raise refusal(_NEEDS_ON, text, join)
    return kind


def _using(text: str, join: exp.Join, kind: str, right: Source, before: list[Source]) -> Expression | None:
    """Fields of the same name are equal; the first source that has one tells it on the left."""
    if kind.split()[-1] not in {"INNER", "LEFT"}:
        raise refusal("USING stands only after INNER and LEFT joins; write ON", text, join)
    parts = []
    for column in join.args["using"]:
        left = next((source for source in before if source.has(column.name)), None)
        if left is None:
            raise refusal(f"Unknown field '{column.name}'", text, column)
        parts.append(equality(left.field([column.name], column), right.field([column.name], column)))
    return _keyed(And(tuple(parts)))


def _columns(node: object) -> Iterator[Column]:
    """Every column of a joined source that is read in ``node``."""
    if isinstance(node, Column) and node.of is not None:
        yield node
    parts = node if isinstance(node, list) else below(node)
    for part in parts:
        yield from _columns(part)
