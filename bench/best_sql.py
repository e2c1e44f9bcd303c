"""Questions of every kind and variant, and for each the best SQL a person would write by hand to answer it.

The SQL knows what is special about this table, this range and this data; that is what makes it hard to beat. It gives
the same numbers, which is checked before anything is timed. Nothing of it is general: bounds are UTC days, weeks and
bits are counted from the first of them, and events in the very moment the data ends are out of the range.
"""

from dataclasses import dataclass

from bench import answered
from bench.answered import Reading
from bench.questions import JsonObject

FROM, TO = "2025-12-02", "2026-03-01"
_RANGE = {"dateRange": {"date_from": FROM, "date_to": TO}}
_FUNNEL = ("$pageview", "product_added", "order_placed")
_FOURTEEN_DAYS = 14 * 86_400 * 10**6

_VIEWS = "team_id = {team:UInt32} AND event = '$pageview'"
_IN_RANGE = f"timestamp >= '{FROM} 00:00:00' AND timestamp <= '{TO} 23:59:59'"
_WEEK_BEFORE = f"timestamp >= '2025-11-26 00:00:00' AND timestamp <= '{TO} 23:59:59'"
_SCAN = f"FROM events WHERE {_VIEWS} AND {_IN_RANGE}"
_MICROSECOND = "toUnixTimestamp64Micro(timestamp)"
_SUNDAY = "2025-12-28"


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
    return {"kind": "FunnelsQuery", "series": [_series(event) for event in _FUNNEL], **_RANGE, **more}


def _retention(kind: str) -> JsonObject:
    entity = {"id": "$pageview", "type": "events"}
    asked = {"period": "Week", "totalIntervals": 9, "targetEntity": entity, "returningEntity": entity}
    weeks = {"date_from": _SUNDAY, "date_to": "2026-02-28"}
    return {"kind": "RetentionQuery", "retentionFilter": {**asked, "retentionType": kind}, "dateRange": weeks}


def _events(*, after: str) -> JsonObject:
    select = ["uuid", "event", "distinct_id", "properties.$browser"]
    return {
        "kind": "EventsQuery", "select": select, "after": after, "before": TO, "orderBy": ["timestamp DESC"]
    }  # fmt: skip


def _by(name: str) -> JsonObject:
    return {"breakdown": name, "breakdown_type": "event", "breakdown_limit": 50}


_WRITTEN = (
    "SELECT properties.$browser AS browser, count() FROM events "
    f"WHERE event = '$pageview' AND timestamp >= '{FROM}' GROUP BY browser ORDER BY 2 DESC"
)

_STEPS = ", ".join(f"event = '{event}'" for event in _FUNNEL)
_LEVELS = "countIf(level >= 1), countIf(level >= 2), countIf(level >= 3)"
_OF_STEPS = f"FROM events WHERE team_id = {{team:UInt32}} AND event IN {_FUNNEL} AND {_IN_RANGE}"
_LEVEL = f"windowFunnel({_FOURTEEN_DAYS})(toUInt64({_MICROSECOND}), {_STEPS}) AS level"
_STEP = " + ".join(f"{place} * (event = '{event}')" for place, event in enumerate(_FUNNEL, start=1))
_BROWSER = "properties.`$browser`.:String"

_WEEK = f"if(timestamp < '{_SUNDAY} 00:00:00', 0, 1 + intDiv(toDate(timestamp) - toDate('{_SUNDAY}'), 7))"
_BY_WEEK = f"""
SELECT toUInt8({_WEEK}) AS week, groupBitmapState(person) AS people
FROM events WHERE {_VIEWS} AND timestamp < '{TO} 00:00:00'
"""

_STRICT = f"""
SELECT {_LEVELS} FROM (
    SELECT
        arrayReverseSort(groupArray(4 * toUInt64({_MICROSECOND}) + {_STEP})) AS backwards,
        arrayReverse(arrayCompact(moment -> moment % 4, backwards)) AS moments,
        arrayConcat(arraySlice(moments, 2), [0]) AS seconds,
        arrayConcat(arraySlice(moments, 3), arrayResize([0], least(2, length(moments)), 0)) AS thirds,
        arrayMax((a, b, c) -> multiIf(
            a % 4 != 1, 0,
            b % 4 != 2 OR b - a > 4 * {_FOURTEEN_DAYS} + 1, 1,
            c % 4 != 3 OR c - a > 4 * {_FOURTEEN_DAYS} + 2, 2,
            3
        ), moments, seconds, thirds) AS level
    FROM events WHERE team_id = {{team:UInt32}} AND {_IN_RANGE}
    GROUP BY person
)
"""

_LIFECYCLE = f"""
SELECT status, day, number FROM (
    SELECT
        day, today, any(today) OVER (ORDER BY day ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS before,
        bitmapAndCardinality(today, created) AS new
    FROM (
        SELECT toDate(timestamp) AS day, groupBitmapState(person) AS today
        FROM events WHERE {_VIEWS} AND {_WEEK_BEFORE} GROUP BY day
    ) AS active
    LEFT JOIN (
        SELECT toDate(created_at) AS day, groupBitmapState(person) AS created
        FROM persons FINAL WHERE team_id = {{team:UInt32}} GROUP BY day
    ) AS met USING (day)
)
ARRAY JOIN
    ['new', 'returning', 'resurrecting', 'dormant'] AS status,
    [
        toInt64(new), toInt64(bitmapAndCardinality(today, before)),
        toInt64(bitmapAndnotCardinality(today, before)) - new, -toInt64(bitmapAndnotCardinality(before, today))
    ] AS number
WHERE day >= '{FROM}'
"""

