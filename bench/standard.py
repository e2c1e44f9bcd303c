"""The standard dashboard (RS-10): twelve tiles over the last 30 days, each in three languages.

Our question, the reference's statement for a layout, and the best SQL by hand for our tables.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench import answered
from bench.answered import Cells, Reading
from bench.best_statements import (
    FILLED,
    FUNNEL,
    FUNNEL_TOLD,
    TEAM,
    WHO,
    lifecycle,
    of_steps,
    people_if,
    rolling,
    scan,
    within,
)
from bench.data import NOW
from bench.period import Period
from bench.questions import JsonObject, trend
from bench.reference import shapes, shapes_of_people
from bench.reference.layouts import Layout

MONTH = Period(date(2026, 1, 31), NOW.date())
"""``-30d``: today and the 30 days before it."""

TWELVE_DAYS = Period(date(2026, 2, 19), NOW.date())
_LAST_30_DAYS = {"dateRange": {"date_from": "-30d"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile; ``shape`` is the contract's number of the reference's statement.

    ``read`` makes rows of our response and ``read_reference`` of the reference's rows that equal those of ``best``.
    """

    name: str
    shape: str
    question: JsonObject
    reference: Callable[[Layout], str]
    best: str
    read: Reading = answered.lines
    read_reference: Callable[[Iterable[Sequence[Any]]], Iterable[Cells]] = answered.folded


def _total(event: str) -> Tile:
    return Tile(
        name=f"{event} by day",
        shape="R1",
        question=trend(event, days="-30d"),
        reference=lambda layout: shapes.total(layout, event, MONTH),
        best=f"SELECT toDate(timestamp) AS day, count() {scan(event, MONTH)} GROUP BY day",
    )


def _filtered_people(event: str, key: str, value: str) -> Tile:
    return Tile(
        name=f"people of {event}, {key} = {value}",
        shape="R2",
        question=trend(event, math="dau", days="-30d", where=(key, value)),
        reference=lambda layout: shapes.filtered_people(layout, event, MONTH, key=key, value=value),
        best=f"""
            SELECT toDate(timestamp) AS day, uniqExact({WHO}) {scan(event, MONTH)} AND {_text(key)} = '{value}'
            GROUP BY day
        """,
    )


def _by_value(event: str, key: str) -> Tile:
    return Tile(
        name=f"{event} by {key}",
        shape="R3",
        question=trend(event, days="-30d", by=key),
        reference=lambda layout: shapes.by_value(layout, event, MONTH, key=key),
        best=f"""
            SELECT if(place <= 25, value, '{shapes.OTHER}') AS label, day, sum(found) FROM (
                SELECT value, day, found, dense_rank() OVER (ORDER BY total DESC, value) AS place FROM (
                    SELECT {_text(key)} AS value, toDate(timestamp) AS day, count() AS found,
                        sum(found) OVER (PARTITION BY value) AS total
                    {scan(event, MONTH)} GROUP BY value, day
                )
            ) GROUP BY label, day
        """,
    )


def _retention(start: str, returning: str) -> Tile:
    asked = {"period": "Day", "totalIntervals": TWELVE_DAYS.days}
    entities = {"targetEntity": {"id": start, "type": "events"}, "returningEntity": {"id": returning, "type": "events"}}
    return Tile(
        name=f"{start}, back for {returning}",
        shape="R6",
        question={"kind": "RetentionQuery", "retentionFilter": {**asked, **entities}},
        reference=lambda layout: shapes_of_people.retention(layout, start, returning, TWELVE_DAYS),
        best=f"""
            SELECT first, later - first, bitmapAndCardinality(of_first, if(later = first, of_first, of_later)) FROM (
                SELECT groupArray(day) AS days, groupArray(started) AS starts, groupArray(came) AS returns FROM (
                    SELECT toDate(timestamp) - toDate('{TWELVE_DAYS.first}') AS day,
                        {people_if(f"event = '{start}'")} AS started, {people_if(f"event = '{returning}'")} AS came
                    FROM events WHERE {TEAM} AND event IN ('{start}', '{returning}') AND {within(TWELVE_DAYS)}
                    GROUP BY day
                )
            ) ARRAY JOIN days AS first, starts AS of_first ARRAY JOIN days AS later, returns AS of_later
            WHERE later >= first
        """,
        read=answered.matrix,
        read_reference=answered.rows,
    )


def _text(key: str) -> str:
    return f"properties.`{key}`.:String"


TILES = (
    _total("$pageview"),
    _total("product_viewed"),
    _total("search"),
    _total("order_placed"),
    _filtered_people("$pageview", "$browser", "Chrome"),
    _filtered_people("product_viewed", "plan", "garden"),
    _by_value("$pageview", "$browser"),
    _by_value("product_viewed", "$geoip_city_name"),
    Tile(
        name="weekly active, $pageview",
        shape="R4",
        question=trend("$pageview", math="weekly_active", days="-30d"),
        reference=lambda layout: shapes.rolling_people(layout, "$pageview", MONTH),
        best=rolling("$pageview", MONTH),
    ),
    Tile(
        name=f"funnel: {', '.join(FUNNEL)}",
        shape="R5",
        question={
            "kind": "FunnelsQuery",
            "series": [{"kind": "EventsNode", "event": event} for event in FUNNEL],
            **_LAST_30_DAYS,
        },
        reference=lambda layout: shapes_of_people.funnel(layout, FUNNEL, MONTH),
        best=f"SELECT {FUNNEL_TOLD} FROM (SELECT {FILLED} {of_steps(MONTH)} GROUP BY {WHO})",
        read=answered.funnels,
        read_reference=answered.rows,
    ),
    _retention("$identify", "$pageview"),
    Tile(
        name="lifecycle of $pageview",
        shape="R7",
        question={
            "kind": "LifecycleQuery",
            "series": [{"kind": "EventsNode", "event": "$pageview"}],
            **_LAST_30_DAYS,
        },
        reference=lambda layout: shapes_of_people.lifecycle(layout, "$pageview", MONTH),
        best=lifecycle("$pageview", MONTH),
        read=answered.statuses,
    ),
)
