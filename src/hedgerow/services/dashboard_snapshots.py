"""Keeping a dashboard's results, to compare later ones with them (SNAP-1..11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from hedgerow.base.ids import secret_hash, secret_token
from hedgerow.comparison.sameness import kept_data
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_results import dashboard_results
from hedgerow.services.house import House, Visit
from hedgerow.vocab.dashboards import Insight
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.snapshots import KeptResult

KEY_PREFIX = "dashboard_refresh_before_"
LIFETIME = timedelta(seconds=1800)
MOST_KEPT = 20
"""Snapshots a user has of one dashboard at a time; who takes one more loses the oldest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileState:
    """The result an insight tile shows now, out of the cache."""

    tile_id: int
    insight: Insight
    result: CachedResult


def take_snapshot(house: House, visit: Visit, opened: FilledDashboard, sent: Mapping[int, KeptResult] | None) -> str:
    """Keep the results a client ``sent``, or without any those in the cache; the key to ask for them with.

    Nothing is computed, and the dashboard itself stays as it is (SNAP-1, SNAP-2, SNAP-11). Snapshots that have
    expired and the user's oldest beyond `MOST_KEPT` are forgotten on the way.
    """
    results = sent or {
        state.tile_id: KeptResult(
            insight_name=insight_name(state.insight),
            data=state.result.body["results"],
            computed_at=state.result.computed_at,
        )
        for state in tile_states(house, visit, opened)
    }
    cleaned = {
        tile_id: KeptResult(insight_name=kept.insight_name, data=kept_data(kept.data), computed_at=kept.computed_at)
        for tile_id, kept in results.items()
    }
    key, now = KEY_PREFIX + secret_token(), house.clock()
    team, board, user = visit.project.id, opened.dashboard.id, visit.caller.user.id
    with house.store.write() as tx:
        tx.snapshots.delete_expired(now=now)
        tx.snapshots.delete_all_but_newest(team, board, user_id=user, count=MOST_KEPT - 1)
        tx.snapshots.create(
            team,
            board,
            key_hash=secret_hash(key),
            user_id=user,
            results=cleaned,
            now=now,
            expires_at=now + LIFETIME,
        )
    return key


def tile_states(house: House, visit: Visit, opened: FilledDashboard) -> Iterator[TileState]:
    """The cached results of the insight tiles, under the dashboard's stored filters; empty ones are left out.

    The same reading makes the state before and the state after (SNAP-1, SNAP-10, SNAP-23).
    """
    for shown in dashboard_results(house, visit, opened, mode=RefreshMode.FORCE_CACHE).tiles:
        run = None if shown.result is None else shown.result.run
        if shown.result is not None and run is not None and run.result is not None and run.result.body.get("results"):
            yield TileState(tile_id=shown.tile.id, insight=shown.result.insight, result=run.result)


def insight_name(insight: Insight) -> str:
    """What people call the insight; the derived name when it has no other (SNAP-3)."""
    return insight.name or insight.derived_name or ""
