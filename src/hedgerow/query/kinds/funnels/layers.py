"""The arrays beside an actor's events that tell of each step: what is known of it before and after each event.

An attempt is known by when it began.
"""

from collections.abc import Mapping

from hedgerow.query.kinds.funnels.record import NO_TIME, moment
from hedgerow.query.sql.tree import Column, Expression, Named, Select, call

TIME, MATCHED, BEGAN = Column("time"), Column("matched"), Column("began")
"""Of one event: when it was, the steps it matches, when the attempt began that waits for it."""

TIMES, STEPS, BLOCKED = Column("times"), Column("steps"), Column("blocked")
"""Of all events: those, and the steps at which they spoil what waits."""


def attempts(step: int) -> Column:
    """When the latest attempt began that had come to ``step``: before each of the events, and after all of them."""
    return Column(f"attempts{step}")


def before(step: int) -> Expression:
    """The same, before each of the events."""
    return call("arrayPopBack", attempts(step))


def after(step: int) -> Expression:
    """The same, after each of the events."""
    return call("arrayPopFront", attempts(step))


def is_there(began: Expression = BEGAN) -> Expression:
    """Whether there is such an attempt."""
    return call("notEquals", began, NO_TIME)


def in_time(window: int) -> Expression:
    """Whether an event is within ``window`` microseconds of the attempt that waits for it, the end included."""
    return call("lessOrEquals", call("minus", TIME, BEGAN), moment(window))


def with_columns(select: Select, columns: Mapping[str, Expression]) -> Select:
    """The columns of ``select`` and those made of them; one of the same name replaces it."""
    kept = (Named(one.name, Column(one.name)) for one in select.columns if one.name not in columns)
    return Select(columns=(*kept, *(Named(name, made) for name, made in columns.items())), source=select)
