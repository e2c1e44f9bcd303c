"""Constants as written, typed: each becomes a parameter."""

from sqlglot import exp

from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.sql.tree import Expression, Null, Value, text

_MOST = 2**64
_LONGEST_NUMBER = 60


def constant(node: exp.Expr) -> Meaning:
    """The constant ``node``. Raises ValueError saying why it is none that the engine can hold."""
    if isinstance(node, exp.Null):
        return Meaning(expression=Null(), simple=True, null=True)
    if isinstance(node, exp.Boolean):
        return Meaning(expression=Value(bool(node.this), "Bool"), never_null=True, simple=True)
    written = str(node.this)
    if isinstance(node, exp.HexString):
        return number_constant(int(written, 16))
    if isinstance(node, exp.Literal) and node.is_string:
        if "\x00" in written or not _is_unicode(written):
            raise ValueError("Text has to be Unicode without null characters")
        return Meaning(expression=text(written), never_null=True, constant=written, simple=True)
    if len(written) > _LONGEST_NUMBER:
        raise ValueError("This number is too long")
    return number_constant(float(written) if set(written) & set(".eE") else int(written))


def number_constant(value: int | float) -> Meaning:
    """A number. Raises ValueError for one that the engine cannot hold."""
    if isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise ValueError("This number is too large")
        return Meaning(expression=Value(value, "Float64"), never_null=True, simple=True)
    if value >= _MOST:
        raise ValueError("Integers have at most 64 bits")
    kind = "Int64" if value < _MOST // 2 else "UInt64"
    return Meaning(expression=Value(value, kind), never_null=True, simple=True)


def numbers_alike(items: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """``items`` themselves; constants of which some are whole and some are not become floats, as one list needs it."""
    values = [item for item in items if isinstance(item, Value) and isinstance(item.value, int | float)]
    if len(values) != len(items) or {value.type for value in values} & {"Float64"} == set():
        return items
    if any(value.type == "Bool" for value in values):
        return items
    return tuple(Value(float(value.value), "Float64") for value in values)  # type: ignore[arg-type]  # all numbers


def _is_unicode(written: str) -> bool:
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return True
