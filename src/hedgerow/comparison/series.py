"""A series: numbers by bucket, and what they may be added up to. Every kind's result is read as series if it can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hedgerow.base.canonical_json import Json

WHOLE = ""
"""The bucket of a number that stands for the whole range."""

_LARGEST = 1e100
"""Numbers beyond it are nobody's measurements; without them no sum or share can leave the range of floats."""


class Measure(StrEnum):
    """What one number for a whole series is."""

    TOTAL = "total"
    AVERAGE = "average"
    CUMULATIVE = "cumulative"
    VALUE = "value"

    @property
    def adds_up(self) -> bool:
        """Whether the numbers of breakdown values make up a whole: counts do, averages and unique users do not."""
        return self in (Measure.TOTAL, Measure.CUMULATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Numbers by bucket, in the order of the buckets.

    ``group`` tells which question of the result it answers, in which period; series of one group differ by their
    ``breakdown``. ``timed`` says that buckets are moments; a bucket is over ``lag`` buckets after its own end.
    ``unit`` is written behind each number.
    """

    group: tuple[str, ...]
    name: str
    points: Mapping[str, float]
    measure: Measure
    breakdown: str | None = None
    timed: bool = True
    lag: int = 0
    unit: str = ""

    @property
    def key(self) -> tuple[tuple[str, ...], str | None]:
        """What it is matched by."""
        return (self.group, self.breakdown)


def number(value: Json) -> float | None:
    """``value`` as a number; None for anything else a result may hold in its place."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        return None
    return value


def points_of(buckets: object, values: object) -> dict[str, float] | None:
    """The numbers of ``values`` by the labels in ``buckets``; None unless they are two lists of one length."""
    if not isinstance(buckets, list) or not isinstance(values, list) or len(buckets) != len(values):
        return None
    pairs = ((str(bucket), number(value)) for bucket, value in zip(buckets, values, strict=True))
    return {bucket: value for bucket, value in pairs if value is not None}


def words(value: Any) -> str:
    """``value`` as one line of text for a name."""
    text = ", ".join(map(words, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())
