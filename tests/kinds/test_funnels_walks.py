"""A funnel takes as long as all its events, not as its busiest person: it loops over nobody's (ADR 8)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand

PROJECT = Context(team_id=4711, timezone="Europe/Berlin", now=datetime(2024, 3, 13, tzinfo=UTC))
STEPS = [{"kind": "EventsNode", "event": event} for event in ("a", "b", "c")]
EXCLUSION = {"kind": "EventsNode", "event": "x", "funnelFromStep": 0, "funnelToStep": 2}


@pytest.mark.contract("FN-8", "FN-9", "FN-10", "FN-18")
@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
@pytest.mark.parametrize("viz", ["steps", "time_to_convert", "trends"])
@pytest.mark.parametrize("exclusions", [[], [EXCLUSION]])
def test_a_funnel_loops_over_nobodys_events(order: str, viz: str, exclusions: list[dict[str, Any]]) -> None:
    options = {"funnelOrderType": order, "funnelVizType": viz, "exclusions": exclusions}
    question: dict[str, Any] = {"kind": "FunnelsQuery", "series": STEPS, "funnelsFilter": options}
    assert all("arrayFold" not in statement.sql for statement in plan(understand(question), PROJECT).statements)
