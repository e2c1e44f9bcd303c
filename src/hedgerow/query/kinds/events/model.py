"""The wire form of a list of events."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.actions import ActionStep
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.insight import QueryNode

DEFAULT_ROWS = 100


class EventsQuery(QueryNode):
    """Which events (EV-2, EV-3), what is shown of them (EV-1), in which order (EV-5) and how many (EV-6)."""

    kind: Literal["EventsQuery"] = "EventsQuery"
    select: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    properties: Properties = PropertyGroup()
    fixedProperties: Properties = PropertyGroup()  # noqa: N815
    filterTestAccounts: bool = False  # noqa: N815
    event: str | None = None
    events: tuple[str, ...] = ()
    actionId: int | None = None  # noqa: N815
    actionSteps: tuple[ActionStep, ...] = ()  # noqa: N815
    personId: str | None = None  # noqa: N815
    before: str | None = None
    after: str | None = None
    orderBy: tuple[str, ...] = ()  # noqa: N815
    limit: Annotated[int, Field(ge=1)] = DEFAULT_ROWS
    offset: Annotated[int, Field(ge=0)] = 0
    source: JsonValue = None

    @property
    def leaves_out_test_accounts(self) -> bool:
        """See `QueryNode.leaves_out_test_accounts`."""
        return self.filterTestAccounts
