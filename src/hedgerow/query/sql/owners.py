"""Whom an event belongs to: its person, and its group of each type."""

from dataclasses import dataclass

from hedgerow.query.sql.tree import ALWAYS, Cast, Column, Expression, Property, Value, call, text
from hedgerow.vocab.events import GROUPS, PERSONS
from hedgerow.vocab.groups import MOST_TYPES


@dataclass(frozen=True, slots=True)
class Owner:
    """Rows of ``table`` for which ``among`` holds, found by their ``key``; ``of_event`` reads that key of an event."""

    table: str
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
    "person": Owner(PERSONS.name, "person", Column("person"), ALWAYS),
    **{
        f"group_{index}": Owner(
            GROUPS.name, "group_key", group_key(index), call("equals", Column("type_index"), Value(index, "UInt8"))
        )
        for index in range(MOST_TYPES)
    },
}
"""By the name that trees give each."""
