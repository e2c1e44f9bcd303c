"""Group commit: whatever waits is made durable in one go, and acknowledged only then (design §5)."""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from threading import Condition, Thread

from prometheus_client import Histogram

from hedgerow.base.clock import Clock
from hedgerow.base.errors import ClientError, EngineError, InvalidRequest, QueryTooLarge, Unavailable
from hedgerow.base.logging import logger
from hedgerow.base.settings import Settings
from hedgerow.capture.group import GroupWriter, RowImpossible, Written
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.live import LiveFeed
from hedgerow.capture.throughput import Throughput
from hedgerow.engine.port import Engine
from hedgerow.store.errors import BrokenReference
from hedgerow.store.store import Store
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import IngestionWarning, Outcome

RETRY_AFTER = 5
"""Seconds a client is asked to wait after a 503."""

ROW_FAULTS = frozenset({6, 26, 27, 33, 38, 41, 53, 69, 72, 117, 131, 349, 467})
"""ClickHouse's numbers for "this row cannot be read", which the rows are to blame for and not the server."""

_COMMIT_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_log = logger("capture")


@dataclass(slots=True)
class Counts:
    """What a committer has done so far, in events unless named otherwise."""

    accepted: int = 0
    stored: int = 0
    duplicates: int = 0
    refused: int = 0
    commits: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """The events of one request, where its answer goes, and since when it waits (monotonic seconds)."""

    events: Sequence[Event]
    answer: "Future[None]"
    since: float


