"""Results to compare, as the API answers them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hedgerow.comparison.facts import Comparison, SeriesChange, TileChange
from hedgerow.comparison.sameness import kept_data
from hedgerow.comparison.series_changes import Conditions
from hedgerow.comparison.tile_changes import TilePair, comparison, tile_change

Row = dict[str, Any]

DAYS = [f"2026-03-{day:02d}" for day in range(1, 9)]
UNDER = Conditions(before_at=datetime(2026, 3, 8, 10, tzinfo=UTC), interval="day", timezone="UTC")
"""The last of DAYS has not ended."""

QUIET = [100, 104, 99, 103, 98, 102, 100, 40]
"""Eight days that move by four or five; the last is unfinished."""


def row(label: str, data: Sequence[float], *, days: Sequence[str] = DAYS, math: str | None = None, **more: Any) -> Row:
    """A row of trends (TR-13)."""
    action = {"name": label, "math": math, "order": 0}
    own = {"data": list(data), "days": list(days), "count": float(sum(data)), "label": label, "order": 0}
    return {**own, "action": action, **more}


def by_plan(plan: str, data: Sequence[float], **more: Any) -> Row:
    """A row of trends with a breakdown: its label is the value alone."""
    return {**row("signup", data, **more), "label": plan, "breakdown_value": plan}


def step(name: str, order: int, count: int) -> Row:
    """A step of a funnel (FN-12)."""
    return {"action_id": name, "name": name, "custom_name": None, "order": order, "count": count, "type": "events"}


def pair(before: Any, after: Any, *, tile_id: int = 1, name: str = "Insight", under: Conditions = UNDER) -> TilePair:
    """A tile whose earlier result was kept as a snapshot keeps it."""
    return TilePair(tile_id=tile_id, insight_name=name, before=kept_data(before), after=after, under=under)


def changed(before: Any, after: Any, *, under: Conditions = UNDER) -> TileChange:
    """What changed; there must be something."""
    found = tile_change(pair(before, after, under=under))
    assert found is not None
    return found


def only_series(before: Any, after: Any, *, under: Conditions = UNDER) -> SeriesChange:
    """The one series that moved."""
    (series,) = changed(before, after, under=under).series
    return series


def compared(**tiles: tuple[Any, Any]) -> Comparison:
    """Tiles by the names of their insights, numbered from 1."""
    return comparison([pair(*two, tile_id=n, name=name) for n, (name, two) in enumerate(tiles.items(), start=1)])
