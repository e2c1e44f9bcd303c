"""The demo dashboard, as somebody sees it who just ran `make run`."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

Drawn = Literal["img", "table", "columnheader"]

TILES = 13
JOURNEYS: dict[str, tuple[Drawn, str]] = {
    "From a page to an order": ("img", "Funnel: Looked at a page"),
    "Time to an order": ("img", "Histogram"),
    "On a phone and on a computer": ("img", "Mobile: Viewed a product"),
    "Visitors who order": ("img", "Line chart"),
    "Customers who order again": ("table", "Retention"),
    "Visitors by week": ("img", "Dormant"),
    "Ways through the shop": ("img", "Paths: / to /seeds"),
    "Weeks with a visit": ("img", "1 week to"),
    "Orders by device": ("img", "On a phone"),
    "Best-selling products": ("columnheader", "product"),
    "Latest orders": ("columnheader", "Revenue"),
}
"""The tiles of the second dashboard, and what each is drawn as."""

COMPUTED_WITHIN = 30_000
"""Milliseconds, for a dozen insights of which none is cached."""

ALWAYS_TABLES = {"Best-selling products", "Latest orders"}


def demo_dashboard(open_page: Open, demo: ServerProcess, **options: Any) -> Watched:
    watched = open_page(demo, **options)
    watched.enter()
    page = watched.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop overview")
    expect(page.get_by_role("article")).to_have_count(TILES)
    expect(page.locator("article[aria-busy=true]")).to_have_count(0)
    return watched


def customer_journeys(open_page: Open, demo: ServerProcess, **options: Any) -> Watched:
    watched = demo_dashboard(open_page, demo, **options)
    page = watched.page
    page.get_by_role("navigation").get_by_role("link", name="Dashboards").click()
    page.get_by_role("link", name="Customer journeys", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer journeys")
    expect(page.get_by_role("article")).to_have_count(len(JOURNEYS))
    expect(page.locator("article[aria-busy=true]")).to_have_count(0, timeout=COMPUTED_WITHIN)
    return watched


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_tile_is_drawn_without_a_complaint_or_a_foreign_request(
    demo: ServerProcess, open_page: Open, screenshots: str | None, theme: str
) -> None:
    watched = demo_dashboard(open_page, demo, height=1150, color_scheme=theme)
    page = watched.page
    expect(page.get_by_test_id("big-number")).to_have_count(3)
    expect(page.get_by_role("img", name="Line chart").first).to_be_visible()
    page.mouse.wheel(0, 4000)
    expect(page.get_by_role("img", name="phone").or_(page.get_by_role("img", name="Line chart")).last).to_be_visible()
    assert page.get_by_text("went wrong").count() == 0
    assert watched.complaints == []
    assert watched.foreign_requests == []
    if screenshots is not None:
        page.evaluate("window.scrollTo(0, 0)")
        page.mouse.move(2, 2)
        page.wait_for_timeout(1500)  # charts fade in
        name = "dashboard.png" if theme == "light" else f"dashboard-{theme}.png"
        page.screenshot(path=Path(screenshots) / name)


def test_a_phone_shows_one_column_and_nothing_hangs_over_the_side(demo: ServerProcess, open_page: Open) -> None:
    watched = demo_dashboard(open_page, demo, width=390, height=844)
    boxes = [tile.bounding_box() for tile in watched.page.get_by_role("article").all()]
    assert len({round(box["x"]) for box in boxes if box}) == 1
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_chart_can_be_read_as_a_table(demo: ServerProcess, open_page: Open) -> None:
    page = demo_dashboard(open_page, demo).page
    tile = page.get_by_role("article", name="Visitors a day")
    tile.hover()
    tile.get_by_role("button", name="Show Visitors a day as a table").click()
    expect(tile.get_by_role("table")).to_be_visible()
    assert tile.get_by_role("row").count() > 20


def test_a_tile_moved_by_keyboard_stays_where_it_was_put(demo: ServerProcess, open_page: Open) -> None:
    watched = demo_dashboard(open_page, demo)
    page = watched.page
    before = page.get_by_role("article", name="Orders, last 30 days").bounding_box()
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as saved:
        page.get_by_role("button", name="Move Orders, last 30 days").press("ArrowDown")
    assert saved.value.status == 200
    page.reload()
    expect(page.locator("article[aria-busy=true]")).to_have_count(0)
    after = page.get_by_role("article", name="Orders, last 30 days").bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"], after["y"]) != (before["x"], before["y"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_insight_is_drawn(
    demo: ServerProcess, open_page: Open, screenshots: str | None, theme: str
) -> None:
    watched = customer_journeys(open_page, demo, height=3100, color_scheme=theme)
    for tile, (role, said) in JOURNEYS.items():
        drawn = watched.page.get_by_role("article", name=tile).get_by_role(role, name=said)
        expect(drawn.first).to_be_visible()
    assert watched.complaints == []
    assert watched.foreign_requests == []
    if screenshots is not None:
        watched.page.mouse.move(2, 2)
        watched.page.wait_for_timeout(1500)  # charts fade in
        watched.page.screenshot(path=Path(screenshots) / f"journeys-{theme}.png")


def test_every_chart_of_every_kind_can_be_read_as_a_table(demo: ServerProcess, open_page: Open) -> None:
    page = customer_journeys(open_page, demo, height=3100).page
    for name in JOURNEYS.keys() - ALWAYS_TABLES:
        tile = page.get_by_role("article", name=name)
        tile.hover()
        tile.get_by_role("button", name=f"Show {name} as a table").click()
        expect(tile.get_by_role("region", name=name).get_by_role("table")).to_be_visible()
        assert tile.get_by_role("row").count() > 4
        expect(tile.get_by_role("button", name=f"Show {name} as a chart")).to_be_visible()
    assert page.get_by_role("img").count() == 0


def test_every_kind_fits_on_a_phone(demo: ServerProcess, open_page: Open) -> None:
    watched = demo_dashboard(open_page, demo, width=390, height=844)
    page = watched.page
    page.goto(f"{demo.url}/dashboards/2")
    expect(page.get_by_role("article")).to_have_count(len(JOURNEYS))
    expect(page.locator("article[aria-busy=true]")).to_have_count(0, timeout=COMPUTED_WITHIN)
    for name in JOURNEYS:
        page.get_by_role("article", name=name).scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.complaints == []


def test_an_insight_explains_how_it_is_answered(demo: ServerProcess, open_page: Open) -> None:
    watched = customer_journeys(open_page, demo)
    tile = watched.page.get_by_role("article", name="Visitors by week")
    tile.hover()
    tile.get_by_role("button", name="More for Visitors by week").click()
    watched.page.get_by_role("menuitem", name="Explain").click()
    dialog = watched.page.get_by_role("dialog", name="How “Visitors by week” is answered")
    expect(dialog.get_by_text("Rows read", exact=True)).to_be_visible()
    expect(dialog.get_by_text("FROM events").first).to_be_visible()
    expect(dialog.get_by_role("button", name="Copy").first).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    assert watched.complaints == []
