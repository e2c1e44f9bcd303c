"""Lists of events: rows of what people choose to see of them, filtered, grouped, ordered, paged (contract 80)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.events.model import EventsQuery
from hedgerow.query.kinds.events.plan import plan_events
from hedgerow.query.table_text import table_text

KIND = kind("EventsQuery", EventsQuery, plan_events, table_text)
"""What the registry finds."""
