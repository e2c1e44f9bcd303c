"""What is counted once is what the events tell, whatever happens to them and whenever it is asked (ADR 13)."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.query import activity_index
from hedgerow.run import asked_rollups
from hedgerow.services import rolling_up
from hedgerow.store.store import Store, open_store
from tests.contract.conftest import (
    HandClock,
    _empty,  # noqa: F401  (a fixture)
    _template,  # noqa: F401  (a fixture)
    store_copy,
    wired_house,
)
from tests.postgresql import database_name
from tests.properties.sealed_history import History, question

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "6"))
"""How many projects live."""

STEPS = 12


@pytest.fixture(scope="module")
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    template: str = request.getfixturevalue("_template")
    if template.startswith("postgresql"):
        url = request.getfixturevalue("new_postgresql")(database_name(template))
    else:
        url = store_copy(request, template, tmp_path_factory.mktemp("sealing"))
    with closing(open_store(url)) as opened:
        yield opened


@given(st.randoms(use_true_random=True))
@settings(
    deadline=None,
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_index_answers_what_the_events_answer(
    properties_engine: ChdbEngine, shared_store: Store, tmp_path: Path, chance: Random
) -> None:
    clock = HandClock()
    history: History | None = None
    steps = STEPS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(activity_index, "LEAST_EVENTS", 0)
        patch.setattr(asked_rollups, "LEAST_TIMES", 1)
        patch.setattr(rolling_up, "LEAST_EVENTS_OF_ROW", 0)
        patch.setattr(activity_index, "LEAST_REPEATED", chance.choice([0, activity_index.LEAST_REPEATED]))
        while steps:
            with wired_house(shared_store, properties_engine, clock, tmp_path) as house:  # again: a restart
                if history is None:
                    history = History.begun(house, clock, chance)
                history.house = house
                for _ in range(chance.randint(1, steps)):
                    steps -= 1
                    history.step()
                    query = question(chance, clock())
                    for settling in (False, True):
                        if settling:
                            history.settle()
                        plain, indexed, again = history.answers(query)
                        note("\n".join([*history.told, str(query)]))
                        assert indexed == plain
                        assert again == plain
