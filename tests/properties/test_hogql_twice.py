"""Random rows, random SELECTs, two implementations, one answer."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.vocab.cohorts import Cohort
from tests.kinds.storing import new_team, response, store
from tests.properties.plain_hogql import (
    Asked,
    World,
    answered,
)
from tests.properties.random_selects import NOW, questions, worlds


@pytest.mark.contract("SQ-10", "SQ-12", "SQ-14", "SQ-15", "SQ-16", "SQ-17", "SQ-19")
@given(worlds, st.lists(questions(), min_size=4, max_size=4))
@settings(
    deadline=None,
    max_examples=int(os.environ.get("HEDGEROW_TWICE", "20")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_selects_equal_their_plain_telling(properties_engine: Engine, world: World, asked: list[Asked]) -> None:
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    context = Context(team_id=team, timezone=world.zone, now=NOW, cohorts={1: _cohort(world)})
    for question in asked:
        query = {"kind": "HogQLQuery", "query": question.sql}
        found = response(properties_engine, query, context)["results"]
        plain = answered(question, world)
        assert _rounded(found) == _rounded(plain), question.sql


def _rounded(rows: list[list[Any]]) -> list[list[Any]]:
    """Sums of the same numbers in another order differ in their last digits."""
    return [[float(f"{value:.9g}") if isinstance(value, float) else value for value in row] for row in rows]


def _cohort(world: World) -> Cohort:
    numbers: dict[str, int] = {}
    for who in (*(event.who for event in world.events), *world.people):
        numbers.setdefault(who, len(numbers) + 1)
    return Cohort(
        id=1, team_id=1, name="c", description="", is_static=True, filters={},
        members=tuple(numbers[who] for who in sorted(world.members) if who in numbers),
        deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
    )  # fmt: skip
