"""Path items: which events paths are made of, and what each is called in them (PA-2, PA-3)."""

from collections.abc import Sequence
from functools import reduce

from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.kinds.paths.model import CleaningRule, ItemType, PathsFilter
from hedgerow.query.refusals import invalid
from hedgerow.query.regular_expressions import pattern, replacement
from hedgerow.query.sql.tree import ALWAYS, And, Cast, Column, Expression, Property, Value, any_of, call, text
from hedgerow.query.values import or_empty

_EVENT = Column("event")
_TYPES = {
    ItemType.PAGEVIEW: call("equals", _EVENT, text("$pageview")),
    ItemType.SCREEN: call("equals", _EVENT, text("$screen")),
    ItemType.CUSTOM_EVENT: call("not", call("startsWith", _EVENT, text("$"))),
}


def included(asked: PathsFilter) -> Expression:
    """True for the events that paths are made of; all, unless types of events are named.

    The type ``hogql`` names no events: alone it takes all.
    """
    types = [_TYPES[one] for one in dict.fromkeys(asked.includeEventTypes) if one in _TYPES]
    return any_of(types) if types else ALWAYS


def path_item(asked: PathsFilter, context: Context) -> Expression:
    """The item of an event, as text, never NULL: its name for paths, cleaned.

    Raises InvalidRequest for a cleaning rule that cannot be, and when SQL is asked for and missing or wrong.
    """
    return reduce(_cleaned, asked.localPathCleaningFilters, _item(asked, context))


def grouped(item: Expression, groupings: Sequence[str]) -> Expression:
    """The first of ``groupings`` that ``item`` matches somewhere, else ``item``. An empty one groups nothing."""
    choices: list[Expression] = []
    for grouping in filter(None, groupings):
        choices += [call("like", item, text(_like(grouping))), text(grouping)]
    return call("multiIf", *choices, item) if choices else item


def left_out(asked: PathsFilter) -> tuple[str, ...]:
    """The items that don't count; none without types of events (PA-2 QUIRK)."""
    return asked.excludeEvents if asked.includeEventTypes else ()


def without_slash(item: str) -> str:
    """``item`` as points compare it: without one ``/`` at its end, but for a lone one (PA-6)."""
    return item[:-1] if item.endswith("/") and item != "/" else item


def item_without_slash(item: Expression) -> Expression:
    """The same, computed by the engine."""
    length = call("length", item)
    ends = And((call("endsWith", item, text("/")), call("greater", length, Value(1, "UInt8"))))
    return call("if", ends, call("substring", item, Value(1, "UInt8"), call("minus", length, Value(1, "UInt8"))), item)


def _item(asked: PathsFilter, context: Context) -> Expression:
    if ItemType.HOGQL in asked.includeEventTypes:
        if not asked.pathsHogQLExpression:
            raise invalid("Paths of 'hogql' need a pathsHogQLExpression, such as 'properties.$title'.")
        return or_empty(Cast(hogql_expression(asked.pathsHogQLExpression, context, condition), "Nullable(String)"))
    return call(
        "multiIf",
        _TYPES[ItemType.PAGEVIEW],
        item_without_slash(_property("$current_url")),
        _TYPES[ItemType.SCREEN],
        _property("$screen_name"),
        Cast(_EVENT, "String"),
    )


def _property(name: str) -> Expression:
    return call("toString", Property(name))


def _cleaned(item: Expression, rule: CleaningRule) -> Expression:
    where = "localPathCleaningFilters"
    regex = pattern(rule.regex, where)
    return call("replaceRegexpAll", item, text(regex), text(replacement(rule.alias, regex, where)))


def _like(grouping: str) -> str:
    """The LIKE pattern of a grouping: ``*`` is any text, all else is itself."""
    literal = grouping.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{literal.replace('*', '%')}%"
