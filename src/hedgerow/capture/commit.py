"""Group commit: whatever waits is made durable in one go, and acknowledged only then (design §5)."""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Lock, Thread

from hedgerow.base.clock import Clock
from hedgerow.base.errors import ClientError, InvalidRequest, QueryTooLarge, Unavailable
from hedgerow.base.logging import logger
from hedgerow.base.settings import Settings
from hedgerow.capture.group import GroupWriter, RowImpossible
from hedgerow.capture.monitor import IngestionMonitor
from hedgerow.capture.rates import EventRates
from hedgerow.capture.witness import NO_WITNESS, Witness
from hedgerow.engine.port import Engine
from hedgerow.store.errors import BrokenReference
from hedgerow.store.store import Store
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind

RETRY_AFTER = 5
"""Seconds a client is asked to wait after a 503."""

GROUP_BYTES = 64 * 2**20
"""Bytes of JSON in one commit; a larger request is one of its own."""

_NEXT_REQUEST_SECONDS = 0.003
"""Requests that come within so much of each other share a commit while several clients send."""

_LONGEST_GATHERING = 0.1
"""Seconds a group waits for more at most, so that one slow commit does not make the next one late."""

_log = logger("capture")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """The events of one request, the size of their text, where the answer goes, and since when (monotonic) it waits."""

    events: Sequence[Event]
    text_bytes: int
    answer: "Future[None]"
    since: float


