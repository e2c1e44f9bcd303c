"""Property filters as they arrive (EN-19, EN-20)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Union

from pydantic import BeforeValidator, Discriminator, JsonValue, Tag

from hedgerow.query.wire.node import Node


class Operator(StrEnum):
    """How a value is compared (EN-22)."""

    EXACT = "exact"
    IS_NOT = "is_not"
    ICONTAINS = "icontains"
    NOT_ICONTAINS = "not_icontains"
    REGEX = "regex"
    NOT_REGEX = "not_regex"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IS_SET = "is_set"
    IS_NOT_SET = "is_not_set"
    IS_DATE_EXACT = "is_date_exact"
    IS_DATE_BEFORE = "is_date_before"
    IS_DATE_AFTER = "is_date_after"
    IN = "in"
    NOT_IN = "not_in"
    BETWEEN = "between"
    NOT_BETWEEN = "not_between"
    MIN = "min"
    MAX = "max"
    IS_CLEANED_PATH_EXACT = "is_cleaned_path_exact"
    FLAG_EVALUATES_TO = "flag_evaluates_to"
    ICONTAINS_MULTI = "icontains_multi"
    NOT_ICONTAINS_MULTI = "not_icontains_multi"
    SEMVER_EQ = "semver_eq"
    SEMVER_NEQ = "semver_neq"
    SEMVER_GT = "semver_gt"
    SEMVER_GTE = "semver_gte"
    SEMVER_LT = "semver_lt"
    SEMVER_LTE = "semver_lte"


class FilterType(StrEnum):
    """What a filter reads (EN-20)."""

    EVENT = "event"
    EVENT_METADATA = "event_metadata"
    FEATURE = "feature"
    PERSON = "person"
    GROUP = "group"
    SESSION = "session"
    ELEMENT = "element"
    COHORT = "cohort"
    HOGQL = "hogql"
    RECORDING = "recording"
    LOG_ENTRY = "log_entry"
    DATA_WAREHOUSE = "data_warehouse"
    DATA_WAREHOUSE_PERSON_PROPERTY = "data_warehouse_person_property"


class PropertyFilter(Node):
    """One filter. An incomplete one restricts nothing (EN-19)."""

    key: str | int | None = None
    value: JsonValue = None
    operator: Operator = Operator.EXACT
    type: FilterType = FilterType.EVENT
    group_type_index: int | None = None
    negation: bool = False
    label: str | None = None
    cohort_name: str | None = None
    group_key_names: JsonValue = None


def _form(raw: object) -> str:
    if isinstance(raw, PropertyGroup):
        return "group"
    return "group" if isinstance(raw, Mapping) and "values" in raw else "filter"


class PropertyGroup(Node):
    """Filters and groups joined by one word; an empty group restricts nothing."""

    type: Literal["AND", "OR"] = "AND"
    values: tuple[
        Annotated[
            Union[Annotated["PropertyGroup", Tag("group")], Annotated[PropertyFilter, Tag("filter")]],  # noqa: UP007
            Discriminator(_form),
        ],
        ...,
    ] = ()


def _grouped(raw: object) -> object:
    """A flat list is an AND group; an empty object or null restricts nothing."""
    if isinstance(raw, list | tuple):
        return {"type": "AND", "values": raw}
    return {} if raw is None else raw


Properties = Annotated[
    PropertyGroup,
    BeforeValidator(_grouped, json_schema_input_type=PropertyGroup | list[PropertyGroup | PropertyFilter] | None),
]
"""The ``properties`` of a query or series: a list or a group, always read as a group."""
