"""A shared dashboard, as somebody sees it who has only the link and a password."""

import gzip
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect

from hedgerow.api.web_ui import FOLDER
from tests.browser.conftest import Open, Watched
from tests.browser.test_demo import JOURNEYS, TILES, customer_journeys, demo_dashboard
from tests.server_process import ServerProcess

SAY = """async ([method, path, body]) => {
  const csrf = document.cookie.split('; ').find((pair) => pair.startsWith('hedgerow_csrftoken=')).split('=')[1]
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf }
  const answer = await fetch(path, { method, headers, body: JSON.stringify(body) })
  return await answer.json()
}"""


def said(owner: Watched, method: str, path: str, body: dict[str, Any]) -> Any:
    """What the API answers the owner's page."""
    return owner.page.evaluate(SAY, [method, path, body])


@pytest.fixture
def link(demo: ServerProcess, open_page: Open) -> str:
    """The token of the demo dashboard, shared behind the password `garden gate`."""
    owner = demo_dashboard(open_page, demo)
    sharing = "/api/projects/@current/dashboards/1/sharing"
    token: str = said(owner, "PATCH", sharing, {"enabled": True, "password_required": True})["access_token"]
    said(owner, "POST", f"{sharing}/passwords", {"raw_password": "garden gate"})
    return token


@pytest.fixture
def blog(demo: ServerProcess, link: str) -> Iterator[str]:
    """The address of a page on another site that has the dashboard in a frame."""
    frame = f'<iframe title="shared" src="{demo.url}/embedded/{link}" width="1240" height="860"></iframe>'

    class Blog(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frame.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Blog) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://localhost:{server.server_port}/"  # `localhost` and `127.0.0.1` are two sites to a browser
        server.shutdown()


@pytest.mark.contract("SHARE-42", "SHARE-44", "SHARE-47", "SHARE-51")
def test_in_a_frame_on_another_site_the_password_opens_the_dashboard(
    demo: ServerProcess, open_page: Open, blog: str
) -> None:
    page = open_page(demo).page
    page.goto(blog)
    inside = page.frame_locator("iframe")
    inside.get_by_label("Password").fill("garden wall")
    inside.get_by_role("button", name="Open").click()
    expect(inside.get_by_role("alert")).to_have_text("That is not the password.")
    inside.get_by_label("Password").fill("garden gate")
    inside.get_by_role("button", name="Open").click()
    expect(inside.get_by_role("heading", level=1)).to_have_text("Shop overview")
    expect(inside.get_by_role("article")).to_have_count(TILES)
    expect(inside.get_by_role("img", name="Line chart").first).to_be_visible()


@pytest.mark.contract("SHARE-46", "SHARE-47")
def test_on_a_phone_the_dashboard_is_one_column_and_stays_open_after_a_reload(
    demo: ServerProcess, open_page: Open, link: str
) -> None:
    watched = open_page(demo, width=390, height=844)
    page = watched.page
    page.goto(f"{demo.url}/shared/{link}")
    page.get_by_label("Password").fill("garden gate")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("article")).to_have_count(TILES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop overview")
    assert watched.complaints == []
    assert watched.foreign_requests == []


def test_every_kind_of_insight_is_drawn_for_somebody_with_the_link(demo: ServerProcess, open_page: Open) -> None:
    owner = customer_journeys(open_page, demo)
    sharing = "/api/projects/@current/dashboards/2/sharing"
    token = said(owner, "PATCH", sharing, {"enabled": True})["access_token"]
    watched = open_page(demo, height=3100)
    watched.page.goto(f"{demo.url}/shared/{token}")
    for name, (role, drawn) in JOURNEYS.items():
        tile = watched.page.get_by_role("article", name=name)
        expect(tile.get_by_role(role, name=drawn).first).to_be_visible()
    tile = watched.page.get_by_role("article", name="Ways through the shop")
    tile.hover()
    tile.get_by_role("button", name="Show Ways through the shop as a table").click()
    expect(tile.get_by_role("columnheader", name="From")).to_be_visible()
    assert watched.complaints == []
    assert watched.foreign_requests == []


@pytest.mark.parametrize(("page", "most"), [("shared.html", 120_000), ("index.html", 200_000)])
def test_pages_are_light_before_their_charts(page: str, most: int) -> None:
    shell = re.findall(r'(?:src|href)="/(assets/[^"]+[.]js)"', (FOLDER / page).read_text())
    assert 0 < sum(len(gzip.compress((FOLDER / name).read_bytes())) for name in shell) < most


def test_the_drawing_of_paths_is_loaded_only_where_there_are_paths(demo: ServerProcess, open_page: Open) -> None:
    loaded: list[str] = []
    watched = open_page(demo)
    watched.page.on("request", lambda request: loaded.append(request.url))
    watched.sign_in()
    expect(watched.page.get_by_role("img", name="Line chart").first).to_be_visible()
    assert not any("PathsCanvas" in url for url in loaded)
    watched.page.goto(f"{demo.url}/dashboards/2")
    watched.page.get_by_role("article", name="Ways through the shop").scroll_into_view_if_needed()
    expect(watched.page.get_by_role("img", name="Paths").get_by_test_id("chart-canvas")).to_be_attached()
    assert any("PathsCanvas" in url for url in loaded)
