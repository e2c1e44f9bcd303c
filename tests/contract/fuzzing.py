"""What the tests share that make up requests from the OpenAPI: the schema, the server that answers them, and the
checks of each answer.

A few cases run every time, always the same ones. ``HEDGEROW_FUZZ=50`` makes up so many for each operation, new ones
each time: that is the nightly run.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
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


stage = Stage()


def fuzz_schema() -> Any:
    """The OpenAPI document as schemathesis reads it; its calls go to the server that `staged` puts on stage."""
    config = {
        "generation": {"mode": "all", "with-security-parameters": False},
        "phases": {"coverage": {"enabled": bool(NIGHTLY)}},
    }
    schema = schemathesis.openapi.from_dict(openapi_document(ROUTES), config=SchemathesisConfig.from_dict(config))
    schema.app = stage
    return schema


def fuzz_settings(examples: int, **more: Any) -> settings:
    """Hypothesis' settings for a test with so many examples each time, or as many as the nightly run asks for."""
    return settings(
        max_examples=NIGHTLY or examples,
        derandomize=not NIGHTLY,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=set(Phase) - {Phase.explain},  # explaining traces each line, and a failure would end as a time-out
        **more,
    )


@pytest.fixture
def staged(house: House) -> Iterator[None]:
    """The test's server stands where the schema's calls go."""
    house.committer.monitor.live.close()  # a stream without end is no answer that could be checked
    stage.app = create_app(house)
    with TestClient(stage.app):
        yield
    stage.app = None


def point(case: Any, ids: Mapping[str, Any]) -> None:
    """Let ``case`` speak of things that are there, wherever it names an id."""
    for name in case.path_parameters or {}:
        kind = case.path.split("/")[4] if name == "definition_id" else name
        case.path_parameters[name] = ids[kind]
    if isinstance(case.body, dict):
        case.body.update({name: ids[name] for name in case.body if name in ids})


def unwrapped(answer: Any) -> Any:
    """``answer`` as the JSON it carries: with ``?format=txt`` that is inside of one event (FMT-3).

    A stream has more events than one and stays what it is.
    """
    one_event = answer.content.count(b"\n\n") == 1
    if one_event and answer.headers.get("content-type", [""])[0].startswith("text/event-stream"):
        assert answer.content.startswith(b"data: ")
        assert answer.content.endswith(b"\n\n")
        answer.content = answer.content.removeprefix(b"data: ").strip()
        answer.headers["content-type"] = ["application/json"]
    return answer
