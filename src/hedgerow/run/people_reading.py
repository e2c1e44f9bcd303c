"""What the engine knows of people by day, to be kept in memory (ADR 18)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pyroaring import BitMap

from hedgerow.engine.port import Engine
from hedgerow.run.in_time import rows_in_time
from hedgerow.vocab.event_counts import LAST_SECOND, QUARTER
from hedgerow.vocab.known_people import PeopleOfDay
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement

MOST_OF_EVENT = 5_000_000
"""Numbers of people that are kept of one event's days; what has more is answered by the engine."""

AT_ONCE = 500_000
"""Numbers that one statement brings: as JSON they take some 50 times the room of the set that is made of them."""

MOST_MERGES = 200_000
"""Merges that are kept; where there are more, nobody is."""

_MERGES = "SELECT person, merged_into FROM person_merges FINAL WHERE team_id = {team:UInt32} LIMIT {limit:UInt32}"
_RECENT = """SELECT event, slot, bitmapToArray(groupBitmapState(person)) FROM (
  SELECT event, person, toUnixTimestamp64Micro(timestamp) AS moment,
    2 * intDiv(moment, {quarter:Int64}) + (moment % {quarter:Int64} > {last:Int64}) AS slot
  FROM events
  WHERE team_id = {team:UInt32} AND event IN {names:Array(String)} AND timestamp >= {since:DateTime64(6, 'UTC')}
)
GROUP BY event, slot"""
_OF_DAYS = """SELECT seal, {what} FROM activity
WHERE team_id = {{team:UInt32}} AND event = {{name:String}} AND timestamp >= {{first:DateTime64(6, 'UTC')}}
  AND seal IN {{seals:Array(UInt64)}}
GROUP BY seal"""
_SIZES = _OF_DAYS.format(what="sum(events), sum(bitmapCardinality(people))")
# What stands at a fraction of a second is the row of a day's last one; see `SealedDay.last_second`.
_LATE = "toUnixTimestamp64Micro(timestamp) % 1000000 != 0"
_PEOPLE = _OF_DAYS.format(
    what=f"bitmapToArray(groupBitmapMergeStateIf(people, NOT {_LATE})), "
    f"bitmapToArray(groupBitmapMergeStateIf(people, {_LATE}))"
)


def merged_people(engine: Engine, team_id: int) -> dict[int, int] | None:
    """Into whom people were merged, by the numbers they had; None when they are MOST_MERGES. Raises an EngineError."""
    rows = _rows(engine, _MERGES, team_id, Parameter("limit", "UInt32", MOST_MERGES))
    return dict(map(tuple, rows)) if len(rows) < MOST_MERGES else None


def recent_people(
    engine: Engine, team_id: int, names: Sequence[str], since: datetime
) -> dict[str, list[tuple[int, list[int]]]]:
    """The slots ``since`` then of events of each of ``names`` and the people in them. Raises an EngineError."""
    rows = _rows(
        engine,
        _RECENT,
        team_id,
        Parameter("names", "Array(String)", tuple(names)),
        Parameter("since", "DateTime64(6, 'UTC')", since),
        Parameter("quarter", "Int64", QUARTER),
        Parameter("last", "Int64", LAST_SECOND),
    )
    found: dict[str, list[tuple[int, list[int]]]] = {name: [] for name in names}
    for name, place, people in rows:
        found[name].append((place, people))
    return found


def people_of_days(
    engine: Engine, team_id: int, name: str, days: Mapping[SealedDay, int]
) -> dict[int, PeopleOfDay | None]:
    """The people of events called ``name`` on sealed ``days``, by their seals; None once there are MOST_OF_EVENT.

    They are as they came with the events. ``days`` tells how many events of that name each must have: those that are
    being erased are left out. Raises an EngineError.
    """
    held = {seal: (events, people) for seal, events, people in _of_days(engine, _SIZES, team_id, name, days)}
    sizes = {day: people for day in days for events, people in (held.get(day.seal, (0, 0)),) if events == days[day]}
    found: dict[int, PeopleOfDay | None] = {day.seal: None for day in sizes}
    for piece in _pieces(sizes):
        found |= {day.seal: PeopleOfDay() for day in piece}
        for seal, early, late in _of_days(engine, _PEOPLE, team_id, name, piece):
            found[seal] = PeopleOfDay(BitMap(early), BitMap(late))
    return found


def _pieces(sizes: Mapping[SealedDay, int]) -> Iterator[list[SealedDay]]:
    """Days of AT_ONCE numbers together, up to MOST_OF_EVENT in all."""
    piece: list[SealedDay] = []
    total = 0
    for day, size in sizes.items():
        if total + size > MOST_OF_EVENT:
            break
        if piece and total // AT_ONCE < (total + size) // AT_ONCE:
            yield piece
            piece = []
        total += size
        piece.append(day)
    if piece:
        yield piece


def _of_days(engine: Engine, sql: str, team_id: int, name: str, days: Collection[SealedDay]) -> list[list[Any]]:
    return _rows(
        engine,
        sql,
        team_id,
        Parameter("name", "String", name),
        Parameter("first", "DateTime64(6, 'UTC')", min(day.start for day in days)),
        Parameter("seals", "Array(UInt64)", tuple(day.seal for day in days)),
    )


def _rows(engine: Engine, sql: str, team_id: int, *parameters: Parameter) -> list[list[Any]]:
    team = Parameter("team", "UInt32", team_id)
    return rows_in_time(engine, Statement(sql, (team, *parameters)))
