"""The same query is understood once, and has another key as soon as the facts behind it are others."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hedgerow.base.canonical_json import fingerprint
from hedgerow.base.errors import MalformedRequest
from hedgerow.query.context import Context
from hedgerow.query.planning import cache_facts
from hedgerow.query.question import Question
from hedgerow.run.known_questions import KnownQuestions
from hedgerow.vocab.actions import Action
from hedgerow.vocab.definitions import PropertyType

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CONTEXT = Context(team_id=1, timezone="UTC", now=NOW, property_types={"plan": PropertyType.STRING})


def query(event: str = "view", **more: Any) -> dict[str, Any]:
    series = [{"kind": "EventsNode", "event": event}]
    return {"kind": "TrendsQuery", "series": series, "breakdownFilter": {"breakdown": "plan"}, **more}


def action(event: str) -> Action:
    steps = ({"event": event},)
    return Action(
        id=7,
        team_id=1,
        name="act",
        description="",
        steps=steps,
        deleted=False,
        created_at=NOW,
        created_by=None,
        updated_at=NOW,
    )


class Keys:
    """The real keys, and how many were made."""

    def __init__(self) -> None:
        self.made = 0
        self.known = KnownQuestions(self.key)

    def key(self, question: Question, context: Context) -> str:
        self.made += 1
        return fingerprint(cache_facts(question, context))

    def of(self, asked: dict[str, Any], context: Context = CONTEXT) -> str:
        return self.known.question(asked, context).key


def test_an_equal_query_is_understood_once_whatever_the_time() -> None:
    keys = Keys()
    read_anew: dict[str, Any] = {
        "property_types": {"plan": PropertyType.STRING},
        "actions": {7: action("view")},
        "variables": {"a": [1]},
    }
    contexts = [replace(CONTEXT, now=NOW + timedelta(days=day), **deepcopy(read_anew)) for day in range(3)]
    assert len({keys.of(query(), context) for context in contexts * 2}) == 1
    assert keys.made == 1


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Europe/Berlin"},
        {"week_start_day": 1},
        {"property_types": {"plan": PropertyType.NUMERIC}},
        {"merged_events": {"old": "view"}},
    ],
)
def test_other_facts_give_another_key_and_the_old_ones_the_old_key_again(change: dict[str, Any]) -> None:
    keys = Keys()
    before, changed = keys.of(query()), keys.of(query(), replace(CONTEXT, **change))
    assert changed != before
    assert changed == fingerprint(
        cache_facts(keys.known.question(query(), CONTEXT).question, replace(CONTEXT, **change))
    )
    assert keys.of(query()) == before


def test_true_is_not_one() -> None:
    keys = Keys()
    for value in (1, True, 1.0):
        keys.of(query(), replace(CONTEXT, variables={"plan": value}))
    assert keys.made == 3


def test_what_is_behind_an_action_is_a_fact() -> None:
    keys = Keys()
    asked = query() | {"series": [{"kind": "ActionsNode", "id": 7}]}
    contexts = [replace(CONTEXT, actions={7: action(event)}) for event in ("view", "buy")]
    assert len({keys.of(asked, context) for context in contexts}) == 2


def test_projects_and_whatever_else_a_key_depends_on_are_kept_apart() -> None:
    keys = Keys()
    keys.of(query())
    keys.of(query(), replace(CONTEXT, team_id=2))
    keys.of(query(), replace(CONTEXT, erasures=1))
    assert keys.made == 3


def test_a_query_that_nobody_understands_is_refused_every_time() -> None:
    keys = Keys()
    for refused in (query(unknown=1), query(unknown=1), query(limit=2**70), {"kind": "TrendsQuery", "x": "\ud800"}):
        with pytest.raises(MalformedRequest):
            keys.of(refused)
    assert keys.made == 0
