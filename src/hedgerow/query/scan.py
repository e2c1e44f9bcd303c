"""What every scan of events for an insight is held to: bounds of time, the question's filters, its sample."""

from datetime import UTC, datetime

from hedgerow.query.context import Context
from hedgerow.query.dates import Span
from hedgerow.query.filters import condition
from hedgerow.query.sampling import sampled
from hedgerow.query.sql.tree import (
    ALWAYS,
    MOMENT_TYPE,
    NEVER,
    And,
    Column,
    Expression,
    Order,
    Select,
    Value,
    all_of,
    call,
)
from hedgerow.query.wire.insight import InsightNode

_MOMENT = Column("timestamp")

NEWEST_FIRST = (Order(_MOMENT, descending=True), Order(Column("uuid"), descending=True))
"""The order of lists of events; the uuid settles it between those of one moment."""


def moment(when: datetime) -> Value:
    """``when`` as a constant of the events' own type, so that bounds use the table's order."""
    return Value(when.astimezone(UTC), MOMENT_TYPE)


def since(first: datetime) -> Expression:
    """True for events at ``first`` or later; bounds stand on the bare column, so that the engine skips the rest."""
    return call("greaterOrEquals", _MOMENT, moment(first))


def until(last: datetime) -> Expression:
    """True for events at ``last`` or earlier."""
    return call("lessOrEquals", _MOMENT, moment(last))


def before(end: datetime) -> Expression:
    """True for events earlier than ``end``."""
    return call("less", _MOMENT, moment(end))


def after(start: datetime) -> Expression:
    """True for events later than ``start``."""
    return call("greater", _MOMENT, moment(start))


def counted_in(span: Span) -> tuple[Expression, ...]:
    """True for the events that count in ``span`` (EN-11); none do when it ends before it starts."""
    if span.end < span.start:
        return (NEVER,)
    return since(span.first_counted), until(span.last_counted)


def asked_everywhere(query: InsightNode, context: Context) -> And:
    """What holds for every event of ``query``, whichever series: its filters (EN-19), and its sample (EN-29)."""
    return conditions(condition(query.properties, context), sampled(query.samplingFactor))


def conditions(*parts: Expression) -> And:
    """All of ``parts``, those that restrict nothing left out; what the table is ordered by should come first."""
    return all_of(inner for part in parts for inner in _flat(part))


def only_groups(select: Select) -> bool:
    """Whether ``select`` only groups the rows for which its condition holds: no order, no limit, nothing beside."""
    return select == Select(columns=select.columns, source=select.source, where=select.where, group_by=select.group_by)


def untold(holds: And, known: And) -> And:
    """What of ``holds`` has still to be asked of a row for which ``known`` holds."""
    return And(tuple(part for part in holds.parts if part not in known.parts))


def _flat(part: Expression) -> tuple[Expression, ...]:
    if part == ALWAYS:
        return ()
    return tuple(inner for one in part.parts for inner in _flat(one)) if isinstance(part, And) else (part,)
