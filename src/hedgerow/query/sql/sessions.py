"""Sessions: what the events with the same ``$session_id`` tell together (SQ-11)."""

from hedgerow.query.sql.tree import And, Cast, Column, Expression, Named, Property, Select, Table, call, text
from hedgerow.vocab.events import EVENTS

SESSION_ID = call("toString", Property("$session_id"))
"""The session of an event; empty for an event without one."""

_ORDER = call("tuple", Column("timestamp"), Column("uuid"))
"""Events of one moment have an order too, so that the first and the last are always the same ones."""

_URL = Cast(Property("$current_url"), "Nullable(String)")


def _times(event: str) -> Expression:
    return call("countIf", call("equals", Column("event"), text(event)))


SESSIONS = Select(
    columns=(
        Named("session_id", SESSION_ID),
        Named("session_distinct_id", call("argMin", Column("distinct_id"), _ORDER)),
        Named("session_start", call("min", Column("timestamp"))),
        Named("session_end", call("max", Column("timestamp"))),
        Named("session_pageviews", _times("$pageview")),
        Named("session_autocaptures", _times("$autocapture")),
        Named("session_screens", _times("$screen")),
        Named("session_entry_url", call("argMinIf", _URL, _ORDER, call("isNotNull", _URL))),
        Named("session_end_url", call("argMaxIf", _URL, _ORDER, call("isNotNull", _URL))),
    ),
    source=Table(EVENTS.name),
    where=And((call("notEquals", SESSION_ID, text("")),)),
    group_by=(Column("session_id"),),
)
"""A row for each session; the engine leaves out the columns that nobody reads."""
