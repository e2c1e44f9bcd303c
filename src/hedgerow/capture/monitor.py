"""What capture has done and what went wrong with it: counted for operators, shown to those who watch."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import Histogram

from hedgerow.base.tally import Tally
from hedgerow.capture.group import Written
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.live import LiveFeed
from hedgerow.capture.schemas import Rejection
from hedgerow.capture.throughput import Throughput
from hedgerow.store.repositories.event_days import DayOfEvent
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import IngestionWarning, Outcome, WarningKind

_COMMIT_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@dataclass(slots=True)
class Counts:
    """What a committer has done so far, in events unless named otherwise."""

    accepted: int = 0
    stored: int = 0
    duplicates: int = 0
    rejected: int = 0
    refused: int = 0
    commits: int = 0


class IngestionMonitor:
    """Takes what became of events from the committer, and warnings from everywhere. Safe to share between threads."""

    def __init__(self, started_at: datetime) -> None:
        self.counts = Counts()
        self.commit_seconds = Histogram(
            "hedgerow_capture_commit_seconds", "Time one group commit takes.", buckets=_COMMIT_SECONDS, registry=None
        )
        self.rejections: Tally[DayOfEvent] = Tally()
        self.throughput = Throughput(started_at)
        self.live = LiveFeed()
        self.warnings = IngestionWarnings(self._warned)

    def written(self, events: Sequence[Event], written: Written, now: datetime) -> None:
        """What came of the ``events`` of a group."""
        self.counts.stored += len(written.stored)
        self.counts.duplicates += written.duplicates
        stored: dict[int, list[Event]] = defaultdict(list)
        for event in written.stored:
            stored[event.team_id].append(event)
        rejected = _by_project(one.event for one in written.rejected)
        for team_id, sent in _by_project(events).items():
            new = len(stored.get(team_id, ()))
            self.throughput.count(team_id, Outcome.ACCEPTED, new, now)
            self.throughput.count(team_id, Outcome.DUPLICATE, sent - new - rejected[team_id], now)
        self._rejected(written.rejected, now)
        self.live.stored(stored, now)

    def refused(self, events: Sequence[Event], now: datetime) -> None:
        """These were sent away to come again."""
        self.counts.refused += len(events)
        for team_id, size in _by_project(events).items():
            self.throughput.count(team_id, Outcome.REFUSED, size, now)

    def _rejected(self, rejected: Sequence[Rejection], now: datetime) -> None:
        """Count what broke its schema, and warn once of all events that broke it in the same way."""
        self.counts.rejected += len(rejected)
        self.rejections.add(Counter((one.event.team_id, one.event.event, now.date()) for one in rejected))
        together: dict[tuple[int, str, str], list[Rejection]] = defaultdict(list)
        for one in rejected:
            together[one.event.team_id, one.event.event, str(one.broken)].append(one)
        for alike in together.values():
            first = alike[0]
            self.warnings.note(
                WarningKind.EVENT_REJECTED,
                team_id=first.event.team_id,
                at=now,
                event=first.event.event,
                distinct_id=first.event.distinct_id,
                details={"broken": first.broken},
                count=len(alike),
            )

    def _warned(self, warning: IngestionWarning, events: int) -> None:
        self.live.warned(warning)
        if warning.team_id is not None and (outcome := warning.kind.outcome) is not None:
            self.throughput.count(warning.team_id, outcome, events, warning.at)


def _by_project(events: Iterable[Event]) -> Counter[int]:
    """How many of ``events`` belong to each project."""
    return Counter(event.team_id for event in events)
