"""One series of an insight: which events it counts and what it is called (EN-4)."""

from typing import Any

from hedgerow.query.actions import action_condition
from hedgerow.query.context import Context
from hedgerow.query.event_names import is_event
from hedgerow.query.filters import condition
from hedgerow.query.sql.tree import ALWAYS, Expression
from hedgerow.query.wire.series import ActionsNode, EventsNode

ALL_EVENTS = "All events"
"""The label of a series without an event name."""


def series_conditions(series: EventsNode | ActionsNode, context: Context) -> tuple[Expression, Expression]:
    """What holds for an event of ``series``: that it is its event or action, and that it passes its own filters.

    The first should stand first in a scan, because the table is ordered by it. No event is of an action that does
    not exist; see `is_there`.
    """
    if isinstance(series, ActionsNode):
        named = action_condition(series.id, context, condition)
    else:
        named = ALWAYS if series.event is None else is_event(context, series.event)
    return named, condition(series.properties, context)


def is_there(series: EventsNode | ActionsNode, context: Context) -> bool:
    """Whether ``series`` has a result at all: that of an unknown or deleted action has none (EN-5)."""
    return not isinstance(series, ActionsNode) or series.id in context.actions


def series_label(series: EventsNode | ActionsNode) -> str:
    """What clients call ``series`` in results (TR-13); an action's name is there after the rewrites."""
    if isinstance(series, EventsNode):
        return series.event if series.event is not None else ALL_EVENTS
    return series.name or str(series.id)


def series_echo(series: EventsNode | ActionsNode, order: int) -> dict[str, Any]:
    """What a result row says of its series under ``action`` (TR-13, ST-6); ``order`` is its place in the question."""
    name = series_label(series)
    return {
        "id": name if isinstance(series, ActionsNode) else series.event,
        "type": "events",
        "order": order,
        "name": name,
        "custom_name": series.custom_name,
        "math": None if series.math == "total" else series.math,
        "math_property": series.math_property,
        "math_hogql": series.math_hogql,
        "math_group_type_index": series.math_group_type_index,
        "properties": {},
    }
