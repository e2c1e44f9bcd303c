"""Events counted in memory: those of sealed days once, all others as capture stores them (ADR 16).

The people of those events whose people are asked for are kept in the same way (ADR 18).
"""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from hedgerow.base.errors import EngineError
from hedgerow.base.logging import logger
from hedgerow.engine.port import Engine
from hedgerow.run.in_time import rows_in_time
from hedgerow.run.kept_people import KeptPeople
from hedgerow.run.people_keeping import PeopleKeeping
from hedgerow.vocab.event_counts import LAST_SECOND, QUARTER, EventCounts, slot
from hedgerow.vocab.events import Event
from hedgerow.vocab.known_people import WantedPeople
from hedgerow.vocab.persons import PersonMerge
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement
from hedgerow.vocab.ticks import moment_of

MOST = 100_000
"""Numbers that are kept of a project's days, and of its recent events; what has more is counted by the engine."""

MOST_PROJECTS = 100
"""Projects that are counted at once; the one whose counting began longest ago makes room."""

MOST_PEOPLE = 20_000_000
"""Numbers of people that are kept, of all projects: with so many, no more events' people are (some 40 MB)."""

MOST_RECENT = timedelta(days=3)
"""How far back events may be counted one by one."""

AGAIN_AFTER = timedelta(hours=1)
"""How long after a counting that came to nothing the next one is begun."""

_RECENT = """SELECT event,
  2 * intDiv(moment, {quarter:Int64}) + (moment % {quarter:Int64} > {last:Int64}) AS slot, count(), max(moment)
FROM (
  SELECT event, toUnixTimestamp64Micro(timestamp) AS moment FROM events
  WHERE team_id = {team:UInt32} AND timestamp >= {since:DateTime64(6, 'UTC')}
)
GROUP BY event, slot
LIMIT {limit:UInt32}"""
_EARLIER = "SELECT 1 FROM events WHERE team_id = {team:UInt32} AND timestamp < {first:DateTime64(6, 'UTC')} LIMIT 1"
# What stands at a fraction of a second is the row of a day's last one; see `SealedDay.last_second`.
_DAYS = """SELECT seal, event, sum(events), sumIf(events, toUnixTimestamp64Micro(timestamp) % 1000000 != 0)
FROM activity
WHERE team_id = {team:UInt32} AND timestamp >= {first:DateTime64(6, 'UTC')} AND seal IN {seals:Array(UInt64)}
GROUP BY seal, event
LIMIT {limit:UInt32}"""

_NEVER = datetime.min.replace(tzinfo=UTC)

_log = logger("run")


@dataclass(slots=True)
class _Project:
    """What is counted of a project: ``recent`` events from ``since`` on, None when that is too much, and ``days``.

    All that holds before ``until``. ``told`` is what was handed out last, None since something was added.
    """

    since: datetime
    until: datetime
    earliest: datetime
    latest: datetime
    recent: dict[str, dict[int, int]] | None
    people: KeptPeople
    sealed: Sequence[SealedDay] = ()
    days: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    last_seconds: Mapping[int, dict[str, int]] = field(default_factory=dict)
    told: EventCounts | None = None
    numbers: int = 0

    def count(self, event: str, place: int, latest: datetime, many: int = 1) -> None:
        """Add ``many`` events of the slot ``place``, the last of them at ``latest``."""
        if self.recent is None:
            return
        self.latest = max(self.latest, latest)
        slots = self.recent.setdefault(event, {})
        self.numbers += place not in slots
        slots[place] = slots.get(place, 0) + many
        self.told = None
        if self.numbers > MOST:
            self.recent = None


