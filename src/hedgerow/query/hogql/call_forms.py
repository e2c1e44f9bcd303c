"""Calls by name: the product's own functions, the allow-list, aggregates and windows (SQ-17)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlglot import exp

from hedgerow.query.hogql import calls
from hedgerow.query.hogql.condition_forms import regex
from hedgerow.query.hogql.dialect import REGEXES
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.nearness import near
from hedgerow.query.hogql.product_calls import matches_action
from hedgerow.query.sql.functions import MANY, WRITTEN_FUNCTIONS, Function
from hedgerow.query.sql.tree import Call, Order, Over, Value

_CONDITIONS: Mapping[str, Callable[[exp.Expr, exp.Expr], exp.Expr]] = {
    "equals": lambda left, right: exp.EQ(this=left, expression=right),
    "notEquals": lambda left, right: exp.NEQ(this=left, expression=right),
    "greater": lambda left, right: exp.GT(this=left, expression=right),
    "greaterOrEquals": lambda left, right: exp.GTE(this=left, expression=right),
    "less": lambda left, right: exp.LT(this=left, expression=right),
    "lessOrEquals": lambda left, right: exp.LTE(this=left, expression=right),
    "like": lambda left, right: exp.Like(this=left, expression=right),
    "ilike": lambda left, right: exp.ILike(this=left, expression=right),
    "notLike": lambda left, right: exp.Like(this=left, expression=right, negate=True),
    "notILike": lambda left, right: exp.ILike(this=left, expression=right, negate=True),
}
"""Functions that are operators under another name."""


def call_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A call by name."""
    name = node.name if isinstance(node.this, exp.Identifier) else str(node.this)
    if name in REGEXES:
        return regex(lowering, name, node)
    arguments = _with_unit(name, node.expressions)
    if name.lower() == "matchesaction":
        _check_count(lowering, name, len(arguments), 1, 1, node)
        return matches_action(lowering, node)
    if (own := calls.OWN.get(name.lower())) is not None:
        _check_count(lowering, name, len(arguments), own[0], own[1], node)
        return calls.called_own(name, [lowering.meaning(one) for one in arguments], lowering.context)
    function = calls.listed(name)
    if function is None:
        complaint = f"Unsupported function call '{name[:60]}(...)'."
        raise lowering.refusal(complaint + near(name, calls.KNOWN_NAMES), node)
    if node.args.get("params") is not None:
        return _aggregate(lowering, function, node.args["params"], arguments, node)
    if function.aggregate:
        return _aggregate(lowering, function, arguments, [], node)
    if function.window_only and not lowering.windows:
        raise lowering.refusal(f"'{function.name}' needs OVER (...)", node)
    _check_count(lowering, name, len(arguments), function.least, function.most, node)
    if function.name in _CONDITIONS:
        return _condition(lowering, function, arguments)
    return calls.called(function, [lowering.meaning(one) for one in arguments], (), lowering.context)


def _with_unit(name: str, arguments: list[exp.Expr]) -> list[exp.Expr]:
    """``arguments``, of which a unit of time may be written without quotes: ``dateDiff(day, a, b)``."""
    least = calls.UNIT_FIRST.get(name.lower())
    if least is None or len(arguments) < least:
        return arguments
    first, *others = arguments
    if isinstance(first, exp.Column) and len(first.parts) == 1 and first.name.lower() in calls.UNITS:
        return [exp.Literal.string(first.name.lower()), *others]
    return arguments


def _condition(lowering: Lowering, function: Function, arguments: list[exp.Expr]) -> Meaning:
    """Comparisons written as functions mean what their operators do."""
    return lowering.meaning(_CONDITIONS[function.name](*arguments))


def _aggregate(
    lowering: Lowering, function: Function, arguments: list[exp.Expr], settings: list[exp.Expr], node: exp.Expr
) -> Meaning:
    if not lowering.aggregates:
        raise lowering.refusal(f"An aggregate such as '{function.name}' cannot stand here", node)
    if lowering.within_aggregate:
        raise lowering.refusal("An aggregate cannot stand inside another", node)
    if len(settings) > function.settings:
        raise lowering.refusal(f"'{function.name}' takes no settings in brackets", node)
    if len(arguments) == 1 and isinstance(arguments[0], exp.Distinct):
        if function.name != "count":
            raise lowering.refusal("DISTINCT stands only in count(DISTINCT …)", node)
        function, arguments = WRITTEN_FUNCTIONS["uniqExact"], arguments[0].expressions
    if function.name == "count" and len(arguments) == 1 and isinstance(arguments[0], exp.Star):
        arguments = []
    _check_count(lowering, function.name, len(arguments), function.least, function.most, node)
    given = [_setting(lowering, one) for one in settings]
    lowering.aggregated = True
    lowering.within_aggregate = True
    try:
        made = [lowering.meaning(one) for one in arguments]
    finally:
        lowering.within_aggregate = False
    return calls.called(function, made, tuple(given), lowering.context)


