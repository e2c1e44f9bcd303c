"""The one file that makes SQL text.

Text holds only words of this file and of `hedgerow.vocab.events`: constants, property names and time zones all
become typed parameters (a property's name an Identifier), so nothing a client wrote is ever spelled out.
"""

import re

from hedgerow.query.sql.constants import Constants, Inline, Parameters
from hedgerow.query.sql.functions import LOWERED_FUNCTIONS
from hedgerow.query.sql.guard import Guarded, refuse_unguarded
from hedgerow.query.sql.joins import with_owners_joined
from hedgerow.query.sql.tree import (
    Aliased,
    And,
    ArrayJoin,
    Beside,
    Call,
    Cast,
    Column,
    Combined,
    Expression,
    Join,
    Joined,
    Lambda,
    Named,
    Null,
    Numbers,
    Or,
    Order,
    Over,
    OwnerColumn,
    Place,
    Property,
    Select,
    Subselect,
    Table,
    Value,
    Written,
)
from hedgerow.query.sql.words import COMBINATIONS, FUNCTIONS, INFIX, JOINS, SUBTOTALS, TYPES, VARIANTS
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.statement import Statement

_FRAME = re.compile(r"ROWS|RANGE|BETWEEN|AND|CURRENT ROW|(?:UNBOUNDED|[0-9]{1,9}) (?:PRECEDING|FOLLOWING)")
_TABLES = {table.name: table for table in TABLES}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def printed(tree: Guarded) -> Statement:
    """``tree`` as a statement. Raises UnguardedScan when a scan is not held to the project."""
    refuse_unguarded(tree)
    text = Parameters()
    sql = _select(tree.select, text)
    return Statement(sql, tuple(text.parameters), written=text.written)


def readable(select: Select) -> str:
    """``select`` for people to read (EN-37 ``hogql``): constants in place. Never to be run."""
    return _select(with_owners_joined(select), Inline())


def _select(select: Select, constants: Constants) -> str:
    lines = ["WITH " + ", ".join(_named(value, constants) for value in select.given)] if select.given else []
    lines.append(
        ("SELECT DISTINCT " if select.distinct else "SELECT ")
        + ", ".join(_named(column, constants) for column in select.columns)
    )
    if select.source is not None:
        # The engine wants a name for a select beside which something is joined.
        named = " AS beside_rows" if select.beside and isinstance(select.source, Select) else ""
        lines.append("FROM " + _source(select.source, constants) + named)
    lines.extend(_beside(one, constants) for one in select.beside)
    if select.array_join is not None:
        lines.append(_array_join(select.array_join, constants))
    lines.extend(_condition("WHERE", select.where, constants))
    lines.extend(_group_by(select, constants))
    lines.extend(_condition("HAVING", select.having, constants))
    lines.extend(_condition("QUALIFY", select.qualify, constants))
    if select.order_by:
        lines.append("ORDER BY " + _ordering(select.order_by, constants))
    if select.limit_by is not None:
        keys = ", ".join(_expression(key, constants) for key in select.limit_by.by)
        lines.append(f"LIMIT {int(select.limit_by.limit)} BY {keys}")
    if select.limit is not None:
        lines.append(f"LIMIT {int(select.limit)}")
    if select.offset is not None:
        lines.append(f"OFFSET {int(select.offset)}")
    return "\n".join(lines)


def _condition(word: str, condition: And, constants: Constants) -> list[str]:
    """The clause ``word``; none when it would restrict nothing."""
    parts = [_expression(part, constants) for part in condition.parts]
    return [f"{word} {' AND '.join(parts)}"] if parts else []


def _group_by(select: Select, constants: Constants) -> list[str]:
    if not select.group_by:
        return []
    _expect(select.subtotals is None or select.subtotals in SUBTOTALS, f"there is no WITH {select.subtotals}")
    keys = ", ".join(_expression(key, constants) for key in select.group_by)
    return [f"GROUP BY {keys}" + (f" WITH {select.subtotals}" if select.subtotals else "")]


def _array_join(join: ArrayJoin, constants: Constants) -> str:
    word = "LEFT ARRAY JOIN" if join.left else "ARRAY JOIN"
    return f"{word} " + ", ".join(_named(column, constants) for column in join.columns)


def _source(source: Table | Select | Numbers | Combined | Joined, constants: Constants) -> str:
    match source:
        case Table(name):
            _expect(name in _TABLES, f"there is no table {name}")
            return f"{name} FINAL" if _TABLES[name].newest_by else name
        case Numbers(start, count):
            return f"numbers({int(start)}, {int(count)})"
        case Select():
            return _below(source, constants)
        case Combined(first, others):
            for word, _ in others:
                _expect(word in COMBINATIONS, f"selects are not combined by {word}")
            selects = [_below(first, constants), *(f"{word} {_below(other, constants)}" for word, other in others)]
            return f"({' '.join(selects)})"
        case Joined(first, joins):
            return "\n".join([_aliased(first, constants), *(_join(join, constants) for join in joins)])


