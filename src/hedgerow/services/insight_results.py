"""The result of a saved insight, as a dashboard or the insight itself shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hedgerow.base.errors import ClientError, EngineError, QueryTimeout, QueryTooLarge
from hedgerow.base.logging import logger
from hedgerow.query.dashboard_filters import apply_dashboard_filters
from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import Presence
from hedgerow.run.runner import Run
from hedgerow.services.dashboard_variables import NO_VARIABLES, LaidVariables
from hedgerow.services.event_queries import count_question
from hedgerow.services.house import House
from hedgerow.vocab.dashboards import Insight
from hedgerow.vocab.projects import Project

log = logger("services")

JsonObject = Mapping[str, Any]
NO_FILTERS: JsonObject = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunError:
    """Why an insight has no result, for people; ``understood`` is False when its query made no sense (TILE-7)."""

    type: str
    message: str
    understood: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightResult:
    """An insight with what came of running it; ``query`` is the query as it ran, filters applied.

    ``run`` is None when nothing was run or it failed, and then ``error`` may say why. ``events_since`` tells that this
    process stored events of the project after the result was computed.
    """

    insight: Insight
    query: JsonObject | None
    run: Run | None = None
    error: RunError | None = None
    events_since: bool = False

    @property
    def body(self) -> JsonObject:
        """The response keys of the query's kind; empty without a result."""
        return self.run.result.body if self.run and self.run.result else {}


def result_of(
    house: House,
    project: Project,
    insight: Insight,
    *,
    mode: RefreshMode,
    filters: JsonObject = NO_FILTERS,
    tile_filters: JsonObject = NO_FILTERS,
    variables: LaidVariables = NO_VARIABLES,
    presence: Presence | None = None,
    may_compute: bool = True,
) -> InsightResult:
    """``insight`` run under a dashboard's ``filters``; non-empty ``tile_filters`` replace them (DASH-16).

    Its query takes the values of ``variables`` (DASH-15).

    Never raises for a failing insight: the failure is in ``error`` (DASH-26). ``presence`` and ``may_compute`` are
    those of `Runner.run`, whose NobodyWaits and MustCompute pass through.
    """
    if insight.query is None:
        return InsightResult(insight=insight, query=None)
    query = filtered_query(variables.query(insight.query), tile_filters or filters)
    try:
        run = house.runner.run(project, query, mode, presence=presence, may_compute=may_compute)
    except ClientError as error:
        return InsightResult(insight=insight, query=query, error=_told(error))
    except EngineError as error:
        log.warning("insight failed", insight=insight.id, error=str(error), kind=type(error).__name__)
        return InsightResult(insight=insight, query=query, error=_engine_told(error))
    if run.result is None:
        return InsightResult(insight=insight, query=query, run=run)
    count_question(house, project.id, query)
    stored_at = house.committer.monitor.throughput.last_stored_at(project.id)
    since = stored_at is not None and stored_at > run.result.computed_at
    return InsightResult(insight=insight, query=query, run=run, events_since=since)


def filtered_query(query: JsonObject, filters: JsonObject) -> JsonObject:
    """``query`` as it runs under ``filters`` (EN-30); the same when there are none."""
    return apply_dashboard_filters(query, filters) if filters else query


def _told(error: ClientError) -> RunError:
    return RunError(type=error.type, message=error.detail, understood=error.code != "parse_error")


def _engine_told(error: EngineError) -> RunError:
    if isinstance(error, QueryTimeout):
        return RunError(type="server_error", message="The query took too long and was stopped.")
    if isinstance(error, QueryTooLarge):
        return RunError(type="server_error", message="The query needs more memory or rows than one query may use.")
    return RunError(type="server_error", message="The engine could not run this query.")
