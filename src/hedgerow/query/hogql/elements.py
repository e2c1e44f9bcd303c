"""Parts of arrays and tuples (SQ-16)."""

from collections.abc import Sequence

from sqlglot import exp

from hedgerow.query.sql.tree import Expression, Value, call, text


def part_of(whole: Expression, steps: Sequence[str | int], node: exp.Expr) -> Expression:
    """What ``steps`` reach in ``whole``: elements of arrays when ``node`` ends in brackets, else parts of tuples."""
    for step in steps:
        if isinstance(node, exp.Bracket):
            whole = call("arrayElement", whole, Value(step, "Int64") if isinstance(step, int) else text(step))
        else:
            whole = call("tupleElement", whole, Value(step, "UInt16") if isinstance(step, int) else text(step))
    return whole
