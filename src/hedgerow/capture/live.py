"""What comes in, as it comes: the newest events and warnings of each project, and those who watch them.

Nothing here is durable and every size is fixed: a ring of the newest for each project, and one for each watcher. Who
is too slow loses the oldest and is told how many. Each server process shows what it took itself.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic
from uuid import UUID

import msgspec

from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import IngestionWarning, LiveEvent

RECENT_EVENTS = 100
"""Events kept for each project, for those who begin to watch."""

RECENT_WARNINGS = 50
"""Warnings kept for each project, apart from the events, so that neither pushes the others out."""

WAITING = 500
"""Items that wait for a watcher; more push the oldest out."""

WATCHERS = 50
"""Who may watch one server process at once."""

PROJECTS_KEPT = 64
"""Projects whose newest events are kept: those where something came last."""

LARGEST_PROPERTIES = 16 * 2**10
"""Bytes of an event's properties, as JSON, that are kept with it."""

LiveItem = LiveEvent | IngestionWarning

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a watcher wants to see: a project, and of it one event or one distinct id.

    A warning that names neither shows whatever is wanted. ``unowned`` adds the warnings that belong to no project.
    """

    team_id: int
    event: str | None = None
    distinct_id: str | None = None
    unowned: bool = False

    def shows(self, item: Event | LiveItem) -> bool:
        """Whether ``item``, of this project or none, is wanted."""
        return (self.event is None or item.event is None or item.event == self.event) and (
            self.distinct_id is None or item.distinct_id is None or item.distinct_id == self.distinct_id
        )

    def shows_warning(self, warning: IngestionWarning) -> bool:
        """Whether ``warning``, of any project, is wanted."""
        owned = warning.team_id == self.team_id or (warning.team_id is None and self.unowned)
        return owned and self.shows(warning)


@dataclass(frozen=True, slots=True)
class Seen:
    """Items in the order they came, after ``missed`` others that came too fast."""

    items: Sequence[LiveItem]
    missed: int = 0


@dataclass(slots=True)
class _Recent:
    """The newest of one project."""

    events: deque[LiveEvent] = field(default_factory=lambda: deque(maxlen=RECENT_EVENTS))
    warnings: deque[IngestionWarning] = field(default_factory=lambda: deque(maxlen=RECENT_WARNINGS))


class _Watcher:
    """What waits for one who watches, and a bell that rings when something does."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.waiting: deque[LiveItem] = deque(maxlen=WAITING)
        self.missed = 0
        self.bell = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def offer_events(self, came: Sequence[Event], shown: dict[UUID, LiveEvent], at: datetime) -> None:
        """Let those of ``came`` wait that are wanted; ``shown`` shares what is made of them between watchers."""
        found = [event for event in came if self.wanted.shows(event)]
        for event in found[-WAITING:]:
            if event.uuid not in shown:
                shown[event.uuid] = _live(event, at)
        if found:
            self.offer([shown[event.uuid] for event in found[-WAITING:]], len(found[:-WAITING]))

    def offer(self, items: Sequence[LiveItem], left_out: int = 0) -> None:
        """Let ``items`` wait, ``left_out`` more having come before them."""
        over = len(self.waiting) + len(items) - WAITING
        self.missed += left_out + max(over, 0)
        self.waiting.extend(items)
        self.ring()

    def taken(self) -> Seen:
        """Everything that waits; nothing waits afterwards."""
        seen = Seen(tuple(self.waiting), self.missed)
        self.waiting.clear()
        self.missed = 0
        return seen

    def ring(self) -> None:
        """Wake the watcher, from any thread."""
        with suppress(RuntimeError):  # its loop is closed: nobody is left to be woken
            self._loop.call_soon_threadsafe(self.bell.set)


class LiveFeed:
    """Takes what capture stored and warned of; gives it to watchers. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._recent: OrderedDict[int | None, _Recent] = OrderedDict()
        self._watchers: set[_Watcher] = set()
        self._closed = False

    @property
    def watchers(self) -> int:
        """How many watch now; nobody should begin when it is `WATCHERS`."""
        return len(self._watchers)

    def stored(self, events: Mapping[int, Sequence[Event]], at: datetime) -> None:
        """Show ``events``, by project, which were made durable at ``at``."""
        with self._lock:
            for team_id, came in events.items():
                newest = [_live(event, at) for event in came[-RECENT_EVENTS:]]
                self._of(team_id).events.extend(newest)
                shown = {item.uuid: item for item in newest}
                for watcher in self._watchers:
                    if watcher.wanted.team_id == team_id:
                        watcher.offer_events(came, shown, at)

    def warned(self, warning: IngestionWarning) -> None:
        """Show ``warning``."""
        with self._lock:
            self._of(warning.team_id).warnings.append(warning)
            for watcher in self._watchers:
                if watcher.wanted.shows_warning(warning):
                    watcher.offer([warning])

    def forget(self, team_id: int) -> None:
        """Call when events of the project are erased: none of those stored before is shown again."""
        with self._lock:
            if team_id in self._recent:
                self._recent[team_id].events.clear()

    def recent(self, wanted: Wanted) -> Sequence[LiveItem]:
        """The newest that is wanted, in the order it came."""
        with self._lock:
            return self._newest(wanted)

    async def watch(self, wanted: Wanted, *, pause: float, seconds: float) -> AsyncGenerator[Seen]:
        """First the newest, then what comes, at most one answer each ``pause`` seconds.

        It ends after ``seconds``, or when the feed is closed. Whoever stops listening closes the generator.
        """
        watcher, end = _Watcher(wanted), monotonic() + seconds
        with self._lock:
            self._watchers.add(watcher)
            newest = self._newest(wanted)
        try:
            yield Seen(newest)
            while not self._closed:
                await asyncio.wait_for(watcher.bell.wait(), end - monotonic())
                watcher.bell.clear()
                with self._lock:
                    seen = watcher.taken()
                if seen.items:
                    yield seen
                    await asyncio.sleep(pause)
        except TimeoutError:
            return
        finally:
            with self._lock:
                self._watchers.discard(watcher)

    def close(self) -> None:
        """Let every watcher end, and those to come after the newest; a server that stops need not wait for them."""
        with self._lock:
            self._closed = True
            for watcher in self._watchers:
                watcher.ring()

    def _of(self, team_id: int | None) -> _Recent:
        recent = self._recent.setdefault(team_id, _Recent())
        self._recent.move_to_end(team_id)
        if len(self._recent) > PROJECTS_KEPT:
            self._recent.popitem(last=False)
        return recent

    def _newest(self, wanted: Wanted) -> Sequence[LiveItem]:
        owners: Iterable[int | None] = (wanted.team_id, None) if wanted.unowned else (wanted.team_id,)
        items: list[LiveItem] = []
        for recent in (self._recent[owner] for owner in owners if owner in self._recent):
            items += recent.events
            items += recent.warnings
        return sorted((item for item in items if wanted.shows(item)), key=lambda item: item.at)


def _live(event: Event, at: datetime) -> LiveEvent:
    properties = _ENCODER.encode(event.properties)
    return LiveEvent(
        uuid=event.uuid,
        event=event.event,
        distinct_id=event.distinct_id,
        timestamp=event.timestamp,
        at=at,
        properties=properties if len(properties) <= LARGEST_PROPERTIES else None,
    )
