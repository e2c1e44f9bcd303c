"""Events that somebody merged into another: every kind of question about that one counts them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from tests.kinds.storing import Sent, new_team, response, store

NOW = datetime(2024, 3, 13, 12, tzinfo=UTC)
MERGED = {"sign up": "signed_up", "signup": "signed_up"}
SERIES = [{"kind": "EventsNode", "event": "signed_up"}, {"kind": "EventsNode", "event": "paid"}]
ENTITY = {"id": "signed_up", "type": "events"}
DATES = {"dateRange": {"date_from": "-7d"}}
COHORT = {
    "properties": {
        "type": "AND",
        "values": [{"type": "behavioral", "key": "signed_up", "event_type": "events", "value": "performed_event"}],
    }
}


def events() -> list[Sent]:
    names = ["signed_up", "sign up", "signup", "paid", "paid"]
    return [
        Sent(f"p{number % 7}", names[number * 3 % 5], NOW - timedelta(hours=5 * number), {}) for number in range(30)
    ]


def asked(engine: Engine, sent: list[Sent], merged: dict[str, str], query: dict[str, Any]) -> Any:
    team = new_team()
    store(engine, {team: sent}, made={who: NOW - timedelta(days=3) for who in ("p1", "p2")})
    action = Action(
        id=5, team_id=team, name="Signed up", description="", steps=({"event": "signed_up"},),
        deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
    )  # fmt: skip
    cohort = Cohort(
        id=6, team_id=team, name="Signed up", description="", is_static=False, filters=COHORT, members=(),
        deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
    )  # fmt: skip
    context = Context(
        team_id=team, timezone="UTC", now=NOW, merged_events=merged, actions={5: action}, cohorts={6: cohort},
        earliest_event=NOW - timedelta(days=20),
    )  # fmt: skip
    return response(engine, query, context)["results"]


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "TrendsQuery", "series": SERIES, **DATES},
        {"kind": "TrendsQuery", "series": [{"kind": "ActionsNode", "id": 5}], **DATES},
        {
            "kind": "TrendsQuery",
            "series": SERIES[1:],
            "properties": [{"type": "cohort", "key": "id", "value": 6}],
            **DATES,
        },
        {"kind": "FunnelsQuery", "series": SERIES, **DATES},
        {"kind": "LifecycleQuery", "series": SERIES[:1], **DATES},
        {"kind": "StickinessQuery", "series": SERIES, **DATES},
        {"kind": "RetentionQuery", "retentionFilter": {"targetEntity": ENTITY, "returningEntity": ENTITY}},
        {"kind": "EventsQuery", "select": ["count()"], "event": "signed_up", "after": "all"},
    ],
    ids=lambda query: query["kind"],
)
def test_a_question_about_an_event_counts_those_merged_into_it(kinds_engine: Engine, query: dict[str, Any]) -> None:
    sent = events()
    renamed = [replace(one, event=MERGED.get(one.event, one.event)) for one in sent]
    answer = asked(kinds_engine, sent, MERGED, query)
    assert answer == asked(kinds_engine, renamed, {}, query)
    assert answer != asked(kinds_engine, sent, {}, query)
