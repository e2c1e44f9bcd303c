"""What somebody with a link sees: the shared dashboard or insight, and nothing of any other (SHARE-53, SHARE-55).

An insight on a shared dashboard is always shown as it stands there, under the dashboard's filters and its tile's. On
its own it could show what those filters keep out.
"""

from collections.abc import Sequence
from dataclasses import replace

from hedgerow.base.errors import NotFound
from hedgerow.run.freshness import RefreshMode, refresh_mode
from hedgerow.services.dashboard_finding import FilledDashboard, with_tiles
from hedgerow.services.dashboard_results import (
    NO_OVERRIDES,
    DashboardResults,
    dashboard_results,
    tile_result,
    variables_on,
)
from hedgerow.services.house import House, SharedVisit
from hedgerow.services.insight_results import InsightResult, result_of
from hedgerow.services.side_by_side import side_by_side
from hedgerow.vocab.dashboards import Insight, Tile, TilePlace
from hedgerow.vocab.sharing import Shareable


def shared_refresh(text: str | None) -> RefreshMode:
    """How fresh a link may ask results to be: what is missing or old is computed, nothing is by force (SHARE-55)."""
    mode = refresh_mode(text, default=RefreshMode.LAZY)
    return RefreshMode.BLOCKING if mode is RefreshMode.FORCE_BLOCKING else mode


def shared_dashboard(house: House, visit: SharedVisit, mode: RefreshMode) -> DashboardResults:
    """The shared dashboard with its results; raises NotFound when it is no longer there."""
    return dashboard_results(house, visit, _opened(house, visit), mode=mode)


def shared_insights(house: House, visit: SharedVisit) -> tuple[Insight, ...]:
    """Every insight the link shows, the last modified first."""
    if visit.share.target.kind is Shareable.INSIGHT:
        return (_own_insight(house, visit),)
    shown = [tile.insight for tile in _opened(house, visit).tiles if tile.insight is not None]
    return tuple(sorted(shown, key=lambda insight: (insight.last_modified_at, insight.id), reverse=True))


def named_insight(house: House, visit: SharedVisit, text: str) -> Insight:
    """The insight with this id or short id, when the link shows it; raises NotFound for any other (NB-28)."""
    shown = shared_insights(house, visit)
    by_id = (insight for insight in shown if str(insight.id) == text)
    found = next(by_id, None) or next((insight for insight in shown if insight.short_id == text), None)
    if found is None:
        raise NotFound
    return found


def shared_results(
    house: House, visit: SharedVisit, wanted: Sequence[Insight], mode: RefreshMode
) -> list[InsightResult]:
    """The results of the ``wanted`` ones of `shared_insights`, as the link shows them, in their order."""
    if visit.share.target.kind is Shareable.INSIGHT:
        return [result_of(house, visit.project, insight, mode=mode) for insight in wanted]
    opened = _opened(house, visit)
    filters, variables = opened.dashboard.filters, variables_on(house, visit, opened, NO_OVERRIDES)
    tiles = {tile.insight.id: tile for tile in opened.tiles if tile.insight is not None}
    chosen = [tiles[insight.id] for insight in wanted if insight.id in tiles]

    def run(tile: Tile) -> InsightResult | None:
        return tile_result(house, visit, tile, filters, NO_OVERRIDES, mode, variables=variables)

    results = side_by_side(run, chosen, at_once=house.settings.engine_connections)
    return [result for result in results if result is not None]


def _opened(house: House, visit: SharedVisit) -> FilledDashboard:
    target = visit.share.target
    with house.store.read() as tx:
        dashboard = tx.dashboards.get(visit.project.id, target.id)
        if dashboard is None or target.kind is not Shareable.DASHBOARD:
            raise NotFound
        opened = with_tiles(tx, visit, dashboard)
    return replace(opened, tiles=tuple(_only_here(tile) for tile in opened.tiles))


def _own_insight(house: House, visit: SharedVisit) -> Insight:
    with house.store.read() as tx:
        insight = tx.insights.get(visit.project.id, visit.share.target.id)
    if insight is None:
        raise NotFound
    return replace(insight, dashboards=(), places=())


def _only_here(tile: Tile) -> Tile:
    """``tile`` without a word of the other dashboards that show the same."""
    insight, text, button = tile.insight, tile.text, tile.button
    if insight is not None:
        insight = replace(insight, dashboards=(tile.dashboard_id,), places=_here(insight.places, tile))
    if text is not None:
        text = replace(text, places=_here(text.places, tile))
    if button is not None:
        button = replace(button, places=_here(button.places, tile))
    return replace(tile, insight=insight, text=text, button=button)


def _here(places: Sequence[TilePlace], tile: Tile) -> tuple[TilePlace, ...]:
    return tuple(place for place in places if place.dashboard_id == tile.dashboard_id)
