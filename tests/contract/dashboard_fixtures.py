"""Dashboards to test with: calls that make them, and the few questions their insights ask."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.base import OptionEngine
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.projects import Project

Json = dict[str, Any]
BASE = "/api/projects/@current/dashboards"


def trends(name: str = "view", date_from: str = "-3d", **more: Any) -> Json:
    """A saved question: how many events of this name there were per day."""
    source = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": name}], **more}
    return {"kind": "InsightVizNode", "source": {"dateRange": {"date_from": date_from}, **source}}


def made(api: TestClient, path: str = "", **body: Any) -> Json:
    """What a POST below the dashboards answers; it must succeed."""
    answer = api.post(f"{BASE}{path}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    shown: Json = answer.json()
    return shown


def got(api: TestClient, dashboard_id: int, **query: str) -> Json:
    """The dashboard as retrieve shows it."""
    answer = api.get(f"{BASE}/{dashboard_id}", params=query)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def patched(api: TestClient, dashboard_id: int, **body: Any) -> Json:
    """The dashboard as PATCH answers it."""
    answer = api.patch(f"{BASE}/{dashboard_id}", json=body)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def insight(api: TestClient, *dashboards: int, query: Json | None = None, **body: Any) -> Json:
    """A new insight with a tile on each of ``dashboards``."""
    body = {"query": trends() if query is None else query, "dashboards": list(dashboards), **body}
    answer = api.post("/api/projects/@current/insights", json=body)
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def template_made(api: TestClient, name: str = "Template") -> Json:
    """A new template of the project with one text."""
    tiles = [{"type": "TEXT", "body": "text"}]
    body = {"template_name": name, "dashboard_description": "", "dashboard_filters": {}, "tiles": tiles}
    answer = api.post("/api/projects/@current/dashboard_templates", json=body)
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def tile_of(api: TestClient, dashboard_id: int, insight_id: int) -> Json:
    """The dashboard's live tile for an insight."""
    tiles = got(api, dashboard_id)["tiles"]
    found: Json = next(tile for tile in tiles if tile["insight"] and tile["insight"]["id"] == insight_id)
    return found


def filled_board(api: TestClient) -> tuple[Json, Json]:
    """A dashboard with an insight and a text card, and the insight."""
    board = made(api, name="source", filters={"date_from": "-7d"}, variables={"v": {}}, breakdown_colors=[{"a": 1}])
    asked = insight(api, board["id"], name="Views", tags=["core"])
    made(api, f"/{board['id']}/create_text_tile", body="hello", layouts=box(0, 5), color="blue")
    return board, asked


def tiles_of(api: TestClient, dashboard_id: int) -> list[Json]:
    """The dashboard's live tiles in order."""
    shown: list[Json] = got(api, dashboard_id)["tiles"]
    return shown


def box(x: int, y: int, w: int = 6, h: int = 5) -> Json:
    """Layouts with one box for desktops."""
    return {"sm": {"x": x, "y": y, "w": w, "h": h}}


def activity(store: Store, team_id: int, dashboard_id: int) -> list[tuple[str, list[str]]]:
    """What the log says was done to a dashboard, oldest first: the activity and the fields that changed."""
    with store.read() as tx:
        page = tx.activity.page(team_id, PageRequest(), scope="Dashboard", item_id=str(dashboard_id))
    return [(entry.activity, [change["field"] for change in entry.detail["changes"]]) for entry in reversed(page.items)]


_READ_NOW_AND_THEN = (
    "BEGIN",
    "merged_into IS NOT NULL",
    *(
        f"FROM {table} "
        for table in (
            "property_definitions",
            "actions",
            "cohorts",
            "insight_variables",
            "person_merges",
            "sealed_days",
            "rollup_days",
        )
    ),
)
"""What a project defined is remembered for a second, so its reading may fall into any count."""


def lasting(seen: Sequence[str]) -> int:
    """How many of the statements ``seen`` are made each time."""
    return len([text for text in seen if not any(part in " ".join(text.split()) for part in _READ_NOW_AND_THEN)])


@contextmanager
def counted_statements(store: Store) -> Iterator[list[str]]:
    """Every SQL statement the store runs meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    engines: set[Engine] = {store._writing}
    if not isinstance(store._reading, OptionEngine):  # on PostgreSQL it is the writing one, which is heard already
        engines.add(store._reading)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def happened(
    api: TestClient, project: Project, day: str, count: int = 1, name: str = "view", **properties: Any
) -> None:
    """Send ``count`` events of ``name`` at noon UTC of ``day``."""
    batch = [
        {"event": name, "distinct_id": f"p{n}", "timestamp": f"{day}T12:00:00Z", "properties": properties}
        for n in range(count)
    ]
    answer = api.post("/batch", json={"api_key": project.api_token, "batch": batch})
    assert answer.status_code == 200, answer.text