def _setting(lowering: Lowering, node: exp.Expr) -> Value:
    value = lowering.expression(node)
    if not isinstance(value, Value) or isinstance(value.value, bool | str):
        raise lowering.refusal("Only numbers stand in the brackets before an aggregate's arguments", node)
    if value.type == "Int64":
        return Value(value.value, "UInt64") if str(value.value).isdigit() else value
    return value


def _check_count(lowering: Lowering, name: str, given: int, least: int, most: int, node: exp.Expr) -> None:
    if least <= given <= most:
        return
    wanted = str(least) if least == most else f"{least} to {most}" if most < MANY else f"at least {least}"
    raise lowering.refusal(f"'{name}' takes {wanted} arguments, not {given}", node)


def window_form(lowering: Lowering, node: exp.Expr) -> Meaning:
    """A function OVER a window of rows."""
    if not lowering.windows:
        raise lowering.refusal("A window function (OVER) cannot stand here", node)
    if node.args.get("first") is not None:
        raise lowering.refusal("Nothing stands between a function and its window", node)
    window = _defined(lowering, node)
    called = node.this
    function = calls.listed(called.name) if isinstance(called, exp.Func) else None
    if function is None or not (function.aggregate or function.window_only):
        raise lowering.refusal("OVER follows an aggregate or a window function", node)
    settings, arguments = called.expressions, called.args.get("params")
    if arguments is None:
        settings, arguments = [], called.expressions
    arguments = [] if any(isinstance(one, exp.Star) for one in arguments) else arguments
    _check_count(lowering, function.name, len(arguments), function.least, function.most, node)
    if len(settings) > function.settings:
        raise lowering.refusal(f"'{function.name}' takes no settings in brackets", node)
    made = Call(
        function.name,
        tuple(lowering.expression(one) for one in arguments),
        tuple(_setting(lowering, one) for one in settings),
    )
    order = window.get("order")
    keys = () if order is None else order.expressions
    return Meaning(
        expression=Over(
            function=made,
            partition_by=tuple(lowering.expression(one) for one in window.get("partition_by") or ()),
            order_by=tuple(_key(lowering, key) for key in keys),
            frame=_frame(lowering, window.get("spec"), node),
        )
    )


def _defined(lowering: Lowering, node: exp.Expr) -> dict[str, Any]:
    """The parts of the window of ``node``; what it does not say itself is as its named window says."""
    name = node.args.get("alias")
    parts = ("partition_by", "order", "spec")
    said = {part: node.args[part] for part in parts if node.args.get(part)}
    if name is None:
        return said
    named = lowering.names.window(str(name.name if isinstance(name, exp.Expr) else name), node)
    return {part: named.args[part] for part in parts if named.args.get(part)} | said


def _key(lowering: Lowering, key: exp.Expr) -> Order:
    return Order(
        lowering.expression(key.this),
        descending=bool(key.args.get("desc")),
        nulls_first=bool(key.args.get("nulls_first")),
    )


def _frame(lowering: Lowering, spec: exp.Expr | None, node: exp.Expr) -> tuple[str, ...]:
    if spec is None:
        return ()
    kind = str(spec.args.get("kind") or "").upper()
    ends = [_end(lowering, spec.args.get(end), spec.args.get(f"{end}_side"), node) for end in ("start", "end")]
    if kind not in {"ROWS", "RANGE"} or ends[0] is None or spec.args.get("exclude"):
        raise lowering.refusal("A window's frame is ROWS or RANGE BETWEEN … AND …", node)
    return (kind, ends[0]) if ends[1] is None else (kind, "BETWEEN", ends[0], "AND", ends[1])


def _end(lowering: Lowering, end: object, side: object, node: exp.Expr) -> str | None:
    if end is None:
        return None
    word = str(end.this) if isinstance(end, exp.Literal) else str(end).upper()
    if word == "CURRENT ROW":
        return word
    if (word == "UNBOUNDED" or (word.isdigit() and len(word) < 10)) and str(side).upper() in {"PRECEDING", "FOLLOWING"}:
        return f"{word} {str(side).upper()}"
    raise lowering.refusal("A window's frame is counted in whole numbers", node)
