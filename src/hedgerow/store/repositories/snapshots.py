"""Results kept for a while (contract 40)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from hedgerow.store.tables.snapshots import dashboard_snapshots
from hedgerow.vocab.snapshots import KeptResult, Snapshot


class Snapshots:
    """Snapshots by the hash of their key; the key itself is never kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        dashboard_id: int,
        *,
        key_hash: str,
        user_id: int,
        results: Mapping[int, KeptResult],
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Keep ``results`` for one user until ``expires_at``. Raises BrokenReference for a foreign dashboard."""
        values = {
            "key": key_hash,
            "team_id": team_id,
            "dashboard_id": dashboard_id,
            "user_id": user_id,
            "results": {str(tile): _written(kept) for tile, kept in results.items()},
            "created_at": now,
            "expires_at": expires_at,
        }
        self._connection.execute(insert(dashboard_snapshots).values(values))

    def get(self, team_id: int, dashboard_id: int, *, key_hash: str, user_id: int, now: datetime) -> Snapshot | None:
        """The snapshot with this key, if this user made it of this dashboard and it has not expired (SNAP-30)."""
        kept = dashboard_snapshots.c
        query = select(kept.results, kept.created_at).where(
            kept.key == key_hash,
            kept.team_id == team_id,
            kept.dashboard_id == dashboard_id,
            kept.user_id == user_id,
            kept.expires_at > now,
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        results = {int(tile): _read(item) for tile, item in row.results.items()}
        return Snapshot(results=results, created_at=row.created_at)

    def delete_expired(self, *, now: datetime) -> int:
        """Forget the snapshots that have expired; how many there were."""
        expired = delete(dashboard_snapshots).where(dashboard_snapshots.c.expires_at <= now)
        return self._connection.execute(expired).rowcount

    def delete_all_but_newest(self, team_id: int, dashboard_id: int, *, user_id: int, count: int) -> int:
        """Forget what a user keeps of a dashboard beyond the ``count`` newest snapshots; how many there were."""
        kept = dashboard_snapshots.c
        own = (kept.team_id == team_id, kept.dashboard_id == dashboard_id, kept.user_id == user_id)
        newest = select(kept.key).where(*own).order_by(kept.created_at.desc(), kept.key).limit(count)
        older = delete(dashboard_snapshots).where(*own, kept.key.not_in(newest))
        return self._connection.execute(older).rowcount


def _written(kept: KeptResult) -> dict[str, Any]:
    item = {"insight_name": kept.insight_name, "data": kept.data}
    return item if kept.computed_at is None else {**item, "computed_at": kept.computed_at.isoformat()}


def _read(item: Mapping[str, Any]) -> KeptResult:
    computed_at = item.get("computed_at")
    return KeptResult(
        insight_name=item["insight_name"],
        data=item["data"],
        computed_at=None if computed_at is None else datetime.fromisoformat(computed_at),
    )
