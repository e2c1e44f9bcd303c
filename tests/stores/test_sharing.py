"""Shares and their passwords, the same on both databases (contract 20)."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from hedgerow.store.errors import BrokenReference, Conflict
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.sharing import Share, Shareable, ShareTarget
from tests.stores.conftest import NOW, World

LATER = NOW + timedelta(minutes=5)


def board(tx: Transaction, team: int) -> ShareTarget:
    return ShareTarget(kind=Shareable.DASHBOARD, id=tx.dashboards.create(team, created_by=None, now=NOW).id)


def shared(tx: Transaction, team: int, target: ShareTarget, token: str = "token") -> Share:
    made = tx.sharing.create(team, target, access_token=token, created_by=None, now=NOW)
    return tx.sharing.update(made, enabled=True)


@pytest.mark.contract("SHARE-1", "SHARE-4", "SHARE-16")
def test_a_target_has_one_current_share_and_says_that_it_is_shared(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        target, other = board(tx, team), board(tx, team)
        assert tx.sharing.current(team, target) is None
        made = shared(tx, team, target)
        assert tx.sharing.current(team, target) == tx.sharing.live("token", now=NOW) == made
        assert [item.is_shared for item in tx.dashboards.get_many(team, [target.id, other.id])] == [True, False]
        assert [item.is_shared for item in tx.dashboards.page(team, PageRequest()).items] == [True, False]
        tx.sharing.update(made, enabled=False)
        assert tx.sharing.live("token", now=NOW) is None
        assert [item.is_shared for item in tx.dashboards.get_many(team, [target.id])] == [False]
    with pytest.raises(Conflict), store.write() as tx:
        tx.sharing.create(team, target, access_token="second", created_by=None, now=NOW)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.sharing.create(team, other, access_token="token", created_by=None, now=NOW)
    assert caught.value.constraint == "uq_sharing_configurations_access_token"


@pytest.mark.contract("SHARE-50")
def test_a_link_is_dead_with_its_target_and_after_its_end(tx: Transaction, world: World) -> None:
    team = world.project.id
    target = board(tx, team)
    made = shared(tx, team, target)
    tx.dashboards.update(team, target.id, deleted=True)
    assert tx.sharing.live("token", now=NOW) is None
    tx.dashboards.update(team, target.id, deleted=False)
    tx.sharing.update(made, expires_at=LATER)
    assert tx.sharing.live("token", now=LATER - timedelta(microseconds=1)) is not None
    assert tx.sharing.live("token", now=LATER) is None
    insight = tx.insights.create(team, created_by=None, now=NOW)
    shared(tx, team, ShareTarget(kind=Shareable.INSIGHT, id=insight.id), "of insight")
    assert tx.sharing.live("of insight", now=NOW) is not None
    tx.insights.set_deleted(team, [insight.id], deleted=True, now=NOW)
    assert tx.sharing.live("of insight", now=NOW) is None


@pytest.mark.contract("SHARE-35", "SHARE-36", "SHARE-37")
def test_a_replaced_link_hands_its_rules_views_and_passwords_on(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    target = board(tx, team)
    old = tx.sharing.update(shared(tx, team, target), settings={"legend": True}, password_required=True)
    for note, end in (("a", None), ("b", None), ("expired", NOW)):
        tx.sharing.add_password(old, password_hash=f"hash {note}", note=note, created_by=user, now=NOW, expires_at=end)
    tx.sharing.count_view(old, now=NOW)
    current = tx.sharing.current(team, target)
    assert current is not None
    tx.sharing.update(old, expires_at=LATER)
    new = tx.sharing.create(team, target, access_token="new", created_by=user, now=NOW, like=current)
    tx.sharing.copy_passwords(old, new, now=NOW)
    assert new == replace(current, id=new.id, access_token="new")
    tx.sharing.count_view(old, now=LATER)
    assert (tx.sharing.current(team, target) or new).views == 2
    mine, copied = tx.sharing.passwords(old, now=NOW), tx.sharing.passwords(new, now=NOW)
    assert [entry.note for entry in copied] == [entry.note for entry in mine] == ["b", "a"]
    assert [entry.password_hash for entry in copied] == ["hash b", "hash a"]
    assert not {entry.id for entry in mine} & {entry.id for entry in copied}
    tx.sharing.drop_password(new, copied[0])
    assert [entry.note for entry in tx.sharing.passwords(old, now=NOW)] == ["a"]
    tx.sharing.forget_replaced(team, target, ended_by=NOW)
    assert tx.sharing.live("token", now=NOW) is not None
    tx.sharing.forget_replaced(team, target)
    assert (tx.sharing.live("token", now=NOW), tx.sharing.passwords(old, now=NOW)) == (None, ())
    assert len(tx.sharing.passwords(new, now=NOW)) == 1


@pytest.mark.contract("SHARE-20", "SHARE-22", "SHARE-31")
def test_a_password_is_found_with_its_own_share_only_and_never_printed(tx: Transaction, world: World) -> None:
    team = world.project.id
    one, two = (shared(tx, team, board(tx, team), token) for token in ("one", "two"))
    made = tx.sharing.add_password(one, password_hash="$hash$", note="n", created_by=world.user.id, now=NOW)
    assert tx.sharing.password(one, made.id, now=NOW) == made
    assert tx.sharing.password(two, made.id, now=NOW) is None
    assert tx.sharing.password(replace(one, team_id=world.other.id), made.id, now=NOW) is None
    assert "$hash$" not in repr(made)
    assert made.created_by is not None
    tx.sharing.note_use(one, made.id, now=LATER)
    (used,) = tx.sharing.passwords(one, now=NOW)
    assert used.last_used_at == LATER


@pytest.mark.contract("CONV-8")
def test_a_share_keeps_to_its_project(store: Store, world: World) -> None:
    team, other = world.project.id, world.other.id
    with store.write() as tx:
        target, free = board(tx, team), board(tx, team)
        made = shared(tx, team, target)
        assert tx.sharing.current(other, target) is None
        tx.sharing.count_view(replace(made, team_id=other), now=NOW)
        tx.sharing.forget_replaced(other, target)
        assert tx.sharing.current(team, target) == made
    with pytest.raises(BrokenReference), store.write() as tx:
        tx.sharing.create(other, free, access_token="x", created_by=None, now=NOW)


@pytest.mark.contract("SHARE-16")
def test_whoever_locks_a_target_makes_others_wait(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        target = board(tx, team)
    seen: list[bool] = []

    def work(number: int) -> None:
        with store.write() as tx:
            tx.sharing.lock(team, target)
            found = tx.sharing.current(team, target)
            seen.append(found is not None)
            if found is None:
                tx.sharing.create(team, target, access_token=f"t{number}", created_by=None, now=NOW)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [False, True, True, True, True, True]


@pytest.mark.contract("SHARE-45")
def test_a_server_secret_is_what_the_first_one_made_it(store: Store) -> None:
    with store.write() as tx:
        assert tx.secrets.get("s") is None
        assert tx.secrets.settle("s", b"\x00first") == b"\x00first"
    with store.write() as tx:
        assert tx.secrets.settle("s", b"second") == tx.secrets.get("s") == b"\x00first"
