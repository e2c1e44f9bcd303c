"""A dashboard with the results of its tiles (DASH-11..22, DASH-26)."""

from dataclasses import dataclass, field

from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import Presence
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_variables import LaidVariables, laid_variables
from hedgerow.services.house import House, Looker
from hedgerow.services.insight_results import InsightResult, result_of
from hedgerow.services.side_by_side import side_by_side
from hedgerow.vocab.dashboards import Dashboard, JsonObject, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What one request lays over the stored filters; nothing of it is kept (DASH-11)."""

    filters: JsonObject = field(default_factory=dict)
    variables: JsonObject = field(default_factory=dict)
    tile_filters: JsonObject = field(default_factory=dict)


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class TileResult:
    """A tile at its place among the live tiles; ``result`` is None when it holds no insight."""

    tile: Tile
    order: int
    result: InsightResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardResults:
    """A dashboard with its effective ``filters`` and ``variables`` and its tiles in order."""

    dashboard: Dashboard
    filters: JsonObject
    variables: JsonObject
    tiles: tuple[TileResult, ...]


def dashboard_results(
    house: House,
    visit: Looker,
    opened: FilledDashboard,
    *,
    overrides: Overrides = NO_OVERRIDES,
    mode: RefreshMode = RefreshMode.FORCE_CACHE,
    presence: Presence | None = None,
) -> DashboardResults:
    """``opened`` with the result of every insight, as fresh as ``mode`` asks; no transaction is open meanwhile.

    A failing insight has its error in its result and the others theirs. Tiles compute at the same time. When
    ``presence`` ends, no more tiles are begun and NobodyWaits is raised.
    """
    dashboard = opened.dashboard
    filters = {**dashboard.filters, **overrides.filters}
    variables = variables_on(house, visit, opened, overrides)

    def run(place: tuple[int, Tile]) -> TileResult:
        order, tile = place
        result = tile_result(house, visit, tile, filters, overrides, mode, variables=variables, presence=presence)
        return TileResult(tile=tile, order=order, result=result)

    at_once = 1 if mode is RefreshMode.FORCE_CACHE else house.settings.engine_connections
    return DashboardResults(
        dashboard=dashboard,
        filters=filters,
        variables=variables.chosen,
        tiles=tuple(side_by_side(run, list(enumerate(opened.tiles)), at_once=at_once)),
    )


def variables_on(house: House, visit: Looker, opened: FilledDashboard, overrides: Overrides) -> LaidVariables:
    """The variables in force on ``opened``, for all its tiles (DASH-15)."""
    queries = (tile.insight.query for tile in opened.tiles if tile.insight is not None)
    return laid_variables(house, visit.project, opened.dashboard.variables, overrides.variables, queries)


def tile_result(
    house: House,
    visit: Looker,
    tile: Tile,
    filters: JsonObject,
    overrides: Overrides,
    mode: RefreshMode,
    *,
    variables: LaidVariables,
    presence: Presence | None = None,
    may_compute: bool = True,
) -> InsightResult | None:
    """What ``tile`` shows under a dashboard's effective ``filters`` and ``variables`` (see `variables_on`).

    The tile's own filters replace the dashboard's (DASH-16).
    """
    if tile.insight is None:
        return None
    own = {**tile.filters_overrides, **overrides.tile_filters}
    return result_of(
        house,
        visit.project,
        tile.insight,
        filters=filters,
        tile_filters=own,
        variables=variables,
        mode=mode,
        presence=presence,
        may_compute=may_compute,
    )
