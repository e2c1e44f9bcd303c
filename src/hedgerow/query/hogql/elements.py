"""Parts of arrays, tuples and JSON (SQ-16)."""

from collections.abc import Sequence

from sqlglot import exp

from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.paths import in_brackets
from hedgerow.query.hogql.properties import below_json
from hedgerow.query.sql.tree import Value, call, text


def part_of(whole: Meaning, steps: Sequence[str | int], node: exp.Expr) -> Meaning:
    """What ``steps``, the last ones of ``node``, reach in ``whole``: in brackets of an array, else of a tuple."""
    if not steps:
        return whole
    made = whole.expression
    if whole.json:
        return Meaning(expression=below_json(made, steps))
    for step, of_array in zip(steps, in_brackets(node)[-len(steps) :], strict=True):
        if of_array:
            made = call("arrayElement", made, Value(step, "Int64") if isinstance(step, int) else text(step))
        else:
            made = call("tupleElement", made, Value(step, "UInt16") if isinstance(step, int) else text(step))
    return Meaning(expression=made)
