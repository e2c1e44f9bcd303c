"""How fresh an answer is while others compute it too."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from typing import Any
from uuid import UUID

import pytest

from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.vocab.events import Event
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock

VIEWS = {
    "kind": "TrendsQuery",
    "series": [{"kind": "EventsNode", "event": "view"}],
    "dateRange": {"date_from": "-3d"},
    "modifiers": {"useActivityIndex": False},
}


def views(house: House, project: Project, mode: RefreshMode) -> float:
    run = house.runner.run(project, VIEWS, mode)
    assert run.result is not None
    return float(run.result.body["results"][0]["count"])


@pytest.mark.contract("EN-33")
def test_a_forced_answer_knows_of_all_that_was_acknowledged_before_though_another_is_being_computed(
    house: House,
    project: Project,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, held, query = Signal(), Signal(), house.engine.query

    def slow(*statement: Any, **more: Any) -> Any:
        answer = query(*statement, **more)
        if not asked.is_set():
            asked.set()
            held.wait(timeout=10)
        return answer

    monkeypatch.setattr(house.engine, "query", slow)
    with ThreadPoolExecutor(2) as pool:
        before = pool.submit(views, house, project, RefreshMode.BLOCKING)
        assert asked.wait(timeout=10)
        house.committer.submit_and_wait([view(project, clock)])
        after = pool.submit(views, house, project, RefreshMode.FORCE_BLOCKING)
        held.set()
        assert (before.result(timeout=10), after.result(timeout=10)) == (0, 1)


def view(project: Project, clock: HandClock) -> Event:
    return Event(
        team_id=project.id,
        uuid=UUID(int=1),
        event="view",
        distinct_id="ada",
        timestamp=clock(),
        properties={},
        person_set={},
        person_set_once={},
    )
