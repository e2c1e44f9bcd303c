"""People taken out of tables for good, the same on each engine."""

import pytest

from hedgerow.engine.erasing import Erasure, erase_people
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Parameter, Statement
from tests.engines.conftest import StoreEvents


def people_of(engine: Engine, team: int) -> list[int]:
    asked = "SELECT person FROM events WHERE team_id = {team:UInt32} ORDER BY person"
    return [row[0] for row in engine.query(Statement(asked, (Parameter("team", "UInt32", team),))).rows]


def test_only_the_named_people_of_the_project_are_erased_and_what_lay_on_the_disk_with_them(
    engine: Engine, store_events: StoreEvents
) -> None:
    months = [f"2024-{month:02}-10 00:00:00" for month in (1, 2, 3)]
    ours, theirs = (
        store_events(*({"person": person, "timestamp": month} for person in (1, 2, 3) for month in months))
        for _ in range(2)
    )
    told: list[Erasure] = []
    for _ in range(2):
        erase_people(engine, ["events", "persons"], ours, [1, 3], told.append)
    assert people_of(engine, ours) == [2, 2, 2]
    assert people_of(engine, theirs) == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert told[-1] == Erasure(0)
    replaced = "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND NOT active"
    assert engine.query(Statement(replaced)).rows == [[0]]


def test_one_who_stops_waiting_does_not_stop_the_engine(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"person": 1}, {"person": 2})

    def leave(_: Erasure) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        erase_people(engine, ["events"], team, [1], leave)
    erase_people(engine, ["events"], team, [1], lambda _: None)
    assert people_of(engine, team) == [2]
