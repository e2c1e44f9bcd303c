"""The keys all insight sources share (EN-3)."""

from typing import Annotated

from pydantic import Field, JsonValue

from hedgerow.query.wire.dates import DateRange
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.node import Node


class CompareFilter(Node):
    """Whether the period before is shown beside this one (EN-15)."""

    compare: bool = False
    compare_to: str | None = None


class InsightNode(Node):
    """A source node of an insight."""

    kind: str
    dateRange: DateRange = DateRange()  # noqa: N815
    properties: Properties = PropertyGroup()
    filterTestAccounts: bool = False  # noqa: N815
    aggregation_group_type_index: int | None = None
    samplingFactor: Annotated[float, Field(gt=0, le=1)] | None = None  # noqa: N815
    dataColorTheme: float | None = None  # noqa: N815
    modifiers: dict[str, JsonValue] = Field(default_factory=dict)
    tags: JsonValue = None
    version: int | None = None
