"""The demo's second dashboard: how visitors become customers, and whether they come back."""

from hedgerow.main.demo.tiles import DemoTile, JsonObject

STEPS = (
    ("$pageview", "Looked at a page"),
    ("product_viewed", "Viewed a product"),
    ("product_added", "Put it in the basket"),
    ("order_placed", "Ordered"),
)

DEVICES_SQL = """\
SELECT
    toStartOfWeek(timestamp) AS week,
    countIf(properties.$device_type = 'Mobile') AS phone,
    countIf(properties.$device_type = 'Desktop') AS computer
FROM events
WHERE event = 'order_placed' AND timestamp >= toStartOfWeek(now()) - interval 26 week
    AND timestamp < toStartOfWeek(now())
GROUP BY week
ORDER BY week"""

PRODUCTS_SQL = """\
SELECT
    properties.product AS product,
    countIf(event = 'product_viewed') AS views,
    countIf(event = 'product_added') AS added,
    round(100 * added / views, 1) AS rate
FROM events
WHERE event IN ('product_viewed', 'product_added') AND timestamp >= now() - interval 30 day
GROUP BY product
ORDER BY added DESC"""


def _insight(kind: str, days: str, **options: object) -> JsonObject:
    source = {"kind": kind, "dateRange": {"date_from": days}, **options}
    return {"kind": "InsightVizNode", "source": source}


def _event(event: str, name: str) -> JsonObject:
    return {"kind": "EventsNode", "event": event, "custom_name": name}


def _funnel(days: str, *, first: int = 0, by: str | None = None, interval: str = "day", **options: str) -> JsonObject:
    """The purchase funnel from its step ``first`` on; a visit's order counts when it comes within a day."""
    breakdown: JsonObject = {} if by is None else {"breakdownFilter": {"breakdown": by, "breakdown_type": "event"}}
    return _insight(
        "FunnelsQuery",
        days,
        series=[_event(event, name) for event, name in STEPS[first:]],
        interval=interval,
        funnelsFilter={"funnelWindowInterval": 1, "funnelWindowIntervalUnit": "day", **options},
        **breakdown,
    )


JOURNEYS = (
    DemoTile(
        "From a page to an order",
        "How far visitors of the last 30 days came within a day.",
        _funnel("-30d"),
        (0, 0, 7, 6),
    ),
    DemoTile(
        "Time to an order",
        "From the first look at a product, last 90 days.",
        _funnel("-90d", first=1, funnelVizType="time_to_convert"),
        (7, 0, 5, 6),
    ),
    DemoTile(
        "On a phone and on a computer",
        "The same steps by device, last 30 days.",
        _funnel("-30d", by="$device_type"),
        (0, 6, 6, 6),
    ),
    DemoTile(
        "Visitors who order",
        "Of those who looked at a page in a week, in percent.",
        _funnel("-26w", interval="week", funnelVizType="trends"),
        (6, 6, 6, 6),
    ),
    DemoTile(
        "Customers who order again",
        "By the week of their first order.",
        _insight(
            "RetentionQuery",
            "-7w",
            retentionFilter={
                "period": "Week",
                "totalIntervals": 8,
                "retentionType": "retention_first_time",
                "targetEntity": {"id": "order_placed", "type": "events"},
                "returningEntity": {"id": "order_placed", "type": "events"},
            },
        ),
        (0, 12, 7, 6),
    ),
    DemoTile(
        "Visitors by week",
        "Who was new, who came back, and below the line who stayed away.",
        _insight("LifecycleQuery", "-12w", interval="week", series=[_event("$pageview", "Visits")]),
        (7, 12, 5, 6),
    ),
    DemoTile(
        "Ways through the shop",
        "From page to page, last 30 days.",
        _insight(
            "PathsQuery", "-30d", pathsFilter={"includeEventTypes": ["$pageview"], "stepLimit": 5, "edgeLimit": 40}
        ),
        (0, 18, 12, 7),
    ),
    DemoTile(
        "Weeks with a visit",
        "In how many of the last 12 weeks customers came.",
        _insight(
            "StickinessQuery",
            "-11w",
            interval="week",
            series=[_event("$pageview", "Customers")],
            properties=[{"type": "person", "key": "plan", "operator": "is_set", "value": "is_set"}],
        ),
        (0, 25, 5, 5),
    ),
    DemoTile(
        "Orders by device",
        "Half a year of whole weeks, counted in SQL.",
        {
            "kind": "DataVisualizationNode",
            "source": {"kind": "HogQLQuery", "query": DEVICES_SQL},
            "display": "ActionsLineGraph",
            "chartSettings": {
                "xAxis": {"column": "week"},
                "yAxis": [
                    {"column": "phone", "settings": {"display": {"label": "On a phone"}}},
                    {"column": "computer", "settings": {"display": {"label": "On a computer"}}},
                ],
            },
        },
        (5, 25, 7, 5),
    ),
    DemoTile(
        "Best-selling products",
        "Looked at and put into baskets in the last 30 days, in SQL.",
        {"kind": "DataVisualizationNode", "source": {"kind": "HogQLQuery", "query": PRODUCTS_SQL}},
        (0, 30, 5, 6),
    ),
    DemoTile(
        "Latest orders",
        "As they came in.",
        {
            "kind": "DataTableNode",
            "source": {
                "kind": "EventsQuery",
                "select": [
                    "timestamp -- Ordered",
                    "person_display_name -- Customer",
                    "properties.revenue -- Revenue",
                    "properties.payment -- Paid by",
                ],
                "event": "order_placed",
                "after": "-7d",
                "orderBy": ["timestamp DESC"],
                "limit": 25,
            },
        },
        (5, 30, 7, 6),
    ),
)
