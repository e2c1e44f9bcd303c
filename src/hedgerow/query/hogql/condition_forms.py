"""Conditions, none of which is ever NULL (SQ-10)."""

from collections.abc import Mapping

from sqlglot import exp

from hedgerow.query.hogql import calls, comparisons
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.product_calls import in_cohort
from hedgerow.query.sql.tree import And, Call, Column, Expression, Named, Or, Select, Subselect, Value, call, text

ORDERS: Mapping[type[exp.Expr], str] = {
    exp.GT: "greater", exp.GTE: "greaterOrEquals", exp.LT: "less", exp.LTE: "lessOrEquals",
}  # fmt: skip
"""The functions of the signs that order."""


def connected_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``and`` and ``or``."""
    parts = [lowering.meaning(part) for part in node.flatten()]
    made = tuple(part.expression for part in parts)
    never_null = all(part.never_null for part in parts)
    return Meaning(expression=And(made) if isinstance(node, exp.And) else Or(made), never_null=never_null)


def not_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``not``."""
    inner = lowering.meaning(node.this)
    if isinstance(inner.expression, Call) and inner.expression.function == "isNull":
        return Meaning(expression=call("isNotNull", *inner.expression.arguments), never_null=True)
    return inner.but(call("not", inner.expression))


def equal_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``=``."""
    return _certain(comparisons.equality(*sides(lowering, node.this, node.expression)))


def different_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``!=``."""
    left, right = sides(lowering, node.this, node.expression)
    same = comparisons.equality(left, right)
    if isinstance(same, Call) and same.function == "isNull":
        return _certain(call("isNotNull", *same.arguments))
    if isinstance(same, Call) and same.function == "equals":
        return _certain(call("notEquals", *same.arguments))
    return _certain(call("not", same))


def ordered_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``<`` and its kin."""
    return _certain(comparisons.order(ORDERS[type(node)], *sides(lowering, node.this, node.expression)))


def like_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``like`` and ``ilike``, and their opposites."""
    word = "ilike" if isinstance(node, exp.ILike) else "like"
    compared = comparisons.likeness(
        lambda left, right: call(word, left, right), lowering.meaning(node.this), lowering.meaning(node.expression)
    )
    return _certain(call("not", compared) if node.args.get("negate") else compared)


def between_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``between``."""
    value, low = sides(lowering, node.this, node.args["low"])
    _, high = sides(lowering, node.this, node.args["high"])
    return _certain(comparisons.between(value, low, high))


def in_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``in`` a list, an array, a SELECT or a cohort."""
    if node.args.get("cohort") is not None:
        return in_cohort(lowering, node)
    query, items = node.args.get("query"), node.expressions
    if node.args.get("unnest") or node.args.get("is_global"):
        raise lowering.refusal("This form of IN is not allowed", node)
    if query is not None:
        return _certain(_in_select(lowering, lowering.meaning(node.this), query))
    if not items:
        return _in_one(lowering, node)
    value = lowering.meaning(node.this)
    return _certain(comparisons.membership(value, [beside(lowering, value, item) for item in items]))


def _in_select(lowering: Lowering, value: Meaning, query: exp.Expr) -> Expression:
    """``in`` a SELECT: NULL is in it when one of its rows is."""
    rows = lowering.names.subquery(query)
    found = call("in", value.expression, Subselect(rows.select))
    if value.never_null:
        return found
    found = call("ifNull", found, Value(0, "UInt8"))
    if len(rows.meanings) != 1 or rows.meanings[0].never_null:
        return found
    # Lowered once more rather than written twice, so that it counts against the limit of selects.
    again = lowering.names.subquery(query).select
    is_null = Named("is_null", call("isNull", Column(again.columns[0].name)))
    has_nulls = call("in", Value(1, "UInt8"), Subselect(Select(columns=(is_null,), source=again)))
    return Or((found, And((call("isNull", value.expression), has_nulls))))


def _in_one(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``x in y``: an array or tuple written out, or anything that has elements."""
    listed = node.args.get("field")
    if listed is None:
        raise lowering.refusal("IN needs a list", node)
    value = lowering.meaning(node.this)
    if isinstance(listed, exp.Array | exp.Tuple):
        items = [beside(lowering, value, item) for item in listed.expressions]
        return _certain(comparisons.membership(value, items))
    found = call("has", lowering.expression(listed), value.expression)
    return _certain(call("ifNull", found, Value(0, "UInt8")))


def is_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``is null``, ``is true``."""
    value, what = lowering.meaning(node.this), node.expression
    if isinstance(what, exp.Null):
        return _certain(call("isNull", value.expression))
    if isinstance(what, exp.Boolean):
        return _certain(comparisons.equality(value, lowering.meaning(what)))
    raise lowering.refusal("IS is followed by NULL, TRUE or FALSE", node)


def sides(lowering: Lowering, left: exp.Expr, right: exp.Expr) -> tuple[Meaning, Meaning]:
    """Both sides of a comparison, each as the other wants it."""
    one = lowering.meaning(left)
    other = beside(lowering, one, right)
    return _at_its_moment(lowering, one, other, left), other


def beside(lowering: Lowering, value: Meaning, node: exp.Expr) -> Meaning:
    """``node`` as what it is compared with wants it."""
    return _at_its_moment(lowering, lowering.meaning(node), value, node)


def _at_its_moment(lowering: Lowering, written: Meaning, other: Meaning, node: exp.Expr) -> Meaning:
    """A text constant beside a moment is one, in the project's time zone (SQ-14)."""
    if written.constant is None or other.instant is None:
        return written
    moment = calls.called_own("toDateTime", (written,), lowering.context)
    if not isinstance(moment.instant, Value):
        raise lowering.refusal(f"{written.constant!r} is not a date", node)
    return moment


def _certain(expression: Expression) -> Meaning:
    return Meaning(expression=expression, never_null=True)


def unset(lowering: Lowering, node: exp.Expr) -> bool:
    """Whether a direct side of the comparison ``node`` is a date bound that is not set: it is true then (SQ-3)."""
    return any(
        isinstance(side, exp.Placeholder) and lowering.names.is_unset(str(side.this))
        for side in node.iter_expressions()
    )


def regex(lowering: Lowering, operator: str, node: exp.Expr) -> Meaning:
    """``=~`` and its kin."""
    ignoring_case = operator.endswith("*")

    def matches(left: Expression, right: Expression) -> Expression:
        return call("match", left, call("concat", text("(?i)"), right) if ignoring_case else right)

    value, pattern = (lowering.meaning(one) for one in node.expressions)
    compared = comparisons.likeness(matches, value, pattern)
    return _certain(call("not", compared) if operator.startswith("!") else compared)
