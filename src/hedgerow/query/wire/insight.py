"""The keys that all query nodes share, and those of all insight sources (EN-1, EN-3)."""

from typing import Annotated

from pydantic import Field, JsonValue

from hedgerow.query.wire.dates import DateRange
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.node import Node


class CompareFilter(Node):
    """Whether the period before is shown beside this one (EN-15)."""

    compare: bool = False
    compare_to: str | None = None


class QueryNode(Node):
    """What every node that can be run has (EN-1)."""

    kind: str
    modifiers: dict[str, JsonValue] = Field(default_factory=dict)
    tags: JsonValue = None
    version: int | None = None

    @property
    def needs_earliest(self) -> bool:
        """Whether planning wants to know the project's earliest event (EN-7 ``all``)."""
        return False

    @property
    def counts_events(self) -> bool:
        """Whether planning has use for what is known of events without the engine: `Context.event_counts`."""
        return False

    @property
    def leaves_out_test_accounts(self) -> bool:
        """Whether the project's test account filters join its own (EN-23)."""
        return False


class InsightNode(QueryNode):
    """A source node of an insight (EN-3)."""

    dateRange: DateRange = DateRange()  # noqa: N815
    properties: Properties = PropertyGroup()
    filterTestAccounts: bool = False  # noqa: N815
    aggregation_group_type_index: int | None = None
    samplingFactor: Annotated[float, Field(gt=0, le=1)] | None = None  # noqa: N815
    dataColorTheme: float | None = None  # noqa: N815

    @property
    def needs_earliest(self) -> bool:
        """See `QueryNode.needs_earliest`."""
        return self.dateRange.date_from == "all"

    @property
    def leaves_out_test_accounts(self) -> bool:
        """See `QueryNode.leaves_out_test_accounts`."""
        return self.filterTestAccounts
