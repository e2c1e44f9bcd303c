"""The reference's SQL for trends: R1 to R4 of the contract, for any event, property and period of days."""

from bench.period import Period
from bench.reference.layouts import Layout

OTHER, NONE = "$$_posthog_breakdown_other_$$", "$$_posthog_breakdown_null_$$"
"""How the reference calls all further values of a breakdown, and events without one."""

ACTOR = "if(notEmpty(o.distinct_id), o.person_id, e.person_id)"
"""Who did the event: as of its ingestion, unless merged since (RS-7)."""

TEAM = "{team:Int64}"

DAY = "toStartOfDay(toTimeZone(e.timestamp, 'UTC'))"
"""The day of an event."""


def moment(text: str) -> str:
    """A moment of UTC."""
    return f"toDateTime('{text}', 'UTC')"


def overridden() -> str:
    """The collapsed overrides, to be joined as ``o``; each question about people joins them anew (RS-3)."""
    return f"""
    LEFT OUTER JOIN
    (
        SELECT distinct_id, argMax(person_id, version) AS person_id
        FROM overrides
        WHERE team_id = {TEAM}
        GROUP BY distinct_id
        HAVING argMax(is_deleted, version) = 0
        SETTINGS optimize_aggregation_in_order = 1
    ) AS o ON e.distinct_id = o.distinct_id"""


def within(event: str, period: Period) -> str:
    """True for the events called ``event`` in ``period``; bounds are bare, as in the newest versions (RS-6)."""
    return f"""e.team_id = {TEAM}
      AND e.timestamp >= {moment(period.since)}
      AND e.timestamp <= {moment(period.until)}
      AND e.event = '{event}'"""


def total(layout: Layout, event: str, period: Period) -> str:
    """R1: events by day, folded into arrays and spread over the days again."""
    return f"""
SELECT
    arrayMap(
        i -> toStartOfDay({moment(period.since)}) + toIntervalDay(i),
        range(0, dateDiff('day', {moment(period.since)}, {moment(period.until)}) + 1)
    ) AS date,
    arrayMap(d -> arraySum(arrayMap((v, k) -> if(k = d, v, 0), vals, days)), date) AS total
FROM
(
    SELECT groupArray(day_start) AS days, groupArray(cnt) AS vals
    FROM
    (
        SELECT {DAY} AS day_start, count() AS cnt
        FROM {layout.table} AS e SAMPLE 1
        WHERE e.team_id = {TEAM}
          AND e.timestamp >= toStartOfInterval(assumeNotNull({moment(period.since)}), toIntervalDay(1))
          AND e.timestamp <= assumeNotNull({moment(period.until)})
          AND e.event = '{event}'
        GROUP BY day_start
        ORDER BY day_start ASC
    )
)"""


def filtered_people(layout: Layout, event: str, period: Period, *, key: str, value: str) -> str:
    """R2: unique people by day, of the events whose property ``key`` is ``value``."""
    return f"""
SELECT groupArray(day_start) AS days, groupArray(cnt) AS vals
FROM
(
    SELECT {DAY} AS day_start, count(DISTINCT {ACTOR}) AS cnt
    FROM {layout.table} AS e SAMPLE 1 {overridden()}
    WHERE {within(event, period)}
      AND ifNull(equals({layout.property(key)}, '{value}'), 0)
    GROUP BY day_start
    ORDER BY day_start ASC
)"""


def by_value(layout: Layout, event: str, period: Period, *, key: str) -> str:
    """R3: events by day and value of the property ``key``, the first 25 values and the others together.

    The rows are scanned once, as the contract says; unless told, this engine would count them for each use of them.
    """
    place = f"multiIf({{0}} = '{OTHER}', 2, {{0}} = '{NONE}', 1, 0)"
    return f"""
WITH
    per_day AS MATERIALIZED
    (
        SELECT
            {DAY} AS day_start,
            ifNull(nullIf(toString({layout.property(key)}), ''), '{NONE}') AS bv,
            count() AS cnt
        FROM {layout.table} AS e SAMPLE 1
        WHERE {within(event, period)}
        GROUP BY day_start, bv
    ),
    ranked AS
    (
        SELECT bv, row_number() OVER (ORDER BY grp ASC, tot DESC, bv ASC) AS rnk
        FROM (SELECT bv, sum(cnt) AS tot, {place.format("bv")} AS grp FROM per_day GROUP BY bv)
    ),
    folded AS
    (
        SELECT p.day_start AS day_start, if(r.rnk <= 25, p.bv, '{OTHER}') AS label, sum(p.cnt) AS v
        FROM per_day AS p INNER JOIN ranked AS r ON p.bv = r.bv
        GROUP BY day_start, label
    )
SELECT label AS breakdown_value, groupArray(day_start) AS days, groupArray(v) AS vals
FROM folded
GROUP BY label
ORDER BY {place.format("label")} ASC, arraySum(vals) DESC, breakdown_value ASC
LIMIT 50000
SETTINGS enable_materialized_cte = 1"""


def rolling_people(layout: Layout, event: str, period: Period) -> str:
    """R4: who was active in the seven days up to each day: pairs of day and person, joined with the calendar."""
    first, end = moment(period.since), moment(period.until)
    return f"""
SELECT groupArray(day_start) AS days, groupArray(cnt) AS vals
FROM
(
    SELECT d.ts AS day_start, count(DISTINCT a.actor_id) AS cnt
    FROM
    (
        SELECT {DAY} AS ts, {ACTOR} AS actor_id
        FROM {layout.table} AS e SAMPLE 1 {overridden()}
        WHERE {within(event, period.longer(7))}
        GROUP BY ts, actor_id
    ) AS a
    CROSS JOIN
    (
        SELECT toStartOfDay({end}) - toIntervalDay(number) AS ts
        FROM numbers(dateDiff('day', {first} - toIntervalDay(7), {end}))
    ) AS d
    WHERE a.ts <= d.ts AND a.ts > d.ts - toIntervalDay(7)
    GROUP BY d.ts
    HAVING day_start >= {first}
    ORDER BY d.ts
)"""
