"""Ways through the whole app: with the keyboard alone, and on a phone."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.boards import ask, opened_board, trend
from tests.browser.conftest import EMAIL, PASSWORD, Open
from tests.server_process import ServerProcess

MOST_STEPS = 80
"""Presses of the Tab key: who needs more to get somewhere gives up."""


def walk_to(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` holds the focus."""
    expect(wanted).to_be_attached()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} was not reached with the keyboard")


def enter(page: Page, wanted: Locator) -> None:
    walk_to(page, wanted)
    page.keyboard.press("Enter")


def open_from_list(page: Page, name: str) -> None:
    """Go to the list of dashboards, search one of this ``name`` and open it."""
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dashboards")
    page.keyboard.press("/")
    page.keyboard.type(name)
    expect(page.get_by_role("checkbox", name=re.compile("^Select "))).to_have_count(2)  # of all, and of this one
    enter(page, page.get_by_role("link", name=name, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_with_the_keyboard_alone_a_dashboard_is_found_arranged_filtered_and_its_insight_changed(
    demo: ServerProcess, open_page: Open
) -> None:
    board = opened_board(open_page, demo, "Walked through", trend("First"), trend("Second", interval="week"))
    watched = board.watched
    page = watched.page
    page.context.clear_cookies()
    page.goto(f"{demo.url}/login")
    expect(page.get_by_label("Email", exact=True)).to_be_focused()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    board.settle()  # the dashboard that opens first

    open_from_list(page, "Walked through")
    board.settle()

    enter(page, page.get_by_role("button", name="Date range"))
    enter(page, page.get_by_role("button", name="Last 14 days"))
    expect(page.get_by_role("button", name="Date range: Last 14 days")).to_be_focused()
    expect(page).to_have_url(re.compile("filters="))
    board.settle()

    walk_to(page, page.get_by_role("button", name="Move First"))
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_text("First: 6 columns wide, 6 rows high")).to_be_attached()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"First: column 2, row \d"))).to_be_attached()
    page.keyboard.press("v")
    first = page.get_by_role("article", name="First")
    expect(first.get_by_role("table")).to_be_visible()
    expect(first.get_by_role("button", name="Show First as a chart")).to_be_focused()
    assert watched.violations() == []
    page.keyboard.press("v")
    expect(first.get_by_role("img", name="Line chart")).to_be_visible()

    page.keyboard.press(".")
    expect(page.get_by_role("menuitem", name="Edit insight")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("First")
    enter(page, page.get_by_role("button", name="Interval: by day"))
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("query="))
    page.keyboard.press("Control+s")
    expect(page).not_to_have_url(re.compile("query="))
    open_from_list(page, "Walked through")
    board.settle()
    stored = {tile["insight"]["name"]: tile for tile in board.stored()["tiles"]}
    assert stored["First"]["insight"]["query"]["source"]["interval"] == "month"
    assert (stored["First"]["layouts"]["sm"]["x"], stored["First"]["layouts"]["sm"]["h"]) == (1, 6)
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


PHONE = {"width": 390, "height": 844, "touch": True}


def test_on_a_phone_a_dashboard_is_found_filtered_looked_at_and_shared(demo: ServerProcess, open_page: Open) -> None:
    columns = ", ".join(f"'a value that is long' AS column_{number}" for number in range(9))
    rows = {"kind": "DataVisualizationNode", "source": {"kind": "HogQLQuery", "query": f"SELECT {columns}"}}
    wide = {"name": "Wide rows", "query": rows, "saved": True}
    board = opened_board(open_page, demo, "In a pocket", trend("Pocketed"), wide, **PHONE)
    watched = board.watched
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards")
    page.get_by_role("searchbox").first.fill("In a pocket")
    expect(page.get_by_role("checkbox", name=re.compile("^Select "))).to_have_count(1)
    assert fits(page)
    page.get_by_role("link", name="In a pocket", exact=True).tap()
    board.settle()
    page.get_by_role("button", name="Date range").tap()
    assert fits(page)
    assert watched.violations() == []
    page.get_by_role("button", name="Last 14 days").tap()
    expect(page).to_have_url(re.compile("filters="))
    board.settle()

    tile = page.get_by_role("article", name="Wide rows")
    scrolled = tile.get_by_role("region", name="Wide rows")
    assert scrolled.evaluate("element => (element.scrollLeft = 9999, element.scrollLeft)") > 0
    assert fits(page)
    tile.get_by_role("button", name="More for Wide rows").tap()
    page.get_by_role("menuitem", name="Full screen").tap()
    expect(page.get_by_role("button", name="Back to the dashboard")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Back to the dashboard").tap()
    page.get_by_role("button", name="Share").tap()
    dialog = page.get_by_role("dialog", name=re.compile("^Share"))
    dialog.get_by_role("switch", name="Anybody with the link can see it").tap()
    expect(dialog.get_by_label("Link", exact=True)).to_be_visible()
    assert fits(page)
    assert watched.violations() == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_on_a_phone_tiles_are_computed_in_the_order_they_are_shown_in(demo: ServerProcess, open_page: Open) -> None:
    names = ("Last", "Middle", "Top")
    insights = [trend(name, dateRange={"date_from": f"-{number + 71}d"}) for number, name in enumerate(names)]
    board = opened_board(open_page, demo, "Ordered", *insights, **PHONE)
    tiles = board.stored()["tiles"]
    changed = [
        {
            "id": tile["id"],
            "layouts": {"sm": {"x": 0, "y": place, "w": 6, "h": 5}, "xs": {"x": 0, "y": 9 - place, "w": 1, "h": 5}},
        }
        for place, tile in enumerate(tiles)
    ]
    ask(board.watched, "PATCH", f"/dashboards/{board.id}/", {"tiles": changed})
    page = board.watched.page
    with page.expect_request("**/stream_tiles?*") as asked:
        board.show()
    # Asked again, in the page's own words: its stream cannot be read any more.
    streamed = page.request.get(asked.value.url).text()
    lines = [line[6:] for line in streamed.splitlines() if line.startswith("data: ")]
    events = [json.loads(line) for line in lines]
    begun, *later = events
    came = [
        tile["insight"]["name"]
        for tile in (*begun["dashboard"]["tiles"], *(event["tile"] for event in later if event["type"] == "tile"))
    ]
    shown = sorted(names, key=lambda name: page.get_by_role("article", name=name).bounding_box()["y"])  # type: ignore[index]
    assert came == shown == ["Top", "Middle", "Last"]
