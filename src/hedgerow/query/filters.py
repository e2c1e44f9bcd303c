"""Property filters become one condition (EN-19 to EN-22)."""

from collections.abc import Sequence
from functools import partial

import re2
from pydantic import JsonValue

from hedgerow.query.comparands import moments, numbers, texts
from hedgerow.query.context import Context
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sql.tree import (
    ALWAYS,
    MOMENT_TYPE,
    NEVER,
    And,
    Call,
    Expression,
    Or,
    Value,
    all_of,
    any_of,
    call,
    text,
)
from hedgerow.query.values import Readable, Reading, event_column, event_property
from hedgerow.query.wire.filters import FilterType, Operator, PropertyFilter, PropertyGroup

_DATE_WORDS = {
    Operator.IS_DATE_EXACT: "equals",
    Operator.IS_DATE_BEFORE: "less",
    Operator.IS_DATE_AFTER: "greater",
}
_ORDER_WORDS = {
    Operator.GT: "greater",
    Operator.GTE: "greaterOrEquals",
    Operator.LT: "less",
    Operator.LTE: "lessOrEquals",
    Operator.MIN: "greaterOrEquals",
    Operator.MAX: "lessOrEquals",
    **_DATE_WORDS,
}
_NEEDS_NO_VALUE = (Operator.IS_SET, Operator.IS_NOT_SET)

_QUIETLY = re2.Options()
_QUIETLY.log_errors = False


def condition(group: PropertyGroup, context: Context) -> Expression:
    """True for the events that pass ``group``. Incomplete filters and empty groups restrict nothing.

    Raises InvalidRequest for a filter that cannot hold a meaning, NotSupportedYet for one Hedgerow cannot run.
    """
    parts = [
        condition(member, context) if isinstance(member, PropertyGroup) else _filter(member, context)
        for member in group.values
    ]
    parts = [part for part in parts if part != ALWAYS]
    if len(parts) <= 1:
        return parts[0] if parts else ALWAYS
    return And(tuple(parts)) if group.type == "AND" else Or(tuple(parts))


def _filter(written: PropertyFilter, context: Context) -> Expression:
    if written.type is FilterType.HOGQL:
        return hogql_expression(str(written.key), context) if written.key else ALWAYS
    if written.type not in (FilterType.EVENT, FilterType.FEATURE, FilterType.EVENT_METADATA):
        raise NotSupportedYet(f"A filter of type '{written.type}' (key '{written.key}')")
    if _incomplete(written):
        return ALWAYS
    key = str(written.key)
    read = event_column if written.type is FilterType.EVENT_METADATA else event_property
    return _comparison(read(key, context), written.operator, written.value, key, context)


def _incomplete(written: PropertyFilter) -> bool:
    if written.key is None or written.key == "":
        return True
    return written.operator not in _NEEDS_NO_VALUE and written.value in (None, [], {})


def _comparison(value: Readable, operator: Operator, wanted: JsonValue, key: str, context: Context) -> Expression:
    match operator:
        case Operator.EXACT | Operator.IN:
            return _equal(value, wanted, context)
        case Operator.IS_NOT | Operator.NOT_IN:
            same = _equal(value, wanted, context)
            return ALWAYS if same == NEVER else _unless(same)
        case Operator.IS_SET:
            return ALWAYS if value.always_set else call("isNotNull", value.typed)
        case Operator.IS_NOT_SET:
            return NEVER if value.always_set else call("isNull", value.typed)
        case Operator.BETWEEN | Operator.NOT_BETWEEN:
            return _between(value, operator, wanted, key, context)
        case _ if operator in _ORDER_WORDS:
            compare = partial(call, _ORDER_WORDS[operator], value.typed)
            return any_of(compare(one) for one in _ordered(value, wanted, operator, key, context))
        case _:
            return _text_comparison(value, operator, wanted, key)


def _text_comparison(value: Readable, operator: Operator, wanted: JsonValue, key: str) -> Expression:
    match operator:
        case Operator.ICONTAINS:
            return any_of(call("ilike", value.text, part) for part in _patterns(wanted))
        case Operator.NOT_ICONTAINS:
            return all_of(_unless(call("ilike", value.text, part)) for part in _patterns(wanted))
        case Operator.REGEX:
            return any_of(call("match", value.text, part) for part in _regexes(wanted, key))
        case Operator.NOT_REGEX:
            return all_of(_unless(call("match", value.text, part)) for part in _regexes(wanted, key))
        case _:
            raise NotSupportedYet(f"Operator '{operator}' (filter on '{key}')")


def _equal(value: Readable, wanted: JsonValue, context: Context) -> Expression:
    """Equal to some of ``wanted``; a constant of another type equals nothing."""
    constants = _constants(value, wanted, context)
    if len(constants) < 2 or value.reading is Reading.MOMENT:
        return any_of(call("equals", value.typed, one) for one in constants)
    if value.reading is Reading.NUMBER:
        return call("in", value.typed, Value(numbers(wanted), "Array(Float64)"))
    return call("in", value.typed, Value(texts(wanted), "Array(String)"))


def _constants(value: Readable, wanted: JsonValue, context: Context) -> tuple[Value, ...]:
    """``wanted`` in the type of ``value``, without those that have no such type."""
    match value.reading:
        case Reading.TEXT | Reading.BOOLEAN:
            return tuple(text(one) for one in texts(wanted))
        case Reading.NUMBER:
            return tuple(Value(one, "Float64") for one in numbers(wanted))
        case Reading.MOMENT:
            return tuple(Value(one, MOMENT_TYPE) for one in moments(wanted, context.local_now))


def _ordered(value: Readable, wanted: JsonValue, operator: Operator, key: str, context: Context) -> Sequence[Value]:
    """What ``value`` is ordered against; a constant that has no place in the order is an error."""
    constants = _constants(value, wanted, context)
    if len(constants) != len(texts(wanted)):
        kind = "number" if value.reading is Reading.NUMBER else "date"
        raise invalid(f"Filter on '{key}': '{operator}' needs a {kind}, not {wanted!r}.")
    return constants


def _between(value: Readable, operator: Operator, wanted: JsonValue, key: str, context: Context) -> Expression:
    if not isinstance(wanted, list) or len(wanted) != 2:
        raise invalid(f"Filter on '{key}': '{operator}' needs [low, high].")
    low, high = _ordered(value, wanted, operator, key, context)
    if operator is Operator.BETWEEN:
        return And((call("greaterOrEquals", value.typed, low), call("lessOrEquals", value.typed, high)))
    return Or((call("less", value.typed, low), call("greater", value.typed, high)))


def _patterns(wanted: JsonValue) -> list[Value]:
    """LIKE patterns; ``%`` and ``_`` stay wildcards (EN-22 QUIRK), a backslash is itself."""
    return [text("%" + part.replace("\\", "\\\\") + "%") for part in texts(wanted)]


def _regexes(wanted: JsonValue, key: str) -> list[Value]:
    """RE2 patterns, each compiled here: the engine complains only when it reads rows, and of a stray ``)`` never."""
    patterns = texts(wanted)
    for pattern in patterns:
        try:
            re2.compile(pattern, _QUIETLY)
        except re2.error as error:
            raise invalid(f"Filter on '{key}': {pattern!r} is not a regular expression: {_words(error)}.") from None
    return [text(pattern) for pattern in patterns]


def _words(error: Exception) -> str:
    """What RE2 says, which arrives as bytes."""
    said = error.args[0]
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _unless(holds: Expression) -> Call:
    """True where ``holds`` is false or unknown."""
    return call("not", call("ifNull", holds, Value(0, "UInt8")))