class GroupCommitter:
    """Takes events from any number of threads and tasks; one thread of its own makes them durable.

    While one group is being committed the next one gathers, so that the cost of a commit is shared by all who wait.
    A resent uuid is stored once (CAP-27); an event without a uuid of its client cannot be recognised when sent again.
    """

    def __init__(self, store: Store, engine: Engine, clock: Clock, settings: Settings) -> None:
        self.counts = Counts()
        self.commit_seconds = Histogram(
            "hedgerow_capture_commit_seconds", "Time one group commit takes.", buckets=_COMMIT_SECONDS, registry=None
        )
        self.throughput = Throughput(clock())
        self.live = LiveFeed()
        self.warnings = IngestionWarnings(self._warned)
        self._clock = clock
        self._writer = GroupWriter(store, engine)
        self._queue_limit = settings.capture_queue_events
        self._group_limit = settings.capture_commit_events
        self._state = Condition()
        self._queue: deque[_Waiting] = deque()
        self._waiting_events = 0
        self._in_work_since: float | None = None
        self._stale_definitions = False
        self._closing = False
        self._thread = Thread(target=self._work, name="capture-commit", daemon=True)
        self._thread.start()

    async def submit(self, events: Sequence[Event]) -> None:
        """Return when ``events`` are durable; the event loop stays free.

        They are committed even when the caller is cancelled. Raises Unavailable (nothing of the request counts as
        stored: send it again) or InvalidRequest (the engine cannot take one of the events).
        """
        if events:
            await asyncio.shield(asyncio.wrap_future(self._enqueue(events)))

    def submit_and_wait(self, events: Sequence[Event]) -> None:
        """The same as `submit`, for threads."""
        if events:
            self._enqueue(events).result()

    @property
    def queue_length(self) -> int:
        """Events that wait for their commit, those of the group in work not counted."""
        return self._waiting_events

    @property
    def lag_seconds(self) -> float:
        """How long the oldest event that was taken waits for being durable; 0 when none does."""
        with self._state:
            since = self._in_work_since
            if since is None and self._queue:
                since = self._queue[0].since
        return 0.0 if since is None else time.monotonic() - since

    def forget_definitions(self) -> None:
        """Call after a definition was deleted: it is made again when next seen (EVDEF-53)."""
        self._stale_definitions = True

    def close(self) -> None:
        """Take nothing more, commit what waits, then end. Returns when all is done; may be called again."""
        with self._state:
            self._closing = True
            self._state.notify_all()
        self._thread.join()

    def _enqueue(self, events: Sequence[Event]) -> "Future[None]":
        waiting = _Waiting(events, Future(), time.monotonic())
        with self._state:
            if self._closing:
                self._count_refused(events)
                raise Unavailable("The server is stopping.", retry_after=RETRY_AFTER)
            # An empty queue takes any request, or a large one could never pass.
            if self._queue and self._waiting_events + len(events) > self._queue_limit:
                self._count_refused(events)
                raise Unavailable("Too many events wait to be stored.", retry_after=RETRY_AFTER)
            self.counts.accepted += len(events)
            self._queue.append(waiting)
            self._waiting_events += len(events)
            self._state.notify_all()
        return waiting.answer

    def _work(self) -> None:
        while group := self._next_group():
            if self._stale_definitions:
                self._stale_definitions = False
                self._writer.forget_definitions()
            with self.commit_seconds.time():
                self._commit(group)
            self.counts.commits += 1

    def _next_group(self) -> list[_Waiting]:
        """What waits, up to the limit of a group but at least one request; empty when it is time to end."""
        with self._state:
            self._in_work_since = None
            self._state.wait_for(lambda: self._queue or self._closing)
            group: list[_Waiting] = []
            size = 0
            while self._queue and (not group or size + len(self._queue[0].events) <= self._group_limit):
                group.append(self._queue.popleft())
                size += len(group[-1].events)
            self._waiting_events -= size
            self._in_work_since = group[0].since if group else None
            return group

    def _commit(self, group: Sequence[_Waiting]) -> None:
        """Make a group durable and answer everyone in it.

        When one request's events are what cannot be stored, the group is halved until it stands alone: it gets its
        refusal and all others are stored. Any other failure is a 503 for the whole group.
        """
        events = [event for waiting in group for event in waiting.events]
        try:
            now = self._clock()
            written = self._writer.write(events, now)
        except Exception as error:
            if len(group) > 1 and _lies_with_one(error):
                middle = len(group) // 2
                self._commit(group[:middle])
                self._commit(group[middle:])
            else:
                self._refuse(group, error)
            return
        try:
            self._count_written(events, written, now)
        except Exception as error:  # what is only shown may never keep an answer back
            _log.error("capture_not_counted", exc_info=error)
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_result(None)

    def _refuse(self, group: Sequence[_Waiting], error: Exception) -> None:
        events = [event for waiting in group for event in waiting.events]
        self._count_refused(events)
        _log.error("capture_commit_failed", events=len(events), requests=len(group), exc_info=error)
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_exception(_refusal(error))

    def _count_written(self, events: Sequence[Event], written: Written, now: datetime) -> None:
        """Count what was written, and show it to those who watch, before the client knows of it."""
        self.counts.stored += len(written.stored)
        self.counts.duplicates += written.duplicates
        stored: dict[int, list[Event]] = defaultdict(list)
        for event in written.stored:
            stored[event.team_id].append(event)
        for team_id, size in _by_project(events).items():
            new = len(stored.get(team_id, ()))
            self.throughput.count(team_id, Outcome.ACCEPTED, new, now)
            self.throughput.count(team_id, Outcome.DUPLICATE, size - new, now)
        self.live.stored(stored, now)

    def _count_refused(self, events: Sequence[Event]) -> None:
        self.counts.refused += len(events)
        for team_id, size in _by_project(events).items():
            self.throughput.count(team_id, Outcome.REFUSED, size, self._clock())

    def _warned(self, warning: IngestionWarning, events: int) -> None:
        self.live.warned(warning)
        if warning.team_id is not None and (outcome := warning.kind.outcome) is not None:
            self.throughput.count(warning.team_id, outcome, events, warning.at)


def _by_project(events: Sequence[Event]) -> Counter[int]:
    """How many of ``events`` belong to each project."""
    return Counter(event.team_id for event in events)


def _lies_with_one(error: Exception) -> bool:
    """Whether a part of the group may pass without the rest."""
    return _is_row_fault(error) or isinstance(error, BrokenReference | QueryTooLarge)


def _is_row_fault(error: Exception) -> bool:
    return isinstance(error, RowImpossible) or (isinstance(error, EngineError) and error.code in ROW_FAULTS)


def _refusal(error: Exception) -> ClientError:
    """What the client is told. Only what can never be stored is a 400; a client gives up on that."""
    if _is_row_fault(error):
        return InvalidRequest("The engine cannot store one of these events.", attr="batch")
    return Unavailable("The events could not be stored; send them again.", retry_after=RETRY_AFTER)
