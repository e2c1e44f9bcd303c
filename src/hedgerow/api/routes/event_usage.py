"""How much there is of each event, where it is used, and what it carries (EVDEF-55)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.query_values import wanted_names
from hedgerow.api.routing import resource
from hedgerow.api.wire.definition_usage import AllTimesUsedAnswer, UsageAnswer, times_used_answer, usage_answer
from hedgerow.api.wire.event_usage import (
    EventMetricsAnswer,
    EventPropertiesAnswer,
    EventVolumesAnswer,
    event_properties_answer,
    event_volumes_answer,
)
from hedgerow.services import event_volumes
from hedgerow.services.definition_usage import times_used, usage_of_event
from hedgerow.services.event_definitions import event_definition, properties_of_event
from hedgerow.services.house import Visit

router = resource("Event definitions")

_LIST = "/api/projects/{project_id}/event_definitions"
_ONE = f"{_LIST}/{{definition_id:id}}"

Reader = Annotated[Visit, Depends(Enters("event_definition:read"))]
Names = Annotated[list[str], Query(default_factory=list, description="Exact names, repeated or joined by commas.")]


@router.get(f"{_LIST}/volumes", summary="How many events there were, by day")
def event_definitions_volumes(house: TheHouse, visit: Reader, names: Names) -> EventVolumesAnswer:
    """Answer how many events of these names there were on each of the last 30 days, from the events themselves."""
    return event_volumes_answer(event_volumes.event_volumes(house, visit, wanted_names(names)))


@router.get(f"{_LIST}/usage", summary="In how many saved things events stand")
def event_definitions_times_used(house: TheHouse, visit: Reader, names: Names) -> AllTimesUsedAnswer:
    """Answer in how many saved things each of these events stands."""
    return times_used_answer(times_used(house, visit, None, wanted_names(names)))


@router.get(f"{_ONE}/metrics", summary="How an event is used")
def event_definitions_metrics(definition_id: str, house: TheHouse, visit: Reader) -> EventMetricsAnswer:
    """Answer how often the event was asked about in the last 30 days, and how often it was refused."""
    found = event_definition(house, visit, definition_id)
    queries, rejections = event_volumes.recent_counts(house, visit, [found.name])
    return EventMetricsAnswer(query_usage_30_day=queries[found.name], rejected_30_day=rejections[found.name])


@router.get(f"{_ONE}/usage", summary="Where an event is used")
def event_definitions_usage(definition_id: str, house: TheHouse, visit: Reader) -> UsageAnswer:
    """Answer the insights, dashboards, actions and cohorts that name the event."""
    return usage_answer(usage_of_event(house, visit, definition_id))


@router.get(f"{_ONE}/properties", summary="The properties an event carries")
def event_definitions_properties(definition_id: str, house: TheHouse, visit: Reader) -> EventPropertiesAnswer:
    """Answer the properties that were seen on the event, each with the types it showed there."""
    return event_properties_answer(properties_of_event(house, visit, definition_id))
