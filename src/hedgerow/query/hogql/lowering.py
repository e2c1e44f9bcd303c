"""Expressions of the parser's tree become ours, node by node; what is not known here is refused by name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql import calls, comparisons
from hedgerow.query.hogql.constants import constant
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.paths import path_of
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.sql.functions import WRITTEN_FUNCTIONS, Function
from hedgerow.query.sql.tree import And, Call, Column, Expression, Lambda, Null, Or, Value, call, text

_ARITHMETIC: Mapping[type[exp.Expr], str] = {
    exp.Add: "plus", exp.Sub: "minus", exp.Mul: "multiply", exp.Div: "divide", exp.Mod: "modulo",
    exp.DPipe: "concat", exp.IntDiv: "intDiv",
}  # fmt: skip
_ORDERS: Mapping[type[exp.Expr], str] = {
    exp.GT: "greater", exp.GTE: "greaterOrEquals", exp.LT: "less", exp.LTE: "lessOrEquals",
}  # fmt: skip
_REGEXES = frozenset({"=~", "=~*", "!~", "!~*"})
_UNITS = frozenset({"SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"})
_AGGREGATES = (exp.AnonymousAggFunc, exp.CombinedAggFunc, exp.ParameterizedAgg, exp.CombinedParameterizedAgg)


class Names(Protocol):
    """What names mean where an expression stands."""

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """What the dotted ``path`` reads; raises a refusal that shows ``node``."""
        ...

    def subquery(self, node: exp.Expr) -> Expression:
        """A SELECT that stands for a value or a list of values."""
        ...

    def hole(self, name: str, node: exp.Expr) -> Meaning:
        """What ``{name}`` stands for."""
        ...


@dataclass(slots=True)
class Lowering:
    """Lowers the expressions of one text. ``aggregates`` says whether aggregate functions may stand here.

    ``aggregated`` and ``loose`` tell afterwards whether there was an aggregate, and a field outside of any.
    """

    text: str
    context: Context
    names: Names
    aggregates: bool = False
    windows: bool = False
    aggregated: bool = False
    loose: exp.Expr | None = None
    _within: bool = False
    _parameters: dict[str, str] = field(default_factory=dict)
    _lambdas: int = 0

    def meaning(self, node: exp.Expr) -> Meaning:
        """What ``node`` means. Raises InvalidRequest for what is not allowed, NotSupportedYet for what is not yet."""
        for kind in type(node).__mro__:
            if (lower := _LOWERED.get(kind)) is not None:
                return lower(self, node)
        raise self.refusal(f"SQL of the form '{type(node).__name__}' is not allowed here", node)

    def expression(self, node: exp.Expr) -> Expression:
        """The expression that ``node`` means."""
        return self.meaning(node).expression

    def refusal(self, complaint: str, node: exp.Expr) -> Exception:
        """An error that shows where ``node`` stands."""
        return refusal(complaint, self.text, node)

    def _paren(self, node: exp.Expr) -> Meaning:
        return self.meaning(node.this)

    def _constant(self, node: exp.Expr) -> Meaning:
        try:
            return constant(node)
        except ValueError as error:
            raise self.refusal(str(error), node) from None

    def _arithmetic(self, node: exp.Expr) -> Meaning:
        function = WRITTEN_FUNCTIONS[_ARITHMETIC[type(node)]]
        return calls.called(function, (self.meaning(node.left), self.meaning(node.right)), (), self.context)

    def _negative(self, node: exp.Expr) -> Meaning:
        inner = self.meaning(node.this)
        if isinstance(inner.expression, Value) and isinstance(inner.expression.value, int | float):
            return Meaning(expression=Value(-inner.expression.value, inner.expression.type), never_null=True)
        return inner.but(call("negate", inner.expression))

    def _connected(self, node: exp.Expr) -> Meaning:
        parts = [self.meaning(part) for part in node.flatten()]
        made = tuple(part.expression for part in parts)
        never_null = all(part.never_null for part in parts)
        return Meaning(expression=And(made) if isinstance(node, exp.And) else Or(made), never_null=never_null)

    def _not(self, node: exp.Expr) -> Meaning:
        inner = self.meaning(node.this)
        if isinstance(inner.expression, Call) and inner.expression.function == "isNull":
            return Meaning(expression=call("isNotNull", *inner.expression.arguments), never_null=True)
        return inner.but(call("not", inner.expression))

    def _equal(self, node: exp.Expr) -> Meaning:
        return self._certain(comparisons.equality(*self._sides(node.left, node.right)))

    def _different(self, node: exp.Expr) -> Meaning:
        left, right = self._sides(node.left, node.right)
        same = comparisons.equality(left, right)
        if isinstance(same, Call) and same.function == "isNull":
            return self._certain(call("isNotNull", *same.arguments))
        if isinstance(same, Call) and same.function == "equals":
            return self._certain(call("notEquals", *same.arguments))
        return self._certain(call("not", same))

    def _ordered(self, node: exp.Expr) -> Meaning:
        return self._certain(comparisons.order(_ORDERS[type(node)], *self._sides(node.left, node.right)))

    def _like(self, node: exp.Expr) -> Meaning:
        word = "ilike" if isinstance(node, exp.ILike) else "like"
        compared = comparisons.likeness(
            lambda left, right: call(word, left, right), self.meaning(node.this), self.meaning(node.expression)
        )
        return self._certain(call("not", compared) if node.args.get("negate") else compared)

    def _regex(self, operator: str, node: exp.Expr) -> Meaning:
        ignoring_case = operator.endswith("*")

        def matches(left: Expression, right: Expression) -> Expression:
            return call("match", left, call("concat", text("(?i)"), right) if ignoring_case else right)

        value, pattern = (self.meaning(one) for one in node.expressions)
        compared = comparisons.likeness(matches, value, pattern)
        return self._certain(call("not", compared) if operator.startswith("!") else compared)

    def _between(self, node: exp.Expr) -> Meaning:
        value, low = self._sides(node.this, node.args["low"])
        _, high = self._sides(node.this, node.args["high"])
        return self._certain(comparisons.between(value, low, high))

    def _in(self, node: exp.Expr) -> Meaning:
        query, items = node.args.get("query"), node.expressions
        if node.args.get("unnest") or node.args.get("is_global"):
            raise self.refusal("This form of IN is not allowed", node)
        if query is not None:
            found = call("in", self.expression(node.this), self.names.subquery(query))
            return self._certain(call("ifNull", found, Value(0, "UInt8")))
        if not items:
            return self._in_one(node)
        value = self.meaning(node.this)
        return self._certain(comparisons.membership(value, [self._beside(value, item) for item in items]))

    def _in_one(self, node: exp.Expr) -> Meaning:
        """``x in y``: an array or tuple written out, or anything that has elements."""
        listed = node.args.get("field")
        if listed is None:
            raise self.refusal("IN needs a list", node)
        value = self.meaning(node.this)
        if isinstance(listed, exp.Array | exp.Tuple):
            items = [self._beside(value, item) for item in listed.expressions]
            return self._certain(comparisons.membership(value, items))
        found = call("has", self.expression(listed), value.expression)
        return self._certain(call("ifNull", found, Value(0, "UInt8")))

    def _is(self, node: exp.Expr) -> Meaning:
        value, what = self.meaning(node.this), node.expression
        if isinstance(what, exp.Null):
            return self._certain(call("isNull", value.expression))
        if isinstance(what, exp.Boolean):
            return self._certain(comparisons.equality(value, self.meaning(what)))
        raise self.refusal("IS is followed by NULL, TRUE or FALSE", node)

    def _sides(self, left: exp.Expr, right: exp.Expr) -> tuple[Meaning, Meaning]:
        one = self.meaning(left)
        other = self._beside(one, right)
        return self._at_its_moment(one, other, left), other

    def _beside(self, value: Meaning, node: exp.Expr) -> Meaning:
        """``node`` as what it is compared with wants it."""
        return self._at_its_moment(self.meaning(node), value, node)

    def _at_its_moment(self, written: Meaning, other: Meaning, node: exp.Expr) -> Meaning:
        """A text constant beside a moment is one, in the project's time zone (SQ-14)."""
        if written.constant is None or other.instant is None:
            return written
        moment = calls.called_own("toDateTime", (written,), self.context)
        if not isinstance(moment.instant, Value):
            raise self.refusal(f"{written.constant!r} is not a date", node)
        return moment

    def _case(self, node: exp.Expr) -> Meaning:
        subject, branches = node.args.get("this"), []
        for branch in node.args["ifs"]:
            if subject is None:
                branches.append(self.expression(branch.this))
            else:
                branches.append(comparisons.equality(*self._sides(subject, branch.this)))
            branches.append(self.expression(branch.args["true"]))
        default = node.args.get("default")
        last = Null() if default is None else self.expression(default)
        return Meaning(expression=Call("multiIf", (*branches, last)))

    def _if(self, node: exp.Expr) -> Meaning:
        otherwise = node.args.get("false")
        if otherwise is None:
            raise self.refusal("'if' takes three arguments", node)
        parts = [self.meaning(one) for one in (node.this, node.args["true"], otherwise)]
        return Meaning(
            expression=Call("if", tuple(part.expression for part in parts)),
            never_null=parts[1].never_null and parts[2].never_null,
        )

    def _coalesced(self, node: exp.Expr) -> Meaning:
        parts = [self.meaning(one) for one in (node.this, *node.expressions)]
        made = Call("coalesce", tuple(part.expression for part in parts))
        return Meaning(expression=made, never_null=any(part.never_null for part in parts))

    def _interval(self, node: exp.Expr) -> Meaning:
        unit = str(node.args.get("unit") or "").upper().removesuffix("S")
        if unit not in _UNITS or node.this is None:
            raise self.refusal("An interval is a number and a unit: interval 7 day", node)
        written = node.this
        if isinstance(written, exp.Literal) and written.is_string:
            try:
                amount: Expression = Value(int(written.this), "Int64")
            except ValueError:
                raise self.refusal("An interval is a number and a unit: interval 7 day", node) from None
        else:
            amount = self.expression(written)
        return Meaning(expression=call(f"toInterval{unit.capitalize()}", amount), never_null=True)

    def _listed(self, node: exp.Expr) -> Meaning:
        function = "array" if isinstance(node, exp.Array) else "tuple"
        parts = tuple(self.expression(part) for part in node.expressions)
        if function == "tuple" and not parts:
            raise self.refusal("A tuple has at least one part", node)
        return Meaning(expression=Call(function, parts), never_null=True)

    def _cast(self, node: exp.Expr) -> Meaning:
        wanted = node.args["to"]
        name = _CASTS.get(str(getattr(wanted.this, "name", wanted.this)).upper())
        if name is None:
            raise self.refusal(f"Nothing is cast to '{wanted.this}'; there are toInt, toFloat, toString …", node)
        inner = self.meaning(node.this)
        if name == "toString":
            return inner.but(call("toString", inner.expression))
        return calls.called_own(name, (inner,), self.context)

    def _path(self, node: exp.Expr) -> Meaning:
        """A name, a property's path, or an element of an array or tuple."""
        path = path_of(node)
        if path is not None and isinstance(path[0], str) and path[0] not in self._parameters:
            if not self._within and self.loose is None:
                self.loose = node
            return self.names.field(path, node)
        if isinstance(node, exp.Identifier | exp.Column) and path is not None:
            made: Expression = Column(self._parameters[str(path[0])])
            for step in path[1:]:
                made = call("tupleElement", made, _element(step))
            return Meaning(expression=made)
        if isinstance(node, exp.Bracket) and len(node.expressions) == 1:
            index = self.expression(node.expressions[0])
            if isinstance(index, Value) and index.value == 0:
                raise self.refusal("Array elements are counted from 1", node)
            return Meaning(expression=call("arrayElement", self.expression(node.this), index))
        if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Literal | exp.Identifier):
            steps = path_of(node.expression) or []
            made = self.expression(node.this)
            for step in steps:
                made = call("tupleElement", made, _element(step))
            return Meaning(expression=made)
        raise self.refusal("This way to reach a part is not allowed", node)

    def _call(self, node: exp.Expr) -> Meaning:
        name = node.name if isinstance(node.this, exp.Identifier) else str(node.this)
        if name in _REGEXES:
            return self._regex(name, node)
        arguments = node.expressions
        if (own := calls.OWN.get(name.lower())) is not None:
            self._check_count(name, len(arguments), own[0], own[1], node)
            return calls.called_own(name, [self.meaning(one) for one in arguments], self.context)
        function = calls.listed(name)
        if function is None:
            complaint = f"Unsupported function call '{name[:60]}(...)'."
            raise self.refusal(complaint + calls.near(name, calls.KNOWN_NAMES), node)
        if node.args.get("params") is not None:
            return self._aggregate(function, node.args["params"], arguments, node)
        if function.aggregate:
            return self._aggregate(function, arguments, [], node)
        if function.window_only and not self.windows:
            raise self.refusal(f"'{function.name}' needs OVER (...)", node)
        self._check_count(name, len(arguments), function.least, function.most, node)
        if function.name in _CONDITIONS:
            return self._condition(function, arguments)
        return calls.called(function, [self.meaning(one) for one in arguments], (), self.context)

    def _condition(self, function: Function, arguments: list[exp.Expr]) -> Meaning:
        """Comparisons written as functions mean what their operators do."""
        return self.meaning(_CONDITIONS[function.name](*arguments))

    def _aggregate(
        self, function: Function, arguments: list[exp.Expr], settings: list[exp.Expr], node: exp.Expr
    ) -> Meaning:
        if not self.aggregates:
            raise self.refusal(f"An aggregate such as '{function.name}' cannot stand here", node)
        if self._within:
            raise self.refusal("An aggregate cannot stand inside another", node)
        if len(settings) > function.settings:
            raise self.refusal(f"'{function.name}' takes no settings in brackets", node)
        if len(arguments) == 1 and isinstance(arguments[0], exp.Distinct):
            if function.name != "count":
                raise self.refusal("DISTINCT stands only in count(DISTINCT …)", node)
            function, arguments = WRITTEN_FUNCTIONS["uniqExact"], arguments[0].expressions
        if function.name == "count" and len(arguments) == 1 and isinstance(arguments[0], exp.Star):
            arguments = []
        self._check_count(function.name, len(arguments), function.least, function.most, node)
        given = [self._setting(one) for one in settings]
        self.aggregated = True
        self._within = True
        try:
            made = [self.meaning(one) for one in arguments]
        finally:
            self._within = False
        return calls.called(function, made, tuple(given), self.context)

    def _setting(self, node: exp.Expr) -> Value:
        value = self.expression(node)
        if not isinstance(value, Value) or isinstance(value.value, bool | str):
            raise self.refusal("Only numbers stand in the brackets before an aggregate's arguments", node)
        if value.type == "Int64":
            return Value(value.value, "UInt64") if str(value.value).isdigit() else value
        return value

    def _lambda(self, node: exp.Expr) -> Meaning:
        names = [parameter.name for parameter in node.expressions]
        with self._scope(names) as parameters:
            body = self.expression(node.this)
        return Meaning(expression=Lambda(parameters, body))

    @contextmanager
    def _scope(self, names: list[str]) -> Iterator[tuple[str, ...]]:
        before = dict(self._parameters)
        parameters = []
        for name in names:
            self._lambdas += 1
            parameters.append(f"l{self._lambdas}")
            self._parameters[name] = parameters[-1]
        try:
            yield tuple(parameters)
        finally:
            self._parameters = before

    def _hole(self, node: exp.Expr) -> Meaning:
        return self.names.hole(str(node.this), node)

    def _subquery(self, node: exp.Expr) -> Meaning:
        return Meaning(expression=self.names.subquery(node))

    def _window(self, node: exp.Expr) -> Meaning:
        raise not_yet("A window function (OVER)", self.text, node)

    def _certain(self, expression: Expression) -> Meaning:
        return Meaning(expression=expression, never_null=True)

    def _check_count(self, name: str, given: int, least: int, most: int, node: exp.Expr) -> None:
        if least <= given <= most:
            return
        wanted = str(least) if least == most else f"{least} to {most}" if most < 1000 else f"at least {least}"
        raise self.refusal(f"'{name}' takes {wanted} arguments, not {given}", node)


