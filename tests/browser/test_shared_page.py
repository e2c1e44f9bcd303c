"""A shared dashboard, as somebody sees it who has only the link and a password."""

import gzip
import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from hedgerow.api.web_ui import FOLDER
from tests.browser.api import said
from tests.browser.conftest import Open
from tests.browser.other_site import OtherSite
from tests.browser.test_demo import JOURNEYS, TILES, customer_journeys, demo_dashboard
from tests.server_process import ServerProcess

SHARING = "/api/projects/@current/dashboards/1/sharing"
CHARTS = 8
"""Of the tiles, those that are drawn on a canvas."""


@pytest.fixture
def link(demo: ServerProcess, open_page: Open) -> str:
    """The token of the demo dashboard, shared behind the password `garden gate`."""
    owner = demo_dashboard(open_page, demo)
    token: str = said(owner, "PATCH", SHARING, {"enabled": True, "password_required": True})["access_token"]
    said(owner, "POST", f"{SHARING}/passwords", {"raw_password": "garden gate"})
    return token


@pytest.fixture
def blog(demo: ServerProcess, link: str) -> Iterator[str]:
    """The address of a page on another site that has the dashboard in a frame."""
    with OtherSite(
        f'<iframe title="shared" src="{demo.url}/embedded/{link}" width="1240" height="860"></iframe>'
    ) as at:
        yield at


@pytest.fixture
def open_link(demo: ServerProcess, open_page: Open, link: str) -> Iterator[str]:
    """The address of the demo dashboard, shared without a password until the test is over."""
    owner = open_page(demo)
    owner.sign_in()
    said(owner, "PATCH", SHARING, {"password_required": False})
    yield f"{demo.url}/shared/{link}"
    said(owner, "PATCH", SHARING, {"password_required": True})


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
    size = sum(len(gzip.compress((FOLDER / name).read_bytes())) for name in shell)
    sys.stdout.write(f"{page}: {size / 1000:.1f} kB of code before charts, gzip; at most {most / 1000:.0f}\n")
    assert 0 < size < most


def test_charts_are_drawn_when_they_come_near_the_view_and_all_of_them_for_print(
    open_page: Open, demo: ServerProcess, open_link: str
) -> None:
    watched = open_page(demo, height=600)
    page = watched.page
    page.goto(open_link)
    charts = page.get_by_test_id("chart-canvas").locator("canvas")
    expect(charts.first).to_be_visible()
    painted = page.evaluate("performance.now()")
    sys.stdout.write(f"shared page: first chart painted after {painted:.0f} ms\n")
    last = page.get_by_role("article", name="Visitors on a phone")
    assert last.get_by_test_id("chart-canvas").count() == 0
    last.scroll_into_view_if_needed()
    expect(last.get_by_test_id("chart-canvas").locator("canvas")).to_be_visible()

    page.reload()
    expect(charts.first).to_be_visible()
    assert charts.count() < CHARTS
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert charts.count() == CHARTS
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.0-9]* (\d+)", printed)[0] == (b"841", b"594")
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('article')].filter((tile) => tile.scrollWidth > tile.clientWidth).length"
    )
    assert cut == 0
    assert (watched.complaints, watched.foreign_requests) == ([], [])


LIGHT, DARK = "rgb(255, 255, 255)", "rgb(24, 29, 26)"


def test_paper_is_light_whatever_the_theme(open_page: Open, demo: ServerProcess, open_link: str) -> None:
    page = open_page(demo, color_scheme="dark").page
    page.goto(open_link)
    tile = page.get_by_role("article", name="Visitors a day")
    expect(tile).to_have_css("background-color", DARK)
    page.emulate_media(media="print", color_scheme="dark")
    expect(tile).to_have_css("background-color", LIGHT)
    page.emulate_media(media="screen", color_scheme="dark")
    expect(tile).to_have_css("background-color", DARK)


def test_values_have_the_colours_that_their_dashboard_gave_them(
    open_page: Open, demo: ServerProcess, open_link: str
) -> None:
    owner = open_page(demo)
    owner.sign_in()
    board = "/api/projects/@current/dashboards/1"
    said(owner, "PATCH", board, {"breakdown_colors": [{"breakdownValue": "Safari", "colorToken": "preset-7"}]})
    for url in (open_link, f"{demo.url}/dashboards/1"):
        owner.page.goto(url)
        tile = owner.page.get_by_role("article", name="Visitors by browser")
        safari = tile.locator("[style*='--series-7']")
        expect(safari).to_have_count(1)
    said(owner, "PATCH", board, {"breakdown_colors": []})


def test_a_shared_insight_says_its_name_once(open_page: Open, demo: ServerProcess) -> None:
    owner = open_page(demo)
    owner.sign_in()
    path = "/api/projects/@current/insights"
    insight = said(owner, "GET", f"{path}/?search=Visitors%20by%20browser")["results"][0]["id"]
    sharing = f"{path}/{insight}/sharing"
    for settings, heading in (({}, "Visitors by browser"), ({"noHeader": True}, None)):
        token = said(owner, "PATCH", sharing, {"enabled": True, "settings": settings})["access_token"]
        watched = open_page(demo)
        watched.page.goto(f"{demo.url}/shared/{token}")
        expect(watched.page.get_by_role("article", name="Visitors by browser")).to_be_visible()
        expect(watched.page.get_by_role("heading", level=2)).to_have_count(0 if heading else 1)
        assert watched.violations() == []


@pytest.mark.contract("SHARE-54", "SHARE-55")
def test_a_page_that_was_out_of_sight_for_long_reads_its_numbers_anew(
    open_page: Open, demo: ServerProcess, open_link: str
) -> None:
    page = open_page(demo).page
    page.clock.install()
    page.goto(open_link)
    expect(page.get_by_text("As of 15 Jun 2026, 16:20 (UTC)")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "refresh=" in request.url else None)

    def away(minutes: int) -> None:
        for hidden in ("true", "false"):
            page.evaluate(f"Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }})")
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            page.clock.fast_forward(minutes * 60_000)

    away(1)
    assert asked == []
    with page.expect_response(lambda answer: "refresh=blocking" in answer.url) as answered:
        away(6)
    assert answered.value.status == 200
    expect(page.get_by_role("article")).to_have_count(TILES)


def test_the_drawing_of_paths_is_loaded_only_where_there_are_paths(demo: ServerProcess, open_page: Open) -> None:
    loaded: list[str] = []
    watched = open_page(demo)
    watched.page.on("request", lambda request: loaded.append(request.url))
    watched.enter()
    expect(watched.page.get_by_role("img", name="Line chart").first).to_be_visible()
    assert not any("PathsCanvas" in url for url in loaded)
    watched.page.goto(f"{demo.url}/dashboards/2")
    watched.page.get_by_role("article", name="Ways through the shop").scroll_into_view_if_needed()
    expect(watched.page.get_by_role("img", name="Paths").get_by_test_id("chart-canvas")).to_be_attached()
    assert any("PathsCanvas" in url for url in loaded)
