"""A dashboard whose tiles come one after the other (STREAM-1..7)."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hedgerow.base.errors import ClientError
from hedgerow.base.logging import logger
from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import NobodyWaits, Presence
from hedgerow.run.runner import MustCompute
from hedgerow.run.stream import in_turn
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_results import (
    NO_OVERRIDES,
    DashboardResults,
    Overrides,
    TileResult,
    tile_result,
    variables_on,
)
from hedgerow.services.dashboard_variables import LaidVariables
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_results import RunError
from hedgerow.services.tile_order import LayoutSize, chosen_tiles, in_order
from hedgerow.vocab.dashboards import Tile

Shown = TypeVar("Shown")

log = logger("services")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenTile:
    """A tile that cannot be shown, and why, in words for people (STREAM-5, STREAM-11)."""

    tile_id: int
    error: RunError


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardStream:
    """A dashboard without tiles, and its tiles by place with what to run them with. It holds nothing open."""

    house: House
    visit: Visit
    dashboard: DashboardResults
    tiles: tuple[tuple[int, Tile], ...]
    variables: LaidVariables
    overrides: Overrides
    mode: RefreshMode

    def shown_tiles(self, show: Callable[[TileResult], Shown]) -> AsyncGenerator[Shown | BrokenTile]:
        """Each tile in order, run and made into what ``show`` answers, some of them ahead of their turn.

        ``show`` runs in a thread. A tile that fails does not stop the others. When the reader goes, queries that
        nobody else waits for are stopped and no more tiles are begun.
        """
        presence = Presence()

        async def answered(place: tuple[int, Tile]) -> Shown | BrokenTile:
            def act(may_compute: bool) -> Shown | BrokenTile:
                return self._shown(place, show, presence, may_compute=may_compute)

            return await self.house.workers.answer(act)

        return in_turn(answered, self.tiles, ahead=self.house.workers.share, presence=presence)

    def _shown(
        self, place: tuple[int, Tile], show: Callable[[TileResult], Shown], presence: Presence, *, may_compute: bool
    ) -> Shown | BrokenTile:
        order, tile = place
        presence.check()
        try:
            result = tile_result(
                self.house,
                self.visit,
                tile,
                self.dashboard.filters,
                self.overrides,
                self.mode,
                variables=self.variables,
                presence=presence,
                may_compute=may_compute,
            )
            return show(TileResult(tile=tile, order=order, result=result))
        except (MustCompute, NobodyWaits):
            raise
        except ClientError as error:
            return BrokenTile(tile_id=tile.id, error=RunError(type=error.type, message=error.detail))
        except Exception:
            log.exception("tile failed", tile=tile.id)
            told = RunError(type="server_error", message="This tile could not be shown.")
            return BrokenTile(tile_id=tile.id, error=told)


def dashboard_stream(
    house: House,
    visit: Visit,
    opened: FilledDashboard,
    *,
    overrides: Overrides = NO_OVERRIDES,
    mode: RefreshMode = RefreshMode.FORCE_CACHE,
    size: LayoutSize = "sm",
    tile_ids: Sequence[int] = (),
) -> DashboardStream:
    """``opened`` to be streamed with its tiles in the order of ``size``, results as fresh as ``mode`` asks.

    ``tile_ids`` leaves the other tiles out; raises InvalidRequest for one that is not on the dashboard.
    """
    variables = variables_on(house, visit, opened, overrides)
    filters = {**opened.dashboard.filters, **overrides.filters}
    return DashboardStream(
        house=house,
        visit=visit,
        dashboard=DashboardResults(dashboard=opened.dashboard, filters=filters, variables=variables.chosen, tiles=()),
        tiles=chosen_tiles(in_order(opened.tiles, size), tile_ids),
        variables=variables,
        overrides=overrides,
        mode=mode,
    )
