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
        return f"≥ {self.limit:,.0f} {self.unit}"

    def is_met_by(self, value: float) -> bool:
        return value >= self.limit


Budget = AtMost | AtLeast

DURABLE_CAPTURE = AtLeast(30_000, "events/s")
"""Parse and commit, batches of 100, on one core."""

CACHED_DASHBOARD_P99 = AtMost(10, "ms")
"""At 200 requests a second, one process."""

START_SECONDS = AtMost(3, "s")
"""From the start of the process to its first answer."""

IDLE_MEMORY = AtMost(350, "MB")
"""Resident, while nothing is asked."""
