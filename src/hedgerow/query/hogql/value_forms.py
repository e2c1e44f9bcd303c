"""Values: constants, arithmetic, branches, lists, casts and the ways to reach a part (SQ-12, SQ-16)."""

from collections.abc import Mapping

from sqlglot import exp

from hedgerow.query.hogql import calls, comparisons
from hedgerow.query.hogql.condition_forms import sides
from hedgerow.query.hogql.constants import constant, numbers_alike
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.paths import path_of
from hedgerow.query.sql.functions import WRITTEN_FUNCTIONS
from hedgerow.query.sql.tree import Call, Column, Expression, Lambda, Null, Subselect, Value, call, text

ARITHMETIC: Mapping[type[exp.Expr], str] = {
    exp.Add: "plus", exp.Sub: "minus", exp.Mul: "multiply", exp.Div: "divide", exp.Mod: "modulo",
    exp.DPipe: "concat", exp.IntDiv: "intDiv",
}  # fmt: skip
"""The functions of the signs."""

_CASTS: Mapping[str, str] = {
    "INT": "toInt", "BIGINT": "toInt", "SMALLINT": "toInt", "TINYINT": "toInt", "UINT": "toInt", "UBIGINT": "toInt",
    "FLOAT": "toFloat", "DOUBLE": "toFloat", "TEXT": "toString", "VARCHAR": "toString", "DATE": "toDate",
    "DATETIME": "toDateTime", "DATETIME64": "toDateTime", "TIMESTAMP": "toDateTime", "BOOLEAN": "toBool",
    "UUID": "toUUID",
}  # fmt: skip
"""What ``CAST(x AS type)`` means, by the parser's name of the type."""


def paren_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """Brackets around anything."""
    return lowering.meaning(node.this)


def constant_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A constant; it becomes a parameter."""
    try:
        return constant(node)
    except ValueError as error:
        raise lowering.refusal(str(error), node) from None


def arithmetic_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """Two values and the sign between them."""
    function = WRITTEN_FUNCTIONS[ARITHMETIC[type(node)]]
    return calls.called(
        function, (lowering.meaning(node.this), lowering.meaning(node.expression)), (), lowering.context
    )


def negative_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A minus before a value."""
    inner = lowering.meaning(node.this)
    if isinstance(inner.expression, Value) and isinstance(inner.expression.value, int | float):
        return Meaning(expression=Value(-inner.expression.value, inner.expression.type), never_null=True)
    return inner.but(call("negate", inner.expression))


def coalesced_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``a ?? b``: the first that is not NULL."""
    parts = [lowering.meaning(one) for one in (node.this, *node.expressions)]
    made = Call("coalesce", tuple(part.expression for part in parts))
    return Meaning(expression=made, never_null=any(part.never_null for part in parts))


def case_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``CASE``, with or without a subject."""
    subject, branches = node.args.get("this"), []
    for branch in node.args["ifs"]:
        if subject is None:
            branches.append(comparisons.truth(lowering.expression(branch.this)))
        else:
            branches.append(comparisons.equality(*sides(lowering, subject, branch.this)))
        branches.append(lowering.expression(branch.args["true"]))
    default = node.args.get("default")
    last = Null() if default is None else lowering.expression(default)
    return Meaning(expression=Call("multiIf", (*branches, last)))


def if_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``if(a, b, c)`` and ``a ? b : c``."""
    otherwise = node.args.get("false")
    if otherwise is None:
        raise lowering.refusal("'if' takes three arguments", node)
    parts = [lowering.meaning(one) for one in (node.this, node.args["true"], otherwise)]
    return Meaning(
        expression=call("if", comparisons.truth(parts[0].expression), parts[1].expression, parts[2].expression),
        never_null=parts[1].never_null and parts[2].never_null,
    )


def interval_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``interval 7 day``."""
    unit = str(node.args.get("unit") or "").lower().removesuffix("s")
    if unit not in calls.UNITS or node.this is None:
        raise lowering.refusal("An interval is a number and a unit: interval 7 day", node)
    written = node.this
    if isinstance(written, exp.Literal) and written.is_string:
        try:
            amount: Expression = Value(int(written.this), "Int64")
        except ValueError:
            raise lowering.refusal("An interval is a number and a unit: interval 7 day", node) from None
    else:
        amount = lowering.expression(written)
    return Meaning(expression=call(f"toInterval{unit.capitalize()}", amount), never_null=True)


def listed_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """An array or a tuple, written out."""
    function = "array" if isinstance(node, exp.Array) else "tuple"
    parts = tuple(lowering.expression(part) for part in node.expressions)
    if function == "array":
        parts = numbers_alike(parts)
    if function == "tuple" and not parts:
        raise lowering.refusal("A tuple has at least one part", node)
    return Meaning(expression=Call(function, parts), never_null=True)


def cast_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``CAST(x AS type)`` and ``x::type``: NULL where it fails."""
    wanted = node.args["to"]
    name = _CASTS.get(str(getattr(wanted.this, "name", wanted.this)).upper())
    if name is None:
        raise lowering.refusal(f"Nothing is cast to '{wanted.this}'; there are toInt, toFloat, toString …", node)
    inner = lowering.meaning(node.this)
    if name == "toString":
        return inner.but(call("toString", inner.expression))
    return calls.called_own(name, (inner,), lowering.context)


def path_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A name, a property's path, or an element of an array or tuple."""
    path = path_of(node)
    if path is not None and isinstance(path[0], str) and path[0] not in lowering.parameters:
        if not lowering.within_aggregate and lowering.loose is None:
            lowering.loose = node
        return lowering.names.field(path, node)
    if isinstance(node, exp.Identifier | exp.Column) and path is not None:
        made: Expression = Column(lowering.parameters[str(path[0])])
        for step in path[1:]:
            made = call("tupleElement", made, _element(step))
        return Meaning(expression=made)
    if isinstance(node, exp.Bracket) and len(node.expressions) == 1:
        index = lowering.expression(node.expressions[0])
        if isinstance(index, Value) and index.value == 0:
            raise lowering.refusal("Array elements are counted from 1", node)
        return Meaning(expression=call("arrayElement", lowering.expression(node.this), index))
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Literal | exp.Identifier):
        steps = path_of(node.expression) or []
        made = lowering.expression(node.this)
        for step in steps:
            made = call("tupleElement", made, _element(step))
        return Meaning(expression=made)
    raise lowering.refusal("This way to reach a part is not allowed", node)


def lambda_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``x -> …``; the parameters get names of ours."""
    names = [parameter.name for parameter in node.expressions]
    with lowering.scope(names) as parameters:
        body = lowering.expression(node.this)
    return Meaning(expression=Lambda(parameters, body))


def hole_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``{name}``."""
    return lowering.names.hole(str(node.this), node)


def subquery_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A SELECT in brackets."""
    return Meaning(expression=Subselect(lowering.names.subquery(node).select))


def _element(step: str | int) -> Value:
    return Value(step, "UInt16") if isinstance(step, int) else text(step)
