"""How explanations are shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from hedgerow.api.bodies import Body
from hedgerow.api.openapi_queries import QUERY_NODE
from hedgerow.query.sql.constants import MOST_SHOWN, constants_in_place
from hedgerow.run.explaining import Executed, Explanation, StageName
from hedgerow.run.freshness import RefreshMode, freshness_told, is_good_enough
from hedgerow.vocab.statement import Parameter


class ExplainRequest(Body):
    """A question to explain."""

    query: dict[str, Any] = Field(
        description="A query node; a wrapper such as `InsightVizNode` runs its source.", json_schema_extra=QUERY_NODE
    )


class ParameterAnswer(BaseModel):
    """A typed value of a statement."""

    type: str = Field(description="ClickHouse's type.")
    value: Any
    length: int | None = Field(description=f"How long a list is; `value` has its first {MOST_SHOWN}.")


class TableReadAnswer(BaseModel):
    """What the engine's indexes leave to be read of a table."""

    table: str
    parts_read: int
    parts: int
    granules_read: int
    granules: int


class StatementAnswer(BaseModel):
    """A statement as the engine got it, and what it did for it."""

    sql: str
    parameters: dict[str, ParameterAnswer]
    readable: str = Field(description="`sql` with its parameters in place, for people; the engine never sees it.")
    rows_read: int
    bytes_read: int
    seconds: float
    rows_returned: int
    reads: list[TableReadAnswer] | None = Field(description="By the engine's own EXPLAIN; null when it cannot tell.")


class StageAnswer(BaseModel):
    """A stretch of the way to the answer."""

    stage: StageName
    seconds: float


_PATHS = (
    "`scan`: from the events themselves. `index`: days that are over from their counts. `counts`: from numbers "
    "of events that are known, without the engine. `people`: likewise from who did what on which day."
)


class CacheAnswer(BaseModel):
    """What is kept for this question. The explanation was made without it."""

    key: str
    is_cached: bool = Field(description="Whether `refresh=blocking` would be answered with it.")
    last_refresh: datetime | None
    why: str


class DateRangeAnswer(BaseModel):
    """The resolved bounds."""

    date_from: datetime
    date_to: datetime


class ExplanationAnswer(BaseModel):
    """How a question is answered: the path, the SQL, what was read, and where the time went."""

    kind: str
    path: str = Field(description=_PATHS)
    path_reason: str
    hogql: str
    statements: list[StatementAnswer]
    stages: list[StageAnswer]
    rows_read: int
    bytes_read: int
    seconds: float
    cache: CacheAnswer
    date_range: DateRangeAnswer | None
    interval: str
    timezone: str


def explanation_answer(found: Explanation) -> ExplanationAnswer:
    """``found`` as the API shows it."""
    bounds, kept = found.plan.date_range, found.kept
    return ExplanationAnswer(
        kind=found.plan.kind,
        path=found.plan.path.word,
        path_reason=found.plan.path.reason,
        hogql=found.plan.hogql,
        statements=[_statement(executed) for executed in found.executed],
        stages=[StageAnswer(stage=stage.name, seconds=stage.seconds) for stage in found.stages],
        rows_read=found.cost.rows_read,
        bytes_read=found.cost.bytes_read,
        seconds=found.cost.seconds,
        cache=CacheAnswer(
            key=found.cache_key,
            is_cached=kept is not None and is_good_enough(kept, RefreshMode.BLOCKING, found.now),
            last_refresh=kept.computed_at if kept else None,
            why=freshness_told(kept, found.now),
        ),
        date_range=None if bounds is None else DateRangeAnswer(date_from=bounds[0], date_to=bounds[1]),
        interval=found.plan.interval,
        timezone=found.timezone,
    )


def _statement(executed: Executed) -> StatementAnswer:
    statement, cost, reads = executed.statement, executed.cost, executed.reads
    return StatementAnswer(
        sql=statement.sql,
        parameters={parameter.name: _parameter(parameter) for parameter in statement.parameters},
        readable=constants_in_place(statement),
        rows_read=cost.rows_read,
        bytes_read=cost.bytes_read,
        seconds=cost.seconds,
        rows_returned=executed.rows_returned,
        reads=None if reads is None else [TableReadAnswer.model_validate(read, from_attributes=True) for read in reads],
    )


def _parameter(parameter: Parameter) -> ParameterAnswer:
    value = parameter.value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ParameterAnswer(type=parameter.type, value=list(value[:MOST_SHOWN]), length=len(value))
    return ParameterAnswer(type=parameter.type, value=value, length=None)
