"""The reference's SQL for funnels, retention and lifecycle: R5 to R7 of the contract."""

from bench.best_statements import FUNNEL_TOLD, WALK
from bench.period import Period
from bench.reference.layouts import Layout
from bench.reference.shapes import ACTOR, DAY, TEAM, moment, overridden


def funnel(layout: Layout, steps: tuple[str, str, str], period: Period) -> str:
    """R5: an ordered funnel of three steps within 14 days.

    The reference hands each person's events to an external program. Here our own walk by hand stands in for it, on the
    same arrays and without the way there and back: the contract's fold would take four fifths of the whole statement.
    """
    first, second, third = steps
    return f"""
SELECT {FUNNEL_TOLD}
FROM
(
    SELECT
        actor_id,
        arraySort(x -> x.1, groupArray(tuple(
            toFloat64(ts), uuid, '', arrayFilter(n -> n != 0, [1 * s0, 2 * s1, 3 * s2])
        ))) AS events_array,
        arrayFilter(
            (x, before, after) -> not (
                length(x.4) <= 1 AND x.4 = before.4 AND x.4 = after.4 AND x.1 > before.1 AND x.1 < after.1
            ),
            events_array, arrayRotateRight(events_array, 1), arrayRotateLeft(events_array, 1)
        ) AS slim,
        arrayMap(x -> 4 * toUInt64(round(x.1 * 1000000)) + x.4[1], slim) AS moments,
        {WALK}
    FROM
    (
        SELECT
            toTimeZone(e.timestamp, 'UTC') AS ts, e.uuid AS uuid, {ACTOR} AS actor_id,
            if(e.event = '{first}', 1, 0) AS s0,
            if(e.event = '{second}', 1, 0) AS s1,
            if(e.event = '{third}', 1, 0) AS s2
        FROM {layout.table} AS e {overridden()}
        WHERE e.team_id = {TEAM} AND e.event IN ('{first}', '{second}', '{third}')
          AND e.timestamp >= toDateTime64('{period.since}.000000', 6, 'UTC')
          AND e.timestamp <= toDateTime64('{period.until}.999999', 6, 'UTC')
          AND (s0 = 1 OR s1 = 1 OR s2 = 1)
    )
    GROUP BY actor_id
)
WHERE level > 0
SETTINGS join_algorithm = 'auto'"""


def retention(layout: Layout, start: str, returning: str, period: Period) -> str:
    """R6: of those who did ``start`` on a day, who did ``returning`` on each day after it, until the period ends."""
    return f"""
SELECT start_idx, offset_idx, count(DISTINCT actor_id) AS cnt
FROM
(
    SELECT
        {ACTOR} AS actor_id,
        arraySort(groupUniqArrayIf({DAY}, e.event = '{start}')) AS starts,
        arraySort(groupUniqArrayIf({DAY}, e.event = '{returning}')) AS returns,
        arrayMap(i -> {moment(period.since)} + toIntervalDay(i), range(0, {period.days})) AS periods,
        arrayJoin(arrayFilter(
            i -> i > -1, arrayMap((i, d) -> if(has(starts, d), i - 1, -1), arrayEnumerate(periods), periods)
        )) AS start_idx,
        arrayJoin(arrayConcat(
            if(has(starts, periods[start_idx + 1]), [0], []),
            arrayFilter(
                k -> k > 0,
                arrayMap(r -> indexOf(arraySlice(periods, start_idx + 1, {period.days}), r) - 1, returns)
            )
        )) AS offset_idx
    FROM {layout.table} AS e {overridden()}
    WHERE e.team_id = {TEAM}
      AND e.timestamp >= {moment(period.since)}
      AND e.timestamp < {moment(period.over)}
      AND e.event IN ('{returning}', '{start}')
    GROUP BY actor_id
)
GROUP BY start_idx, offset_idx
ORDER BY start_idx, offset_idx
LIMIT 100000"""


def lifecycle(layout: Layout, event: str, period: Period) -> str:
    """R7: each person's days compared with those before and after, beside when the person was first seen."""
    first, last = moment(period.since), moment(f"{period.last} 00:00:00")
    return f"""
SELECT status, groupArray(p) AS days, groupArray(c) AS vals
FROM
(
    SELECT p, status, if(status = 'dormant', -toInt64(sum(n)), toInt64(sum(n))) AS c
    FROM
    (
        SELECT {last} - toIntervalDay(number) AS p, status, 0 AS n
        FROM numbers({period.days}) ARRAY JOIN ['new', 'returning', 'resurrecting', 'dormant'] AS status
        UNION ALL
        SELECT p, status, count(DISTINCT actor_id) AS n
        FROM
        (
            SELECT
                {ACTOR} AS actor_id,
                min(toStartOfDay(toTimeZone(pr.created_at, 'UTC'))) AS born,
                arraySort(groupUniqArray({DAY})) AS act,
                arrayPopBack(arrayPushFront(act, born)) AS prev,
                arrayPopFront(arrayPushBack(act, toDateTime('1970-01-01 00:00:00', 'UTC'))) AS nxt,
                arrayMap(
                    (a, b, i) -> if(
                        a = b, 'new', if(b - toIntervalDay(1) = a AND i != 1, 'returning', 'resurrecting')
                    ),
                    prev, act, arrayEnumerate(act)
                ) AS st,
                arrayMap(
                    x -> x + toIntervalDay(1), arrayFilter((x, y) -> x + toIntervalDay(1) != y, act, nxt)
                ) AS gone,
                arrayJoin(arrayConcat(arrayZip(act, st), arrayMap(x -> tuple(x, 'dormant'), gone))) AS pair,
                pair.1 AS p, pair.2 AS status
            FROM {layout.table} AS e {overridden()}
            LEFT JOIN
            (
                SELECT id, argMax(created_at, version) AS created_at
                FROM person
                WHERE team_id = {TEAM}
                GROUP BY id
                HAVING argMax(is_deleted, version) = 0
                SETTINGS optimize_aggregation_in_order = 1
            ) AS pr ON pr.id = {ACTOR}
            WHERE e.team_id = {TEAM} AND e.event = '{event}'
              AND e.timestamp >= {first} - toIntervalDay(1)
              AND e.timestamp < {last} + toIntervalDay(1)
              AND ifNull(notEquals({layout.property("$process_person_profile")}, 'false'), 1)
            GROUP BY actor_id
        )
        GROUP BY p, status
    )
    WHERE p >= {first} AND p <= {last}
    GROUP BY p, status
    ORDER BY p
)
GROUP BY status"""
