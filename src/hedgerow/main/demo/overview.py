"""The demo's first dashboard: what the owner of a small shop looks at in the morning."""

from hedgerow.main.demo.tiles import DemoText, DemoTile, JsonObject

WELCOME = """### Welcome to the demo

A year of a small garden shop. Everything here came in through the same door as events from an SDK would.

Send your own: **Send events** in the side bar has the snippets."""


def trend(
    event: str,
    *,
    math: str = "total",
    of: str | None = None,
    days: str = "-30d",
    interval: str = "day",
    display: str = "ActionsLineGraph",
    by: str | None = None,
    limit: int = 6,
    where: JsonObject | None = None,
    title: str | None = None,
) -> JsonObject:
    """A trends insight: one series of ``event``, its ``math`` (of property ``of``), broken down ``by`` a property."""
    series: JsonObject = {"kind": "EventsNode", "event": event, "math": math, "custom_name": title}
    if of is not None:
        series["math_property"] = of
    source: JsonObject = {
        "kind": "TrendsQuery",
        "series": [series],
        "dateRange": {"date_from": days},
        "interval": interval,
        "trendsFilter": {"display": display},
    }
    if by is not None:
        source["breakdownFilter"] = {"breakdown": by, "breakdown_type": "event", "breakdown_limit": limit}
    if where is not None:
        source["properties"] = [{"type": "event", "operator": "exact", **where}]
    return {"kind": "InsightVizNode", "source": source}


OVERVIEW = (
    DemoTile(
        "Orders, last 30 days",
        "How many orders were placed.",
        trend("order_placed", display="BoldNumber", title="Orders"),
        (0, 0, 3, 3),
    ),
    DemoTile(
        "Revenue, last 30 days",
        "The sum of all orders, delivery included.",
        trend("order_placed", math="sum", of="revenue", display="BoldNumber", title="Revenue"),
        (3, 0, 3, 3),
    ),
    DemoTile(
        "Average order",
        "Revenue per order, last 30 days.",
        trend("order_placed", math="avg", of="revenue", display="BoldNumber", title="Average order"),
        (6, 0, 3, 3),
    ),
    DemoText(WELCOME, (9, 0, 3, 3)),
    DemoTile(
        "Visitors a day",
        "Different people who looked at a page.",
        trend("$pageview", math="dau", title="Visitors"),
        (0, 3, 8, 5),
    ),
    DemoTile(
        "Visitors by browser",
        "Different people in the last 30 days.",
        trend("$pageview", math="dau", display="ActionsPie", by="$browser", title="Visitors"),
        (8, 3, 4, 5),
    ),
    DemoTile(
        "Revenue by week",
        "A year of weeks; the launch in the press stands out.",
        trend("order_placed", math="sum", of="revenue", days="-52w", interval="week", display="ActionsBar"),
        (0, 8, 6, 5),
    ),
    DemoTile(
        "Orders by category",
        "Which shelf the first item of a basket came from.",
        trend("order_placed", days="-90d", display="ActionsBarValue", by="category", title="Orders"),
        (6, 8, 6, 5),
    ),
    DemoTile(
        "Where visitors come from",
        "Different people by campaign source, last 90 days.",
        trend(
            "$pageview", math="dau", days="-90d", interval="week", display="ActionsAreaGraph", by="utm_source", limit=5
        ),
        (0, 13, 7, 5),
    ),
    DemoTile(
        "Most viewed products",
        "Product pages opened in the last 30 days.",
        trend("product_viewed", display="ActionsTable", by="product", limit=10, title="Views"),
        (7, 13, 5, 5),
    ),
    DemoTile(
        "Page views by hour",
        "The last two days, hour by hour.",
        trend("$pageview", days="-48h", interval="hour", display="ActionsBar", title="Page views"),
        (0, 18, 6, 5),
    ),
    DemoTile(
        "New customers by month",
        "People who made an account.",
        trend("$identify", math="dau", days="-12m", interval="month", display="ActionsBar", title="New customers"),
        (6, 18, 6, 5),
    ),
    DemoTile(
        "Visitors on a phone",
        "Different people a day whose device is mobile.",
        trend(
            "$pageview",
            math="dau",
            days="-90d",
            interval="week",
            where={"key": "$device_type", "value": ["Mobile"]},
            title="On a phone",
        ),
        (0, 23, 12, 5),
    ),
)
