"""Random events, random questions, two implementations, one answer."""

import os
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query import crowds
from hedgerow.query.context import Context
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.statement import Parameter, Statement
from tests.kinds.storing import new_team, response, store, store_groups
from tests.properties.plain_trends import Asked, Row, World, rows
from tests.properties.trends_questions import CLOCK_CHANGES, EVERYBODY, SAMPLES, question, world

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "15"))
"""How many projects are made up."""

ROUNDED = ("avg", "p90", "p95", "p99", "avg_count_per_actor", "p90_count_per_actor", "p95_count_per_actor")
"""Maths whose last digits depend on the order of adding up, so that ties are ordered by chance."""

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def samples(properties_engine: Engine) -> dict[float, set[str]]:
    """Who is in which sample: those whose hash is in the first part of all."""
    everybody = Parameter("p", "Array(String)", tuple(EVERYBODY))
    sql = "SELECT arrayJoin({p:Array(String)}) AS who, cityHash64(who) % 4294967296"
    hashes = dict(properties_engine.query(Statement(sql, (everybody,))).rows)
    return {share: {who for who, found in hashes.items() if found < share * 2**32} for share in SAMPLES}


@pytest.mark.contract("TR-1", "TR-2", "TR-3", "TR-4", "TR-5", "TR-6", "TR-7", "TR-8", "TR-9", "TR-10", "TR-11", "TR-15")
@pytest.mark.contract("EN-10", "EN-11", "EN-15", "EN-16", "EN-22", "EN-24", "EN-25", "EN-26", "EN-27", "EN-28", "EN-29")
@given(st.randoms(use_true_random=True))
@settings(
    deadline=None,
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_trends_equal_their_plain_telling(
    properties_engine: Engine, samples: dict[float, set[str]], chance: Random
) -> None:
    day = chance.choice(CLOCK_CHANGES)
    project = world(chance, day, samples)
    team = new_team()
    store(properties_engine, {team: project.events}, {team: project.people}, merged=team % 2 == 0)
    store_groups(properties_engine, team, {0: project.groups})
    for asked in [question(chance, day) for _ in range(4)]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crowds, "MOST_SETS", chance.choice((crowds.MOST_SETS, 0)))  # with sets of people, or without
            answer = response(properties_engine, asked.query, _context(team, asked, project))
        told = [_row(asked, row) for row in answer["results"]]
        expected, more = rows(asked, project)
        note(f"{asked}\n{project}")
        assert answer["hasMore"] == more
        if any(series.math in ROUNDED or asked.formulas for series in asked.series):
            told, expected = _sorted(told), _sorted(expected)
        assert [_named(row) for row in told] == [_named(row) for row in expected]
        for row, plain in zip(told, expected, strict=True):
            assert row.numbers == pytest.approx(plain.numbers, rel=1e-9, abs=1e-9)


def _row(asked: Asked, row: dict[str, Any]) -> Row:
    shown = row.get("breakdown_value")
    value = None if shown is None else tuple(shown) if asked.multiple else (str(shown),)
    numbers = [row["aggregated_value"]] if asked.one_number else row["data"]
    return Row(row.get("compare_label"), row["order"], value, numbers)


def _named(row: Row) -> tuple[object, ...]:
    return (row.period, row.series, row.value)


def _sorted(told: list[Row]) -> list[Row]:
    return sorted(told, key=lambda row: (row.period or "", row.series, row.value or ()))


def _context(team: int, asked: Asked, world: World) -> Context:
    """The project as planning knows it."""
    numbers: dict[str, int] = {}
    for who in (*(event.who for event in world.events), *world.people):
        numbers.setdefault(who, len(numbers) + 1)
    return Context(
        team_id=team,
        timezone=asked.zone,
        now=NOW,
        week_start_day=int(asked.monday),
        cohorts={
            number: Cohort(
                id=number,
                team_id=team,
                name=f"Cohort {number}",
                description="",
                is_static=True,
                filters={},
                members=tuple(numbers[who] for who in members if who in numbers),
                deleted=False,
                created_at=NOW,
                created_by=None,
                updated_at=NOW,
            )
            for number, members in world.cohorts.items()
        },
    )
