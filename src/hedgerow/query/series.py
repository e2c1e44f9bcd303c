"""One series of an insight: which events it counts and what it is called (EN-4)."""

from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sql.tree import ALWAYS, Column, Expression, call, text
from hedgerow.query.wire.series import ActionsNode, EventsNode

ALL_EVENTS = "All events"
"""The label of a series without an event name."""


def series_conditions(series: EventsNode | ActionsNode, context: Context) -> tuple[Expression, ...]:
    """What holds for an event of ``series``: its name first, because the table is ordered by it."""
    if isinstance(series, ActionsNode):
        raise NotSupportedYet("A series of kind 'ActionsNode'")
    named = () if series.event is None else (call("equals", Column("event"), text(series.event)),)
    filtered = condition(series.properties, context)
    return named if filtered == ALWAYS else (*named, filtered)


def series_label(series: EventsNode | ActionsNode) -> str:
    """What clients call ``series`` in results (TR-13)."""
    if isinstance(series, EventsNode):
        return series.event if series.event is not None else ALL_EVENTS
    return series.name or str(series.id)
