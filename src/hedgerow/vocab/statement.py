"""What passes between those who ask the engine and the engine: a statement down, an answer up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

ParameterValue = (
    str
    | int
    | float
    | bool
    | datetime
    | UUID
    | Sequence[str]
    | Sequence[int]
    | Sequence[float]
    | Sequence[datetime]
    | Sequence[UUID]
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One typed value of a statement, written ``{name:type}`` in its SQL; ``type`` is ClickHouse's."""

    name: str
    type: str
    value: ParameterValue


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text and its typed parameters. Values never stand in the text.

    ``written`` tells that a person's own SQL was lowered into it, so that what fails may be theirs to mend.
    """

    sql: str
    parameters: tuple[Parameter, ...] = ()
    written: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may use; None means the engine's own setting."""

    seconds: float | None = None
    memory_bytes: int | None = None
    result_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a query used."""

    rows_read: int = 0
    bytes_read: int = 0
    seconds: float = 0.0

    @classmethod
    def together(cls, costs: Iterable["Cost"], *, seconds: float) -> "Cost":
        """What all of ``costs`` read on the way to an answer that took ``seconds``, all its stages included."""
        costs = tuple(costs)
        return cls(
            rows_read=sum(cost.rows_read for cost in costs),
            bytes_read=sum(cost.bytes_read for cost in costs),
            seconds=seconds,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """How much of one table a statement has to look at, after the sort key and the partitions have ruled out the rest.

    A part is a sorted file set of the table, a granule the least that is read of it: some thousand rows.
    """

    table: str
    parts_read: int
    parts: int
    granules_read: int
    granules: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows as the engine gave them: numbers as numbers, 64-bit integers too, dates and UUIDs as text."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[list[Any]]
    cost: Cost = field(default_factory=Cost)
