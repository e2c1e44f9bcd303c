"""What an event belongs to: its person, its group of each type, its session."""

from dataclasses import dataclass

from hedgerow.query.sql.sessions import SESSION_ID, SESSIONS
from hedgerow.query.sql.tree import ALWAYS, Cast, Column, Expression, Property, Select, Table, Value, call, text
from hedgerow.vocab.events import GROUPS, PERSONS
from hedgerow.vocab.groups import MOST_TYPES


@dataclass(frozen=True, slots=True)
class Owner:
    """Those of ``rows`` for which ``among`` holds, found by their ``key``; ``of_event`` reads that key of an event."""

    rows: Table | Select
    key: str
    of_event: Expression
    among: Expression


def group_key(index: int) -> Expression:
    """The key of the event's group of the type ``index`` (0 to 4), as text; NULL for an event without one.

    It is read from the property ``$group_<index>``, which capture writes from ``$groups``: a column of its own would
    be no faster (2 M events, unique groups by day: 189 ms so, 203 ms from a String column).
    """
    return call("nullIf", Cast(Property(f"$group_{index}"), "Nullable(String)"), text(""))


OWNERS = {
    "person": Owner(Table(PERSONS.name), "person", Column("person"), ALWAYS),
    **{
        f"group_{index}": Owner(
            Table(GROUPS.name),
            "group_key",
            group_key(index),
            call("equals", Column("type_index"), Value(index, "UInt8")),
        )
        for index in range(MOST_TYPES)
    },
    "session": Owner(SESSIONS, "session_id", SESSION_ID, ALWAYS),
}
"""By the name that trees give each."""
