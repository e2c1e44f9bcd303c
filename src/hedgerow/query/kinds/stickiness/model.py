"""The wire form of a stickiness question."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.insight import CompareFilter, InsightNode
from hedgerow.query.wire.node import Node
from hedgerow.query.wire.series import Series


class CriteriaOperator(StrEnum):
    """How an actor's number of events in an interval is compared (ST-3)."""

    GTE = "gte"
    LTE = "lte"
    EXACT = "exact"


class StickinessCriteria(Node):
    """How many events make an interval count for an actor (ST-3)."""

    operator: CriteriaOperator
    value: Annotated[int, Field(ge=0)]


class ComputedAs(StrEnum):
    """Whether a point counts the actors of exactly so many intervals, or of at least so many (ST-4)."""

    NON_CUMULATIVE = "non_cumulative"
    CUMULATIVE = "cumulative"


class StickinessFilter(Node):
    """The options of stickiness. Those that end in ``JsonValue`` are about drawing only."""

    stickinessCriteria: StickinessCriteria | None = None  # noqa: N815
    computedAs: ComputedAs = ComputedAs.NON_CUMULATIVE  # noqa: N815
    display: JsonValue = None
    hiddenLegendIndexes: JsonValue = None  # noqa: N815
    resultCustomizationBy: JsonValue = None  # noqa: N815
    resultCustomizations: JsonValue = None  # noqa: N815
    showLegend: JsonValue = None  # noqa: N815
    showMultipleYAxes: JsonValue = None  # noqa: N815
    showValuesOnSeries: JsonValue = None  # noqa: N815


class StickinessQuery(InsightNode):
    """A stickiness question; ``intervalCount`` intervals are counted as one (ST-5)."""

    kind: Literal["StickinessQuery"] = "StickinessQuery"
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=26)]
    interval: Interval = Interval.DAY
    intervalCount: Annotated[int, Field(ge=1)] = 1  # noqa: N815
    stickinessFilter: StickinessFilter = StickinessFilter()  # noqa: N815
    compareFilter: CompareFilter = CompareFilter()  # noqa: N815

    @property
    def cumulative(self) -> bool:
        """Whether a point counts those of more intervals too (ST-4)."""
        return self.stickinessFilter.computedAs is ComputedAs.CUMULATIVE
