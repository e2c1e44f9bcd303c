"""Every operation of the OpenAPI as something tests can call: a new endpoint is tested by being there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.api_document import DOCUMENT

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Operation:
    """One documented operation."""

    method: str
    path: str
    described: Mapping[str, Any]

    @property
    def inside_a_project(self) -> bool:
        return "{project_id}" in self.path

    @property
    def objects(self) -> tuple[str, ...]:
        """The parameters of the path that name an object of a project; a definition by the resource it is in."""
        names = re.findall(r"\{(\w+)\}", self.path)
        kinds = [self.path.split("/")[4] if name == "definition_id" else name for name in names]
        return tuple(kind for kind in kinds if kind != "project_id")

    @property
    def closed(self) -> bool:
        """Whether credentials are needed; the token of a project is public and counts as none."""
        return any("projectToken" not in accepted for accepted in self.described.get("security", []))

    @property
    def takes_keys(self) -> bool:
        return {"personalApiKey": []} in self.described.get("security", [])

    @property
    def scope(self) -> str | None:
        """The scope a key needs; None when keys cannot do it or every key can."""
        return self.described.get("x-required-scope")

    @property
    def refuses_all(self) -> bool:
        """Whether it is there only to say 405."""
        return not any(status.startswith("2") for status in self.described["responses"])

    def at(self, project_id: int, ids: Mapping[str, Any]) -> str:
        """Its path for the things in ``ids``; `@me` and `@current` stand for what belongs to no project."""
        known = {"project_id": project_id, "user_id": "@me", "organization_id": "@current", "key_id": "@current"}
        known |= {"member_id": UNKNOWN, "invite_id": UNKNOWN, **ids}
        if "definition_id" in self.path:
            known["definition_id"] = known[self.path.split("/")[4]]
        return self.path.format_map(known)

    def call(self, client: TestClient, path: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """The answer to it with an empty object as its body, if it has one."""
        body: dict[str, Any] | None = {} if "requestBody" in self.described else None
        return client.request(self.method, path, json=body, headers=headers)


def _all_operations() -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, described in methods.items():
            yield Operation(method.upper(), path, described)


OPERATIONS = tuple(_all_operations())


def each(wanted: Callable[[Operation], bool]) -> pytest.MarkDecorator:
    """Run a test once for every operation that is ``wanted``."""
    found = [operation for operation in OPERATIONS if wanted(operation)]
    assert found
    return pytest.mark.parametrize("operation", found, ids=lambda found: found.described["operationId"])
