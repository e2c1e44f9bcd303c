"""Every insight of a dashboard run in one call, in the narrow form that agents read (RUN-1..13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.base.canonical_json import wire
from hedgerow.query.registry import registered_kinds
from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import Presence
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_results import Overrides, tile_result, variables_on
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_results import InsightResult
from hedgerow.services.shortening import shortened
from hedgerow.services.side_by_side import side_by_side
from hedgerow.services.tile_order import chosen_tiles
from hedgerow.vocab.dashboards import Insight, Tile

MOST_CHARACTERS = 30_000
"""How many characters of results one answer holds as text."""

LEAST_CHARACTERS = 200
"""With fewer left, the remaining tiles are not run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """How to run: ``characters`` limits the text of one tile (0: no limit), None asks for raw results."""

    mode: RefreshMode
    overrides: Overrides
    tile_ids: Sequence[int] = ()
    characters: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightRun:
    """One insight's result; ``order`` is its tile's place among all live tiles of the dashboard (RUN-3)."""

    tile_id: int
    order: int
    insight: Insight
    result: Any


def insight_runs(
    house: House, visit: Visit, opened: FilledDashboard, asked: RunRequest, presence: Presence | None = None
) -> tuple[InsightRun, ...]:
    """The results of the dashboard's insights in order, computed side by side; no transaction is open meanwhile.

    A failing insight has no result (RUN-10). Raises InvalidRequest for a tile that is not on the dashboard, and
    NobodyWaits when ``presence`` ends.
    """
    chosen = chosen_tiles(opened.tiles, asked.tile_ids)
    tiles = [place for place in chosen if place[1].insight is not None and place[1].insight.query is not None]
    filters = {**opened.dashboard.filters, **asked.overrides.filters}
    variables = variables_on(house, visit, opened, asked.overrides)

    def run(place: tuple[int, Tile]) -> InsightResult | None:
        return tile_result(
            house, visit, place[1], filters, asked.overrides, asked.mode, variables=variables, presence=presence
        )

    at_once = 1 if asked.mode is RefreshMode.FORCE_CACHE else house.settings.engine_connections
    results = side_by_side(run, tiles, at_once=at_once)
    shown = _raw(results) if asked.characters is None else _texts(results, tiles, asked.characters)
    return tuple(
        InsightRun(tile_id=tile.id, order=order, insight=tile.insight, result=result)
        for (order, tile), result in zip(tiles, shown, strict=True)
        if tile.insight is not None
    )


def _raw(results: Iterator[InsightResult | None]) -> Iterator[Any]:
    for result in results:
        yield None if result is None else result.body.get("results")


def _texts(results: Iterator[InsightResult | None], tiles: Sequence[tuple[int, Tile]], most_each: int) -> Iterator[Any]:
    """Each result as text while there is room in the answer; then a line saying that a tile was not run."""
    left = MOST_CHARACTERS
    for _, tile in tiles:
        if left < LEAST_CHARACTERS:
            yield f"Not run: this answer is full. Ask for this tile alone with tile_ids={tile.id}."
            continue
        shown = _text(next(results), min(most_each or left, left), tile.id)
        left -= 0 if shown is None else len(shown if isinstance(shown, str) else wire(shown))
        yield shown


def _text(result: InsightResult | None, most: int, tile_id: int) -> Any:
    if result is None or result.run is None or result.run.result is None:
        return None
    kind = registered_kinds().get(_kind(result.query))
    if kind is None or kind.text is None:
        return result.body.get("results")
    return shortened(kind.text(result.run.result), most, tile_id)


def _kind(query: Mapping[str, Any] | None) -> str:
    """The kind of the innermost node of ``query``."""
    while query is not None and isinstance(source := query.get("source"), Mapping):
        query = source
    return "" if query is None else str(query.get("kind"))
