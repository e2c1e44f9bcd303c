"""The wire form of a retention question (RT-1)."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, ModelWrapValidatorHandler, WithJsonSchema, model_validator
from pydantic.config import JsonDict

from hedgerow.query.wire.breakdown import BreakdownFilter
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.insight import InsightNode
from hedgerow.query.wire.node import Node
from hedgerow.query.wire.series import ActionsNode, EventsNode


class Period(StrEnum):
    """How wide a period is."""

    HOUR = "Hour"
    DAY = "Day"
    WEEK = "Week"
    MONTH = "Month"

    @property
    def interval(self) -> Interval:
        """The width as other kinds call it."""
        return Interval(self.value.lower())


class RetentionType(StrEnum):
    """What makes somebody start in a period (RT-3, RT-4)."""

    RECURRING = "retention_recurring"
    FIRST_TIME = "retention_first_time"
    FIRST_EVER = "retention_first_ever_occurrence"


class WindowMode(StrEnum):
    """Whether offsets are counted on the calendar or from the moment of the start (RT-8)."""

    CALENDAR = "strict_calendar_dates"
    ROLLING = "24_hour_windows"


class RetentionEntity(Node):
    """The event or action that somebody starts with or returns for; without an id, any event."""

    id: int | str | None = None
    type: Literal["events", "actions"] = "events"
    properties: Properties = PropertyGroup()
    name: str | None = None
    custom_name: JsonValue = None
    kind: JsonValue = None
    order: JsonValue = None
    uuid: JsonValue = None

    @model_validator(mode="after")
    def _action_has_a_number(self) -> "RetentionEntity":
        if self.type == "actions" and not str(self.id).isdecimal():
            raise ValueError("an action is named by its number")
        return self

    @property
    def series(self) -> EventsNode | ActionsNode:
        """The same as other kinds write it."""
        if self.type == "actions":
            return ActionsNode(kind="ActionsNode", id=int(str(self.id)), properties=self.properties)
        return EventsNode(event=None if self.id is None else str(self.id), properties=self.properties)


PAGE_VIEW = RetentionEntity(id="$pageview")
"""What people start with and return for unless the question says otherwise."""

INTERVALS, INTERVALS_WHEN_NULL = 8, 7
_ABOVE_ZERO_OR_NULL: JsonDict = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}], "default": INTERVALS}


class RetentionFilter(Node):
    """The options of retention. Those that end in ``JsonValue`` are about drawing only and come back unchanged."""

    period: Period = Period.DAY
    totalIntervals: Annotated[int, Field(ge=1), WithJsonSchema(_ABOVE_ZERO_OR_NULL)] = INTERVALS  # noqa: N815
    targetEntity: RetentionEntity = PAGE_VIEW  # noqa: N815
    returningEntity: RetentionEntity = PAGE_VIEW  # noqa: N815
    retentionType: RetentionType = RetentionType.RECURRING  # noqa: N815
    minimumOccurrences: Annotated[int, Field(ge=1, lt=1 << 32)] = 1  # noqa: N815
    cumulative: bool = False
    timeWindowMode: WindowMode = WindowMode.CALENDAR  # noqa: N815
    retentionCustomBrackets: tuple[Annotated[int, Field(ge=1, lt=1 << 20)], ...] = ()  # noqa: N815
    aggregationType: Literal["count", "sum", "avg"] = "count"  # noqa: N815
    aggregationProperty: str | None = None  # noqa: N815
    retentionReference: JsonValue = None  # noqa: N815
    meanRetentionCalculation: JsonValue = None  # noqa: N815
    display: JsonValue = None
    dashboardDisplay: JsonValue = None  # noqa: N815

    @model_validator(mode="wrap")
    @classmethod
    def _null_is_seven(cls, raw: JsonValue, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """A null here is not the default, as it is everywhere else."""
        if isinstance(raw, dict) and "totalIntervals" in raw and raw["totalIntervals"] is None:
            raw = {**raw, "totalIntervals": INTERVALS_WHEN_NULL}
        return handler(raw)


class RetentionQuery(InsightNode):
    """A retention question."""

    kind: Literal["RetentionQuery"] = "RetentionQuery"
    retentionFilter: RetentionFilter = RetentionFilter()  # noqa: N815
    breakdownFilter: BreakdownFilter = BreakdownFilter()  # noqa: N815

    @property
    def counts_events(self) -> bool:
        """See `QueryNode.counts_events`."""
        return True
