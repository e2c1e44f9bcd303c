"""What the store knows of a rollup (ADR 15)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRollup:
    """``number`` names the rollup in its project, ``asked_on`` is the last day on which it was of use.

    One that ``is_too_large`` would hardly have fewer rows than there are events: it is not counted.
    """

    number: int
    asked_on: date
    is_too_large: bool
