"""The wire form of an SQL question."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.dates import DateRange
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.insight import QueryNode
from hedgerow.query.wire.node import Node


class HogQLFilters(Node):
    """What ``{filters}`` stands for (SQ-2)."""

    properties: Properties = PropertyGroup()
    dateRange: DateRange = DateRange()  # noqa: N815
    filterTestAccounts: bool = False  # noqa: N815


class HogQLVariable(Node):
    """One variable as the query names it (SQ-4); without a ``value`` it has the stored variable's default."""

    variableId: str  # noqa: N815
    code_name: str
    value: JsonValue = None
    isNull: bool = False  # noqa: N815


class HogQLQuery(QueryNode):
    """An SQL question. ``name`` is for people; ``values`` fill the holes of their names (SQ-1)."""

    kind: Literal["HogQLQuery"] = "HogQLQuery"
    query: Annotated[str, Field(min_length=1)]
    filters: HogQLFilters = HogQLFilters()
    variables: dict[str, HogQLVariable] = Field(default_factory=dict)
    values: dict[str, JsonValue] = Field(default_factory=dict)
    name: str | None = None

    @property
    def leaves_out_test_accounts(self) -> bool:
        """See `QueryNode.leaves_out_test_accounts`."""
        return self.filters.filterTestAccounts
