"""The wire form of a trends question."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.maths import UNIQUE
from hedgerow.query.wire.breakdown import BreakdownFilter
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.insight import CompareFilter, InsightNode
from hedgerow.query.wire.node import Node
from hedgerow.query.wire.series import Series


class Display(StrEnum):
    """How clients draw the results; some change what is computed (TR-12)."""

    LINE = "ActionsLineGraph"
    BAR = "ActionsBar"
    UNSTACKED_BAR = "ActionsUnstackedBar"
    STACKED_BAR = "ActionsStackedBar"
    AREA = "ActionsAreaGraph"
    CUMULATIVE = "ActionsLineGraphCumulative"
    NUMBER = "BoldNumber"
    PIE = "ActionsPie"
    BAR_VALUE = "ActionsBarValue"
    TABLE = "ActionsTable"
    WORLD_MAP = "WorldMap"
    CALENDAR_HEATMAP = "CalendarHeatmap"
    HEATMAP = "TwoDimensionalHeatmap"
    BOX_PLOT = "BoxPlot"
    SLOPE = "SlopeGraph"


TOTAL_VALUE = frozenset({Display.NUMBER, Display.PIE, Display.BAR_VALUE, Display.TABLE, Display.WORLD_MAP})
"""Displays of one number over the whole range."""

OF_THEIR_OWN_SHAPE = frozenset({Display.CALENDAR_HEATMAP, Display.HEATMAP, Display.BOX_PLOT, Display.SLOPE})
"""Displays whose results have another shape, not made yet."""


class FormulaNode(Node):
    """One formula over the series, and its name."""

    formula: str
    custom_name: str | None = None


class TrendsFilter(Node):
    """The options of trends. Those that end in ``JsonValue`` are about drawing only and come back unchanged."""

    display: Display = Display.LINE
    smoothingIntervals: Annotated[int, Field(ge=1)] = 1  # noqa: N815
    formula: str | None = None
    formulas: tuple[str, ...] = ()
    formulaNodes: tuple[FormulaNode, ...] = ()  # noqa: N815
    aggregationAxisFormat: JsonValue = None  # noqa: N815
    aggregationAxisPostfix: JsonValue = None  # noqa: N815
    aggregationAxisPrefix: JsonValue = None  # noqa: N815
    confidenceLevel: JsonValue = None  # noqa: N815
    decimalPlaces: JsonValue = None  # noqa: N815
    detailedResultsAggregationType: JsonValue = None  # noqa: N815
    goalLines: JsonValue = None  # noqa: N815
    hiddenLegendIndexes: JsonValue = None  # noqa: N815
    minDecimalPlaces: JsonValue = None  # noqa: N815
    movingAverageIntervals: JsonValue = None  # noqa: N815
    resultCustomizationBy: JsonValue = None  # noqa: N815
    resultCustomizations: JsonValue = None  # noqa: N815
    showAlertThresholdLines: JsonValue = None  # noqa: N815
    showConfidenceIntervals: JsonValue = None  # noqa: N815
    showLabelsOnSeries: JsonValue = None  # noqa: N815
    showLegend: JsonValue = None  # noqa: N815
    showMovingAverage: JsonValue = None  # noqa: N815
    showMultipleYAxes: JsonValue = None  # noqa: N815
    showPercentStackView: JsonValue = None  # noqa: N815
    showTrendLines: JsonValue = None  # noqa: N815
    showValuesOnSeries: JsonValue = None  # noqa: N815
    yAxisScaleType: JsonValue = None  # noqa: N815

    @property
    def formulas_asked(self) -> tuple[FormulaNode, ...]:
        """The formulas, whichever of the three keys holds them (TR-10)."""
        if self.formulaNodes:
            return self.formulaNodes
        if self.formulas:
            return tuple(FormulaNode(formula=text) for text in self.formulas)
        return (FormulaNode(formula=self.formula),) if self.formula else ()


class TrendsQuery(InsightNode):
    """A trends question."""

    kind: Literal["TrendsQuery"] = "TrendsQuery"
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=26)]
    interval: Interval = Interval.DAY
    trendsFilter: TrendsFilter = TrendsFilter()  # noqa: N815
    breakdownFilter: BreakdownFilter = BreakdownFilter()  # noqa: N815
    compareFilter: CompareFilter = CompareFilter()  # noqa: N815

    @property
    def counts_events(self) -> bool:
        """See `QueryNode.counts_events`."""
        return any(series.math == "total" or series.math in UNIQUE for series in self.series)

    @property
    def one_number(self) -> bool:
        """Whether each row is one number over the whole range (TR-12)."""
        return self.trendsFilter.display in TOTAL_VALUE

    @property
    def cumulative(self) -> bool:
        """Whether each point is the sum up to it (TR-11)."""
        return self.trendsFilter.display is Display.CUMULATIVE
