"""Questions for people that are answered from memory, and what the events alone tell."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Thread
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.sealing import seal_days
from hedgerow.vocab.events import Event
from hedgerow.vocab.projects import Project
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import told

NOON = "T12:00:00Z"


def viewers(first: str = "2026-02-20", math: str = "dau", event: str | None = "view", **more: Any) -> Json:
    return {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": event, "math": math}],
        "dateRange": {"date_from": first},
        **more,
    }


def word(house: House, project: Project, query: Json) -> str:
    return house.runner.explain(project, query).plan.path.word


def results(house: House, project: Project, query: Json) -> list[Json]:
    """What is answered the second time it is asked for, which the events alone give too."""

    def asked(query: Json) -> list[Json]:
        run = house.runner.run(project, query, RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        found: list[Json] = run.result.body["results"]
        return found

    first, again = asked(query), asked(query)
    assert first == again == asked({**query, "modifiers": {USE_ACTIVITY_INDEX: False}})
    return again


def numbers(house: House, project: Project, query: Json) -> list[float]:
    """The points of the first series."""
    data: list[float] = results(house, project, query)[0]["data"]
    return data


@pytest.fixture(name="shop")
def shop_fixture(api: TestClient, house: House, project: Project) -> TestClient:
    """Two people view something on each of the days from 20 to 28 February, which are sealed; it is the first of March.

    Somebody else does on the 27th alone.
    """
    for day in range(20, 29):
        told(api, project, *({"distinct_id": who, "timestamp": f"2026-02-{day}{NOON}"} for who in ("ada", "bob")))
    told(api, project, {"distinct_id": "cay", "timestamp": f"2026-02-27{NOON}"})
    seal_days(house, project.id)
    return api


def view(project: Project, moment: datetime, number: int, who: str = "ada") -> Event:
    return Event(
        team_id=project.id,
        uuid=UUID(int=1000 + number),
        event="view",
        distinct_id=who,
        timestamp=moment,
        properties={},
        person_set={},
        person_set_once={},
    )


def sent_while_forgotten(house: House, project: Project, events: Sequence[Event]) -> Iterator[list[int]]:
    """Submit ``events`` one by one while all that is kept is forgotten again and again.

    Gives how many are acknowledged by now, again and again until all are.
    """
    acknowledged = [0]

    def send() -> None:
        for event in events:
            house.committer.submit_and_wait([event])
            acknowledged[0] += 1

    def forget() -> None:
        while sender.is_alive():
            house.runner.forget_results(project.id)
            sleep(0.01)  # or nobody else would get a turn

    sender, forgetting = Thread(target=send), Thread(target=forget)
    sender.start()
    forgetting.start()
    while sender.is_alive():
        yield acknowledged
    forgetting.join()
