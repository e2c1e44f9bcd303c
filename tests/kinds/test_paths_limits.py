"""How much one question of paths may ask for: all that is allowed runs, and more is refused by name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hedgerow.base.errors import MalformedRequest
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.kinds.paths.model import MOST_EDGES, MOST_RULES
from hedgerow.query.understand import understand
from tests.kinds.storing import Sent, new_team, response, store

NOON = datetime(2024, 3, 13, 12, tzinfo=UTC)
LARGEST = 2**63 - 1


def asked(**options: Any) -> dict[str, Any]:
    return {"kind": "PathsQuery", "pathsFilter": options}


@pytest.mark.contract("PA-1", "PA-3", "PA-7")
def test_a_question_at_every_limit_is_answered(kinds_engine: Engine) -> None:
    team = new_team()
    events = [Sent("u", f"item {place:03}", NOON + timedelta(minutes=place)) for place in range(100)]
    store(kinds_engine, {team: events})
    context = Context(team_id=team, timezone="UTC", now=NOON)
    question = asked(
        stepLimit=LARGEST,
        edgeLimit=MOST_EDGES,
        minEdgeWeight=-LARGEST,
        maxEdgeWeight=LARGEST,
        pathGroupings=[f"item {place:03}*" for place in range(MOST_RULES)],
        localPathCleaningFilters=[{"regex": f"{place:03}$", "alias": "\\0!"} for place in range(MOST_RULES)],
    )
    rows = response(kinds_engine, question, context)["results"]
    assert len(rows) == len(events) - 1
    assert {"source": "1_item 000*", "target": "2_item 001*", "value": 1, "average_conversion_time": 60000.0} in rows
    assert {row["target"] for row in rows} >= {"51_item 050", "100_item 099"}
    for points in ({"endPoint": "item 099"}, {"startPoint": "item 000*", "endPoint": "item 099"}):
        more = {**question["pathsFilter"], **points}
        assert len(response(kinds_engine, asked(**more), context)["results"]) == len(events) - 1


@pytest.mark.contract("PA-1")
@pytest.mark.parametrize(
    "options",
    [
        {"edgeLimit": MOST_EDGES + 1},
        {"pathGroupings": ["/a"] * (MOST_RULES + 1)},
        {"localPathCleaningFilters": [{"regex": "a"}] * (MOST_RULES + 1)},
    ],
    ids=lambda options: str(next(iter(options))),
)
def test_more_is_refused_by_name(options: dict[str, Any]) -> None:
    limit = "10000" if "edgeLimit" in options else "50"
    with pytest.raises(MalformedRequest, match=f"{next(iter(options))}.*{limit}"):
        understand(asked(**options))