class GroupCommitter:
    """Takes events from any number of threads and tasks; one thread of its own makes them durable.

    While one group is being committed the next one gathers, so that the cost of a commit is shared by all who wait.
    Who was answered together sends again together: while several do, a group waits for the rest of them.
    ``changed`` is told each project whose people merged or whose sealed days were opened, before the events that made
    it so are acknowledged; ``witness`` all that the engine is told.
    A resent uuid is stored once (CAP-27); an event without a uuid of its client cannot be recognised when sent again.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        clock: Clock,
        settings: Settings,
        *,
        changed: Callable[[int], object] = lambda _: None,
        witness: Witness = NO_WITNESS,
    ) -> None:
        self.monitor = IngestionMonitor(clock())
        self.counts = self.monitor.counts
        self.warnings = self.monitor.warnings
        self._clock = clock
        self._changed = changed
        self._writer = GroupWriter(store, engine, self.warnings, changed, witness)
        self._rates = EventRates(settings.capture_project_rate, settings.capture_project_burst)
        self._queue_limit = settings.capture_queue_events, settings.capture_queue_bytes
        self._group_limit = settings.capture_commit_events, GROUP_BYTES
        self._state = Condition()
        self._queue: deque[_Waiting] = deque()
        self._waiting_events = 0
        self._waiting_bytes = 0
        self._in_work_since: float | None = None
        self._commit_took = 0.0
        self._several = False
        self._stale_definitions = False
        self._stale_people = False
        self._pause = Lock()
        self._paused = False
        self._busy = False
        self._closing = False
        self._thread = Thread(target=self._work, name="capture-commit", daemon=True)
        self._thread.start()

    def admit(self, team_id: int, events: int) -> None:
        """Raise Unavailable while a project sends faster than it may (CAP-26: 503, as posthog-js gives up on 429)."""
        if wait := self._rates.spend(team_id, events):
            self.counts.refused += events
            self.warnings.note(WarningKind.RATE_LIMITED, team_id=team_id, at=self._clock(), count=events)
            raise Unavailable("The project sends too fast.", code="rate_limited", retry_after=math.ceil(wait))

    async def submit(self, events: Sequence[Event], *, text_bytes: int = 0) -> None:
        """Return when ``events`` are durable; the event loop stays free. ``text_bytes`` is the size of their JSON.

        They are committed even when the caller is cancelled. Raises Unavailable (nothing of the request counts as
        stored: send it again) or InvalidRequest (the engine cannot take one of the events).
        """
        if events:
            await asyncio.shield(asyncio.wrap_future(self._enqueue(events, text_bytes)))

    def submit_and_wait(self, events: Sequence[Event]) -> None:
        """The same as `submit`, for threads."""
        if events:
            self._enqueue(events, 0).result()

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
        """Call after a definition was deleted, which is made again when next seen (EVDEF-53), or a schema changed."""
        self._stale_definitions = True

    def forget_people(self) -> None:
        """Call after people were deleted: once this returns, no event is stored as theirs any more.

        Waits for the group that is being committed, which may have begun before. Raises Unavailable when closed.
        """
        self._stale_people = True
        self._enqueue((), 0).result()

    def takes_late_events(self, team_id: int, seconds: float) -> bool:
        """Whether events of days that are over came in the last ``seconds``, as from an import."""
        return self._writer.day_seals.seconds_since_late(team_id) < seconds

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

    def _enqueue(self, events: Sequence[Event], text_bytes: int) -> "Future[None]":
        waiting = _Waiting(events, text_bytes, Future(), time.monotonic())
        most_events, most_bytes = self._queue_limit
        with self._state:
            if self._closing:
                self.monitor.refused(events, self._clock())
                raise Unavailable("The server is stopping.", retry_after=RETRY_AFTER)
            # An empty queue takes any request, or a large one could never pass.
            if self._queue and (
                self._waiting_events + len(events) > most_events or self._waiting_bytes + text_bytes > most_bytes
            ):
                self.monitor.refused(events, self._clock())
                raise Unavailable("Too many events wait to be stored.", retry_after=RETRY_AFTER)
            self.counts.accepted += len(events)
            self._queue.append(waiting)
            self._waiting_events += len(events)
            self._waiting_bytes += text_bytes
            self._state.notify_all()
        return waiting.answer

    def _work(self) -> None:
        while group := self._next_group():
            if self._stale_definitions:
                self._stale_definitions = False
                self._writer.forget_definitions()
            if self._stale_people:
                self._stale_people = False
                self._writer.forget_people()
            begun = time.monotonic()
            self._commit(group)
            self._commit_took = time.monotonic() - begun
            self.monitor.commit_seconds.observe(self._commit_took)
            self.counts.commits += 1
            with self._state:
                self._busy = False
                self._state.notify_all()

    def _next_group(self) -> list[_Waiting]:
        """What waits, up to the limit of a group but at least one request; empty when it is time to end."""
        with self._state:
            self._in_work_since = None
            self._state.wait_for(lambda: self._queue or self._closing)
            self._gather()
            self._state.wait_for(lambda: not self._paused and (self._queue or self._closing))
            group: list[_Waiting] = []
            most_events, most_bytes = self._group_limit
            events = text_bytes = 0
            while self._queue:
                events += len(self._queue[0].events)
                text_bytes += self._queue[0].text_bytes
                if group and (events > most_events or text_bytes > most_bytes):
                    break
                group.append(self._queue.popleft())
            self._waiting_events -= sum(len(waiting.events) for waiting in group)
            self._waiting_bytes -= sum(waiting.text_bytes for waiting in group)
            self._in_work_since = group[0].since if group else None
            self._busy = bool(group)
            self._several = len(group) > 1
            return group

    def _gather(self) -> None:
        """Wait as long as requests keep coming, when several clients send; the caller has the state.

        A commit costs little more for many events than for few. To wait longer than one takes would spare nothing.
        """
        until = time.monotonic() + min(self._commit_took, _LONGEST_GATHERING)
        most_events, most_bytes = self._group_limit
        known = 0 if self._several else 1
        while (
            known < len(self._queue)
            and self._waiting_events < most_events
            and self._waiting_bytes < most_bytes
            and not self._closing
            and time.monotonic() < until
        ):
            known = len(self._queue)
            self._state.wait(_NEXT_REQUEST_SECONDS)

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
        for team_id in written.merged:
            self._changed(team_id)
        try:
            # By the clock as it is now: answers that were computed meanwhile may be without these events.
            self.monitor.written(events, written, self._clock())
        except Exception as error:  # what is only shown may never keep an answer back
            _log.error("capture_not_counted", exc_info=error)
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_result(None)

    def _refuse(self, group: Sequence[_Waiting], error: Exception) -> None:
        events = [event for waiting in group for event in waiting.events]
        self.monitor.refused(events, self._clock())
        _log.error("capture_commit_failed", events=len(events), requests=len(group), exc_info=error)
        for waiting in group:
            if waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_exception(_refusal(error))


def _lies_with_one(error: Exception) -> bool:
    """Whether a part of the group may pass without the rest."""
    return isinstance(error, RowImpossible | BrokenReference | QueryTooLarge)


def _refusal(error: Exception) -> ClientError:
    """What the client is told. Only what can never be stored is a 400; a client gives up on that."""
    if isinstance(error, RowImpossible):
        return InvalidRequest("The engine cannot store one of these events.", attr="batch")
    return Unavailable("The events could not be stored; send them again.", retry_after=RETRY_AFTER)
