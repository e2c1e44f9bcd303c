"""The OpenAPI describes every kind of query, truly."""

import jsonschema_rs
import pytest

from hedgerow.query.registry import registered_kinds
from hedgerow.query.understand import WRAPPERS
from tests.api_document import DOCUMENT
from tests.kinds.test_cases import Case, cases

COMPONENTS = DOCUMENT["components"]
VALIDATOR = jsonschema_rs.validator_for({"$ref": "#/components/schemas/QueryNode", "components": COMPONENTS})


def test_every_kind_and_every_wrapper_has_a_schema() -> None:
    named = {one["$ref"].rpartition("/")[2] for one in COMPONENTS["schemas"]["QueryNode"]["anyOf"]}
    assert named == {*registered_kinds(), *WRAPPERS}


@pytest.mark.parametrize("case", list(cases()))
def test_a_question_that_is_answered_is_one_the_schema_allows(case: Case) -> None:
    if "error" not in case.told:
        assert VALIDATOR.is_valid(case.told["query"]), next(VALIDATOR.iter_errors(case.told["query"])).message


@pytest.mark.parametrize("query", [{}, {"kind": "TrendsQuery"}, {"kind": "TrendsQuery", "series": [], "weather": 1}])
def test_what_nobody_understands_is_not_allowed(query: object) -> None:
    assert not VALIDATOR.is_valid(query)
