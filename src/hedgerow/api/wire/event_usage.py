"""How much there is of events and how they are used, as answers show it (EVDEF-55)."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, Field

from hedgerow.services.event_volumes import EventVolumes
from hedgerow.vocab.definitions import PropertyType


class EventMetricsAnswer(BaseModel):
    """How an event is used."""

    query_usage_30_day: int = Field(description="How often it was asked about in the last 30 days.")
    rejected_30_day: int = Field(description="How many of its events were refused for their schema in 30 days.")


class EventVolumeAnswer(EventMetricsAnswer):
    """How many events of one name there were."""

    name: str
    volume_30_day: int
    daily_volumes: list[int] = Field(description="One for each of the 30 days, today last.")


class EventVolumesAnswer(BaseModel):
    """The volumes of the events that were asked for, in that order."""

    first_day: date = Field(description="The first of the 30 days, in the project's time zone.")
    results: list[EventVolumeAnswer]


def event_volumes_answer(found: EventVolumes) -> EventVolumesAnswer:
    """``found`` as it is shown."""
    results = [
        EventVolumeAnswer(
            name=one.name,
            volume_30_day=one.total,
            daily_volumes=list(one.days),
            query_usage_30_day=one.queries,
            rejected_30_day=one.rejections,
        )
        for one in found.volumes
    ]
    return EventVolumesAnswer(first_day=found.first_day, results=results)


class EventPropertyAnswer(BaseModel):
    """A property that was seen on an event."""

    name: str
    seen_types: list[PropertyType] = Field(description="Every type that its values showed on this event.")


class EventPropertiesAnswer(BaseModel):
    """The properties of an event, by name."""

    results: list[EventPropertyAnswer]


def event_properties_answer(found: Mapping[str, Sequence[PropertyType]]) -> EventPropertiesAnswer:
    """``found`` as it is shown."""
    return EventPropertiesAnswer(
        results=[EventPropertyAnswer(name=name, seen_types=list(types)) for name, types in found.items()]
    )
