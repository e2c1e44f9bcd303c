"""Tiles to test with, and what must not change when a write fails in its middle."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.services import access
from hedgerow.services.access import AccessLevel
from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import Caller, User
from tests.contract.dashboard_fixtures import BASE, Json, made, patched, tiles_of

INVALID = (400, "validation_error", "invalid_input", None)
UNKNOWN = (404, "invalid_request", "not_found", None)
DENIED = (403, "authentication_error", "permission_denied", None)


def card(api: TestClient, dashboard_id: int, body: str = "hello", **more: Any) -> Json:
    """A new text card's tile."""
    return made(api, f"/{dashboard_id}/create_text_tile", body=body, **more)


def button(api: TestClient, dashboard_id: int, text: str = "Docs", **more: Any) -> Json:
    """A new button's tile."""
    known = {tile["id"] for tile in tiles_of(api, dashboard_id)}
    shown = patched(api, dashboard_id, tiles=[{"button_tile": {"url": "/docs", "text": text}, **more}])
    (tile,) = (tile for tile in shown["tiles"] if tile["id"] not in known)
    return dict(tile)


def post(api: TestClient, dashboard_id: int, action: str, body: Any) -> Any:
    """The answer to an action on a dashboard's tiles."""
    return api.post(f"{BASE}/{dashboard_id}/{action}", json=body)


def everything(store: Store, team_id: int, dashboards: Mapping[int, object] | list[int]) -> list[object]:
    """All that is stored of these dashboards' tiles, deleted ones too, and of what was done in the project."""
    with store.read() as tx:
        tiles = [tx.tiles.on_dashboard(team_id, number, with_deleted=True) for number in dashboards]
        return [*tiles, tx.insights.page(team_id, PageRequest()), tx.activity.page(team_id, PageRequest())]


def break_the_log(monkeypatch: pytest.MonkeyPatch, *, after: int = 0) -> None:
    """Let the log's row ``after`` so many others fail: the last step of a write, when all the others are done."""
    add = ActivityLog.add
    seen: list[object] = []

    def failing(self: ActivityLog, *given: Any, **named: Any) -> None:
        if len(seen) == after:
            raise OSError("the disk is full")
        seen.append(given)
        add(self, *given, **named)

    monkeypatch.setattr(ActivityLog, "add", failing)


def hide_from_all(monkeypatch: pytest.MonkeyPatch, creator: User, level: AccessLevel) -> None:
    """Let everybody have only ``level`` on what ``creator`` made, as access rules could (AUTH-40)."""
    usual = access.access_level

    def limited(caller: Caller, made_by: User | None) -> AccessLevel:
        return level if made_by is not None and made_by.id == creator.id else usual(caller, made_by)

    monkeypatch.setattr(access, "access_level", limited)
