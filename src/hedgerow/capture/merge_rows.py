"""Merges of people as rows of the engine's table of them."""

from collections.abc import Iterable

import msgspec

from hedgerow.capture.person_rows import write_people
from hedgerow.capture.witness import NO_WITNESS, Witness
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.events import PERSON_MERGES
from hedgerow.vocab.persons import PersonMerge
from hedgerow.vocab.statement import Statement

_ENCODER = msgspec.json.Encoder()
_KNOWN = Statement("SELECT team_id, count(), sum(version) FROM person_merges FINAL GROUP BY team_id")


def write_merges(engine: Engine, merges: Iterable[PersonMerge]) -> None:
    """Let the engine know who was merged into whom; writing one again changes nothing. Raises an EngineError."""
    rows = b"\n".join(map(_row, merges))
    if rows:
        engine.insert(PERSON_MERGES.name, rows)


def write_missing_merges(store: Store, engine: Engine, witness: Witness = NO_WITNESS) -> frozenset[int]:
    """Let the engine know what a crash or a failure kept from it, in every project, and who people are now.

    Answers which projects that were. Raises an EngineError.
    """
    lacking: set[int] = set()
    known = {int(row[0]): (int(row[1]), int(row[2])) for row in engine.query(_KNOWN).rows}
    with store.read() as tx:
        for team_id, rows, versions in tx.merges.totals():
            if known.get(team_id) != (rows, versions):
                lacking.add(team_id)
                merges = tx.merges.all(team_id)
                write_people(engine, tx.persons.states(team_id, {merge.merged_into for merge in merges}))
                with witness.merging(merges):
                    write_merges(engine, merges)
    return frozenset(lacking)


def _row(merge: PersonMerge) -> bytes:
    return _ENCODER.encode(
        {
            "team_id": merge.team_id,
            "person": merge.number,
            "merged_into": merge.merged_into,
            "version": merge.version,
        }
    )
