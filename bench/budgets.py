"""The budgets of design.md §7 that the bench can already hold the house to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AtMost:
    """Met by ``limit`` and everything below."""

    limit: float
    unit: str

    def __str__(self) -> str:
        return f"≤ {self.limit:,g} {self.unit}"

    def is_met_by(self, value: float) -> bool:
        return value <= self.limit


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Met by ``limit`` and everything above."""

    limit: float
    unit: str

    def __str__(self) -> str:
        return f"≥ {self.limit:,g} {self.unit}"

    def is_met_by(self, value: float) -> bool:
        return value >= self.limit


Budget = AtMost | AtLeast

DURABLE_CAPTURE = AtLeast(30_000, "events/s")
"""Parse and commit, batches of 100, on one core."""

CACHED_DASHBOARD_P99 = AtMost(10, "ms")
"""At 200 requests a second, one process."""

FIRST_TILE_CACHED = AtMost(50, "ms")
"""From asking for a stream to its first tile, when that is cached."""

FIRST_TILE = AtMost(150, "ms")
"""The same when it is not."""

START_SECONDS = AtMost(3, "s")
"""From the start of the process to its first answer."""

IDLE_MEMORY = AtMost(350, "MB")
"""Resident, while nothing is asked."""

OVER_JSON_TEXT = AtLeast(20, "x")
"""How much faster than the reference's SQL on JSON text the standard dashboard is: geometric mean of its tiles."""

OVER_JSON_TEXT_EACH = AtLeast(3, "x")
"""The same, of every tile."""

OVER_NATIVE_JSON = AtLeast(5, "x")
"""The same over the reference's native JSON: geometric mean."""

OVER_NATIVE_JSON_EACH = AtLeast(1.5, "x")
"""The same, of every tile."""

AFTER_NEW_EVENTS = AtMost(5, "%")
"""What a refresh after ten thousand new events takes of the time without anything kept."""

NEAR_BEST_SQL = AtMost(1.3, "x")
"""How long any question takes without anything kept, by the best SQL written for it."""

MORE_EVENTS = AtMost(1.5, "x")
"""How much longer sixteen times the events of as many people take, where no property is read."""
