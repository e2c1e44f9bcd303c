"""Breakdowns as they arrive (EN-24)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from hedgerow.query.wire.node import Node


class BreakdownType(StrEnum):
    """What a breakdown reads."""

    EVENT = "event"
    EVENT_METADATA = "event_metadata"
    PERSON = "person"
    GROUP = "group"
    SESSION = "session"
    COHORT = "cohort"
    HOGQL = "hogql"
    DATA_WAREHOUSE = "data_warehouse"
    DATA_WAREHOUSE_PERSON_PROPERTY = "data_warehouse_person_property"
    REVENUE_ANALYTICS = "revenue_analytics"


class Breakdown(Node):
    """One part of a breakdown in the multiple form."""

    property: str | int
    type: BreakdownType = BreakdownType.EVENT
    normalize_url: bool = False
    group_type_index: int | None = None
    histogram_bin_count: int | None = None


class BreakdownFilter(Node):
    """The single form or the multiple one; neither means no breakdown."""

    breakdown: str | int | tuple[str | int, ...] | None = None
    breakdown_type: BreakdownType = BreakdownType.EVENT
    breakdown_normalize_url: bool = False
    breakdown_group_type_index: int | None = None
    breakdown_histogram_bin_count: int | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    breakdown_limit: Annotated[int, Field(ge=1)] | None = None
    breakdown_hide_other_aggregation: bool = False
