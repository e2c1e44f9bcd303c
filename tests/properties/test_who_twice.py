"""Random people, cohorts and actions, asked about twice: by the engine and in plain words."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_who import Json, World, matches, passes, text_of

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "25"))
"""How many worlds are made up."""

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
EVERYBODY = "uvwxy"
EVENTS = ["a", "b", "c's"]
NONE = "$$_posthog_breakdown_null_$$"

words = st.sampled_from(["", "a", "A", "ab", "ö", "10", "9", "true", "it's \\", "x'); --"])
values = st.one_of(words, st.sampled_from([1, 10, 2.5, True, None]))
properties = st.fixed_dictionaries({}, optional={"p": values, "q.r s": values})
urls = st.sampled_from(["https://x.com/", "https://x.com/a", "/a", "/A?b=(c"])
moments = st.builds(
    lambda days, seconds: NOW - timedelta(days=days, seconds=seconds), st.integers(-1, 20), st.integers(-1, 1)
)
sent = st.builds(
    lambda who, event, at, own, url: Sent(who, event, at, own | ({"$current_url": url} if url else {})),
    st.sampled_from(EVERYBODY),
    st.sampled_from(EVENTS),
    moments,
    properties,
    st.one_of(st.none(), urls),
)


def filters(types: list[str]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "key": st.sampled_from(["p", "q.r s"]),
            "type": st.sampled_from(types),
            "operator": st.sampled_from(
                ["exact", "is_not", "icontains", "not_icontains", "gt", "is_set", "is_not_set"]
            ),
            "value": st.lists(words, min_size=1, max_size=2),
        }
    )


def groups(leaves: st.SearchStrategy[Json], most: int = 3) -> st.SearchStrategy[Json]:
    def joined(parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
        return st.fixed_dictionaries(
            {"type": st.sampled_from(["AND", "OR"]), "values": st.lists(parts, min_size=1, max_size=most)}
        )

    return joined(st.one_of(leaves, joined(leaves)))


negated = st.booleans()
did = st.fixed_dictionaries(
    {
        "type": st.just("behavioral"),
        "key": st.sampled_from(EVENTS),
        "value": st.sampled_from(["performed_event", "performed_event_multiple"]),
        "event_type": st.just("events"),
        "operator": st.sampled_from(["exact", "gte", "lte", "gt"]),
        "operator_value": st.integers(0, 3),
        "time_value": st.integers(1, 15),
        "time_interval": st.sampled_from(["hour", "day", "week"]),
        "negation": negated,
    }
)
person_rules = st.builds(lambda rule, negation: {**rule, "negation": negation}, filters(["person"]), negated)
static = st.builds(lambda people: {"people": sorted(people)}, st.sets(st.sampled_from(EVERYBODY)))
ruled = st.builds(lambda rules: {"rules": rules}, groups(st.one_of(did, person_rules)))
within = st.builds(
    lambda rules, other, negation, word: {
        "rules": {
            "type": word,
            "values": [{"type": "cohort", "key": "id", "value": other, "negation": negation}, rules],
        }
    },
    groups(person_rules),
    st.integers(1, 2),
    negated,
    st.sampled_from(["AND", "OR"]),
)
in_cohort = st.fixed_dictionaries(
    {
        "key": st.just("id"),
        "type": st.just("cohort"),
        "value": st.integers(1, 3),
        "operator": st.sampled_from(["in", "not_in"]),
    }
)
asked = groups(st.one_of(filters(["event", "person"]), in_cohort))
steps = st.fixed_dictionaries(
    {},
    optional={
        "event": st.sampled_from([*EVENTS, ""]),
        "url": st.sampled_from(["x.com", "/a", "https://x.com/"]),
        "url_matching": st.sampled_from(["exact", "contains", "regex"]),
        "properties": st.lists(st.one_of(filters(["event", "person"]), in_cohort), max_size=2),
    },
)

worlds = st.builds(
    lambda events, people, actions, cohorts: World(NOW, events, people, dict(enumerate(actions, 1)), cohorts),
    st.lists(sent, max_size=25),
    st.dictionaries(st.sampled_from(EVERYBODY), properties),
    st.lists(st.lists(steps, max_size=3), min_size=2, max_size=2),
    st.fixed_dictionaries({1: static, 2: ruled, 3: within}),
)


@pytest.mark.contract("EN-5", "EN-19", "EN-20", "EN-22", "EN-23")
@given(worlds, st.lists(asked, min_size=2, max_size=2))
@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_people_cohorts_and_actions_equal_their_plain_telling(
    properties_engine: Engine, world: World, questions: list[Json]
) -> None:
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    context = _context(team, world)
    for group in questions:
        for action in (None, *world.actions):
            counted = [
                event
                for event in world.events
                if passes(group, event, world) and (action is None or matches(action, event, world))
            ]
            series: Json = {"kind": "EventsNode"} if action is None else {"kind": "ActionsNode", "id": action}
            expected = Counter(text_of(world.people.get(event.who, {}).get("p")) or NONE for event in counted)
            assert _told(properties_engine, context, series, group) == expected


def _told(engine: Engine, context: Context, series: Json, group: Json) -> dict[str, float]:
    """How many events the engine counts for each value of a property of their people."""
    query = {
        "kind": "TrendsQuery",
        "series": [series],
        "properties": group,
        "dateRange": {"date_from": "2023-01-01", "date_to": "2025-01-01"},
        "trendsFilter": {"display": "ActionsTable"},
        "breakdownFilter": {"breakdown": "p", "breakdown_type": "person", "breakdown_limit": 100},
    }
    rows = response(engine, query, context)["results"]
    return {row["breakdown_value"]: row["aggregated_value"] for row in rows}


def _context(team: int, world: World) -> Context:
    """The project as planning knows it."""
    numbers: dict[str, int] = {}
    for who in (*(event.who for event in world.events), *world.people):
        numbers.setdefault(who, len(numbers) + 1)
    same: dict[str, Any] = {"team_id": team, "name": "n", "description": "", "deleted": False}
    same |= {"created_at": NOW, "created_by": None, "updated_at": NOW}
    return Context(
        team_id=team,
        timezone="UTC",
        now=NOW,
        actions={number: Action(id=number, steps=tuple(told), **same) for number, told in world.actions.items()},
        cohorts={
            number: Cohort(
                id=number,
                is_static="people" in told,
                filters={"properties": told["rules"]} if "rules" in told else {},
                members=tuple(numbers[who] for who in told.get("people", ()) if who in numbers),
                **same,
            )
            for number, told in world.cohorts.items()
        },
    )
