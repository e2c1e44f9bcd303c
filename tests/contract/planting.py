"""A server that holds something of everything: filled once for a module of tests, and copied for each of them.

A module that imports these fixtures has them in place of the room's empty store and engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.vocab.events import EVENTS, PERSONS
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import START, empty_tables, filling, store_copy
from tests.contract.dashboard_fixtures import filled_board, happened, template_made

FILLED = (EVENTS.name, PERSONS.name)
"""The tables of the engine that planting fills."""


@dataclass(frozen=True, slots=True)
class Planted:
    """The store with something of everything in it: a key that may do all, and ids by their names in the API."""

    url: str
    key: str
    ids: Mapping[str, Any]


@pytest.fixture(scope="module")
def planted(
    request: pytest.FixtureRequest, _empty: str, _engine: ChdbEngine, tmp_path_factory: pytest.TempPathFactory
) -> Planted:
    folder = tmp_path_factory.mktemp("planted")
    url = store_copy(request, _empty, folder, "new_postgresql")
    empty_tables(_engine)
    with filling(url, _engine, folder) as (house, api):
        with house.store.read() as tx:
            owner = tx.users.all()[0]
        key = create_key(house.store, user_id=owner.id, label="planted", scopes=["*"], now=START).value
        api.headers["Authorization"] = f"Bearer {key}"
        ids = _plant(house, api)
    for name in FILLED:
        _engine.command(Statement(f"CREATE OR REPLACE TABLE planted_{name} AS {name} ENGINE = Memory"))
        _engine.command(Statement(f"INSERT INTO planted_{name} SELECT * FROM {name}"))
    return Planted(url, key, ids)


@pytest.fixture(scope="module")
def _template(planted: Planted) -> str:
    return planted.url


@pytest.fixture
def engine(_engine: ChdbEngine, planted: Planted) -> ChdbEngine:
    """An engine that holds what was planted, and nothing else."""
    empty_tables(_engine)
    for name in FILLED:
        _engine.command(Statement(f"INSERT INTO {name} SELECT * FROM planted_{name}"))
    return _engine


def _plant(house: House, api: TestClient) -> dict[str, Any]:
    with house.store.read() as tx:
        project = tx.projects.all()[0]
    happened(api, project, "2026-02-28", 3, plan="pro", price=2.5)
    board, asked = filled_board(api)
    base = "/api/projects/@current"
    tiles = api.get(f"{base}/dashboards/{board['id']}").json()["tiles"]

    def made(path: str, body: dict[str, Any]) -> str:
        number: str = api.post(path, json=body).json()["id"]
        return number

    api.post("/batch", json={"api_key": project.api_token, "batch": [{"event": "view", "distinct_id": "gone"}]})
    sharing = f"{base}/dashboards/{board['id']}/sharing"
    for shared in (sharing, f"{base}/insights/{asked['id']}/sharing"):
        api.patch(shared, json={"password_required": True})
    invite = api.post("/api/organizations/@current/invites", json={"target_email": "new@example.com"}).json()
    return {
        "project_id": project.id,
        "dashboard_id": board["id"],
        "insight_id": asked["id"],
        "member_id": api.get("/api/users/@me").json()["uuid"],
        "invite_id": invite["id"],
        "token": invite["token"],
        "user_id": "@me",
        "organization_id": "@current",
        "key_id": "@current",
        "tile_id": tiles[-1]["id"],
        "tile_ids": [str(tiles[0]["id"])],
        "dashboards": [board["id"]],
        "event_definitions": api.get(f"{base}/event_definitions").json()["results"][0]["id"],
        "property_definitions": api.get(f"{base}/property_definitions").json()["results"][0]["id"],
        "api_key": project.api_token,
        "use_dashboard": board["id"],
        "template_id": template_made(api)["id"],
        "insight_variable_id": made(f"{base}/insight_variables", {"name": "Plan", "type": "String"}),
        "password_id": made(f"{sharing}/passwords", {}),
        "action_id": made(f"{base}/actions", {"name": "Paid", "steps": [{"event": "paid"}]}),
        "person_id": api.get(f"{base}/persons").json()["results"][-1]["id"],
        "job_id": made(f"{base}/persons/bulk_delete", {"distinct_ids": ["gone"]}),
        "cohort_id": made(f"{base}/cohorts", {"name": "Some", "is_static": True}),
        "view_id": made(f"{base}/dashboards/{board['id']}/views", {"name": "Germany"}),
        "quick_filter_id": made(f"{base}/quick_filters", {"name": "Plan", "property_name": "plan"}),
    }
