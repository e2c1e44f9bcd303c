"""Series nodes as they arrive (EN-4, EN-5)."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.node import Node


class SeriesNode(Node):
    """What every series has: a name to show, filters of its own, and a math."""

    name: str | None = None
    custom_name: str | None = None
    properties: Properties = PropertyGroup()
    math: str = "total"
    math_property: str | None = None
    math_property_type: str | None = None
    math_hogql: str | None = None
    math_group_type_index: int | None = None
    math_multiplier: float | None = None
    math_property_revenue_currency: JsonValue = None
    optionalInFunnel: bool = False  # noqa: N815
    version: int | None = None


class EventsNode(SeriesNode):
    """Events by name; without a name, every event."""

    kind: Literal["EventsNode"] = "EventsNode"
    event: str | None = None


class ActionsNode(SeriesNode):
    """Events that match an action."""

    kind: Literal["ActionsNode"]
    id: int


Series = Annotated[EventsNode | ActionsNode, Field(discriminator="kind")]
"""One series of an insight."""
