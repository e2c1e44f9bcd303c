"""Sessions, keys and projects, the same on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hedgerow.base.ids import personal_api_key, secret_hash, secret_mask
from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.projects import ProjectChanges
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import Invite, MembershipLevel
from tests.stores.conftest import NOW, World

HOUR = timedelta(hours=1)


@pytest.mark.contract("AUTH-20")
def test_a_session_lasts_until_it_expires(tx: Transaction, world: World) -> None:
    made = tx.sessions.create(token_hash="h", csrf_token="c", user_id=world.user.id, expires_at=NOW + HOUR, now=NOW)
    assert tx.sessions.get("h", now=NOW) == made
    assert tx.sessions.get("h", now=NOW + HOUR) is None
    tx.sessions.extend("h", expires_at=NOW + 3 * HOUR)
    assert tx.sessions.delete_expired(now=NOW + HOUR) == 0
    assert tx.sessions.get("h", now=NOW + 2 * HOUR) is not None
    assert tx.sessions.delete_expired(now=NOW + 3 * HOUR) == 1
    assert tx.sessions.get("h", now=NOW) is None


def test_an_invitation_is_taken_once_and_replaced_by_the_next_of_the_same_email(tx: Transaction, world: World) -> None:
    def made(token: str, email: str) -> Invite:
        level, later = MembershipLevel.ADMIN, NOW + HOUR
        return tx.invites.create(
            token_hash=token, email=email, level=level, created_by=world.user.id, now=NOW, expires_at=later
        )

    made("first", "Ada@x.de")
    second = made("second", "ada@X.de")
    assert tx.invites.by_token("first", now=NOW) is None
    assert tx.invites.by_token("second", now=NOW) == second
    assert tx.invites.all(now=NOW) == [second]
    assert tx.invites.all(now=NOW + HOUR) == []
    assert tx.invites.take("second", now=NOW + HOUR) is None
    assert tx.invites.take("second", now=NOW) == second
    assert tx.invites.take("second", now=NOW) is None
    third = made("third", "bob@x.de")
    tx.invites.delete_of_user(world.user.id)
    assert tx.invites.delete(third.id) is None


@pytest.mark.contract("AUTH-5", "AUTH-6", "NB-40", "NB-44", "NB-92")
def test_a_key_is_found_by_its_hash_alone_and_stops_working_when_deleted(tx: Transaction, world: World) -> None:
    secret, organization = personal_api_key(), uuid4()
    made = tx.keys.create(
        user_id=world.user.id, label="ci", secret_hash=secret_hash(secret), mask_value=secret_mask(secret),
        scopes=["insight:read"], scoped_teams=[7], scoped_organizations=[organization], now=NOW,
    )  # fmt: skip
    caller = tx.keys.caller(secret_hash(secret))
    assert caller is not None
    assert caller.key == made
    assert (caller.user.id, caller.user.password_hash) == (world.user.id, None)
    assert (made.scopes, made.scoped_teams, made.scoped_organizations) == (("insight:read",), (7,), (organization,))
    tx.keys.touch(made.id, now=NOW + HOUR)
    assert tx.keys.update(world.user.id, made.id, label="new", scopes=("*",), scoped_organizations=())
    newer = tx.keys.create(
        user_id=world.user.id, label="x", secret_hash="other", mask_value="m", scopes=[], now=NOW + HOUR
    )
    assert [key.label for key in tx.keys.of_user(world.user.id)] == ["x", "new"]
    assert tx.keys.count_of_user(world.user.id) == 2
    found = tx.keys.get(world.user.id, made.id)
    assert found is not None
    assert (found.scopes, found.last_used_at, found.scoped_organizations) == (("*",), NOW + HOUR, ())
    assert not tx.keys.delete(world.user.id + 1, made.id)
    assert tx.keys.delete(world.user.id, made.id)
    assert tx.keys.caller(secret_hash(secret)) is None
    assert tx.keys.get(world.user.id + 1, newer.id) is None


@pytest.mark.contract("CAP-1", "NB-4")
def test_a_project_is_found_by_its_token_and_changed(tx: Transaction, world: World) -> None:
    assert tx.projects.by_token(world.project.api_token, now=NOW) == world.project
    assert tx.projects.by_token("phc_none", now=NOW) is None
    assert tx.projects.all() == (world.project, world.other)
    filters = ({"key": "email", "value": "@us"},)
    assert tx.projects.update(world.project.id, now=NOW + HOUR, timezone="Asia/Tokyo", test_account_filters=filters)
    tx.projects.mark_ingested(world.project.id)
    changed = tx.projects.get(world.project.id)
    assert changed is not None
    assert (changed.timezone, changed.test_account_filters, changed.ingested_event) == ("Asia/Tokyo", filters, True)
    assert changed.updated_at == NOW + HOUR
    assert tx.projects.get(world.other.id) == world.other


@pytest.mark.contract("CAP-1")
def test_a_replaced_token_finds_its_project_until_its_time_is_over(tx: Transaction, world: World) -> None:
    old = world.project.api_token
    replaced = ProjectChanges(api_token="phc_new", previous_api_token=old, previous_token_expires_at=NOW + HOUR)
    tx.projects.update(world.project.id, now=NOW, **replaced)
    found = [tx.projects.by_token(token, now=NOW) for token in (old, "phc_new")]
    assert [project.id if project else None for project in found] == [world.project.id] * 2
    assert tx.projects.by_token(old, now=NOW + HOUR) is None
    assert tx.projects.by_token("phc_new", now=NOW + HOUR) is not None


def test_a_project_token_is_unique(store: Store, world: World) -> None:
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.projects.update(world.other.id, now=NOW, api_token=world.project.api_token)
    assert caught.value.constraint == "uq_projects_api_token"