def _element(step: str | int) -> Value:
    return Value(step, "UInt16") if isinstance(step, int) else text(step)


_CASTS: Mapping[str, str] = {
    "INT": "toInt", "BIGINT": "toInt", "SMALLINT": "toInt", "TINYINT": "toInt", "UINT": "toInt", "UBIGINT": "toInt",
    "FLOAT": "toFloat", "DOUBLE": "toFloat", "TEXT": "toString", "VARCHAR": "toString", "DATE": "toDate",
    "DATETIME": "toDateTime", "DATETIME64": "toDateTime", "TIMESTAMP": "toDateTime", "BOOLEAN": "toBool",
    "UUID": "toUUID",
}  # fmt: skip
"""What ``CAST(x AS type)`` means, by the parser's name of the type."""

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

_LOWERED: Mapping[type[exp.Expr], Callable[[Lowering, exp.Expr], Meaning]] = {
    exp.Paren: Lowering._paren,
    exp.Null: Lowering._constant,
    exp.Boolean: Lowering._constant,
    exp.Literal: Lowering._constant,
    exp.HexString: Lowering._constant,
    **dict.fromkeys(_ARITHMETIC, Lowering._arithmetic),
    exp.Neg: Lowering._negative,
    exp.And: Lowering._connected,
    exp.Or: Lowering._connected,
    exp.Not: Lowering._not,
    exp.EQ: Lowering._equal,
    exp.NEQ: Lowering._different,
    **dict.fromkeys(_ORDERS, Lowering._ordered),
    exp.Like: Lowering._like,
    exp.ILike: Lowering._like,
    exp.Between: Lowering._between,
    exp.In: Lowering._in,
    exp.Is: Lowering._is,
    exp.Case: Lowering._case,
    exp.If: Lowering._if,
    exp.Coalesce: Lowering._coalesced,
    exp.Interval: Lowering._interval,
    exp.Array: Lowering._listed,
    exp.Tuple: Lowering._listed,
    exp.Cast: Lowering._cast,
    exp.Identifier: Lowering._path,
    exp.Column: Lowering._path,
    exp.Dot: Lowering._path,
    exp.Bracket: Lowering._path,
    exp.Anonymous: Lowering._call,
    **dict.fromkeys(_AGGREGATES, Lowering._call),
    exp.Lambda: Lowering._lambda,
    exp.Placeholder: Lowering._hole,
    exp.Subquery: Lowering._subquery,
    exp.Window: Lowering._window,
}
"""Every form that is allowed; the parser has hundreds more."""
