"""The rules of a cohort as they arrive (EN-20)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Union

from pydantic import Discriminator, Field, JsonValue, Tag

from hedgerow.query.wire.filters import Operator, Properties, PropertyGroup
from hedgerow.query.wire.node import Node


class RuleType(StrEnum):
    """What a rule asks about a person."""

    PERSON = "person"
    BEHAVIORAL = "behavioral"
    COHORT = "cohort"


class Span(StrEnum):
    """The unit of a rule's time."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class CohortRule(Node):
    """One rule. A behavioral one names an event or action by ``key`` and what was done with it by ``value``."""

    type: RuleType
    key: str | int | None = None
    value: JsonValue = None
    operator: Operator = Operator.EXACT
    negation: bool = False
    event_type: Literal["events", "actions"] = "events"
    event_filters: Properties = PropertyGroup()
    time_value: Annotated[int, Field(ge=1, le=10_000)] | None = None
    time_interval: Span | None = None
    explicit_datetime: str | None = None
    operator_value: Annotated[int, Field(ge=0)] | None = None
    seq_event: JsonValue = None
    seq_event_type: JsonValue = None
    seq_time_value: JsonValue = None
    seq_time_interval: JsonValue = None
    total_periods: JsonValue = None
    min_periods: JsonValue = None
    bytecode: JsonValue = None
    conditionHash: JsonValue = None  # noqa: N815


def _form(raw: object) -> str:
    if isinstance(raw, CohortGroup):
        return "group"
    return "group" if isinstance(raw, Mapping) and "values" in raw else "rule"


class CohortGroup(Node):
    """Rules and groups joined by one word; an empty group has nobody in it."""

    type: Literal["AND", "OR"] = "OR"
    values: tuple[
        Annotated[
            Union[Annotated["CohortGroup", Tag("group")], Annotated[CohortRule, Tag("rule")]],  # noqa: UP007
            Discriminator(_form),
        ],
        ...,
    ] = ()


class CohortFilters(Node):
    """What a cohort that is not static asks of people."""

    properties: CohortGroup = CohortGroup()
