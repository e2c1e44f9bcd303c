"""Shares to test with: calls that make them and look at them."""

import re
from typing import Any

import orjson
from starlette.testclient import TestClient

from hedgerow.services.share_throttle import ShareThrottle
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.projects import Project
from tests.contract.dashboard_fixtures import Json, made

PROJECT = "/api/projects/@current"


def board_sharing(dashboard_id: int) -> str:
    return f"{PROJECT}/dashboards/{dashboard_id}/sharing"


def changed(api: TestClient, sharing: str, **body: Any) -> Json:
    """The sharing configuration as PATCH answers it."""
    answer = api.patch(sharing, json=body)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def state(api: TestClient, sharing: str) -> Json:
    """The sharing configuration as GET answers it."""
    answer = api.get(sharing)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def refreshed(api: TestClient, sharing: str) -> Json:
    answer = api.post(f"{sharing}/refresh", json={})
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def password_made(api: TestClient, sharing: str, **body: Any) -> Json:
    """A new password as its creation answers it."""
    answer = api.post(f"{sharing}/passwords", json=body)
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def shared_board(api: TestClient, **body: Any) -> tuple[str, str]:
    """A new dashboard that is shared: where its sharing is, and its token."""
    sharing = board_sharing(made(api, name="Shared board")["id"])
    return sharing, changed(api, sharing, enabled=True, **body)["access_token"]


def locked_board(api: TestClient, text: str = "open sesame") -> tuple[str, str]:
    """A new dashboard that is shared behind a password: where its sharing is, and its token."""
    sharing, token = shared_board(api, password_required=True)
    password_made(api, sharing, raw_password=text, note="friends")
    return sharing, token


def opened(visitor: TestClient, token: str, text: str = "open sesame") -> str:
    """The unlocking token for this password."""
    answer = visitor.post(f"/shared/{token}", json={"password": text})
    assert answer.status_code == 200, answer.text
    jwt: str = answer.json()["shareToken"]
    return jwt


def document(visitor: TestClient, token: str, *, jwt: str | None = None, **query: str) -> Json:
    """The document under a link; it must be there."""
    headers = {"Authorization": f"Bearer {jwt}"} if jwt else {}
    answer = visitor.get(f"/shared/{token}.json", headers=headers, params=query)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def embedded(page: str) -> Json:
    """The document inside a page."""
    found = re.findall(r'<script type="application/json" id="hedgerow-document">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1, page
    shown: Json = orjson.loads(found[0])
    return shown


def logged(store: Store, project: Project, *, scope: str = "Dashboard") -> list[tuple[str, Json]]:
    """What the activity log says, oldest first: the activity and its details."""
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope=scope)
    return [(entry.activity, dict(entry.detail)) for entry in reversed(page.items)]


class HandTime:
    """Seconds that tests move by hand, for a throttle."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def throttle(self) -> ShareThrottle:
        return ShareThrottle(self)
