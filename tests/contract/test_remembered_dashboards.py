"""A dashboard that is put together from what is remembered is the one that would be made anew."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.cache.renderings import Renderings
from hedgerow.services.house import House
from hedgerow.services.recent_visits import RecentVisits
from hedgerow.store.store import Store
from hedgerow.vocab.people import MembershipLevel, User
from tests.contract.conftest import BASE as SERVER
from tests.contract.conftest import bearer
from tests.contract.dashboard_fixtures import BASE, Json, filled_board, insight, made, patched

CHANGES = 40


def elsewhere(house: House) -> TestClient:
    """A client of another process on the same store, which remembers nothing yet."""
    store = Store(house.store._reading, house.store._writing)
    other = replace(house, store=store, renderings=Renderings(), visits=RecentVisits())
    return TestClient(create_app(other), base_url=SERVER)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_change_by_whichever_process_everybody_sees_what_a_new_process_shows(
    api: TestClient, house: House, member: User, make_key: Callable[..., str], seed: int
) -> None:
    board, shown = filled_board(api)
    number, place = board["id"], f"{BASE}/{board['id']}"
    chance = random.Random(seed)
    other = elsewhere(house)
    other.headers.update(api.headers)
    callers: list[Json] = [dict(api.headers), bearer(make_key("*", user=member))]

    def tile() -> Json:
        found: Json = chance.choice(api.get(place).json()["tiles"])
        return found

    def removed(by: TestClient) -> Any:
        taken = tile()["id"]
        patched(by, number, tiles=[{"id": taken, "deleted": True}])
        if chance.random() < 0.8:
            patched(by, number, tiles=[{"id": taken, "deleted": False}])

    def promoted(by: TestClient) -> Any:
        levels = {"level": chance.choice([MembershipLevel.MEMBER, MembershipLevel.ADMIN])}
        assert by.patch(f"/api/organizations/@current/members/{member.uuid}", json=levels).status_code == 200

    changes: list[Callable[[TestClient], Any]] = [
        lambda by: patched(by, number, name=f"name {chance.random()}"),
        lambda by: patched(by, number, tags=[f"tag {chance.random()}"]),
        lambda by: patched(by, number, filters={"date_from": chance.choice(["-3d", "-7d"])}),
        lambda by: patched(by, number, breakdown_colors=chance.choice([[{"a": 1}], [{"a": True}]])),
        lambda by: patched(by, number, tiles=[{"id": tile()["id"], "color": chance.choice(["red", "blue"])}]),
        lambda by: patched(
            by, number, tiles=[{"id": tile()["id"], "layouts": {"sm": {"x": 0, "y": chance.choice([1, True, 2])}}}]
        ),
        lambda by: by.patch(f"/api/projects/@current/insights/{shown['id']}", json={"name": str(chance.random())}),
        lambda by: by.patch("/api/users/@me/", json={"first_name": f"Ada {chance.random()}"}),
        lambda by: by.patch(f"{place}/sharing", json={"enabled": chance.random() < 0.5}),
        lambda by: by.get(place, params={"refresh": chance.choice(["blocking", "force_blocking"])}),
        lambda by: made(by, f"/{number}/create_text_tile", body=f"text {chance.random()}"),
        lambda by: insight(by, number, name=f"insight {chance.random()}"),
        removed,
        promoted,
    ]
    for _ in range(CHANGES):
        chance.choice(changes)(chance.choice([api, other]))
        for headers in callers:
            assert _told(api, place, headers) == _told(elsewhere(house), place, headers)


def _told(client: TestClient, place: str, headers: Json) -> str:
    answer = client.get(place, headers=headers)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return json.dumps({**told, "last_accessed_at": None, "last_viewed_at": None})
