"""The one file that makes SQL text.

Text holds only words of this file and of `hedgerow.vocab.events`: constants, property names and time zones all
become typed parameters (a property's name an Identifier), so nothing a client wrote is ever spelled out.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from hedgerow.query.sql.functions import LOWERED_FUNCTIONS
from hedgerow.query.sql.guard import Guarded, refuse_unguarded
from hedgerow.query.sql.tree import (
    And,
    Call,
    Cast,
    Column,
    Expression,
    Lambda,
    Named,
    Null,
    Or,
    Order,
    Place,
    Property,
    Select,
    Table,
    Value,
    Written,
)
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.property_path import property_path
from hedgerow.vocab.statement import Parameter, Statement

INFIX = {
    "equals": "=", "notEquals": "!=", "greater": ">", "greaterOrEquals": ">=", "less": "<", "lessOrEquals": "<=",
    "in": "IN", "notIn": "NOT IN", "like": "LIKE", "ilike": "ILIKE", "multiply": "*",
}  # fmt: skip
"""Functions written between their two arguments."""

FUNCTIONS = frozenset(
    {
        "any", "array", "avg", "count", "empty", "groupArray", "has", "if", "ifNull", "isFinite", "isNotNull", "isNull",
        "least", "match", "max", "min", "not", "notEmpty", "nullIf", "parseDateTime64BestEffortOrNull",
        "quantileExactInclusive", "sum", "sumMap", "toDate", "toStartOfHour", "toStartOfMinute", "toStartOfMonth",
        "toStartOfWeek", "toString", "toTimeZone", "toUnixTimestamp", "trimRight", "tupleElement", "uniqExact",
    }
)  # fmt: skip
"""Functions written before their arguments; others are refused."""

TYPES = frozenset({"Nullable(String)", "Nullable(Float64)", "String", "Float64"})
"""Types a Cast may name."""

VARIANTS = frozenset({"Bool"})
"""Types whose values a Property may be narrowed to."""

_TABLES = frozenset(table.name for table in TABLES)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PARAMETER_TYPE = re.compile(r"[A-Za-z0-9]+|Array\([A-Za-z0-9]+\)|DateTime64\(6, 'UTC'\)")


def printed(tree: Guarded) -> Statement:
    """``tree`` as a statement. Raises UnguardedScan when a scan is not held to the project."""
    refuse_unguarded(tree)
    text = _Parameters()
    sql = _select(tree.select, text)
    return Statement(sql, tuple(text.parameters), written=text.written)


def readable(select: Select) -> str:
    """``select`` for people to read (EN-37 ``hogql``): constants in place. Never to be run."""
    return _select(select, _Inline())


@dataclass(slots=True)
class _Parameters:
    """Turns constants into parameters, one for each distinct value."""

    parameters: list[Parameter] = field(default_factory=list)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    written: bool = False

    def constant(self, value: Value) -> str:
        _expect(_PARAMETER_TYPE.fullmatch(value.type) is not None, f"no parameter has the type {value.type}")
        key = (value.type, repr(value.value))
        if key not in self.names:
            self.names[key] = f"p{len(self.names)}"
            self.parameters.append(Parameter(self.names[key], value.type, value.value))
        return f"{{{self.names[key]}:{value.type}}}"

    def path(self, name: str) -> str:
        return self.constant(Value(property_path(name), "Identifier"))


@dataclass(slots=True)
class _Inline:
    """Writes constants in place, quoted."""

    written: bool = False

    def constant(self, value: Value) -> str:
        return _literal(value.value)

    def path(self, name: str) -> str:
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


_Constants = _Parameters | _Inline


def _literal(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, bool | int | float):
        return str(value)
    shown = value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else str(value)
    return "'" + shown.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def _select(select: Select, constants: _Constants) -> str:
    lines = ["SELECT " + ", ".join(_named(column, constants) for column in select.columns)]
    if isinstance(select.source, Table):
        _expect(select.source.name in _TABLES, f"there is no table {select.source.name}")
        lines.append(f"FROM {select.source.name}")
    else:
        below = _select(select.source, constants).replace("\n", "\n  ")
        lines.append(f"FROM (\n  {below}\n)")
    if select.where.parts:
        lines.append("WHERE " + " AND ".join(_expression(part, constants) for part in select.where.parts))
    if select.group_by:
        lines.append("GROUP BY " + ", ".join(_expression(key, constants) for key in select.group_by))
    if select.order_by:
        lines.append("ORDER BY " + _ordering(select.order_by, constants))
    if select.limit is not None:
        lines.append(f"LIMIT {int(select.limit)}")
    return "\n".join(lines)


def _named(column: Named, constants: _Constants) -> str:
    return f"{_expression(column.expression, constants)} AS {_name(column.name)}"


def _ordering(order: tuple[Order, ...], constants: _Constants) -> str:
    return ", ".join(f"{_expression(key.by, constants)} {'DESC' if key.descending else 'ASC'}" for key in order)


def _expression(node: Expression, constants: _Constants) -> str:
    match node:
        case Column(name):
            return _name(name)
        case Value():
            return constants.constant(node)
        case Null():
            return "NULL"
        case Property(name, variant):
            _expect(variant is None or variant in VARIANTS, f"no property is read as {variant}")
            return f"properties.{constants.path(name)}" + (f".:`{variant}`" if variant else "")
        case Cast(operand, type_name):
            _expect(type_name in TYPES, f"nothing is cast to {type_name}")
            return f"CAST({_expression(operand, constants)}, '{type_name}')"
        case And(parts):
            return _joined(parts, " AND ", "true", constants)
        case Or(parts):
            return _joined(parts, " OR ", "false", constants)
        case Place(order):
            return f"row_number() OVER (ORDER BY {_ordering(order, constants)})"
        case Lambda(parameters, body):
            return f"({', '.join(map(_name, parameters))}) -> {_expression(body, constants)}"
        case Written(operand):
            constants.written = True
            return _expression(operand, constants)
        case Call():
            return _call(node, constants)


def _call(node: Call, constants: _Constants) -> str:
    arguments = [_expression(argument, constants) for argument in node.arguments]
    if node.function in INFIX:
        _expect(len(arguments) == 2, f"there is no {node.function} of {len(arguments)} arguments")
        return f"({arguments[0]} {INFIX[node.function]} {arguments[1]})"
    _expect(
        node.function in FUNCTIONS or node.function in LOWERED_FUNCTIONS, f"there is no function {node.function} here"
    )
    settings = "(" + ", ".join(constants.constant(value) for value in node.settings) + ")" if node.settings else ""
    return f"{node.function}{settings}({', '.join(arguments)})"


def _joined(parts: tuple[Expression, ...], word: str, empty: str, constants: _Constants) -> str:
    if not parts:
        return empty
    return "(" + word.join(_expression(part, constants) for part in parts) + ")"


def _name(name: str) -> str:
    _expect(_NAME.fullmatch(name) is not None, f"{name!r} is not a column's name")
    return name


def _expect(holds: bool, complaint: str) -> None:
    if not holds:
        raise ValueError(complaint)
