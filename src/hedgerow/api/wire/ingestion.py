"""Ingestion warnings, live events and the state of ingestion as answers show them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from orjson import Fragment
from pydantic import BaseModel, Field

from hedgerow.capture.live import LiveItem
from hedgerow.services.ingestion_advice import ADVICE
from hedgerow.services.ingestion_status import IngestionStatus
from hedgerow.services.ingestion_warnings import WarningSummary
from hedgerow.vocab.ingestion import IngestionWarning, LiveEvent, Outcome, WarningKind


class WarningSampleAnswer(BaseModel):
    """One time that it happened."""

    at: datetime
    event: str | None
    distinct_id: str | None
    details: dict[str, Any] = Field(description="What helps to find the place: what was sent, what was kept.")


class IngestionWarningAnswer(BaseModel):
    """One thing that went wrong with data on its way in."""

    kind: WarningKind
    message: str = Field(description="What happened and what to do about it.")
    in_project: bool = Field(description="False for what belongs to no project, as a request with an unknown token.")
    stored: bool = Field(description="Whether the events were stored, though not as sent.")
    count: int
    first_seen_at: datetime
    last_seen_at: datetime
    sparkline: list[int] = Field(description="How often on each of `days`.")
    samples: list[WarningSampleAnswer] = Field(description="The newest, newest first.")


class IngestionWarningsAnswer(BaseModel):
    """What went wrong, the latest first; `days` are in UTC."""

    days: list[date]
    results: list[IngestionWarningAnswer]


class LiveEventAnswer(BaseModel):
    """An event that was stored a moment ago."""

    type: Literal["event"] = "event"
    id: UUID
    event: str
    distinct_id: str
    timestamp: datetime
    received_at: datetime
    properties: dict[str, Any] | None = Field(description="Null when they are too long to be shown live.")


class LiveWarningAnswer(BaseModel):
    """Something that went wrong a moment ago."""

    type: Literal["warning"] = "warning"
    kind: WarningKind
    message: str = Field(description="What happened and what to do about it.")
    in_project: bool
    stored: bool
    received_at: datetime
    event: str | None
    distinct_id: str | None
    details: dict[str, Any]


class RecentItemsAnswer(BaseModel):
    """Events and warnings of the last moments, newest first."""

    results: list[LiveEventAnswer | LiveWarningAnswer]


class EventRatesAnswer(BaseModel):
    """Stored events a second, on average."""

    last_minute: float
    last_hour: float


class TodayAnswer(BaseModel):
    """What became of the events that were sent since `since`."""

    since: datetime = Field(description="Midnight in the project's time zone, or the server's start if that is later.")
    accepted: int = Field(description="Stored.")
    duplicates: int = Field(description="Stored before, so not again.")
    rejected: int = Field(description="Not stored, for what they are; see the ingestion warnings.")
    refused: int = Field(description="Sent away to come again.")


class IngestionStatusAnswer(BaseModel):
    """How data comes in right now, as the server process that answers sees it."""

    as_of: datetime
    events_per_second: EventRatesAnswer
    lag_seconds: float = Field(description="How long the oldest event waits for being stored.")
    queued_events: int
    last_event_at: datetime | None
    today: TodayAnswer


def warnings_answer(days: Sequence[date], summaries: Sequence[WarningSummary]) -> IngestionWarningsAnswer:
    """``summaries`` of what went wrong on ``days``."""
    return IngestionWarningsAnswer(days=list(days), results=[_summary(item) for item in summaries])


def live_answer(item: LiveItem) -> dict[str, Any]:
    """``item`` for `base.canonical_json.wire`; properties go out as they are, whatever the width of their numbers."""
    if isinstance(item, IngestionWarning):
        return _warning(item).model_dump(mode="json")
    return {**_event(item).model_dump(mode="json"), "properties": item.properties and Fragment(item.properties)}


def status_answer(status: IngestionStatus) -> IngestionStatusAnswer:
    """``status`` for a reader."""
    today = status.today
    return IngestionStatusAnswer(
        as_of=status.as_of,
        events_per_second=EventRatesAnswer(last_minute=status.last_minute, last_hour=status.last_hour),
        lag_seconds=status.lag_seconds,
        queued_events=status.queued_events,
        last_event_at=status.last_event_at,
        today=TodayAnswer(
            since=status.today_since,
            accepted=today.get(Outcome.ACCEPTED, 0),
            duplicates=today.get(Outcome.DUPLICATE, 0),
            rejected=today.get(Outcome.REJECTED, 0),
            refused=today.get(Outcome.REFUSED, 0),
        ),
    )


def _summary(summary: WarningSummary) -> IngestionWarningAnswer:
    return IngestionWarningAnswer(
        kind=summary.kind,
        message=ADVICE[summary.kind],
        in_project=summary.owned,
        stored=summary.kind.outcome is None,
        count=summary.count,
        first_seen_at=summary.first_seen_at,
        last_seen_at=summary.last_seen_at,
        sparkline=list(summary.daily),
        samples=[
            WarningSampleAnswer(
                at=sample.at, event=sample.event, distinct_id=sample.distinct_id, details=dict(sample.details)
            )
            for sample in summary.samples
        ],
    )


def _warning(warning: IngestionWarning) -> LiveWarningAnswer:
    return LiveWarningAnswer(
        kind=warning.kind,
        message=ADVICE[warning.kind],
        in_project=warning.team_id is not None,
        stored=warning.kind.outcome is None,
        received_at=warning.at,
        event=warning.event,
        distinct_id=warning.distinct_id,
        details=dict(warning.details),
    )


def _event(event: LiveEvent) -> LiveEventAnswer:
    return LiveEventAnswer(
        id=event.uuid,
        event=event.event,
        distinct_id=event.distinct_id,
        timestamp=event.timestamp,
        received_at=event.at,
        properties=None,
    )
