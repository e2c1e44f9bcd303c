"""Lists of events: rows of what people choose to see of them, filtered, grouped, ordered, paged (contract 80)."""

from hedgerow.query.context import Context
from hedgerow.query.kind import kind
from hedgerow.query.kinds.events.model import EventsQuery
from hedgerow.query.plan import Plan
from hedgerow.query.table_text import table_text


def _planned(query: EventsQuery, context: Context) -> Plan:
    from hedgerow.query.kinds.events.plan import plan_events  # with what reads SQL, see `hogql.expressions`

    return plan_events(query, context)


KIND = kind("EventsQuery", EventsQuery, _planned, table_text)
"""What the registry finds."""
