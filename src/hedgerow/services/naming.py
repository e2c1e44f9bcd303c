"""Which events and properties a saved thing names: found by the models of queries, not by looking for text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from hedgerow.base.errors import ClientError
from hedgerow.query.actions import steps_of
from hedgerow.query.cohorts import filters_of
from hedgerow.query.kinds.events.model import EventsQuery
from hedgerow.query.kinds.funnels.model import FunnelsFilter
from hedgerow.query.kinds.hogql.model import HogQLQuery
from hedgerow.query.kinds.paths.model import ItemType, PathsFilter
from hedgerow.query.kinds.retention.model import RetentionEntity, RetentionFilter
from hedgerow.query.understand import understand
from hedgerow.query.wire.actions import ActionStep
from hedgerow.query.wire.breakdown import Breakdown, BreakdownFilter
from hedgerow.query.wire.cohorts import CohortRule, RuleType
from hedgerow.query.wire.filters import Properties, PropertyFilter
from hedgerow.query.wire.series import EventsNode, SeriesNode
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.definitions import GROUP_OWNERS, Name, PropertyOwner

_PROPERTIES: TypeAdapter[Any] = TypeAdapter(Properties)


def named_in_query(query: Mapping[str, Any] | None) -> frozenset[Name]:
    """What a question of any kind names; nothing when it cannot be understood."""
    if query is None:
        return frozenset()
    try:
        return _named(understand(dict(query)).node)
    except ClientError:
        return frozenset()


def named_in_steps(steps: Sequence[Mapping[str, Any]]) -> frozenset[Name]:
    """What the steps of an action name."""
    try:
        return _named(steps_of(steps))
    except ClientError:
        return frozenset()


def named_in_cohort(cohort: Cohort) -> frozenset[Name]:
    """What the rules of a cohort name; a static one has none."""
    try:
        return frozenset() if cohort.is_static else _named(filters_of(cohort.filters))
    except ClientError:
        return frozenset()


def named_in_filters(filters: Mapping[str, Any]) -> frozenset[Name]:
    """What the filters of a dashboard name."""
    try:
        return _named(_PROPERTIES.validate_python(filters.get("properties")))
    except ValidationError:
        return frozenset()


def _named(part: object) -> frozenset[Name]:
    return frozenset(_walk(part))


def _walk(part: object) -> Iterator[Name]:
    if isinstance(part, BaseModel):
        yield from _own(part)
        for name in type(part).model_fields:
            yield from _walk(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from _walk(inner)


def _own(part: BaseModel) -> Iterable[Name]:
    """What one node names by itself, the nodes inside it left out."""
    return next((named(part) for kind, named in _NAMED.items() if isinstance(part, kind)), ())


def _by_series(part: SeriesNode) -> Iterator[Name]:
    if isinstance(part, EventsNode):
        yield from _events(part.event)
    owner = (part.math_property_type or PropertyOwner.EVENT).removesuffix("_properties")
    yield from _property(owner, part.math_property, part.math_group_type_index)
    yield from _by_expression(part.math_hogql)


def _by_list(part: EventsQuery) -> Iterator[Name]:
    yield from _events(part.event, *part.events)
    for written in (*part.select, *part.where, *part.orderBy):
        yield from _by_expression(written)


def _by_sql(part: HogQLQuery) -> Iterable[Name]:
    from hedgerow.services.naming_in_sql import named_in_select  # with what reads SQL, see `query.hogql.expressions`

    return named_in_select(part.query)


def _by_expression(written: str | None) -> Iterable[Name]:
    if written is None:
        return ()
    from hedgerow.services.naming_in_sql import named_in_expression  # likewise

    return named_in_expression(written)


def _by_paths(part: PathsFilter) -> Iterator[Name]:
    views = (kind for kind in part.includeEventTypes if kind in {ItemType.PAGEVIEW, ItemType.SCREEN})
    yield from _events(*views, part.startPoint, part.endPoint, *part.excludeEvents)
    yield from _by_expression(part.pathsHogQLExpression)


def _by_breakdown(part: BreakdownFilter) -> Iterator[Name]:
    for written in part.breakdown if isinstance(part.breakdown, tuple) else (part.breakdown,):
        yield from _property(part.breakdown_type, written, part.breakdown_group_type_index)


def _by_rule(part: CohortRule) -> Iterator[Name]:
    if part.type is RuleType.PERSON:
        yield from _property(PropertyOwner.PERSON, part.key)
    if part.type is RuleType.BEHAVIORAL:
        yield from _events(part.key if part.event_type == "events" else None)
        yield from _events(part.seq_event if part.seq_event_type == "events" else None)


_NAMED: Mapping[type[BaseModel], Callable[[Any], Iterable[Name]]] = {
    SeriesNode: _by_series,
    EventsQuery: _by_list,
    RetentionEntity: lambda part: _events(part.id if part.type == "events" else None),
    RetentionFilter: lambda part: _property(PropertyOwner.EVENT, part.aggregationProperty),
    FunnelsFilter: lambda part: _by_expression(part.funnelAggregateByHogQL),
    PathsFilter: _by_paths,
    HogQLQuery: _by_sql,
    ActionStep: lambda part: _events(part.event),
    PropertyFilter: lambda part: _property(part.type, part.key, part.group_type_index),
    BreakdownFilter: _by_breakdown,
    Breakdown: lambda part: _property(part.type, part.property, part.group_type_index),
    CohortRule: _by_rule,
}
"""What nodes of each class name."""


def _events(*names: object) -> tuple[Name, ...]:
    return tuple((None, str(name)) for name in names if isinstance(name, str) and name)


def _property(kind: str, key: object, group: int | None = None) -> Iterable[Name]:
    if not isinstance(key, str):
        return ()
    match kind:
        case "event" | "feature":
            return ((PropertyOwner.EVENT, key),)
        case "person":
            return ((PropertyOwner.PERSON, key),)
        case "group" if group is not None and 0 <= group < len(GROUP_OWNERS):
            return ((GROUP_OWNERS[group], key),)
        case "hogql":
            return _by_expression(key)
    return ()