def _below(select: Select, constants: Constants) -> str:
    return "(\n  " + _select(select, constants).replace("\n", "\n  ") + "\n)"


def _aliased(side: Aliased, constants: Constants) -> str:
    return f"{_below(side.select, constants)} AS {_name(side.name)}"


def _join(join: Join, constants: Constants) -> str:
    _expect(join.kind in JOINS, f"there is no join {join.kind}")
    on = "" if join.on is None else f" ON {_expression(join.on, constants)}"
    return f"{join.kind} JOIN {_aliased(join.side, constants)}{on}"


def _beside(one: Beside, constants: Constants) -> str:
    matched = f"{_expression(one.operand, constants)} = {_name(one.key)}"
    return f"ANY LEFT JOIN {_below(one.select, constants)} AS {_name(f'{one.key}_rows')} ON {matched}"


def _over(over: Over, constants: Constants) -> str:
    parts = []
    if over.partition_by:
        parts.append("PARTITION BY " + ", ".join(_expression(key, constants) for key in over.partition_by))
    if over.order_by:
        parts.append("ORDER BY " + _ordering(over.order_by, constants))
    if over.frame:
        for word in over.frame:
            _expect(_FRAME.fullmatch(word) is not None, f"no frame says {word}")
        parts.append(" ".join(over.frame))
    return f"{_call(over.function, constants)} OVER ({' '.join(parts)})"


def _named(column: Named, constants: Constants) -> str:
    return f"{_expression(column.expression, constants)} AS {_name(column.name)}"


def _ordering(order: tuple[Order, ...], constants: Constants) -> str:
    return ", ".join(
        f"{_expression(key.by, constants)} {'DESC' if key.descending else 'ASC'}"
        + (" NULLS FIRST" if key.nulls_first else "")
        for key in order
    )


def _expression(node: Expression, constants: Constants) -> str:
    match node:
        case Column(name, of):
            return _name(name) if of is None else f"{_name(of)}.{_name(name)}"
        case Value():
            return constants.constant(node)
        case Null():
            return "NULL"
        case Property() | OwnerColumn():
            return _property(node, constants)
        case Cast(operand, type_name):
            _expect(type_name in TYPES, f"nothing is cast to {type_name}")
            return f"CAST({_expression(operand, constants)}, '{type_name}')"
        case And() | Or():
            return _joined(node, constants)
        case Call():
            return _call(node, constants)
        case Place() | Over() | Subselect() | Lambda() | Written():
            return _compound(node, constants)


def _compound(node: Place | Over | Subselect | Lambda | Written, constants: Constants) -> str:
    match node:
        case Place(order):
            return f"row_number() OVER (ORDER BY {_ordering(order, constants)})"
        case Over():
            return _over(node, constants)
        case Subselect(select):
            return _below(select, constants)
        case Lambda(parameters, body):
            return f"({', '.join(map(_name, parameters))}) -> {_expression(body, constants)}"
        case Written(operand):
            constants.written = True
            return _expression(operand, constants)


def _property(node: Property | OwnerColumn, constants: Constants) -> str:
    if isinstance(node, OwnerColumn) or node.owner is not None:
        raise ValueError(f"what belongs to the {node.owner} is read from a join")
    _expect(node.variant is None or node.variant in VARIANTS, f"no property is read as {node.variant}")
    return f"properties.{constants.path(node.name)}" + (f".:`{node.variant}`" if node.variant else "")


def _call(node: Call, constants: Constants) -> str:
    arguments = [_expression(argument, constants) for argument in node.arguments]
    if node.function in INFIX:
        _expect(len(arguments) == 2, f"there is no {node.function} of {len(arguments)} arguments")
        return f"({arguments[0]} {INFIX[node.function]} {arguments[1]})"
    _expect(
        node.function in FUNCTIONS or node.function in LOWERED_FUNCTIONS, f"there is no function {node.function} here"
    )
    settings = "(" + ", ".join(constants.constant(value) for value in node.settings) + ")" if node.settings else ""
    return f"{node.function}{settings}({', '.join(arguments)})"


def _joined(node: And | Or, constants: Constants) -> str:
    word, empty = (" AND ", "true") if isinstance(node, And) else (" OR ", "false")
    if not node.parts:
        return empty
    return "(" + word.join(_expression(part, constants) for part in node.parts) + ")"


def _name(name: str) -> str:
    _expect(_NAME.fullmatch(name) is not None, f"{name!r} is not a column's name")
    return name


def _expect(holds: bool, complaint: str) -> None:
    if not holds:
        raise ValueError(complaint)
