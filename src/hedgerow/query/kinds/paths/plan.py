"""Paths: one statement, one scan of the events, of which only edges come back (PA-2 to PA-8)."""

from datetime import datetime

from hedgerow.query.actors import PERSON
from hedgerow.query.context import Context
from hedgerow.query.dates import span
from hedgerow.query.kinds.paths.items import included, path_item
from hedgerow.query.kinds.paths.model import PathsFilter, PathsQuery
from hedgerow.query.kinds.paths.shape import Paths
from hedgerow.query.kinds.paths.steps import item_of, limited_paths, moment_of
from hedgerow.query.moments import midnight
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sampling import unsampled
from hedgerow.query.scan import asked_everywhere, conditions, since, until
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed, readable
from hedgerow.query.sql.tree import (
    Column,
    Expression,
    Lambda,
    Named,
    Order,
    Select,
    Table,
    Value,
    all_of,
    call,
    text,
)
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.events import EVENTS

_PATH, _VALUE = Column("path"), Column("value")
_PLACE, _HERE, _THERE = Column("place"), Column("here"), Column("there")


def plan_paths(query: PathsQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite."""
    if query.funnelPathsFilter is not None:
        raise NotSupportedYet("Paths of a funnel's actors (funnelPathsFilter)")
    if query.aggregation_group_type_index is not None:
        raise NotSupportedYet("Paths of groups (aggregation_group_type_index)")
    first, last = _bounds(query, context)
    select = _edges(limited_paths(_steps(query, first, last, context), query.pathsFilter), query)
    return Plan(
        kind=query.kind,
        statements=(printed(guarded(select, context.scope)),),
        shape=Paths(first=first, last=last, edge_limit=query.pathsFilter.edgeLimit).response,
        hogql=readable(select),
        date_range=(first, last),
        interval=str(Interval.DAY),
    )


def _bounds(query: PathsQuery, context: Context) -> tuple[datetime, datetime]:
    """From the start of a day, unless dates are explicit (EN-12), to ``date_to`` inclusive (PA-2)."""
    asked = span(query.dateRange, Interval.DAY, context)
    return asked.start if query.dateRange.explicitDate else midnight(asked.start), asked.end


def _steps(query: PathsQuery, first: datetime, last: datetime, context: Context) -> Select:
    """The events that count: whose, when, and their path item."""
    asked = query.pathsFilter
    return Select(
        columns=(
            Named("person", PERSON),
            Named("moment", call("toUnixTimestamp64Micro", Column("timestamp"))),
            Named("item", path_item(asked, context)),
        ),
        source=Table(EVENTS.name),
        where=conditions(included(asked), since(first), until(last), asked_everywhere(query, context)),
    )


def _edges(paths: Select, query: PathsQuery) -> Select:
    """Columns: ``source``, ``target``, ``value``, ``average_conversion_time`` in milliseconds; one row too many."""
    edge = Column("edge")
    gap = call("minus", moment_of(_THERE), moment_of(_HERE))
    pair = Lambda(
        ("place", "here", "there"),
        call("tuple", _key(_PLACE, _HERE), _key(call("plus", _PLACE, Value(1, "UInt8")), _THERE), gap),
    )
    following = call("arrayPopFront", _PATH)
    pairs = call("arrayMap", pair, call("arrayEnumerate", following), call("arrayPopBack", _PATH), following)
    mean = call("divide", call("avg", call("tupleElement", edge, Value(3, "UInt8"))), Value(1000.0, "Float64"))
    return Select(
        columns=(
            Named("source", call("tupleElement", edge, Value(1, "UInt8"))),
            Named("target", call("tupleElement", edge, Value(2, "UInt8"))),
            Named("value", unsampled(call("count"), query.samplingFactor)),
            Named("average_conversion_time", mean),
        ),
        source=Select(columns=(Named("edge", call("arrayJoin", pairs)),), source=paths),
        group_by=(Column("source"), Column("target")),
        having=all_of(_weights(query.pathsFilter)),
        order_by=(Order(_VALUE, descending=True), Order(Column("source")), Order(Column("target"))),
        limit=query.pathsFilter.edgeLimit + 1,
    )


def _key(place: Expression, step: Expression) -> Expression:
    return call("concat", call("toString", place), text("_"), item_of(step))


def _weights(asked: PathsFilter) -> list[Expression]:
    weights = (("greaterOrEquals", asked.minEdgeWeight), ("lessOrEquals", asked.maxEdgeWeight))
    return [call(word, _VALUE, Value(weight, "Int64")) for word, weight in weights if weight is not None]
