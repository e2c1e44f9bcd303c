"""The wire form of a paths question."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hedgerow.query.wire.insight import InsightNode
from hedgerow.query.wire.node import Node

MOST_EDGES = 10_000
"""Edges one answer may hold."""

MOST_RULES = 50
"""Cleaning rules one question may bring, and groupings: each is applied to every event."""


class ItemType(StrEnum):
    """The events that paths are made of, and ``hogql``: items that written SQL makes."""

    PAGEVIEW = "$pageview"
    SCREEN = "$screen"
    CUSTOM_EVENT = "custom_event"
    HOGQL = "hogql"


class CleaningRule(Node):
    """All that ``regex`` finds in an item is replaced by ``alias``, in which ``\\1`` stands for a group."""

    regex: Annotated[str, Field(min_length=1)]
    alias: str = ""


class PathsFilter(Node):
    """The options of paths (PA-1). Those that end in ``JsonValue`` change nothing here: they are for actor lists.

    ``pathReplacements`` asks for the project's own cleaning rules. Projects have no such setting yet, so that it is
    an empty list of rules.
    """

    includeEventTypes: tuple[ItemType, ...] = ()  # noqa: N815
    pathsHogQLExpression: str | None = None  # noqa: N815
    excludeEvents: tuple[str, ...] = ()  # noqa: N815
    startPoint: str | None = None  # noqa: N815
    endPoint: str | None = None  # noqa: N815
    stepLimit: Annotated[int, Field(ge=1)] = 5  # noqa: N815
    edgeLimit: Annotated[int, Field(ge=1, le=MOST_EDGES)] = 50  # noqa: N815
    minEdgeWeight: int | None = None  # noqa: N815
    maxEdgeWeight: int | None = None  # noqa: N815
    pathGroupings: Annotated[tuple[str, ...], Field(max_length=MOST_RULES)] = ()  # noqa: N815
    pathReplacements: bool = False  # noqa: N815
    localPathCleaningFilters: Annotated[tuple[CleaningRule, ...], Field(max_length=MOST_RULES)] = ()  # noqa: N815
    pathStartKey: JsonValue = None  # noqa: N815
    pathEndKey: JsonValue = None  # noqa: N815
    pathDropoffKey: JsonValue = None  # noqa: N815


class PathsQuery(InsightNode):
    """A paths question."""

    kind: Literal["PathsQuery"] = "PathsQuery"
    pathsFilter: PathsFilter = PathsFilter()  # noqa: N815
    funnelPathsFilter: JsonValue = None  # noqa: N815
