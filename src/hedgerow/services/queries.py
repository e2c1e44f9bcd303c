"""Questions asked directly, without a saved insight."""

from collections.abc import Mapping
from typing import Any

from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import Presence
from hedgerow.run.runner import Run
from hedgerow.services.event_queries import count_question
from hedgerow.services.house import House, Visit


def run_query(
    house: House, visit: Visit, query: Mapping[str, Any], mode: RefreshMode, presence: Presence | None = None
) -> Run:
    """Answer ``query``; fills the same cache as insights and dashboards.

    Raises MalformedRequest or InvalidRequest for a query that makes no sense, EngineError when it fails, and
    NobodyWaits when ``presence`` ends.
    """
    run = house.runner.run(visit.project, query, mode, presence=presence)
    if run.result is not None:
        count_question(house, visit.project.id, query)
    return run
