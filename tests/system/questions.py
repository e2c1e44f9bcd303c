"""Questions whose answers must be the same in a project and in its copy."""

from typing import Any

from hedgerow.main.transfer.api import ProjectApi

RANGE = {"date_from": "2024-01-01", "date_to": "2024-03-31"}
VIEW, BUY = {"kind": "EventsNode", "event": "view"}, {"kind": "EventsNode", "event": "buy"}
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": None}], "dateRange": RANGE},
    {"kind": "TrendsQuery", "series": [{**VIEW, "math": "dau"}], "dateRange": RANGE},
    {
        "kind": "TrendsQuery",
        "series": [BUY],
        "dateRange": RANGE,
        "breakdownFilter": {"breakdown": "plan", "breakdown_type": "person"},
    },
    {
        "kind": "TrendsQuery",
        "series": [{**BUY, "math": "sum", "math_property": "amount"}],
        "dateRange": RANGE,
        "breakdownFilter": {"breakdown": "colour", "breakdown_type": "event"},
    },
    {
        "kind": "TrendsQuery",
        "series": [{**VIEW, "math": "unique_group", "math_group_type_index": 0}],
        "dateRange": RANGE,
    },
    {"kind": "HogQLQuery", "query": "SELECT key, properties FROM groups ORDER BY key"},
    {"kind": "FunnelsQuery", "series": [VIEW, BUY], "dateRange": RANGE},
    {
        "kind": "RetentionQuery",
        "retentionFilter": {
            "targetEntity": {"id": "view", "type": "events"},
            "returningEntity": {"id": "buy", "type": "events"},
            "period": "Week",
            "totalIntervals": 6,
        },
        "dateRange": RANGE,
    },
    {"kind": "HogQLQuery", "query": "SELECT event, uuid, distinct_id, timestamp, properties FROM events ORDER BY uuid"},
)


def answers(api: ProjectApi) -> list[Any]:
    """What a project answers to all of them."""
    return [api.rows(question) for question in QUESTIONS]