class EventCounting:
    """Counts the events of the projects that are asked for. Safe to share between threads.

    Only for an engine that nobody else writes to: all that is stored has to be told by `storing`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._storing = Lock()
        self._state = Lock()
        self._projects: dict[int, _Project] = {}
        self._forgotten: Counter[int] = Counter()
        self._keeping = PeopleKeeping(engine, self._storing, self._state)

    def of(self, team_id: int, sealed: Sequence[SealedDay], now: datetime) -> EventCounts | None:
        """How many events the project has, all that were acknowledged before the call; None when that is not known.

        ``sealed`` are its sealed days. Asks the engine for what was not counted before.
        """
        if not sealed or now - sealed[-1].end > MOST_RECENT:
            return None
        project = self._known(team_id, sealed, now) or self._begun(team_id, sealed, now)
        if project.recent is not None and project.sealed is not sealed:
            self._count_days(project, team_id, sealed)
        if project.people.lacking:
            known = project.days  # whoever asks with other days changes them meanwhile
            days = {day: known[day.seal] for day in sealed if day.seal in known and day.end <= project.since}
            self._keeping.keep(team_id, project.people, days, now, room=self._has_room())
            project.told = None
        with self._state:
            if project.recent is not None and project.told is None:
                recent = {name: dict(slots) for name, slots in project.recent.items()}
                project.told = EventCounts(
                    project.days,
                    project.last_seconds,
                    project.since,
                    recent,
                    project.earliest,
                    project.latest,
                    project.people.known(),
                )
            return project.told

    def want(self, team_id: int, wanted: Iterable[WantedPeople], now: datetime) -> None:
        """Keep the people whom an answer could have been reckoned from, for the next time it is asked for."""
        with self._state:
            if project := self._projects.get(team_id):
                project.people.want(wanted, now)

    @contextmanager
    def storing(self, events: Collection[Event], number: Callable[[Event], int]) -> Generator[None]:
        """``events``, and no others, are stored inside the block; when it fails, nothing of their projects is known.

        ``number`` tells the number of the person whose event it is.
        """
        with self._changing({event.team_id for event in events}):
            yield
            with self._state:
                for event in events:
                    project = self._projects.get(event.team_id)
                    if project is None:
                        continue
                    if event.timestamp < project.earliest:
                        project.earliest, project.told = event.timestamp, None
                    if event.timestamp >= project.since:
                        place = slot(event.timestamp)
                        project.count(event.event, place, event.timestamp)
                        if project.people:
                            project.people.add(event.event, place, number(event))

    @contextmanager
    def merging(self, merges: Collection[PersonMerge]) -> Generator[None]:
        """The engine is told of ``merges`` inside the block; when it fails, nothing of their projects is known."""
        with self._changing({merge.team_id for merge in merges}):
            yield
            with self._state:
                for merge in merges:
                    project = self._projects.get(merge.team_id)
                    if project is not None:
                        project.people.merge(merge.number, merge.merged_into)
                        project.told = None

    def forget(self, team_id: int) -> None:
        """Call when events of the project were erased."""
        with self._state:
            self._projects.pop(team_id, None)
            self._forgotten[team_id] += 1

    @contextmanager
    def _changing(self, team_ids: Iterable[int]) -> Generator[None]:
        """What the engine holds of these projects changes, and nobody reads it meanwhile to keep it."""
        with self._storing:
            try:
                yield
            except BaseException:
                for team_id in team_ids:
                    self.forget(team_id)
                raise

    def _known(self, team_id: int, sealed: Sequence[SealedDay], now: datetime) -> _Project | None:
        """The project, where it is counted from the end of one of the ``sealed`` days on, and that holds ``now``."""
        with self._state:
            project = self._projects.get(team_id)
        if project is None or now > project.until or not _ends_at(project.since, sealed):
            return None
        return project

    def _begun(self, team_id: int, sealed: Sequence[SealedDay], now: datetime) -> _Project:
        """The project with its events since the last of the ``sealed`` days."""
        with self._storing:
            # The tiles of a dashboard come at once, and capture waits for the counting of the first.
            if (known := self._known(team_id, sealed, now)) is not None:
                return known
            since, forgotten = sealed[-1].end, self._forgotten[team_id]
            parameters = (
                Parameter("since", "DateTime64(6, 'UTC')", since),
                Parameter("quarter", "Int64", QUARTER),
                Parameter("last", "Int64", LAST_SECOND),
            )
            rows = self._rows(_RECENT, team_id, *parameters)
            first = Parameter("first", "DateTime64(6, 'UTC')", sealed[0].start)
            earlier = self._rows(_EARLIER, team_id, first)
            project = _Project(
                since=since,
                until=since + MOST_RECENT,
                earliest=sealed[0].start if earlier == [] else _NEVER,
                latest=since,
                recent={},
                people=KeptPeople(sealed[-1]),
            )
            if rows is None:
                project.until, project.recent = now + AGAIN_AFTER, None
            for event, _, many, latest in rows or ():
                project.count(event, slot(moment_of(latest)), moment_of(latest), many)
            with self._state:
                if self._forgotten[team_id] == forgotten:  # else what was read may be older than that
                    self._projects[team_id] = project
                    if len(self._projects) > MOST_PROJECTS:
                        del self._projects[next(iter(self._projects))]
            return project

    def _has_room(self) -> bool:
        with self._state:
            return sum(project.people.numbers for project in self._projects.values()) < MOST_PEOPLE

    def _count_days(self, project: _Project, team_id: int, sealed: Sequence[SealedDay]) -> None:
        """Count those of the ``sealed`` days that are not known, and forget those that are sealed no more."""
        with self._state:  # whoever asks with other days changes them meanwhile
            known_days, known_last_seconds = project.days, project.last_seconds
        new = [day for day in sealed if day.seal not in known_days]
        counted: dict[int, dict[str, int]] = {day.seal: {} for day in new}
        last_seconds = {day.seal: known for day in sealed if (known := known_last_seconds.get(day.seal))}
        if new:
            first = Parameter("first", "DateTime64(6, 'UTC')", new[0].start)
            seals = Parameter("seals", "Array(UInt64)", tuple(counted))
            for seal, event, many, in_last_second in self._rows(_DAYS, team_id, first, seals) or ():
                counted[seal][event] = many
                if in_last_second:
                    last_seconds.setdefault(seal, {})[event] = in_last_second
        days = {day.seal: known_days[day.seal] for day in sealed if day.seal in known_days}
        # Rows that are being erased are no longer all there.
        days |= {day.seal: counted[day.seal] for day in new if sum(counted[day.seal].values()) == day.events}
        with self._state:
            project.days, project.last_seconds = days, last_seconds
            project.sealed, project.told = sealed, None
            project.people.lacking = bool(project.people)

    def _rows(self, sql: str, team_id: int, *parameters: Parameter) -> list[list[Any]] | None:
        """The engine's rows; None when they are too many, or took too long."""
        shared = Parameter("team", "UInt32", team_id), Parameter("limit", "UInt32", MOST + 1)
        try:
            rows = rows_in_time(self._engine, Statement(sql, (*shared, *parameters)))
        except EngineError as error:
            _log.warning("events not counted", error=str(error))
            return None
        return rows if len(rows) <= MOST else None


def _ends_at(moment: datetime, sealed: Sequence[SealedDay]) -> bool:
    return any(day.end == moment for day in reversed(sealed))
