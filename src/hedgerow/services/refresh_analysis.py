"""What a refresh changed on a dashboard: facts, and the facts in words (SNAP-20..32)."""

from dataclasses import dataclass
from datetime import datetime

from hedgerow.base.canonical_json import Json
from hedgerow.base.errors import BareRefusal
from hedgerow.base.ids import secret_hash
from hedgerow.comparison.facts import TileChange
from hedgerow.comparison.series_changes import Conditions
from hedgerow.comparison.text import comparison_text, sentence
from hedgerow.comparison.tile_changes import TilePair, comparison
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_snapshots import TileState, insight_name, tile_states
from hedgerow.services.house import House, Visit
from hedgerow.services.prose import LanguageModel, prose
from hedgerow.vocab.snapshots import KeptResult, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTile:
    """What changed in one tile, in facts and in words, with the data its snapshot kept."""

    insight_id: int
    change: TileChange
    sentence: str
    before: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshAnalysis:
    """A comparison with the snapshot of ``taken_at``: ``compared`` tiles, those that changed by rank, and its text."""

    taken_at: datetime
    compared: int
    changed: tuple[ChangedTile, ...]
    text: str


def refresh_analysis(house: House, visit: Visit, opened: FilledDashboard, cache_key: str) -> RefreshAnalysis:
    """The results kept under ``cache_key`` compared with those now in the cache; nothing is computed anew (SNAP-23).

    With a language model configured its prose goes before the computed text, and never stands for it. Raises
    BareRefusal when the caller has no such snapshot of this dashboard or it has expired (SNAP-21, SNAP-30).
    """
    found = _found(house, visit, opened, cache_key)
    now = {state.tile_id: state for state in tile_states(house, visit, opened) if state.tile_id in found.results}
    compared = comparison([_pair(found, found.results[tile_id], state) for tile_id, state in now.items()])
    text = comparison_text(compared)
    model = LanguageModel.of(house.settings)
    if model is not None and compared.noteworthy and (told := prose(model, compared)):
        text = f"{told}\n\n{text}"
    changed = (
        ChangedTile(
            insight_id=now[change.tile_id].insight.id,
            change=change,
            sentence=sentence(change),
            before=found.results[change.tile_id].data,
        )
        for change in compared.changes
    )
    return RefreshAnalysis(taken_at=found.created_at, compared=compared.compared, changed=tuple(changed), text=text)


def _found(house: House, visit: Visit, opened: FilledDashboard, cache_key: str) -> Snapshot:
    with house.store.read() as tx:
        found = tx.snapshots.get(
            visit.project.id,
            opened.dashboard.id,
            key_hash=secret_hash(cache_key),
            user_id=visit.caller.user.id,
            now=house.clock(),
        )
    if found is None:
        raise BareRefusal("There is no snapshot for this cache_key, or it has expired. Refresh the dashboard again.")
    return found


def _pair(found: Snapshot, before: KeptResult, after: TileState) -> TilePair:
    return TilePair(
        tile_id=after.tile_id,
        insight_name=before.insight_name or insight_name(after.insight),
        before=before.data,
        after=after.result.body["results"],
        under=Conditions(
            before_at=before.computed_at or found.created_at,
            interval=after.result.interval,
            timezone=after.result.timezone,
        ),
    )
