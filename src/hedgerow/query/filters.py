"""Property filters become one condition (EN-19 to EN-22)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pydantic import JsonValue

from hedgerow.query.actors import group_type
from hedgerow.query.cohorts import cohort_filter
from hedgerow.query.comparands import moments, numbers, texts
from hedgerow.query.context import Context
from hedgerow.query.element_values import attribute_values, first_value, has_tag, is_selected
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.regular_expressions import pattern
from hedgerow.query.sql.owners import group_key
from hedgerow.query.sql.tree import (
    ALWAYS,
    MOMENT_TYPE,
    NEVER,
    And,
    Call,
    Column,
    Expression,
    Lambda,
    Named,
    Or,
    Select,
    Subselect,
    Table,
    Value,
    all_of,
    any_of,
    call,
    text,
)
from hedgerow.query.values import (
    Readable,
    Reading,
    compared_with,
    event_column,
    event_property,
    own_group_property,
    own_person_property,
)
from hedgerow.query.wire.filters import FilterType, Operator, PropertyFilter, PropertyGroup
from hedgerow.vocab.events import GROUPS, PERSONS

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
_PASSED_BY_NOTHING = (
    Operator.IS_NOT,
    Operator.NOT_IN,
    Operator.NOT_ICONTAINS,
    Operator.NOT_ICONTAINS_MULTI,
    Operator.NOT_REGEX,
    Operator.IS_NOT_SET,
)
"""Operators that hold for an absent property (EN-22)."""

_READERS = {
    FilterType.EVENT: event_property,
    FilterType.FEATURE: event_property,
    FilterType.EVENT_METADATA: event_column,
    FilterType.PERSON: own_person_property,
}


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
        return hogql_expression(str(written.key), context, condition) if written.key else ALWAYS
    if written.type is FilterType.COHORT:
        return ALWAYS if _incomplete(written) else cohort_filter(written, context, condition)
    if written.type is FilterType.GROUP:
        return _of_group(written, context)
    if written.type is FilterType.ELEMENT:
        return ALWAYS if _incomplete(written) else _of_elements(written, context)
    read = _READERS.get(written.type)
    if read is None:
        raise NotSupportedYet(f"A filter of type '{written.type}' (key '{written.key}')")
    if _incomplete(written):
        return ALWAYS
    key = str(written.key)
    holds = _comparison(read(key, context), written.operator, written.value, key, context)
    if written.type is FilterType.PERSON:
        return of_people(holds, unknown=written.operator in _PASSED_BY_NOTHING)
    return holds


def _of_group(written: PropertyFilter, context: Context) -> Expression:
    """True for events of a group that passes; one that tells no type of group is incomplete (EN-19)."""
    if written.group_type_index is None or _incomplete(written):
        return ALWAYS
    index = group_type(written.group_type_index)
    key = str(written.key)
    holds = _comparison(own_group_property(key, index, context), written.operator, written.value, key, context)
    if holds in (ALWAYS, NEVER):
        return holds
    unknown = written.operator in _PASSED_BY_NOTHING
    of_type = call("equals", Column("type_index"), Value(index, "UInt8"))
    found = Select(
        columns=(Named("group_key", Column("group_key")),),
        source=Table(GROUPS.name),
        where=And((of_type, call("not", holds) if unknown else holds)),
    )
    # A group cannot have an empty key, so an event without a group is in none of them.
    among = call("in", call("ifNull", group_key(index), text("")), Subselect(found))
    return call("not", among) if unknown else among


_POSITIVE = {
    Operator.IS_NOT: Operator.EXACT,
    Operator.NOT_IN: Operator.IN,
    Operator.NOT_ICONTAINS: Operator.ICONTAINS,
    Operator.NOT_ICONTAINS_MULTI: Operator.ICONTAINS_MULTI,
    Operator.NOT_REGEX: Operator.REGEX,
    Operator.IS_NOT_SET: Operator.IS_SET,
}
"""What must not hold for any element, for each operator that says what is not."""


def _of_elements(written: PropertyFilter, context: Context) -> Expression:
    """True for events with an element that passes, or without one for an operator that says what is not.

    An ``href`` is that of the innermost element which has one, a ``text`` that of any element.
    """
    key, operator = str(written.key), written.operator
    match key:
        case "href":
            href = first_value("href")
            return _comparison(Readable(Reading.TEXT, href, href), operator, written.value, key, context)
        case "text":
            value = Readable(Reading.TEXT, Column("value"), Column("value"))
            holds = _comparison(value, _POSITIVE.get(operator, operator), written.value, key, context)
            some: Expression = call("arrayExists", Lambda(("value",), holds), attribute_values("text"))
        case "tag_name" | "selector" if _POSITIVE.get(operator, operator) in (Operator.EXACT, Operator.IN):
            has = has_tag if key == "tag_name" else is_selected
            some = any_of(has(one) for one in texts(written.value))
        case "tag_name" | "selector":
            raise invalid(f"A filter on an element's {key} cannot be '{operator}'; it is 'exact' or 'is_not'.")
        case _:
            raise invalid(f"Elements have no '{key}'; there are selector, tag_name, href and text.")
    return call("not", some) if operator in _POSITIVE else some


def of_people(holds: Expression, *, unknown: bool) -> Expression:
    """True for events whose person passes ``holds``, a condition on the people's own columns.

    ``unknown`` tells whether somebody passes of whom nothing is known; ``holds`` is then never NULL.
    """
    if holds in (ALWAYS, NEVER):
        return holds
    failing = call("not", holds) if unknown else holds
    found = Select(columns=(Named("person", Column("person")),), source=Table(PERSONS.name), where=And((failing,)))
    among = call("in", Column("person"), Subselect(found))
    return call("not", among) if unknown else among


def _incomplete(written: PropertyFilter) -> bool:
    if written.key is None or written.key == "":
        return True
    return written.operator not in _NEEDS_NO_VALUE and written.value in (None, [], {})


def _comparison(value: Readable, operator: Operator, wanted: JsonValue, key: str, context: Context) -> Expression:
    match operator:
        case Operator.EXACT | Operator.IN | Operator.IS_CLEANED_PATH_EXACT:  # projects have no rules to clean by
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
        case Operator.ICONTAINS | Operator.ICONTAINS_MULTI:
            return any_of(call("ilike", value.text, part) for part in _patterns(wanted))
        case Operator.NOT_ICONTAINS | Operator.NOT_ICONTAINS_MULTI:
            return all_of(_unless(call("ilike", value.text, part)) for part in _patterns(wanted))
        case Operator.REGEX:
            return any_of(call("match", value.text, part) for part in _regexes(wanted, key))
        case Operator.NOT_REGEX:
            return all_of(_unless(call("match", value.text, part)) for part in _regexes(wanted, key))
        case _:
            raise NotSupportedYet(f"Operator '{operator}' (filter on '{key}')")


def _equal(value: Readable, wanted: JsonValue, context: Context) -> Expression:
    """Equal to some of ``wanted``; a constant of another type equals nothing."""
    if value.reading is Reading.TEXT:
        value = replace(value, typed=compared_with(value.typed, texts(wanted)))
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
    return [text(pattern(one, f"Filter on '{key}'")) for one in texts(wanted)]


def _unless(holds: Expression) -> Call:
    """True where ``holds`` is false or unknown."""
    return call("not", call("ifNull", holds, Value(0, "UInt8")))
