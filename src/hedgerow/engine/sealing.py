"""Days counted by the engine itself: rows made of its events, none of which comes here (ADR 13, 15)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import ACTIVITY, ROLLUPS, Table
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement
from hedgerow.vocab.ticks import ticks

# An event is of the day whose start is the last border before it; what lies between the days has no seal.
_COUNT = """INSERT INTO activity (team_id, event, timestamp, seal, has_profile, events, people)
SELECT team_id, event, fromUnixTimestamp64Micro(place), seal, has_profile, count(), groupBitmapState(person)
FROM (
  SELECT team_id, event, person,
    roundDown(toUnixTimestamp64Second(timestamp), {borders:Array(Int64)}) AS start,
    transform(start, {borders:Array(Int64)}, {seals:Array(UInt64)}, toUInt64(0)) AS seal,
    transform(start, {borders:Array(Int64)}, {last_seconds:Array(Int64)}, toInt64(0)) AS last_second,
    if(toUnixTimestamp64Micro(timestamp) < last_second, start * 1000000, last_second) AS place,
    toString(properties.`$process_person_profile`) != 'false' AS has_profile
  FROM events
  WHERE team_id = {team:UInt32}
    AND timestamp >= {first:DateTime64(6, 'UTC')} AND timestamp < {end:DateTime64(6, 'UTC')}
)
WHERE seal != 0
GROUP BY team_id, event, place, seal, has_profile"""
_COUNTED = """SELECT seal, sum(events), sum(bitmapCardinality(people)) FROM {table:Identifier}
WHERE team_id = {team:UInt32} AND timestamp >= {first:DateTime64(6, 'UTC')} AND seal IN {seals:Array(UInt64)}
GROUP BY seal"""
_ROLL_UP = f"INSERT INTO {ROLLUPS.name} ({', '.join(ROLLUPS.column_names)})\n"
_CHANGING = """SELECT count() FROM system.mutations
WHERE database = currentDatabase() AND table = 'events' AND NOT is_done"""
_SEALS = "SELECT DISTINCT seal FROM {table:Identifier}"
_DROP = "ALTER TABLE {table} DELETE WHERE seal IN {{seals:Array(UInt64)}}"

_NO_SEAL = 0


def counted(engine: Engine, team_id: int, days: Sequence[SealedDay]) -> list[SealedDay]:
    """``days``, in their order, with what they hold, which is written under their seals.

    It is durable once this returns. Raises an EngineError.
    """
    seals = {border: _NO_SEAL for day in days for border in (day.start, day.end)} | {d.start: d.seal for d in days}
    last_seconds = {day.start: ticks(day.last_second) for day in days}
    borders = sorted(seals)
    team = Parameter("team", "UInt32", team_id)
    first = Parameter("first", "DateTime64(6, 'UTC')", days[0].start)
    engine.command(
        Statement(
            _COUNT,
            (
                team,
                first,
                Parameter("end", "DateTime64(6, 'UTC')", days[-1].end),
                Parameter("borders", "Array(Int64)", tuple(int(border.timestamp()) for border in borders)),
                Parameter("seals", "Array(UInt64)", tuple(seals[border] for border in borders)),
                Parameter("last_seconds", "Array(Int64)", tuple(last_seconds.get(border, 0) for border in borders)),
            ),
        )
    )
    held = _held(engine, ACTIVITY, team_id, days)
    return [replace(day, events=held[day.seal][0], people=held[day.seal][1]) for day in days]


def rolled_up(engine: Engine, counting: Statement, team_id: int, days: Sequence[SealedDay]) -> list[SealedDay]:
    """``days``, in their order, with how many people stand in the rows of `rollups` that ``counting`` gives.

    They are written and durable once this returns. Raises an EngineError.
    """
    engine.command(replace(counting, sql=_ROLL_UP + counting.sql))
    held = _held(engine, ROLLUPS, team_id, days)
    return [replace(day, people=held[day.seal][1]) for day in days]


def _held(engine: Engine, table: Table, team_id: int, days: Sequence[SealedDay]) -> dict[int, tuple[int, int]]:
    """How many events and people stand under each seal of ``days``."""
    asked = (
        Parameter("table", "Identifier", table.name),
        Parameter("team", "UInt32", team_id),
        Parameter("first", "DateTime64(6, 'UTC')", days[0].start),
        Parameter("seals", "Array(UInt64)", tuple(day.seal for day in days)),
    )
    found = {seal: (events, people) for seal, events, people in engine.query(Statement(_COUNTED, asked)).rows}
    return {day.seal: found.get(day.seal, (0, 0)) for day in days}


def is_changing_events(engine: Engine) -> bool:
    """Whether events are being erased, so that what is counted now may soon be gone. Raises an EngineError."""
    return bool(engine.query(Statement(_CHANGING)).rows[0][0])


def seals(engine: Engine, table: Table) -> frozenset[int]:
    """Every seal there are rows of in ``table``, in all projects. Raises an EngineError."""
    asked = (Parameter("table", "Identifier", table.name),)
    return frozenset(int(row[0]) for row in engine.query(Statement(_SEALS, asked)).rows)


def drop_seals(engine: Engine, table: Table, dropped: Iterable[int]) -> None:
    """Let the engine remove the rows of seals that count no more, when it comes to it. Raises an EngineError."""
    engine.command(Statement(_DROP.format(table=table.name), (Parameter("seals", "Array(UInt64)", tuple(dropped)),)))
