"""How questions are answered, for those who want to know why an answer is what it is or takes what it takes."""

from collections.abc import Mapping
from typing import Any

from hedgerow.base.errors import InvalidRequest
from hedgerow.run.explaining import Explanation
from hedgerow.run.presence import Presence
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_looks import InsightLook


def explain_query(
    house: House, visit: Visit, query: Mapping[str, Any], presence: Presence | None = None
) -> Explanation:
    """How ``query`` is answered now, found out by running it; nothing is kept of that.

    Raises MalformedRequest or InvalidRequest for a query that makes no sense, EngineError when it fails, and
    NobodyWaits when ``presence`` ends.
    """
    return house.runner.explain(visit.project, query, presence=presence)


def explain_insight(house: House, visit: Visit, look: InsightLook, presence: Presence) -> Explanation:
    """As `explain_query`, for a saved insight as it is looked at; raises InvalidRequest when it asks nothing."""
    if look.query is None:
        raise InvalidRequest("This insight has no query.")
    return explain_query(house, visit, look.query, presence)
