"""Whole UTC days, as the SQL written by hand and the reference's bound them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From the start of ``first`` to the end of ``last``."""

    first: date
    last: date

    @property
    def since(self) -> str:
        """The first moment, as text."""
        return f"{self.first} 00:00:00"

    @property
    def until(self) -> str:
        """The last second, as text."""
        return f"{self.last} 23:59:59"

    @property
    def over(self) -> str:
        """The first moment after it, as text."""
        return f"{self.last + timedelta(days=1)} 00:00:00"

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def longer(self, days: int) -> "Period":
        """The same with so many days before it."""
        return Period(self.first - timedelta(days=days), self.last)
