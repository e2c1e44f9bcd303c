"""Events by name, with those that somebody merged into them: a question about one counts all of them.

SQL that people write reads the names as they were sent.
"""

from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Column, Expression, Value, call, text
from hedgerow.vocab.definitions import names_of

_EVENT = Column("event")


def is_event(context: Context, *names: str) -> Expression:
    """True for the events that count as any of ``names``."""
    counted = tuple(dict.fromkeys(one for name in names for one in names_of(name, context.merged_events)))
    if len(counted) == 1:
        return call("equals", _EVENT, text(counted[0]))
    return call("in", _EVENT, Value(counted, "Array(String)"))
