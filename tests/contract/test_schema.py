"""Requests made up from the OpenAPI: whatever comes, an answer it describes goes out, and never a 5xx."""

from typing import Any

import pytest
from hypothesis import strategies as st

from tests.contract.fuzzing import CHECKS, fuzz_schema, fuzz_settings, point, staged, unwrapped  # noqa: F401  (a fixture)
from tests.contract.planting import Planted, _template, engine, planted  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.one_store, pytest.mark.usefixtures("staged")]

schema = fuzz_schema()
thorough = fuzz_settings(6)
brief = fuzz_settings(3)  # most of these end at the door, whatever they carry


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
@brief
def test_whatever_comes_without_credentials_the_answer_is_a_documented_one(case: Any, planted: Planted) -> None:
    point(case, planted.ids)
    answer = case.call()
    case.validate_response(unwrapped(answer), checks=CHECKS)
    if case.operation.definition.raw.get("security"):
        assert answer.status_code in {400, 401, 404, 405}
