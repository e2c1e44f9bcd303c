"""Requests made up from the OpenAPI: whatever comes, an answer it describes goes out, and never a 5xx.

A few cases per operation run every time, always the same ones. ``HEDGEROW_FUZZ=200`` makes up so many for each
operation, new ones each time: that is the nightly run.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from hedgerow.api.app import ROUTES, create_app
from hedgerow.api.openapi import openapi_document
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from tests.contract.dashboard_fixtures import filled_board, happened

NIGHTLY = int(os.environ.get("HEDGEROW_FUZZ", "0"))
"""How many cases each operation gets in the nightly run; 0 is the run of every day."""

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


class Stage:
    """One ASGI app for the schema, behind which each test puts its own server."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


def _schema(stage: Stage) -> Any:
    config = {
        "generation": {"mode": "all", "with-security-parameters": False},
        "phases": {"coverage": {"enabled": bool(NIGHTLY)}},
    }
    schema = schemathesis.openapi.from_dict(openapi_document(ROUTES), config=SchemathesisConfig.from_dict(config))
    schema.app = stage
    return schema


stage = Stage()
schema = _schema(stage)
thorough = settings(
    max_examples=NIGHTLY or 6,
    derandomize=not NIGHTLY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A server with something of everything in it: the key that may do all, and ids by their names in the API."""

    key: str
    ids: Mapping[str, Any]


@pytest.fixture
def planted(house: House, project: Project, make_key: Callable[..., str]) -> Iterator[Planted]:
    key = make_key("*")
    stage.app = create_app(house)
    with TestClient(stage.app, headers={"Authorization": f"Bearer {key}"}) as api:
        happened(api, project, "2026-02-28", 3, plan="pro", price=2.5)
        board, asked = filled_board(api)
        base = "/api/projects/@current"
        tiles = api.get(f"{base}/dashboards/{board['id']}").json()["tiles"]
        ids = {
            "project_id": project.id,
            "dashboard_id": board["id"],
            "insight_id": asked["id"],
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
        }
        yield Planted(key, ids)
    stage.app = None


def point(case: Any, ids: Mapping[str, Any]) -> None:
    """Let ``case`` speak of things that are there, wherever it names an id."""
    for name in case.path_parameters or {}:
        kind = case.path.split("/")[4] if name == "definition_id" else name
        case.path_parameters[name] = ids[kind]
    if isinstance(case.body, dict):
        case.body.update({name: ids[name] for name in case.body if name in ids})


def unwrapped(answer: Any) -> Any:
    """``answer`` as the JSON it carries: with ``?format=txt`` that is inside of one event (FMT-3)."""
    if answer.headers.get("content-type", [""])[0].startswith("text/event-stream"):
        assert answer.content.startswith(b"data: ")
        assert answer.content.endswith(b"\n\n")
        answer.content = answer.content.removeprefix(b"data: ").strip()
        answer.headers["content-type"] = ["application/json"]
    return answer


@pytest.mark.contract("NB-97", "ERR-1", "ERR-2", "ERR-8", "FMT-3")
@schema.given(hits=st.sampled_from([True, True, True, False]))
@schema.parametrize()
@thorough
def test_whatever_a_key_sends_the_answer_is_a_documented_one(case: Any, planted: Planted, hits: bool) -> None:
    if hits:
        point(case, planted.ids)
    answer = case.call(headers={"Authorization": f"Bearer {planted.key}"})
    case.validate_response(unwrapped(answer), checks=CHECKS)


@pytest.mark.contract("AUTH-21", "NB-97")
@schema.parametrize()
@thorough
def test_whatever_comes_without_credentials_the_answer_is_a_documented_one(case: Any, planted: Planted) -> None:
    point(case, planted.ids)
    answer = case.call()
    case.validate_response(unwrapped(answer), checks=CHECKS)
    if case.operation.definition.raw.get("security"):
        assert answer.status_code in {400, 401, 404, 405}
