"""The trends questions that are measured."""

from typing import Any

JsonObject = dict[str, Any]


def trend(
    event: str | None,
    *,
    math: str = "total",
    of: str | None = None,
    interval: str = "day",
    days: str = "-90d",
    display: str = "ActionsLineGraph",
    by: str | None = None,
    where: tuple[str, str] | None = None,
) -> JsonObject:
    """One series of ``event`` (None: every event), its ``math`` of the property ``of``, broken down ``by`` another."""
    series: JsonObject = {"kind": "EventsNode", "event": event, "math": math}
    if of is not None:
        series["math_property"] = of
    question: JsonObject = {
        "kind": "TrendsQuery",
        "series": [series],
        "dateRange": {"date_from": days},
        "interval": interval,
        "trendsFilter": {"display": display},
    }
    if by is not None:
        question["breakdownFilter"] = {"breakdown": by, "breakdown_type": "event"}
    if where is not None:
        key, value = where
        question["properties"] = [{"type": "event", "key": key, "operator": "exact", "value": [value]}]
    return question


_CHROME = ("$browser", "Chrome")
_GARDENERS: JsonObject = {"type": "person", "key": "plan", "operator": "exact", "value": ["garden"]}

QUESTIONS = {
    "total, every event": trend(None),
    "total, one event": trend("$pageview"),
    "daily uniques": trend("$pageview", math="dau"),
    "weekly uniques": trend("$pageview", math="dau", interval="week"),
    "daily uniques, property filter": trend("$pageview", math="dau", where=_CHROME),
    "total by country": trend("$pageview", by="$geoip_country_code"),
    "daily uniques, filter on people": {**trend("$pageview", math="dau"), "properties": [_GARDENERS]},
    "total by a property of people": {
        **trend("$pageview"),
        "breakdownFilter": {"breakdown": "plan", "breakdown_type": "person"},
    },
    "written SQL: total by browser": {
        "kind": "HogQLQuery",
        "query": "SELECT properties.$browser AS browser, count() FROM events WHERE event = '$pageview' "
        "GROUP BY browser ORDER BY 2 DESC",
    },
    "sum of a property": trend("order_placed", math="sum", of="revenue"),
}
"""By the name each has in the table; every one over all 90 days."""
