"""Where an event or a property is used: in which insights, dashboards, actions and cohorts of its project."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from hedgerow.services.event_definitions import event_definition
from hedgerow.services.event_queries import DAYS, write_event_queries
from hedgerow.services.house import House, Visit
from hedgerow.services.naming import named_in_cohort, named_in_filters, named_in_query, named_in_steps
from hedgerow.services.property_definitions import property_definition
from hedgerow.store.repositories.event_filter import EventDefinitionFilter
from hedgerow.store.repositories.property_filter import PropertyDefinitionFilter
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.dashboards import Dashboard, Insight
from hedgerow.vocab.definitions import Name, PropertyOwner
from hedgerow.vocab.pages import PageRequest

Thing = TypeVar("Thing")
_ALL = PageRequest(limit=2**31)
_Naming = Sequence[tuple[Thing, frozenset[Name]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What names an event or a property. A dashboard does by its own filters, or by an insight on it."""

    insights: tuple[Insight, ...]
    dashboards: tuple[Dashboard, ...]
    actions: tuple[Action, ...]
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True)
class _Saved:
    """Everything saved in a project that is not deleted, each with what it names."""

    insights: _Naming[Insight]
    dashboards: _Naming[Dashboard]
    actions: _Naming[Action]
    cohorts: _Naming[Cohort]

    def names(self) -> Counter[Name]:
        """Everything that is named anywhere, and in how many things."""
        parts: Iterable[_Naming[object]] = (self.insights, self.dashboards, self.actions, self.cohorts)
        return Counter(name for part in parts for _, names in part for name in names)


def usage_of_event(house: House, visit: Visit, definition_id: str) -> Usage:
    """Where the event is used; raises NotFound without such a definition."""
    return _usage(house, visit, (None, event_definition(house, visit, definition_id).name))


def usage_of_property(house: House, visit: Visit, definition_id: str) -> Usage:
    """Where the property is used; raises NotFound without such a definition."""
    found = property_definition(house, visit, definition_id)
    return _usage(house, visit, (found.owner, found.name))


def times_used(house: House, visit: Visit, owner: PropertyOwner | None, names: Sequence[str]) -> dict[str, int]:
    """In how many saved things each of ``names`` stands: properties of ``owner``, or events when that is None.

    A dashboard counts by its own filters only; its insights count themselves.
    """
    used = _saved(house, visit).names()
    return {name: used[owner, name] for name in dict.fromkeys(names)}


def unused_events(house: House, visit: Visit, filters: EventDefinitionFilter) -> EventDefinitionFilter:
    """``filters`` narrowed to events that nothing saved names and nobody asked about in the last 30 days."""
    write_event_queries(house)
    used = [name for owner, name in _saved(house, visit).names() if owner is None]
    since = house.clock().date() - timedelta(days=DAYS - 1)
    return replace(filters, excluded_names=[*filters.excluded_names, *used], not_queried_since=since)


def unused_properties(house: House, visit: Visit, filters: PropertyDefinitionFilter) -> PropertyDefinitionFilter:
    """``filters`` narrowed to properties that nothing saved names, whoever's property of that name is meant there."""
    used = {name for owner, name in _saved(house, visit).names() if owner in filters.owners}
    return replace(filters, excluded_names=[*filters.excluded_names, *sorted(used)])


def _usage(house: House, visit: Visit, wanted: Name) -> Usage:
    saved = _saved(house, visit)
    insights = _naming(saved.insights, wanted)
    shown_on = {board for insight in insights for board in insight.dashboards}
    dashboards = tuple(board for board, names in saved.dashboards if wanted in names or board.id in shown_on)
    return Usage(
        insights=insights,
        dashboards=dashboards,
        actions=_naming(saved.actions, wanted),
        cohorts=_naming(saved.cohorts, wanted),
    )


def _naming(things: _Naming[Thing], wanted: Name) -> tuple[Thing, ...]:
    return tuple(thing for thing, names in things if wanted in names)


def _saved(house: House, visit: Visit) -> _Saved:
    team = visit.project.id
    with house.store.read() as tx:
        insights, dashboards = tx.insights.page(team, _ALL).items, tx.dashboards.page(team, _ALL).items
        actions, cohorts = tx.actions.alive(team), tx.cohorts.alive(team)
    return _Saved(
        insights=[(one, named_in_query(one.query)) for one in insights],
        dashboards=[(one, named_in_filters(one.filters)) for one in dashboards],
        actions=[(one, named_in_steps(one.steps)) for one in actions],
        cohorts=[(one, named_in_cohort(one)) for one in cohorts],
    )
