"""Kept results, the same on both databases."""

from datetime import timedelta

import pytest

from hedgerow.store.errors import BrokenReference
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.snapshots import KeptResult, Snapshot
from tests.stores.conftest import NOW, World

LIFE = timedelta(seconds=1800)
RESULTS = {
    7: KeptResult(insight_name="Größe", data=[{"b": 1.5, "a": [None, 2]}], computed_at=NOW - LIFE),
    -8: KeptResult(insight_name="sent", data={"n": 1}),
}


def _board(tx: Transaction, team: int, world: World) -> int:
    return tx.dashboards.create(team, created_by=world.user.id, now=NOW).id


@pytest.mark.contract("SNAP-3", "SNAP-4", "SNAP-30")
def test_a_snapshot_is_found_by_its_maker_on_its_dashboard_until_it_expires(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    board, other = _board(tx, team, world), _board(tx, team, world)
    tx.snapshots.create(team, board, key_hash="h", user_id=user, results=RESULTS, now=NOW, expires_at=NOW + LIFE)

    def found(
        in_team: int = team, on: int = board, key: str = "h", by: int = user, late: timedelta = timedelta()
    ) -> Snapshot | None:
        return tx.snapshots.get(in_team, on, key_hash=key, user_id=by, now=NOW + late)

    assert found() == Snapshot(results=RESULTS, created_at=NOW)
    assert found(late=LIFE - timedelta(seconds=1)) is not None
    assert found(late=LIFE) is None
    assert (found(world.other.id), found(on=other), found(key="x"), found(by=user + 1)) == (None, None, None, None)


@pytest.mark.contract("SNAP-4")
def test_expired_snapshots_are_forgotten(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    board = _board(tx, team, world)
    for number in range(3):
        ends = NOW + (number + 1) * LIFE
        tx.snapshots.create(team, board, key_hash=str(number), user_id=user, results={}, now=NOW, expires_at=ends)
    assert tx.snapshots.delete_expired(now=NOW + 2 * LIFE) == 2
    assert tx.snapshots.get(team, board, key_hash="1", user_id=user, now=NOW) is None
    assert tx.snapshots.get(team, board, key_hash="2", user_id=user, now=NOW) is not None


@pytest.mark.contract("SNAP-30", "CONV-8")
def test_a_snapshot_of_another_projects_dashboard_cannot_be_kept(store: Store, world: World) -> None:
    with store.write() as tx:
        theirs = _board(tx, world.other.id, world)
    with pytest.raises(BrokenReference), store.write() as tx:
        tx.snapshots.create(
            world.project.id, theirs, key_hash="h", user_id=world.user.id, results={}, now=NOW, expires_at=NOW + LIFE
        )
