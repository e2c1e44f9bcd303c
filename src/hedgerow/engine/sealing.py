"""Days counted by the engine itself: rows of `activity` made of its events, none of which comes here (ADR 13)."""

from collections.abc import Iterable
from dataclasses import replace

from hedgerow.engine.port import Engine
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement

_COUNT = """INSERT INTO activity (team_id, event, timestamp, seal, has_profile, events, people)
SELECT team_id, event, {start:DateTime64(6, 'UTC')}, {seal:UInt64},
  ifNull(CAST(properties.`$process_person_profile`, 'Nullable(String)'), '') != 'false' AS has_profile,
  count(), groupBitmapState(person)
FROM events
WHERE team_id = {team:UInt32}
  AND timestamp >= {start:DateTime64(6, 'UTC')} AND timestamp < {end:DateTime64(6, 'UTC')}
GROUP BY team_id, event, has_profile"""
_COUNTED = """SELECT sum(events), sum(bitmapCardinality(people)) FROM activity
WHERE team_id = {team:UInt32} AND timestamp = {start:DateTime64(6, 'UTC')} AND seal = {seal:UInt64}"""
_CHANGING = """SELECT count() FROM system.mutations
WHERE database = currentDatabase() AND table = 'events' AND NOT is_done"""
_SEALS = "SELECT DISTINCT seal FROM activity"
_DROP = "ALTER TABLE activity DELETE WHERE seal IN {seals:Array(UInt64)}"


def counted(engine: Engine, team_id: int, day: SealedDay) -> SealedDay:
    """``day`` with what it holds, which is written under its seal, durable once this returns. Raises an EngineError."""
    named = (
        Parameter("team", "UInt32", team_id),
        Parameter("start", "DateTime64(6, 'UTC')", day.start),
        Parameter("seal", "UInt64", day.seal),
    )
    engine.command(Statement(_COUNT, (*named, Parameter("end", "DateTime64(6, 'UTC')", day.end))))
    events, people = engine.query(Statement(_COUNTED, named)).rows[0]
    return replace(day, events=events, people=people)


def is_changing_events(engine: Engine) -> bool:
    """Whether events are being erased, so that what is counted now may soon be gone. Raises an EngineError."""
    return bool(engine.query(Statement(_CHANGING)).rows[0][0])


def seals(engine: Engine) -> frozenset[int]:
    """Every seal there are rows of, in all projects. Raises an EngineError."""
    return frozenset(int(row[0]) for row in engine.query(Statement(_SEALS)).rows)


def drop_seals(engine: Engine, dropped: Iterable[int]) -> None:
    """Let the engine remove the rows of seals that count no more, when it comes to it. Raises an EngineError."""
    engine.command(Statement(_DROP, (Parameter("seals", "Array(UInt64)", tuple(dropped)),)))
