"""Two projects on one server, each with a key limited to it and with something of everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import project_token
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.services.personal_api_keys import create_key
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.scopes import SCOPE_ACTIONS, SCOPE_OBJECTS
from tests.contract.conftest import (  # noqa: F401  (fixtures: the same server as the contract's tests)
    START,
    _empty,
    _engine,
    bearer,
    browser,
    client,
    clock,
    engine,
    filling,
    house,
    owner,
    project,
    store,
    store_copy,
)

ALL_SCOPES = tuple(f"{name}:{action}" for name in SCOPE_OBJECTS for action in SCOPE_ACTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """A project whose names all carry ``mark``, and the key that reaches it alone.

    ``ids`` holds one thing of each kind, by the name that the API's paths and bodies give its id.
    """

    mark: str
    project: Project
    key: str
    ids: Mapping[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return bearer(self.key)

    @property
    def base(self) -> str:
        return f"/api/projects/{self.project.id}"


def limited_key(store: Store, owner: User, project_id: int, *scopes: str) -> str:
    """A key of the owner's that reaches one project only."""
    made = create_key(
        store, user_id=owner.id, label="test", scopes=scopes, now=START, scoped_teams=[project_id], most=None
    )
    return made.value


def question(event: str, **more: Any) -> dict[str, Any]:
    """How often ``event`` happened on the last three days."""
    return {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": event}],
        "dateRange": {"date_from": "-3d"},
        **more,
    }


def template(mark: str) -> dict[str, Any]:
    """The smallest template document."""
    tiles = [{"type": "TEXT", "body": mark}]
    return {"template_name": mark, "dashboard_description": "", "dashboard_filters": {}, "tiles": tiles}


def _settle(client: TestClient, store: Store, owner: User, project: Project, mark: str) -> Tenant:
    """Fill ``project`` with one thing of each kind."""
    key = limited_key(store, owner, project.id, "*")
    base, headers = f"/api/projects/{project.id}", bearer(key)

    def made(path: str, body: dict[str, Any]) -> Any:
        answer = client.post(path, json=body, headers=headers)
        assert answer.status_code in {200, 201, 202}, answer.text
        return answer.json()

    event = {"event": f"{mark} signed up", "distinct_id": f"{mark} ada", "properties": {f"{mark} plan": mark}}
    made("/batch", {"api_key": project.api_token, "batch": [event, {**event, "distinct_id": f"{mark} bob"}]})
    board = made(f"{base}/dashboards", {"name": f"{mark} board", "tags": [f"{mark} tag"]})["id"]
    asked = made(
        f"{base}/insights",
        {"name": f"{mark} insight", "query": question(f"{mark} signed up"), "dashboards": [board]},
    )
    sharing = f"{base}/dashboards/{board}/sharing"
    assert client.patch(sharing, json={"password_required": True}, headers=headers).status_code == 200
    card = made(f"{base}/dashboards/{board}/create_text_tile", {"body": f"{mark} text"})
    ids = {
        "dashboard_id": board,
        "insight_id": asked["id"],
        "short_id": asked["short_id"],
        "tile_id": card["id"],
        "text_id": card["text"]["id"],
        "password_id": made(f"{sharing}/passwords", {"note": f"{mark} note"})["id"],
        "template_id": made(f"{base}/dashboard_templates", template(mark))["id"],
        "insight_variable_id": made(f"{base}/insight_variables", {"name": f"{mark} variable", "type": "String"})["id"],
        "action_id": made(f"{base}/actions", {"name": f"{mark} action", "steps": [{"event": f"{mark} x"}]})["id"],
        "person_id": client.get(f"{base}/persons/{mark} ada", headers=headers).json()["id"],
        "job_id": made(f"{base}/persons/bulk_delete", {"distinct_ids": [f"{mark} bob"]})["id"],
        "cohort_id": made(f"{base}/cohorts", {"name": f"{mark} cohort", "is_static": True})["id"],
        "view_id": made(f"{base}/dashboards/{board}/views", {"name": f"{mark} view"})["id"],
        "quick_filter_id": made(f"{base}/quick_filters", {"name": f"{mark} filter", "property_name": "plan"})["id"],
        "event_definitions": client.get(f"{base}/event_definitions", headers=headers).json()["results"][0]["id"],
        "property_definitions": client.get(f"{base}/property_definitions", headers=headers).json()["results"][0]["id"],
    }
    return Tenant(mark=mark, project=project, key=key, ids=ids)


@dataclass(frozen=True, slots=True)
class Settled:
    """A store with both tenants in it, made once and copied for each test."""

    url: str
    ours: Tenant
    theirs: Tenant
    keys: Mapping[str, str]


@pytest.fixture(scope="module")
def _settled(
    request: pytest.FixtureRequest, _empty: str, _engine: ChdbEngine, tmp_path_factory: pytest.TempPathFactory
) -> Settled:
    folder = tmp_path_factory.mktemp("settled")
    url = store_copy(request, _empty, folder, "new_postgresql")
    with filling(url, _engine, folder) as (house, client):
        store = house.store
        with store.write() as tx:
            owner, project = tx.users.all()[0], tx.projects.all()[0]
            tx.projects.update(project.id, now=START, name="alpha project")
            other = tx.projects.create(
                organization_id=project.organization_id, name="beta project", api_token=project_token(), now=START
            )
        return Settled(
            url=url,
            ours=_settle(client, store, owner, project, "alpha"),
            theirs=_settle(client, store, owner, other, "beta"),
            keys={
                scope: create_key(store, user_id=owner.id, label=scope, scopes=[scope], now=START, most=None).value
                for scope in ALL_SCOPES
            },
        )


@pytest.fixture(scope="module")
def _template(_settled: Settled) -> str:
    return _settled.url


@pytest.fixture
def ours(_settled: Settled) -> Tenant:
    return _settled.ours


@pytest.fixture
def theirs(_settled: Settled) -> Tenant:
    return _settled.theirs


@pytest.fixture
def keys(_settled: Settled) -> Mapping[str, str]:
    """For each scope a key of the owner's that holds it alone and reaches every project."""
    return _settled.keys
