"""How many events of each name happened lately, day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hedgerow.query import scan
from hedgerow.query.sql.tree import Column, Named, Select, Table, Value, all_of, call, text
from hedgerow.services.engine_reads import rows_of
from hedgerow.services.event_queries import DAYS, write_event_queries
from hedgerow.services.event_rejections import write_event_rejections
from hedgerow.services.house import House, Visit
from hedgerow.vocab.definitions import names_of
from hedgerow.vocab.events import EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVolume:
    """What happened in the last 30 days, today included: on each of ``days`` of the project, and in all.

    Events that are merged into this one count as well. ``queries`` and ``rejections`` are of this name alone.
    """

    name: str
    days: tuple[int, ...]
    queries: int
    rejections: int

    @property
    def total(self) -> int:
        """How many events there were in all."""
        return sum(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVolumes:
    """The volumes of some events, in the order they were asked for; their days begin with ``first_day``."""

    first_day: date
    volumes: tuple[EventVolume, ...]


def event_volumes(house: House, visit: Visit, names: Sequence[str]) -> EventVolumes:
    """The volumes of ``names``, in one question to the engine. Raises EngineError when it cannot be answered."""
    team, now = visit.project.id, house.clock()
    wanted = tuple(dict.fromkeys(names))
    queries, rejections = recent_counts(house, visit, wanted)
    with house.store.read() as tx:
        merged = tx.event_definitions.merged(team)
    counted_as = {name: names_of(name, merged) for name in wanted}
    first_day, counts = _daily_counts(house, visit, {own for names in counted_as.values() for own in names}, now)
    volumes = (
        EventVolume(
            name=name,
            days=tuple(sum(counts.get((own, day), 0) for own in counted_as[name]) for day in range(DAYS)),
            queries=queries[name],
            rejections=rejections[name],
        )
        for name in wanted
    )
    return EventVolumes(first_day=first_day, volumes=tuple(volumes))


def recent_counts(house: House, visit: Visit, names: Sequence[str]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How often each of ``names`` was asked about in the last 30 days (EVDEF-55), and how often it was refused."""
    write_event_queries(house)
    write_event_rejections(house)
    since = house.clock().date() - timedelta(days=DAYS - 1)
    with house.store.read() as tx:
        queries = tx.event_queries.totals(visit.project.id, names, since=since)
        return queries, tx.event_rejections.totals(visit.project.id, names, since=since)


def _daily_counts(
    house: House, visit: Visit, names: set[str], now: datetime
) -> tuple[date, Mapping[tuple[str, int], int]]:
    """The first of the 30 days, and how many events of each name there were on each day counted from it."""
    zone = ZoneInfo(visit.project.timezone)
    first_day = now.astimezone(zone).date() - timedelta(days=DAYS - 1)
    if not names:
        return first_day, {}
    day = call("toDate", Column("timestamp"), text(visit.project.timezone))
    event = Column("event")
    select = Select(
        columns=(
            Named("event", event),
            Named("day", call("minus", day, Value(first_day.isoformat(), "Date"))),
            Named("events", call("count")),
        ),
        source=Table(EVENTS.name),
        where=all_of(
            (
                call("in", event, Value(sorted(names), "Array(String)")),
                scan.since(datetime.combine(first_day, time(), zone)),
                scan.before(datetime.combine(first_day + timedelta(days=DAYS), time(), zone)),
            )
        ),
        group_by=(Column("event"), Column("day")),
    )
    return first_day, {(name, place): count for name, place, count in rows_of(house, visit, select)}
