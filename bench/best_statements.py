"""What is long in the SQL written by hand: conditions and whole statements for funnels, retention, lifecycle, paths.

It knows that days are UTC's and which days they are, and that people merged: where sets of people are compared, whole
sets are mapped to who they are now, else each event is.
"""

from datetime import date

from bench.period import Period

QUARTER = Period(date(2025, 12, 2), date(2026, 3, 1))
"""The days of the questions of every kind."""

SUNDAY = "2025-12-28"
FUNNEL = ("$pageview", "product_added", "order_placed")
_WINDOW = 4 * 14 * 86_400 * 10**6

TEAM = "team_id = {team:UInt32}"
_MERGES = f"FROM person_merges FINAL WHERE {TEAM}"
_FROM = f"(SELECT groupArray(person) {_MERGES})"
_INTO = f"(SELECT groupArray(merged_into) {_MERGES})"
WHO = f"transform(person, {_FROM}, {_INTO}, person)"
"""Who did the event, as a number."""

PEOPLE = f"bitmapTransform(groupBitmapState(person), {_FROM}, {_INTO})"
"""Who did the events of a group, as a set."""


def people_if(condition: str) -> str:
    """Who did those events of a group for which ``condition`` holds, as a set."""
    return f"bitmapTransform(groupBitmapStateIf(person, {condition}), {_FROM}, {_INTO})"


def within(period: Period) -> str:
    """True for the events of ``period``."""
    return f"timestamp >= '{period.since}' AND timestamp <= '{period.until}'"


def scan(event: str, period: Period) -> str:
    """The events called ``event`` of ``period``."""
    return f"FROM events WHERE {TEAM} AND event = '{event}' AND {within(period)}"


VIEWS = scan("$pageview", QUARTER)
OF_ALL = f"FROM events WHERE {TEAM} AND {within(QUARTER)}"
_MICROSECOND = "toUnixTimestamp64Micro(timestamp)"
_STEP = " + ".join(f"{place} * (event = '{event}')" for place, event in enumerate(FUNNEL, start=1))


def of_steps(period: Period) -> str:
    """The events of ``period`` that are steps of the funnel."""
    return f"FROM events WHERE {TEAM} AND event IN {FUNNEL} AND {within(period)}"


_MOMENTS = f"arraySort(groupArray(4 * toUInt64({_MICROSECOND}) + {_STEP})) AS moments"
"""A person's events in order, each one number: when it was, and in the last two bits which step it is."""

WALK = f"""
    arrayFill(moment -> moment % 4 = 1, moments) AS firsts,
    arrayMap((b, a) -> if(b % 4 = 2 AND a % 4 = 1 AND b - a <= {_WINDOW} + 1, a, 0), moments, firsts) AS starts,
    arrayFill(start -> start != 0, starts) AS started,
    arrayFirstIndex(start -> start != 0, starts) AS two,
    arrayFirstIndex((c, a) -> c % 4 = 3 AND a != 0 AND c - a <= {_WINDOW} + 2, moments, started) AS three,
    multiIf(three > 0, 3, two > 0, 2, arrayExists(moment -> moment % 4 = 1, moments), 1, 0) AS level,
    if(three > 0, started[three], starts[two]) AS a, moments[three] AS c,
    if(three > 0, arrayFirst((moment, start) -> start = a, moments, starts), moments[two]) AS b
"""
"""Of ``moments``: each learns the last step 1 before it, and in the same way the last start that had got to step 2."""

FILLED = f"{_MOMENTS}, {WALK}"

NEIGHBOURS = f"""
    {_MOMENTS},
    arrayFilter(
        (moment, before, after) -> if(moment % 4 = 1, after % 4 != 1, moment % 4 != before % 4),
        moments, arrayPushFront(arrayPopBack(moments), 0), arrayPushBack(arrayPopFront(moments), 0)
    ) AS changes,
    arrayResize(arraySlice(changes, 2), length(changes), 0) AS seconds,
    arrayResize(arraySlice(changes, 3), length(changes), 0) AS thirds,
    arrayMap((a, b, c) -> multiIf(
        a % 4 != 1, 0, b % 4 != 2 OR b - a > {_WINDOW} + 1, 1, c % 4 != 3 OR c - a > {_WINDOW} + 2, 2, 3
    ), changes, seconds, thirds) AS levels,
    arrayMax(levels) AS level, indexOf(levels, level) AS place,
    changes[place] AS a, seconds[place] AS b, thirds[place] AS c
"""
"""Of step 1 done several times in a row only the last time tells anything, of any other step only the first."""

FUNNEL_TOLD = """
    countIf(level >= 1), countIf(level >= 2), countIf(level >= 3),
    avgIf(intDiv(b - a, 4), level >= 2 AND b - a > 1) / 1e6, avgIf(intDiv(c - b, 4), level >= 3 AND c - b > 1) / 1e6,
    quantileExactInclusiveIf(0.5)(intDiv(b - a, 4), level >= 2 AND b - a > 1) / 1e6,
    quantileExactInclusiveIf(0.5)(intDiv(c - b, 4), level >= 3 AND c - b > 1) / 1e6
"""
BROWSER = "properties.`$browser`.:String"


def rolling(event: str, period: Period) -> str:
    """Who did ``event`` in the seven days up to each day, by day."""
    return f"""
        SELECT day, groupBitmapMerge(people) OVER (ORDER BY day RANGE BETWEEN 6 PRECEDING AND CURRENT ROW)
        FROM (SELECT toDate(timestamp) AS day, {PEOPLE} AS people {scan(event, period.longer(6))} GROUP BY day)
        QUALIFY day >= '{period.first}'
    """


_WEEK = f"if(timestamp < '{SUNDAY} 00:00:00', 0, 1 + intDiv(toDate(timestamp) - toDate('{SUNDAY}'), 7))"
BY_WEEK = f"""
SELECT toUInt8({_WEEK}) AS week, {PEOPLE} AS people
FROM events WHERE {TEAM} AND event = '$pageview' AND timestamp < '{QUARTER.last} 00:00:00'
"""


def lifecycle(event: str, period: Period) -> str:
    """How many people of each status, by status and day."""
    return f"""
        SELECT status, day, number FROM (
            SELECT
                day, today, any(today) OVER (ORDER BY day ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS before,
                bitmapAndCardinality(today, created) AS new
            FROM (
                SELECT toDate(timestamp) AS day, {PEOPLE} AS today {scan(event, period.longer(1))} GROUP BY day
            ) AS active
            LEFT JOIN (
                SELECT toDate(created_at) AS day, groupBitmapState(person) AS created
                FROM persons FINAL WHERE {TEAM} GROUP BY day
            ) AS met USING (day)
        )
        ARRAY JOIN
            ['new', 'returning', 'resurrecting', 'dormant'] AS status,
            [
                toInt64(new), toInt64(bitmapAndCardinality(today, before)),
                toInt64(bitmapAndnotCardinality(today, before)) - new, -toInt64(bitmapAndnotCardinality(before, today))
            ] AS number
        WHERE day >= '{period.first}'
    """


PATHS = f"""
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
            {OF_ALL} AND NOT startsWith(event, '$')
            GROUP BY {WHO}
        )
    )
)
GROUP BY place, a, b
ORDER BY 3 DESC, 1, 2
LIMIT 50
"""
