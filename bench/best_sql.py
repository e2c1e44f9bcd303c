"""Questions of every kind and variant, and for each the best SQL a person would write by hand to answer it.

The SQL knows what is special about this table, this range and this data; that is what makes it hard to beat. It gives
the same numbers, which is checked before anything is timed. Nothing of it is general: bounds are UTC days, weeks and
bits are counted from the first of them, and events in the very moment the data ends are out of the range.
"""

from dataclasses import dataclass

from bench import answered
from bench.answered import Reading
from bench.best_statements import (
    BROWSER,
    BY_WEEK,
    FILLED,
    FUNNEL,
    FUNNEL_TOLD,
    NEIGHBOURS,
    OF_ALL,
    PATHS,
    QUARTER,
    SUNDAY,
    TEAM,
    VIEWS,
    WHO,
    lifecycle,
    of_steps,
    rolling,
)
from bench.questions import JsonObject

_RANGE = {"dateRange": {"date_from": str(QUARTER.first), "date_to": str(QUARTER.last)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """``read`` makes rows of our response that equal the rows of ``sql``, but for those whose number is 0."""

    name: str
    question: JsonObject
    sql: str
    read: Reading


def _series(event: str | None, **more: object) -> JsonObject:
    return {"kind": "EventsNode", "event": event, **more}


def _trend(math: str = "total", **more: object) -> JsonObject:
    return {"kind": "TrendsQuery", "series": [_series("$pageview", math=math)], **_RANGE, **more}


def _funnel(**more: object) -> JsonObject:
    return {"kind": "FunnelsQuery", "series": [_series(event) for event in FUNNEL], **_RANGE, **more}


def _retention(kind: str) -> JsonObject:
    entity = {"id": "$pageview", "type": "events"}
    asked = {"period": "Week", "totalIntervals": 9, "targetEntity": entity, "returningEntity": entity}
    weeks = {"date_from": SUNDAY, "date_to": "2026-02-28"}
    return {"kind": "RetentionQuery", "retentionFilter": {**asked, "retentionType": kind}, "dateRange": weeks}


def _events(*, after: str) -> JsonObject:
    select = ["uuid", "event", "distinct_id", "properties.$browser"]
    asked = {"after": after, "before": str(QUARTER.last), "orderBy": ["timestamp DESC"]}
    return {"kind": "EventsQuery", "select": select, **asked}


def _by(name: str) -> JsonObject:
    return {"breakdown": name, "breakdown_type": "event", "breakdown_limit": 50}


_WRITTEN = (
    "SELECT properties.$browser AS browser, count() FROM events "
    f"WHERE event = '$pageview' AND timestamp >= '{QUARTER.first}' GROUP BY browser ORDER BY 2 DESC"
)


def _last_events(*conditions: str) -> str:
    where = " AND ".join((TEAM, f"timestamp < '{QUARTER.last} 00:00:00'", *conditions))
    return f"SELECT uuid, event, distinct_id, {BROWSER} FROM events WHERE {where} ORDER BY timestamp DESC LIMIT 100"


PAIRS = (
    Pair(
        name="trends: total",
        question=_trend(),
        sql=f"SELECT toDate(timestamp) AS day, count() {VIEWS} GROUP BY day",
        read=answered.lines,
    ),
    Pair(
        name="trends: uniques",
        question=_trend("dau"),
        sql=f"SELECT toDate(timestamp) AS day, uniqExact({WHO}) {VIEWS} GROUP BY day",
        read=answered.lines,
    ),
    Pair(
        name="trends: rolling 7 days",
        question=_trend("weekly_active"),
        sql=rolling("$pageview", QUARTER),
        read=answered.lines,
    ),
    Pair(
        name="trends: first time",
        question=_trend("first_time_for_user"),
        sql=f"""
            SELECT toDate(first) AS day, count() FROM (
                SELECT min(timestamp) AS first FROM events
                WHERE {TEAM} AND event = '$pageview' AND timestamp <= '{QUARTER.until}' GROUP BY {WHO}
            ) WHERE first >= '{QUARTER.since}' GROUP BY day
        """,
        read=answered.lines,
    ),
    Pair(
        name="trends: total by country",
        question=_trend(breakdownFilter=_by("$geoip_country_code")),
        sql=f"""
            SELECT properties.`$geoip_country_code`.:String AS value, toDate(timestamp) AS day, count()
            {VIEWS} GROUP BY value, day
        """,
        read=answered.lines,
    ),
    Pair(
        name="funnel: ordered",
        question=_funnel(),
        sql=f"SELECT {FUNNEL_TOLD} FROM (SELECT {FILLED} {of_steps(QUARTER)} GROUP BY {WHO})",
        read=answered.funnels,
    ),
    Pair(
        name="funnel: strict",
        question=_funnel(funnelsFilter={"funnelOrderType": "strict"}),
        sql=f"SELECT {FUNNEL_TOLD} FROM (SELECT {NEIGHBOURS} {OF_ALL} GROUP BY {WHO})",
        read=answered.funnels,
    ),
    Pair(
        name="funnel: by browser",
        question=_funnel(breakdownFilter=_by("$browser")),
        sql=f"""
            SELECT browser, {FUNNEL_TOLD} FROM (
                SELECT argMinIf({BROWSER}, timestamp, isNotNull({BROWSER})) AS browser, {FILLED}
                {of_steps(QUARTER)} GROUP BY {WHO}
            ) GROUP BY browser
        """,
        read=answered.funnels,
    ),
    Pair(
        name="retention: recurring",
        question=_retention("retention_recurring"),
        sql=f"""
            SELECT start - 1, later - start, bitmapAndCardinality(of_start, of_later) FROM (
                SELECT groupArray(week) AS weeks, groupArray(people) AS sets
                FROM ({BY_WEEK} AND timestamp >= '{SUNDAY} 00:00:00' GROUP BY week)
            ) ARRAY JOIN weeks AS start, sets AS of_start ARRAY JOIN weeks AS later, sets AS of_later
            WHERE later >= start
        """,
        read=answered.matrix,
    ),
    Pair(
        name="retention: first time",
        question=_retention("retention_first_time"),
        sql=f"""
            SELECT start - 1, later - start, bitmapAndCardinality(of_start, of_later) FROM (
                SELECT
                    groupArray(week) AS weeks, groupArray(people) AS sets, groupArray(bitmapAndnot(people, met)) AS new
                FROM (
                    SELECT *, groupBitmapMergeState(people) OVER (
                        ORDER BY week ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                    ) AS met FROM ({BY_WEEK} GROUP BY week)
                )
            ) ARRAY JOIN weeks AS start, new AS of_start ARRAY JOIN weeks AS later, sets AS of_later
            WHERE start > 0 AND later >= start
        """,
        read=answered.matrix,
    ),
    Pair(
        name="lifecycle",
        question={"kind": "LifecycleQuery", "series": [_series("$pageview")], **_RANGE},
        sql=lifecycle("$pageview", QUARTER),
        read=answered.statuses,
    ),
    Pair(
        name="stickiness",
        question={"kind": "StickinessQuery", "series": [_series("$pageview")], **_RANGE},
        sql=f"""
            SELECT days, count() FROM (
                SELECT bitCount(groupBitOr(
                    bitShiftLeft(toUInt128(1), toUInt8(toDate(timestamp) - toDate('{QUARTER.first}'))))) AS days
                {VIEWS} GROUP BY {WHO}
            ) GROUP BY days
        """,
        read=answered.active_days,
    ),
    Pair(
        name="paths",
        question={"kind": "PathsQuery", "pathsFilter": {"includeEventTypes": ["custom_event"]}, **_RANGE},
        sql=PATHS,
        read=answered.edges,
    ),
    Pair(
        name="SQL: total by browser",
        question={"kind": "HogQLQuery", "query": _WRITTEN},
        sql=f"""
            SELECT {BROWSER} AS browser, count() FROM events
            WHERE {TEAM} AND event = '$pageview' AND timestamp >= '{QUARTER.since}'
            GROUP BY browser ORDER BY 2 DESC LIMIT 101
        """,
        read=answered.rows,
    ),
    Pair(
        name="events: last of a day",
        question=_events(after="2026-02-28"),
        sql=_last_events("timestamp > '2026-02-28 00:00:00'"),
        read=answered.rows,
    ),
    Pair(name="events: last of all", question=_events(after="all"), sql=_last_events(), read=answered.rows),
)
