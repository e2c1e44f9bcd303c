"""Chains of requests made up from the OpenAPI: what one answer names, the next request asks for."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.contract.fuzzing import CHECKS, fuzz_schema, fuzz_settings, staged, unwrapped  # noqa: F401  (a fixture)
from tests.contract.planting import Planted, _template, engine, planted  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.one_store, pytest.mark.usefixtures("staged")]


@pytest.mark.contract("NB-97", "ERR-2")
def test_whatever_is_made_and_then_asked_for_the_answers_are_documented_ones(planted: Planted, tmp_path: Path) -> None:
    schema = fuzz_schema().exclude(path_regex="^/(batch|capture|i/)")  # what is captured could not be taken back
    with closing(sqlite3.connect(tmp_path / "hedgerow.sqlite")) as live, closing(sqlite3.connect(":memory:")) as first:
        live.backup(first)

        class Chains(schema.as_state_machine()):  # type: ignore[misc]  # schemathesis builds the class
            def setup(self) -> None:
                """Each chain meets the server as it was."""
                first.backup(live)

            def get_call_kwargs(self, case: Any) -> dict[str, Any]:
                for name in {"project_id", "organization_id", "user_id"} & set(case.path_parameters or {}):
                    case.path_parameters[name] = planted.ids[name]
                return {"headers": {"Authorization": f"Bearer {planted.key}"}}

            def validate_response(self, response: Any, case: Any, **_: Any) -> None:
                case.validate_response(unwrapped(response), checks=CHECKS)

        Chains.run(settings=fuzz_settings(20, stateful_step_count=10))
