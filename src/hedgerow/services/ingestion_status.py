"""How a project's data comes in right now: rates, lag, and what became of today's events.

Each server process tells what it took itself, since it started.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hedgerow.services.house import House, Visit
from hedgerow.vocab.ingestion import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestionStatus:
    """Rates are stored events a second. ``today`` counts from ``today_since``: midnight or the server's start.

    ``lag_seconds`` is how long the oldest event of any project waits for being stored. ``last_event_at`` is to the
    hour for an event that came before the server's start.
    """

    as_of: datetime
    last_minute: float
    last_hour: float
    lag_seconds: float
    queued_events: int
    last_event_at: datetime | None
    today_since: datetime
    today: Mapping[Outcome, int]


def ingestion_status(house: House, visit: Visit) -> IngestionStatus:
    """How the project's data comes in at this moment."""
    now, team_id, committer = house.clock(), visit.project.id, house.committer
    throughput = committer.monitor.throughput
    local = now.astimezone(ZoneInfo(visit.project.timezone))
    midnight = datetime.combine(local.date(), time(), tzinfo=local.tzinfo).astimezone(UTC)
    last_event_at = throughput.last_stored_at(team_id)
    if last_event_at is None:
        with house.store.read() as tx:
            last_event_at = tx.event_definitions.newest_sight(team_id)
    return IngestionStatus(
        as_of=now,
        last_minute=throughput.per_second(team_id, timedelta(minutes=1), now),
        last_hour=throughput.per_second(team_id, timedelta(hours=1), now),
        lag_seconds=committer.lag_seconds,
        queued_events=committer.queue_length,
        last_event_at=last_event_at,
        today_since=max(midnight, throughput.started_at),
        today=throughput.since(team_id, midnight),
    )
