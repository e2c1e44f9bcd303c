"""Comparisons that never answer NULL (SQ-10)."""

from collections.abc import Callable, Sequence

from hedgerow.query.hogql.constants import numbers_alike
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.sql.tree import And, Call, Column, Expression, Lambda, Value, call
from hedgerow.query.values import compared_with

_FALSE = Value(0, "UInt8")
_TRUE = Value(1, "UInt8")

Compare = Callable[[Expression, Expression], Expression]


def equality(left: Meaning, right: Meaning) -> Expression:
    """``=``: true for two NULLs, false for one."""
    if left.null or right.null:
        return call("isNull", right.expression if left.null else left.expression)
    one, other = _comparable(left, right)
    one, other = _told_by(one, other), _told_by(other, one)
    if left.never_null and right.never_null:
        return call("equals", one, other)
    if left.never_null or right.never_null:
        return call("ifNull", call("equals", one, other), _FALSE)
    return call("isNotDistinctFrom", one, other)


def order(function: str, left: Meaning, right: Meaning) -> Expression:
    """``<`` and its kin by the engine's name: false when either side is NULL."""
    compared = call(function, *_comparable(left, right))
    return compared if left.never_null and right.never_null else call("ifNull", compared, _FALSE)


def likeness(compare: Compare, left: Meaning, right: Meaning) -> Expression:
    """``like``, ``=~`` and their kin: true for two NULLs, false for one."""
    if left.null or right.null:
        return call("isNull", right.expression if left.null else left.expression)
    if left.never_null or right.never_null:
        compared = compare(left.expression, right.expression)
        return compared if left.never_null and right.never_null else call("ifNull", compared, _FALSE)
    # Inside a function of both, so that neither is written, and worked out, twice.
    one, other = Column("one"), Column("other")
    both = And((call("isNull", one), call("isNull", other)))
    body = call("ifNull", compare(one, other), both)
    return call(
        "arrayExists",
        Lambda(("one", "other"), body),
        call("array", left.expression),
        call("array", right.expression),
    )


def between(value: Meaning, low: Meaning, high: Meaning) -> Expression:
    """``between``: both ends count; false when anything is NULL."""
    if value.simple:
        return And((order("greaterOrEquals", value, low), order("lessOrEquals", value, high)))
    one = Column("one")
    within = Meaning(expression=one)
    body = And((order("greaterOrEquals", within, low), order("lessOrEquals", within, high)))
    return call("arrayExists", Lambda(("one",), body), call("array", value.expression))


def membership(value: Meaning, items: Sequence[Meaning]) -> Expression:
    """``in`` a list: NULL is in it when NULL is written there."""
    nulls = any(item.null for item in items)
    others = [item for item in items if not item.null]
    if not others:
        return call("isNull", value.expression) if nulls else _FALSE
    if value.instant is not None or len(others) == 1:
        parts = [equality(value, item) for item in (*others, *(item for item in items if item.null))]
        return parts[0] if len(parts) == 1 else Call("or", tuple(parts))
    if (constants := _one_array(others)) is not None:
        found: Expression = call("in", _told_by(value.expression, constants), constants)
    else:
        found = call("has", Call("array", tuple(item.expression for item in others)), value.expression)
    return found if value.never_null else call("ifNull", found, _TRUE if nulls else _FALSE)


def truth(condition: Expression) -> Expression:
    """``condition`` as the engine's branches want it: 1 and 0 are truths, too."""
    if isinstance(condition, Value) and condition.type == "Int64" and condition.value in (0, 1):
        return Value(condition.value, "UInt8")
    return condition


def _one_array(items: Sequence[Meaning]) -> Value | None:
    """``items`` as one constant when all are constants of one type."""
    alike = numbers_alike(tuple(item.expression for item in items))
    values = [value for value in alike if isinstance(value, Value)]
    if len(values) != len(items) or len({value.type for value in values}) != 1:
        return None
    kind = values[0].type
    return Value(tuple(value.value for value in values), f"Array({kind})") if kind in _LISTED else None  # type: ignore[arg-type]  # of one type


_LISTED = frozenset({"String", "Int64", "Float64"})


def _told_by(read: Expression, constants: Expression) -> Expression:
    """``read``, where it only matters whether it is one of the text ``constants``; as it is, where they are none."""
    match constants:
        case Value(str() as word, "String"):
            return compared_with(read, (word,))
        case Value(words, "Array(String)") if isinstance(words, tuple):
            return compared_with(read, map(str, words))
        case _:
            return read


def _comparable(left: Meaning, right: Meaning) -> tuple[Expression, Expression]:
    """Moments compare as instants, whatever zone they are seen in; people as their numbers."""
    if left.person is not None and right.person is not None:
        return left.person, right.person
    if left.instant is not None and right.instant is not None:
        return left.instant, right.instant
    return left.expression, right.expression
