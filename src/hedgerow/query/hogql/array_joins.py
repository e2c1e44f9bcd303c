"""ARRAY JOIN: a row for each element of an array (SQ-16)."""

from collections.abc import Callable, Mapping

from sqlglot import exp

from hedgerow.query.hogql.naming import column_name
from hedgerow.query.hogql.places import refusal
from hedgerow.query.sql.tree import ArrayJoin, Column, Expression, Named


def is_array_join(join: exp.Join) -> bool:
    """Whether ``join`` is an ARRAY JOIN."""
    return str(join.args.get("kind") or "").upper() == "ARRAY"


def joins_of(node: exp.Select) -> list[exp.Join]:
    """The joins of ``node`` with other sources."""
    return [join for join in node.args.get("joins") or [] if not is_array_join(join)]


def array_join_of(
    node: exp.Select, lowered: Callable[[exp.Expr], Expression], prefix: str, text: str
) -> tuple[ArrayJoin | None, Mapping[str, Column]]:
    """The arrays that ``node`` joins to its rows, and their elements by the names people give them."""
    joins = node.args.get("joins") or []
    arrays = [join for join in joins if is_array_join(join)]
    if not arrays:
        return None, {}
    if len(arrays) > 1 or arrays[0] is not joins[-1]:
        raise refusal("A SELECT has one ARRAY JOIN, after all other joins", text, arrays[0])
    (join,) = arrays
    side = str(join.args.get("side") or "").upper()
    if side not in {"", "LEFT"}:
        raise refusal(f"{side} ARRAY JOIN is not allowed", text, join)
    columns, elements = [], {}
    for place, array in enumerate([join.this, *join.expressions]):
        aliased = isinstance(array, exp.Alias)
        column = Named(f"{prefix}a{place + 1}", lowered(array.this if aliased else array))
        columns.append(column)
        elements[array.alias if aliased else column_name(array)] = Column(column.name)
    return ArrayJoin(tuple(columns), left=side == "LEFT"), elements
