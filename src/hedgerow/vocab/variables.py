"""Values that dashboards lay over their insights: insight variables and quick filters (NB-70, NB-71)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class VariableType(StrEnum):
    """What an insight variable holds."""

    STRING = "String"
    NUMBER = "Number"
    BOOLEAN = "Boolean"
    LIST = "List"
    DATE = "Date"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightVariable:
    """A value that SQL insights read as ``{variables.<code_name>}`` (SQ-4); ``values`` are the choices of a List."""

    id: UUID
    team_id: int
    name: str
    code_name: str
    type: VariableType
    default_value: Any
    values: Sequence[Any] | None
    created_at: datetime
    created_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickFilter:
    """A property filter that people of a dashboard switch between its ``options``."""

    id: UUID
    team_id: int
    name: str
    property_name: str
    type: str
    options: Sequence[Mapping[str, Any]]
    created_at: datetime
    updated_at: datetime
