"""A person as a row of the engine's table of persons."""

from collections.abc import Iterable

import msgspec

from hedgerow.capture.rows import engine_time, flat_properties
from hedgerow.capture.shape import Shape, Shapes
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.events import PERSONS
from hedgerow.vocab.persons import PersonState
from hedgerow.vocab.statement import Statement

AT_ONCE = 10_000
"""People in one insert when all are written."""

_ENCODER = msgspec.json.Encoder()
_ANYBODY = Statement("SELECT count() FROM (SELECT 1 FROM persons LIMIT 1)")


def person_row(state: PersonState, shape: Shape) -> bytes:
    """One JSON line (without its end) for ``state``; ``shape`` is that of its properties."""
    properties, structured = flat_properties(state.properties, shape)
    return _ENCODER.encode(
        {
            "team_id": state.team_id,
            "person": state.number,
            "uuid": state.uuid,
            "created_at": engine_time(state.created_at),
            "version": state.version,
            "properties": properties,
            "structured": structured,
        }
    )


def write_people(engine: Engine, states: Iterable[PersonState]) -> None:
    """Let the engine know people as they are now; writing one again changes nothing. Raises an EngineError."""
    shapes = Shapes()
    rows = b"\n".join(person_row(state, shapes.of(state.properties)) for state in states)
    if rows:
        engine.insert(PERSONS.name, rows)


def write_all_people(store: Store, engine: Engine) -> int:
    """Let the engine know everybody the store knows, in every project; how many that are."""
    written = 0
    last = (0, 0)
    while True:
        with store.read() as tx:
            states = tx.persons.after(*last, limit=AT_ONCE)
        if not states:
            return written
        write_people(engine, states)
        written += len(states)
        last = (states[-1].team_id, states[-1].number)


def write_people_when_missing(store: Store, engine: Engine) -> None:
    """The same when the engine knows nobody: its folder is new, or older than its table of persons."""
    if engine.query(_ANYBODY).rows == [[0]]:
        write_all_people(store, engine)
