"""What conditions read of the elements of an event (EN-5, EN-20): none, where autocapture sent no chain as text."""

from hedgerow.query.elements import CHAIN, NAME, VALUE
from hedgerow.query.selectors import selector_pattern, tag_pattern
from hedgerow.query.sql.tree import Call, Column, Expression, Lambda, Property, Value, call, text

_VALUES = f'(?s)({NAME})="({VALUE})"'
_CHAIN = call("toString", Property(CHAIN))


def attribute_values(name: str) -> Call:
    """The values of the attribute in every element that has it, the innermost first."""
    pair = Column("pair")
    own = Lambda(("pair",), call("equals", _part(pair, 1), text(name)))
    value = Lambda(("pair",), call("replaceAll", _part(pair, 2), text('\\"'), text('"')))
    return call("arrayMap", value, call("arrayFilter", own, call("extractAllGroups", _CHAIN, text(_VALUES))))


def first_value(name: str) -> Expression:
    """The first of them that is not empty, or NULL."""
    return call("nullIf", call("arrayElement", attribute_values(name), Value(1, "UInt8")), text(""))


def has_tag(tag: str) -> Expression:
    """Whether some element has this tag."""
    return call("match", _CHAIN, text(tag_pattern(tag)))


def is_selected(selector: str) -> Expression:
    """Whether ``selector`` selects some element. Raises NotSupportedYet for one that cannot be read."""
    return call("match", _CHAIN, text(selector_pattern(selector)))


def _part(pair: Column, place: int) -> Expression:
    return call("arrayElement", pair, Value(place, "UInt8"))
