"""Dashboards of their own for the browser tests, made through the API with the session of a page."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from tests.browser.api import said
from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

Json = dict[str, Any]

PROJECT = "/api/projects/2"
COMPUTED_WITHIN = 30_000


@dataclass
class Board:
    """A dashboard that only one test knows, and the page that shows it."""

    watched: Watched
    id: int

    @property
    def url(self) -> str:
        return f"{self.watched.url}/projects/2/dashboards/{self.id}"

    def show(self, search: str = "") -> None:
        """Open it and wait until nothing is computed any more."""
        self.watched.page.goto(self.url + search)
        self.settle()

    def settle(self) -> None:
        page = self.watched.page
        expect(
            page.get_by_role("region", name="Tiles").or_(page.get_by_role("heading", name="Nothing on"))
        ).to_be_visible()
        expect(page.locator("article[aria-busy=true]")).to_have_count(0, timeout=COMPUTED_WITHIN)

    def stored(self) -> Json:
        """The dashboard as the server has it."""
        return ask(self.watched, "GET", f"/dashboards/{self.id}/")


def ask(watched: Watched, method: str, path: str, body: Json | None = None) -> Json:
    """What the API answers to the page's user about the demo's project; it must agree."""
    found: Json = said(watched, method, f"{PROJECT}{path}", body)
    return found


def trend(name: str, **more: Any) -> Json:
    """An insight that counts visits; one of a kind, so that no other test has its result computed already."""
    source = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "$pageview"}], **more}
    return {"name": name, "query": {"kind": "InsightVizNode", "source": source}, "saved": True}


def opened_board(open_page: Open, demo: ServerProcess, name: str, *insights: Json, **options: Any) -> Board:
    """A new dashboard with ``insights``, of a signed-in page that does not show it yet."""
    watched = open_page(demo, **options)
    watched.sign_in()
    board = Board(watched, ask(watched, "POST", "/dashboards/", {"name": name})["id"])
    for one in insights:
        ask(watched, "POST", "/insights/", {**one, "dashboards": [board.id]})
    return board
