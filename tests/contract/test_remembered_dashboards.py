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
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from tests.contract.conftest import BASE as SERVER
from tests.contract.conftest import bearer
from tests.contract.dashboard_fixtures import BASE, Json, filled_board, insight, made, patched

CHANGES = 40


def forgetful(house: House) -> TestClient:
    """A client of a server on the same data that remembers nothing but results."""
    store = Store(house.store._reading, house.store._writing)
    return TestClient(create_app(replace(house, store=store, renderings=Renderings())), base_url=SERVER)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_change_everybody_sees_what_a_server_without_memory_shows(
    api: TestClient, house: House, member: User, make_key: Callable[..., str], seed: int
) -> None:
    board, shown = filled_board(api)
    number, place = board["id"], f"{BASE}/{board['id']}"
    chance = random.Random(seed)
    callers: list[Json] = [dict(api.headers), bearer(make_key("*", user=member))]

    def tile() -> Json:
        found: Json = chance.choice(api.get(place).json()["tiles"])
        return found

    def removed() -> Any:
        taken = tile()["id"]
        patched(api, number, tiles=[{"id": taken, "deleted": True}])
        if chance.random() < 0.8:
            patched(api, number, tiles=[{"id": taken, "deleted": False}])

    changes: list[Callable[[], Any]] = [
        lambda: patched(api, number, name=f"name {chance.random()}"),
        lambda: patched(api, number, tags=[f"tag {chance.random()}"]),
        lambda: patched(api, number, filters={"date_from": chance.choice(["-3d", "-7d"])}),
        lambda: patched(api, number, tiles=[{"id": tile()["id"], "color": chance.choice(["red", "blue"])}]),
        lambda: patched(
            api, number, tiles=[{"id": tile()["id"], "layouts": {"sm": {"x": 0, "y": chance.choice([1, True, 2])}}}]
        ),
        lambda: api.patch(f"/api/projects/@current/insights/{shown['id']}", json={"name": str(chance.random())}),
        lambda: api.patch("/api/users/@me/", json={"first_name": f"Ada {chance.random()}"}),
        lambda: api.patch(f"{place}/sharing", json={"enabled": chance.random() < 0.5}),
        lambda: api.get(place, params={"refresh": chance.choice(["blocking", "force_blocking"])}),
        lambda: made(api, f"/{number}/create_text_tile", body=f"text {chance.random()}"),
        lambda: insight(api, number, name=f"insight {chance.random()}"),
        removed,
    ]
    for _ in range(CHANGES):
        chance.choice(changes)()
        for headers in callers:
            assert _told(api, place, headers) == _told(forgetful(house), place, headers)


def _told(client: TestClient, place: str, headers: Json) -> str:
    answer = client.get(place, headers=headers)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return json.dumps({**told, "last_accessed_at": None, "last_viewed_at": None})
