"""The wire form of a lifecycle question."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.insight import InsightNode
from hedgerow.query.wire.node import Node
from hedgerow.query.wire.series import Series


class LifecycleFilter(Node):
    """Options about drawing only; they come back unchanged (LC-1)."""

    showLegend: JsonValue = None  # noqa: N815
    showValuesOnSeries: JsonValue = None  # noqa: N815
    stacked: JsonValue = None
    toggledLifecycles: JsonValue = None  # noqa: N815


class LifecycleQuery(InsightNode):
    """A lifecycle question; it is about one series."""

    kind: Literal["LifecycleQuery"] = "LifecycleQuery"
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=1)]
    interval: Interval = Interval.DAY
    lifecycleFilter: LifecycleFilter = LifecycleFilter()  # noqa: N815