_PATHS = f"""
SELECT concat(toString(place), '_', a), concat(toString(place + 1), '_', b), count(), avg(gap) / 1000
FROM (
    SELECT
        arrayJoin(arrayZip(arrayEnumerate(arrayPopBack(steps)), arrayPopBack(steps), arrayPopFront(steps))) AS edge,
        edge.1 AS place, edge.2.2 AS a, edge.3.2 AS b, edge.3.1 - edge.2.1 AS gap
    FROM (
        SELECT
            arrayJoin(arraySplit((one, last) -> one.1 - last.1 >= 1800000000, items,
                arrayPushFront(arrayPopBack(items), items[1]))) AS path,
            arrayFilter((one, kept) -> kept, path, arrayPushBack(
                arrayMap((one, next) -> one.2 != next.2, arrayPopBack(path), arrayPopFront(path)), true)) AS compact,
            arraySlice(compact, 1, 5) AS steps
        FROM (
            SELECT arraySort(groupArray(({_MICROSECOND}, event))) AS items
            FROM events WHERE team_id = {{team:UInt32}} AND {_IN_RANGE} AND NOT startsWith(event, '$')
            GROUP BY person
        )
    )
)
GROUP BY place, a, b
ORDER BY 3 DESC, 1, 2
LIMIT 50
"""


def _last_events(*conditions: str) -> str:
    where = " AND ".join(("team_id = {team:UInt32}", f"timestamp < '{TO} 00:00:00'", *conditions))
    return f"SELECT uuid, event, distinct_id, {_BROWSER} FROM events WHERE {where} ORDER BY timestamp DESC LIMIT 100"


PAIRS = (
    Pair(
        name="trends: total",
        question=_trend(),
        sql=f"SELECT toDate(timestamp) AS day, count() {_SCAN} GROUP BY day",
        read=answered.lines,
    ),
    Pair(
        name="trends: uniques",
        question=_trend("dau"),
        sql=f"SELECT toDate(timestamp) AS day, uniqExact(person) {_SCAN} GROUP BY day",
        read=answered.lines,
    ),
    Pair(
        name="trends: rolling 7 days",
        question=_trend("weekly_active"),
        sql=f"""
            SELECT day, groupBitmapMerge(people) OVER (ORDER BY day RANGE BETWEEN 6 PRECEDING AND CURRENT ROW)
            FROM (
                SELECT toDate(timestamp) AS day, groupBitmapState(person) AS people
                FROM events WHERE {_VIEWS} AND {_WEEK_BEFORE} GROUP BY day
            ) QUALIFY day >= '{FROM}'
        """,
        read=answered.lines,
    ),
    Pair(
        name="trends: first time",
        question=_trend("first_time_for_user"),
        sql=f"""
            SELECT toDate(first) AS day, count() FROM (
                SELECT min(timestamp) AS first FROM events
                WHERE {_VIEWS} AND timestamp <= '{TO} 23:59:59' GROUP BY person
            ) WHERE first >= '{FROM} 00:00:00' GROUP BY day
        """,
        read=answered.lines,
    ),
    Pair(
        name="trends: total by country",
        question=_trend(breakdownFilter=_by("$geoip_country_code")),
        sql=f"""
            SELECT properties.`$geoip_country_code`.:String AS value, toDate(timestamp) AS day, count()
            {_SCAN} GROUP BY value, day
        """,
        read=answered.lines,
    ),
    Pair(
        name="funnel: ordered",
        question=_funnel(),
        sql=f"SELECT {_LEVELS} FROM (SELECT {_LEVEL} {_OF_STEPS} GROUP BY person)",
        read=answered.funnels,
    ),
    Pair(
        name="funnel: strict",
        question=_funnel(funnelsFilter={"funnelOrderType": "strict"}),
        sql=_STRICT,
        read=answered.funnels,
    ),
    Pair(
        name="funnel: by browser",
        question=_funnel(breakdownFilter=_by("$browser")),
        sql=f"""
            SELECT browser, {_LEVELS} FROM (
                SELECT argMinIf({_BROWSER}, timestamp, isNotNull({_BROWSER})) AS browser, {_LEVEL}
                {_OF_STEPS} GROUP BY person
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
                FROM ({_BY_WEEK} AND timestamp >= '{_SUNDAY} 00:00:00' GROUP BY week)
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
                    ) AS met FROM ({_BY_WEEK} GROUP BY week)
                )
            ) ARRAY JOIN weeks AS start, new AS of_start ARRAY JOIN weeks AS later, sets AS of_later
            WHERE start > 0 AND later >= start
        """,
        read=answered.matrix,
    ),
    Pair(
        name="lifecycle",
        question={"kind": "LifecycleQuery", "series": [_series("$pageview")], **_RANGE},
        sql=_LIFECYCLE,
        read=answered.statuses,
    ),
    Pair(
        name="stickiness",
        question={"kind": "StickinessQuery", "series": [_series("$pageview")], **_RANGE},
        sql=f"""
            SELECT days, count() FROM (
                SELECT bitCount(groupBitOr(
                    bitShiftLeft(toUInt128(1), toUInt8(toDate(timestamp) - toDate('{FROM}'))))) AS days
                {_SCAN} GROUP BY person
            ) GROUP BY days
        """,
        read=answered.active_days,
    ),
    Pair(
        name="paths",
        question={"kind": "PathsQuery", "pathsFilter": {"includeEventTypes": ["custom_event"]}, **_RANGE},
        sql=_PATHS,
        read=answered.edges,
    ),
    Pair(
        name="SQL: total by browser",
        question={"kind": "HogQLQuery", "query": _WRITTEN},
        sql=f"""
            SELECT {_BROWSER} AS browser, count() FROM events
            WHERE {_VIEWS} AND timestamp >= '{FROM} 00:00:00' GROUP BY browser ORDER BY 2 DESC LIMIT 101
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
