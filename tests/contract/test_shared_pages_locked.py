"""Pages behind a password (contract 20 §4, SHARE-42..49, 56..58)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import OctKey
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE, HandClock, bearer
from tests.contract.sharing_fixtures import (
    HandTime,
    changed,
    document,
    embedded,
    locked_board,
    logged,
    opened,
    refreshed,
    shared_board,
)

pytestmark = pytest.mark.one_store

COOKIE = "posthog_sharing_token"


@pytest.fixture
def time() -> HandTime:
    return HandTime()


@pytest.fixture
def visitor(house: House, time: HandTime) -> Iterator[TestClient]:
    """Somebody without credentials, in front of throttles that go by ``time``."""
    app = create_app(replace(house, share_guesses=time.throttle()))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as opened_client:
        yield opened_client


def guess(visitor: TestClient, token: str, text: object) -> int:
    return visitor.post(f"/shared/{token}", json={"password": text}).status_code


@pytest.mark.contract("SHARE-42", "SHARE-43")
def test_a_locked_page_tells_nothing_but_how_it_looks(api: TestClient, visitor: TestClient) -> None:
    sharing, token = locked_board(api)
    assert document(visitor, token) == {"type": "unlock"}
    changed(api, sharing, settings={"whitelabel": True, "theme": "dark", "legend": True})
    page = visitor.get(f"/shared/{token}")
    assert page.status_code == 200
    assert embedded(page.text) == {"type": "unlock", "whitelabel": True, "theme": "dark"} == document(visitor, token)
    assert "Shared board" not in page.text
    assert token not in page.text
    head = visitor.head(f"/shared/{token}")
    assert (head.status_code, head.headers["content-type"]) == (200, page.headers["content-type"])


@pytest.mark.contract("SHARE-44", "SHARE-58", "ERR-6")
@pytest.mark.parametrize(
    "body", [{"password": "wrong one"}, {"password": 1}, {"password": None}, {}, {"password": "x" * 200}]
)
def test_a_wrong_password_opens_nothing(api: TestClient, visitor: TestClient, body: dict[str, object]) -> None:
    _, token = locked_board(api)
    answer = visitor.post(f"/shared/{token}", json=body)
    assert (answer.status_code, set(answer.json()), answer.headers.get("set-cookie")) == (401, {"error"}, None)


@pytest.mark.contract("SHARE-44", "SHARE-46", "SHARE-47")
def test_the_right_password_gives_a_token_and_a_cookie_and_each_opens_the_page(
    api: TestClient, visitor: TestClient
) -> None:
    _, token = locked_board(api)
    answer = visitor.post(f"/shared/{token}", json={"password": "open sesame"})
    share_token = answer.json()["shareToken"]
    assert (answer.status_code, set(answer.json())) == (200, {"shareToken"})
    crumbs = answer.headers["set-cookie"].split("; ")
    assert crumbs[0] == f"{COOKIE}={share_token}"
    assert {crumb.lower() for crumb in crumbs[1:]} == {
        "max-age=86400", "httponly", "samesite=lax", f"path=/shared/{token.lower()}",
    }  # fmt: skip
    assert f"Path=/shared/{token}" in crumbs
    assert visitor.cookies.get(COOKIE) == share_token
    assert embedded(visitor.get(f"/shared/{token}").text)["dashboard"]["name"] == "Shared board"
    by_cookie = visitor.get(f"/shared/{token}", headers={"Accept": "application/json"}).json()
    assert (by_cookie["type"], by_cookie["shareToken"]) == ("scene", share_token)
    visitor.cookies.clear()
    assert document(visitor, token) == {"type": "unlock"}
    in_frame = {**bearer(share_token), "Accept": "application/json"}
    by_bearer = visitor.get(f"/shared/{token}", headers=in_frame).json()
    assert (by_bearer["dashboard"]["name"], "shareToken" in by_bearer) == ("Shared board", False)
    page = visitor.get(f"/shared/{token}", headers={**bearer(share_token), "Accept": "text/html"})
    assert embedded(page.text)["type"] == "scene"


@pytest.mark.contract("SHARE-46")
def test_the_cookie_is_for_the_page_it_was_won_on_and_secure_over_https(api: TestClient, house: House) -> None:
    _, token = locked_board(api)
    with TestClient(create_app(house), base_url="https://hedgerow.test") as visitor:
        answer = visitor.post(f"/embedded/{token}.json", json={"password": "open sesame"})
    crumbs = answer.headers["set-cookie"].split("; ")
    assert "Secure" in crumbs
    assert f"Path=/embedded/{token}" in crumbs


@pytest.mark.contract("SHARE-45")
def test_the_token_is_signed_for_a_day_and_names_password_team_and_link(
    api: TestClient, visitor: TestClient, store: Store, project: Project
) -> None:
    _, token = locked_board(api)
    share_token = opened(visitor, token)
    with store.read() as tx:
        secret = tx.secrets.get("share_tokens")
    assert secret is not None
    read = joserfc_jwt.decode(share_token, OctKey.import_key(secret), algorithms=["HS256"])
    assert read.header["alg"] == "HS256"
    claims = dict(read.claims)
    assert claims["exp"] - claims["iat"] == 24 * 3600
    assert (claims["team_id"], claims["access_token"], claims["aud"]) == (project.id, token, "hedgerow:share")
    assert isinstance(claims["share_password_id"], int)


@pytest.mark.contract("SHARE-48", "SHARE-39")
def test_a_token_that_is_not_good_here_and_now_finds_the_page_locked(
    api: TestClient, visitor: TestClient, clock: HandClock, store: Store
) -> None:
    sharing, token = locked_board(api)
    _, other = locked_board(api)
    good, foreign = opened(visitor, token), opened(visitor, other)
    visitor.cookies.clear()
    head, body, signature = good.split(".")
    with store.read() as tx:
        secret = tx.secrets.get("share_tokens") or b""
    claims = dict(joserfc_jwt.decode(good, OctKey.import_key(secret)).claims)
    elsewhere = joserfc_jwt.encode({"alg": "HS256"}, {**claims, "aud": "other"}, OctKey.import_key(secret))
    endless = {name: value for name, value in claims.items() if name != "exp"}
    unending = joserfc_jwt.encode({"alg": "HS256"}, endless, OctKey.import_key(secret))
    unsigned = f"eyJhbGciOiJub25lIn0.{body}."
    forged = joserfc_jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(b"x" * 32))
    for bad in (
        foreign,
        elsewhere,
        unending,
        unsigned,
        forged,
        f"{head}.{body}.{signature[:-2]}",
        "a.b.c",
        "phx_1",
        "é",
    ):
        answer = visitor.get(f"/shared/{token}.json", headers={b"authorization": b"Bearer " + bad.encode()})
        assert (answer.status_code, answer.json()) == (200, {"type": "unlock"}), bad
    assert document(visitor, token, jwt=good)["type"] == "scene"
    clock.move(timedelta(hours=23, minutes=59))
    assert document(visitor, token, jwt=good)["type"] == "scene"
    clock.move(timedelta(minutes=1))
    assert document(visitor, token, jwt=good) == {"type": "unlock"}
    fresh = opened(visitor, token)
    changed(api, sharing, enabled=False)
    again = changed(api, sharing, enabled=True)["access_token"]
    assert document(visitor, again, jwt=fresh) == {"type": "unlock"}


@pytest.mark.contract("SHARE-49")
def test_guessing_is_slowed_but_a_right_password_still_opens(
    api: TestClient, visitor: TestClient, time: HandTime, store: Store, project: Project
) -> None:
    _, token = locked_board(api)
    _, other = locked_board(api)
    assert [guess(visitor, token, {"n": n}) for n in range(10)] == [401] * 10
    before = len(logged(store, project))
    refused = visitor.post(f"/shared/{token}", json={"password": "wrong one"})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert refused.json()["code"] == "throttled"
    assert len(logged(store, project)) == before
    assert guess(visitor, token, "open sesame") == 200
    assert guess(visitor, token, "wrong one") == 429
    assert guess(visitor, other, "wrong one") == 401
    time.seconds += 61
    assert guess(visitor, token, "wrong one") == 401


@pytest.mark.contract("SHARE-49")
def test_all_posts_to_a_link_together_are_bounded(api: TestClient, visitor: TestClient, time: HandTime) -> None:
    _, token = locked_board(api)
    throttle = visitor.app.state.house.share_guesses  # type: ignore[attr-defined]
    for _ in range(120):
        throttle.attempt(token, "somebody")
    answer = visitor.post(f"/shared/{token}", json={"password": "open sesame"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    time.seconds += 61
    assert guess(visitor, token, "open sesame") == 200


@pytest.mark.contract("SHARE-49")
def test_an_address_that_keeps_guessing_is_sent_away_and_others_come_in(
    api: TestClient, house: House, visitor: TestClient, time: HandTime
) -> None:
    _, token = locked_board(api)
    for _ in range(30):
        assert guess(visitor, token, {}) in {401, 429}
    assert guess(visitor, token, "open sesame") == 429
    with TestClient(visitor.app, base_url=BASE, client=("192.0.2.7", 1)) as other:
        assert guess(other, token, "open sesame") == 200
    time.seconds += 15 * 60
    assert guess(visitor, token, "open sesame") == 200


@pytest.mark.contract("SHARE-56", "LOG-1")
def test_each_attempt_is_logged_with_the_end_of_the_link_only(
    api: TestClient, visitor: TestClient, store: Store, project: Project
) -> None:
    sharing, token = locked_board(api)
    guess(visitor, token, "wrong one")
    opened(visitor, token)
    (failed, success) = logged(store, project)[-2:]
    assert (failed[0], success[0]) == ("share_login_failed", "share_login_success")
    assert failed[1]["client_ip"] == success[1]["client_ip"] == "testclient"
    assert failed[1]["access_token_suffix"] == token[-6:]
    (entry,) = api.get(sharing).json()["share_passwords"]
    assert (success[1]["share_password_id"], success[1]["note"]) == (entry["id"], "friends")
    assert token not in str((failed, success))


@pytest.mark.contract("SHARE-57")
def test_posting_to_a_share_without_a_password_is_looking_at_it(api: TestClient, visitor: TestClient) -> None:
    _, token = shared_board(api)
    page = visitor.post(f"/shared/{token}", json={"password": "any"})
    assert (page.status_code, embedded(page.text)["type"]) == (200, "scene")
    assert visitor.post(f"/shared/{token}.json").json()["dashboard"]["name"] == "Shared board"


@pytest.mark.contract("SHARE-37", "SHARE-44")
def test_an_old_link_unlocks_with_its_password_while_its_grace_lasts(api: TestClient, visitor: TestClient) -> None:
    sharing, old = locked_board(api)
    refreshed(api, sharing)
    assert document(visitor, old, jwt=opened(visitor, old))["type"] == "scene"
