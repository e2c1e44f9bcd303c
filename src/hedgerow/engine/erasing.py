"""Rows taken out of a table for good: out of every answer first, then off the disk.

A mutation writes the parts that hold such rows anew without them; what it replaces is no longer read but lies on the
disk until the engine clears it away: at once when told to, on a ClickHouse server after its `old_parts_lifetime`
(eight minutes unless set otherwise).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import sleep

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import SEALED_TABLES
from hedgerow.vocab.statement import Parameter, Statement

ROUND_SECONDS = 0.2
"""How often is looked how far the engine is."""

_SEALED = frozenset(table.name for table in SEALED_TABLES)
_STARTED = "ALTER TABLE {table} DELETE WHERE team_id = {{team:UInt32}} AND person IN {{numbers:Array(UInt32)}}"
_STARTED_OF_ALL = "ALTER TABLE {table} DELETE WHERE team_id = {{team:UInt32}}"
_TO_DO = """SELECT count(), sum(parts_to_do), anyLast(latest_fail_reason) FROM system.mutations
WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND NOT is_done"""
_REPLACED = """SELECT table, name FROM system.parts
WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND NOT active"""
# Clearing replaced parts away has no statement of its own, but dropping a partition ends with it; none is called so.
_CLEAR = "ALTER TABLE {table} DROP PARTITION ID 'none'"


@dataclass(frozen=True, slots=True)
class Erasure:
    """How far it is: no parts left to write anew means that the disk is being cleared of those replaced.

    ``complaint`` is why the engine cannot go on; it tries again by itself.
    """

    parts_to_write: int
    complaint: str = ""


def erase_people(
    engine: Engine, tables: Sequence[str], team_id: int, numbers: Sequence[int], told: Callable[[Erasure], None]
) -> None:
    """Take all rows of these people out of ``tables``; they are neither in answers nor on disk once this returns.

    A table whose rows are of many people loses all rows of the project: what it tells can be counted again.
    ``told`` is called again and again; what it raises ends the waiting, not the mutation. Doing it twice does no
    harm. Rows that are inserted meanwhile stay. Raises an EngineError.
    """
    parameters = Parameter("team", "UInt32", team_id), Parameter("numbers", "Array(UInt32)", tuple(numbers))
    for table in tables:
        started = _STARTED_OF_ALL if table in _SEALED else _STARTED
        engine.command(Statement(started.format(table=table), parameters))
    of_tables = (Parameter("tables", "Array(String)", tuple(tables)),)
    while True:
        unfinished, left, complaint = engine.query(Statement(_TO_DO, of_tables)).rows[0]
        if not unfinished:
            break
        told(Erasure(int(left), complaint))
        sleep(ROUND_SECONDS)
    replaced = _replaced(engine, of_tables)
    while replaced:
        told(Erasure(0))
        for table in {table for table, _ in replaced}:
            engine.command(Statement(_CLEAR.format(table=table)))
        sleep(ROUND_SECONDS)
        replaced &= _replaced(engine, of_tables)


def _replaced(engine: Engine, of_tables: tuple[Parameter, ...]) -> set[tuple[str, str]]:
    """The parts by table and name that are no longer read and lie on the disk still."""
    return {(table, name) for table, name in engine.query(Statement(_REPLACED, of_tables)).rows}
