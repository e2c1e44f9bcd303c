"""All that planning may know besides the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from hedgerow.query.sql.guard import Scope
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.event_counts import EventCounts
from hedgerow.vocab.sealed_days import SealedDay


@dataclass(frozen=True, kw_only=True)
class Context:
    """The project's facts and the present moment.

    ``now`` is aware. ``week_start_day`` is 0 for Sunday, 1 for Monday. ``test_account_filters`` are raw property
    filters (EN-23). ``property_types`` are the known types of event properties; an unlisted one is text (EN-21);
    ``person_property_types`` those of people, ``group_property_types`` those of groups by the index of their type.
    ``actions`` (EN-5) and ``cohorts`` (EN-20) are the project's, by id, those deleted left out.
    ``variables`` are the default values of the project's insight variables by id (SQ-4).
    ``merged_events`` leads from the name of an event that was merged into another to that one's.
    ``people_merged`` tells whether any of the project's people were ever merged.
    ``erasures`` is another number once people were erased: no answer of before may be shown any more.
    ``sealed_days`` are the days, in their order, that may be read from the activity index.
    ``rolled_up`` are those of them that a rollup has counted, by its number: what holds for its rows, not the events.
    ``event_counts`` are how many events there were, and who did them, where that is known and of use
    (`Question.counts_events`).
    ``earliest_event`` is needed only when the question says so (`Question.needs_earliest`).
    """

    team_id: int
    timezone: str
    now: datetime
    week_start_day: int = 0
    test_account_filters: tuple[Mapping[str, Any], ...] = ()
    property_types: Mapping[str, PropertyType] = field(default_factory=dict)
    person_property_types: Mapping[str, PropertyType] = field(default_factory=dict)
    group_property_types: Mapping[int, Mapping[str, PropertyType]] = field(default_factory=dict)
    cohorts: Mapping[int, Cohort] = field(default_factory=dict)
    actions: Mapping[int, Action] = field(default_factory=dict)
    earliest_event: datetime | None = None
    variables: Mapping[str, JsonValue] = field(default_factory=dict)
    merged_events: Mapping[str, str] = field(default_factory=dict)
    people_merged: bool = False
    erasures: int = 0
    sealed_days: tuple[SealedDay, ...] = ()
    rolled_up: Mapping[int, tuple[SealedDay, ...]] = field(default_factory=dict)
    event_counts: EventCounts | None = None

    @cached_property
    def scope(self) -> Scope:
        """What every statement for the project is held to."""
        return Scope(self.team_id, self.people_merged)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The project's time zone."""
        return ZoneInfo(self.timezone)

    @cached_property
    def local_now(self) -> datetime:
        """The present moment in the project's time zone."""
        return self.now.astimezone(self.zone)
