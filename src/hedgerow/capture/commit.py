"""Group commit: whatever waits is made durable in one go, and acknowledged only then (design §5)."""

import asyncio
import time
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Lock, Thread

from hedgerow.base.clock import Clock
from hedgerow.base.errors import ClientError, EngineError, InvalidRequest, QueryTooLarge, Unavailable
from hedgerow.base.logging import logger
from hedgerow.base.settings import Settings
from hedgerow.capture.group import GroupWriter, RowImpossible
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.engine.port import Engine
from hedgerow.store.errors import BrokenReference
from hedgerow.store.store import Store
from hedgerow.vocab.events import Event

RETRY_AFTER = 5
"""Seconds a client is asked to wait after a 503."""

ROW_FAULTS = frozenset({6, 26, 27, 33, 38, 41, 53, 69, 72, 117, 131, 349, 467})
"""ClickHouse's numbers for "this row cannot be read", which the rows are to blame for and not the server."""

_log = logger("capture")


@dataclass(slots=True)
class Counts:
    """What a committer has done so far, in events unless named otherwise."""

    accepted: int = 0
    stored: int = 0
    duplicates: int = 0
    refused: int = 0
    commits: int = 0
    commit_seconds: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """The events of one request, and where its answer goes."""

    events: Sequence[Event]
    answer: "Future[None]"


class GroupCommitter:
    """Takes events from any number of threads and tasks; one thread of its own makes them durable.

    While one group is being committed the next one gathers, so that the cost of a commit is shared by all who wait.
    A resent uuid is stored once (CAP-27); an event without a uuid of its client cannot be recognised when sent again.
    """

    def __init__(self, store: Store, engine: Engine, clock: Clock, settings: Settings) -> None:
        self.counts = Counts()
        self.warnings = IngestionWarnings()
        self._clock = clock
        self._writer = GroupWriter(store, engine)
        self._queue_limit = settings.capture_queue_events
        self._group_limit = settings.capture_commit_events
        self._state = Condition()
        self._queue: deque[_Waiting] = deque()
        self._waiting_events = 0
        self._stale_definitions = False
        self._pause = Lock()
        self._paused = False
        self._busy = False
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

    def forget_definitions(self) -> None:
        """Call after a definition was deleted: it is made again when next seen (EVDEF-53)."""
        self._stale_definitions = True

    @contextmanager
    def paused(self) -> Generator[None]:
        """Nothing is committed inside the block, so that store and engine fit together; events wait meanwhile."""
        with self._pause:
            try:
                with self._state:
                    self._paused = True
                    self._state.wait_for(lambda: not self._busy)
                yield
            finally:
                with self._state:
                    self._paused = False
                    self._state.notify_all()

    def close(self) -> None:
        """Take nothing more, commit what waits, then end. Returns when all is done; may be called again."""
        with self._state:
            self._closing = True
            self._state.notify_all()
        self._thread.join()

    def _enqueue(self, events: Sequence[Event]) -> "Future[None]":
        waiting = _Waiting(events, Future())
        with self._state:
            if self._closing:
                self.counts.refused += len(events)
                raise Unavailable("The server is stopping.", retry_after=RETRY_AFTER)
            # An empty queue takes any request, or a large one could never pass.
            if self._queue and self._waiting_events + len(events) > self._queue_limit:
                self.counts.refused += len(events)
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
            started = time.perf_counter()
            self._commit(group)
            self.counts.commits += 1
            self.counts.commit_seconds += time.perf_counter() - started
            with self._state:
                self._busy = False
                self._state.notify_all()

    def _next_group(self) -> list[_Waiting]:
        """What waits, up to the limit of a group but at least one request; empty when it is time to end."""
        with self._state:
            self._state.wait_for(lambda: not self._paused and (self._queue or self._closing))
            group: list[_Waiting] = []
            size = 0
            while self._queue and (not group or size + len(self._queue[0].events) <= self._group_limit):
                group.append(self._queue.popleft())
                size += len(group[-1].events)
            self._waiting_events -= size
            self._busy = bool(group)
            return group

    def _commit(self, group: Sequence[_Waiting]) -> None:
        """Make a group durable and answer everyone in it.

        When one request's events are what cannot be stored, the group is halved until it stands alone: it gets its
        refusal and all others are stored. Any other failure is a 503 for the whole group.
        """
        try:
            written = self._writer.write([event for waiting in group for event in waiting.events], self._clock())
        except Exception as error:
            if len(group) > 1 and _lies_with_one(error):
                middle = len(group) // 2
                self._commit(group[:middle])
                self._commit(group[middle:])
            else:
                self._refuse(group, error)
            return
        self.counts.stored += written.stored
        self.counts.duplicates += written.duplicates
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_result(None)

    def _refuse(self, group: Sequence[_Waiting], error: Exception) -> None:
        size = sum(len(waiting.events) for waiting in group)
        self.counts.refused += size
        _log.error("capture_commit_failed", events=size, requests=len(group), exc_info=error)
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_exception(_refusal(error))


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
