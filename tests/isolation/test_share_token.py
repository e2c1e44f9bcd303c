"""Nothing but what is shared is reached with a share's credentials: every operation of the OpenAPI is tried."""

from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from hedgerow.engine.chdb_engine import ChdbEngine
from tests.contract.conftest import bearer, filling, store_copy
from tests.isolation.conftest import Settled, Tenant
from tests.isolation.operations import Operation, each

OPEN = {"insights_list", "insights_retrieve"}
"""The operations that somebody with a link may use (AUTH-30, NB-28)."""

Ways = list[tuple[str, dict[str, str]]]
"""How a share's credentials can be sent: what is added to the path, and headers."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The tenants' store after ours shared a dashboard openly, and one behind a password that was then given."""

    url: str
    ways: Ways


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest, _settled: Settled, _engine: ChdbEngine, tmp_path_factory: pytest.TempPathFactory
) -> Shared:
    folder, tenant = tmp_path_factory.mktemp("shared"), _settled.ours
    url = store_copy(request, _settled.url, folder, "new_postgresql")
    with filling(url, _engine, folder) as (_, client):

        def link(board: int, *, locked: bool) -> tuple[str, str]:
            sharing = f"{tenant.base}/dashboards/{board}/sharing"
            body = {"enabled": True, "password_required": locked}
            return sharing, client.patch(sharing, json=body, headers=tenant.headers).json()["access_token"]

        other = client.post(f"{tenant.base}/dashboards", json={"name": "x"}, headers=tenant.headers).json()["id"]
        _, token = link(tenant.ids["dashboard_id"], locked=False)
        sharing, locked = link(other, locked=True)
        client.post(f"{sharing}/passwords", json={"raw_password": "open sesame"}, headers=tenant.headers)
        unlocked = client.post(f"/shared/{locked}", json={"password": "open sesame"}).json()["shareToken"]
    return Shared(
        url,
        [
            (f"?sharing_access_token={token}", {}),
            ("", bearer(unlocked)),
            ("", {"Cookie": f"posthog_sharing_token={unlocked}"}),
            (f"?sharing_access_token={locked}", {}),
            ("", bearer(token)),
            (f"?personal_api_key={unlocked}", {}),
        ],
    )


@pytest.fixture(scope="module")
def _template(shared: Shared) -> str:
    return shared.url


@pytest.mark.contract("AUTH-30", "AUTH-31", "AUTH-32", "AUTH-33", "NB-28")
@each(lambda operation: operation.closed)
def test_a_share_opens_nothing_else(
    operation: Operation, client: TestClient, ours: Tenant, theirs: Tenant, shared: Shared
) -> None:
    named = operation.described["operationId"]
    for tail, headers in shared.ways:
        answer = operation.call(client, operation.at(ours.project.id, ours.ids) + tail, headers)
        assert theirs.mark not in answer.text
        if named in OPEN and answer.status_code == 200:
            assert operation.method == "GET"
        elif named in OPEN:
            assert answer.status_code in {401, 404}, answer.text
            assert ours.mark not in answer.text
        else:
            assert answer.status_code in {401, 403}, (tail, headers, answer.text)
            assert ours.mark not in answer.text
        if operation.inside_a_project:
            away = operation.call(client, operation.at(theirs.project.id, theirs.ids) + tail, headers)
            assert away.status_code in {401, 403}, (tail, headers, away.text)
            assert theirs.mark not in away.text


@pytest.mark.contract("AUTH-30", "NB-28")
def test_of_the_insights_only_the_shared_dashboards_own_are_there(
    client: TestClient, ours: Tenant, shared: Shared
) -> None:
    more = {"name": "alpha secret", "dashboards": []}
    hidden = client.post(f"{ours.base}/insights", json=more, headers=ours.headers).json()
    (tail, headers), (_, unlocked) = shared.ways[:2]
    listed = client.get(f"{ours.base}/insights{tail}", headers=headers)
    assert [row["id"] for row in listed.json()["results"]] == [ours.ids["insight_id"]]
    assert "secret" not in listed.text
    assert client.get(f"{ours.base}/insights{tail}&search=secret", headers=headers).json()["count"] == 1
    for name in (hidden["id"], hidden["short_id"]):
        assert client.get(f"{ours.base}/insights/{name}{tail}", headers=headers).status_code == 404
    empty = client.get(f"{ours.base}/insights", headers=unlocked)
    assert (empty.status_code, empty.json()["results"]) == (200, [])
