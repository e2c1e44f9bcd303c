"""The wire form of a funnels question (FN-1)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.breakdown import BreakdownFilter
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.insight import InsightNode
from hedgerow.query.wire.node import Node
from hedgerow.query.wire.series import ActionsNode, EventsNode, Series


class VizType(StrEnum):
    """What a funnel answers: how many get how far, how long they take, or which part of them converts over time."""

    STEPS = "steps"
    TIME_TO_CONVERT = "time_to_convert"
    TRENDS = "trends"


class OrderType(StrEnum):
    """Whether other events may stand between the steps, and whether the steps may come in any order."""

    ORDERED = "ordered"
    STRICT = "strict"
    UNORDERED = "unordered"


class WindowUnit(StrEnum):
    """The units of a conversion window."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def seconds(self) -> int:
        """How long it is; a month is 31 days (FN-1)."""
        return _SECONDS[self]


class Attribution(StrEnum):
    """Which of an actor's events tells the breakdown value (FN-16)."""

    FIRST_TOUCH = "first_touch"
    LAST_TOUCH = "last_touch"
    ALL_EVENTS = "all_events"
    STEP = "step"


class StepReference(StrEnum):
    """What the rates that clients show are shares of."""

    FIRST = "total"
    PREVIOUS = "previous"


class ExcludedEvents(EventsNode):
    """Events that spoil an attempt between two steps, both counted from 0 (FN-8)."""

    funnelFromStep: int  # noqa: N815
    funnelToStep: int  # noqa: N815


class ExcludedActions(ActionsNode):
    """The same of an action's events."""

    funnelFromStep: int  # noqa: N815
    funnelToStep: int  # noqa: N815


Exclusion = Annotated[ExcludedEvents | ExcludedActions, Field(discriminator="kind")]


class FunnelsFilter(Node):
    """The options of funnels. Those that end in ``JsonValue`` are about drawing only and come back unchanged."""

    funnelVizType: VizType = VizType.STEPS  # noqa: N815
    funnelOrderType: OrderType = OrderType.ORDERED  # noqa: N815
    funnelWindowInterval: Annotated[int, Field(ge=1, le=1_000_000)] = 14  # noqa: N815
    funnelWindowIntervalUnit: WindowUnit = WindowUnit.DAY  # noqa: N815
    exclusions: tuple[Exclusion, ...] = ()
    breakdownAttributionType: Attribution = Attribution.FIRST_TOUCH  # noqa: N815
    breakdownAttributionValue: int | None = None  # noqa: N815
    funnelFromStep: int | None = None  # noqa: N815
    funnelToStep: int | None = None  # noqa: N815
    funnelAggregateByHogQL: str | None = None  # noqa: N815
    funnelStepReference: StepReference = StepReference.FIRST  # noqa: N815
    binCount: int | None = None  # noqa: N815
    goalLines: JsonValue = None  # noqa: N815
    hiddenLegendBreakdowns: JsonValue = None  # noqa: N815
    layout: JsonValue = None
    resultCustomizations: JsonValue = None  # noqa: N815
    showValuesOnSeries: JsonValue = None  # noqa: N815

    @property
    def window(self) -> int:
        """How long an attempt may take, in microseconds."""
        return self.funnelWindowInterval * self.funnelWindowIntervalUnit.seconds * 1_000_000


class FunnelsQuery(InsightNode):
    """A funnels question. How few or many steps it may have is in `rules`."""

    kind: Literal["FunnelsQuery"] = "FunnelsQuery"
    series: tuple[Series, ...]
    interval: Interval = Interval.DAY
    funnelsFilter: FunnelsFilter = FunnelsFilter()  # noqa: N815
    breakdownFilter: BreakdownFilter = BreakdownFilter()  # noqa: N815

    @property
    def first(self) -> int:
        """The step that is measured from, counted from 0 (FN-17, FN-18)."""
        return self.funnelsFilter.funnelFromStep or 0

    @property
    def last(self) -> int:
        """The step that is measured to, counted from 0."""
        asked = self.funnelsFilter.funnelToStep
        return len(self.series) - 1 if asked is None else asked


_SECONDS = {
    WindowUnit.SECOND: 1,
    WindowUnit.MINUTE: 60,
    WindowUnit.HOUR: 3600,
    WindowUnit.DAY: 86_400,
    WindowUnit.WEEK: 7 * 86_400,
    WindowUnit.MONTH: 31 * 86_400,
}
