"""Tiles come over one stream, as soon as they are there, and what goes wrong is told and put back."""

import json
import sys

from playwright.sync_api import Page, Route, expect

from tests.browser.boards import ask, opened_board, trend
from tests.browser.conftest import Open
from tests.server_process import ServerProcess

MANY = 40
IN_VIEW = 8
"""How many charts are in view or close to it on a page of 1280 by 900."""

WATCH = """
window.seen = {shift: 0, long: [], first: null, all: null};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((entry) => entry.duration)))
  .observe({type: 'longtask', buffered: true});
new MutationObserver(() => {
  const drawn = document.querySelectorAll('[data-testid=chart-canvas] canvas').length;
  if (drawn > 0 && seen.first === null) seen.first = performance.now();
  if (drawn === window.wanted && seen.all === null) seen.all = performance.now();
}).observe(document, {subtree: true, childList: true});
"""


def watched_for(page: Page, wanted: int) -> None:
    """Measure from the next address on; ``wanted`` is how many charts are all."""
    page.add_init_script(f"window.wanted = {wanted};{WATCH}")


def test_tiles_without_a_result_come_over_one_stream(demo: ServerProcess, open_page: Open) -> None:
    insights = [trend(f"Streamed {number}", dateRange={"date_from": f"-{number + 31}d"}) for number in range(4)]
    board = opened_board(open_page, demo, "Streamed", *insights)
    asked: list[str] = []
    page = board.watched.page
    page.on("request", lambda request: asked.append(request.url))
    board.show()
    expect(page.get_by_role("img", name="Line chart")).to_have_count(4)
    assert len([url for url in asked if "stream_tiles" in url]) == 1
    assert [url for url in asked if "/insights/" in url] == []
    asked.clear()
    with page.expect_request("**/stream_tiles?*"):  # after the snapshot that tells what changed
        page.get_by_role("button", name="Refresh all").click()
    expect(page.get_by_role("button", name="Refresh all")).to_be_enabled()
    streams = [url for url in asked if "stream_tiles" in url]
    assert len(streams) == 1
    assert "refresh=force_blocking" in streams[0]
    assert board.watched.complaints == []


def test_leaving_the_page_ends_the_stream(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(
        open_page, demo, "Left", *[trend(f"Left {n}", dateRange={"date_from": f"-{n + 61}d"}) for n in range(3)]
    )
    page = board.watched.page
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.url))
    page.route("**/stream_tiles?*", lambda route: None)  # never answered
    page.goto(board.url)
    with page.expect_request("**/stream_tiles?*"):
        expect(page.get_by_role("status", name="Computing Left 0")).to_be_visible()
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    page.wait_for_timeout(200)
    assert any("stream_tiles" in url for url in ended)


def test_a_stream_that_breaks_says_so_on_its_tiles_and_can_be_tried_again(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Broken", trend("Breaks", dateRange={"date_from": "-51d"}))
    page = board.watched.page

    def broken(route: Route) -> None:
        answer = {"type": "error", "error": "The stream broke. Ask again."}
        route.fulfill(status=200, content_type="text/event-stream", body=f"data: {json.dumps(answer)}\n\n")

    page.route("**/stream_tiles?*", broken)
    page.goto(board.url)
    expect(page.get_by_role("alert")).to_contain_text("The stream broke. Ask again.")
    page.unroute("**/stream_tiles?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("img", name="Line chart")).to_be_visible()


def test_a_change_that_the_server_refuses_is_put_back(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Refused", trend("Stays"))
    board.show()
    page = board.watched.page
    page.route("**/delete_tile/", lambda route: route.fulfill(status=500, json={"detail": "No."}))
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More for Stays").click()
    page.get_by_role("menuitem", name="Remove").click()
    expect(page.get_by_text("That could not be saved, so it was put back. No.")).to_be_visible()
    expect(page.get_by_role("article", name="Stays")).to_be_visible()


def test_a_dashboard_refreshes_itself_quietly(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "By itself", trend("Quiet"))
    page = board.watched.page
    page.clock.install()
    board.show()
    page.get_by_role("button", name="Auto-refresh").click()
    page.get_by_role("menuitemcheckbox", name="Every 30 seconds").click()
    page.reload()
    board.settle()
    expect(page.get_by_role("button", name="Auto-refresh")).to_have_text("30 s")
    with page.expect_request(lambda request: "refresh=force_blocking" in request.url):
        page.clock.run_for(31_000)
    assert page.locator("article[aria-busy=true]").count() == 0
    assert board.watched.complaints == []


def test_a_dashboard_is_drawn_quickly_and_forty_tiles_scroll_smoothly(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Forty", *[trend(f"Tile {number}") for number in range(12)])
    page = board.watched.page
    board.show()  # now all are cached
    watched_for(page, IN_VIEW)
    page.reload()
    expect(page.get_by_test_id("chart-canvas").locator("canvas")).to_have_count(IN_VIEW)
    page.wait_for_timeout(500)
    seen = page.evaluate("seen")
    sys.stdout.write(
        f"\n12 cached tiles: first chart {seen['first']:.0f} ms, all in view {seen['all']:.0f} ms, "
        f"layout shift {seen['shift']:.4f}\n"
    )
    assert seen["shift"] <= 0.02
    for number in range(12, MANY):
        ask(board.watched, "POST", "/insights/", {**trend(f"Tile {number}"), "dashboards": [board.id]})
    page.reload()
    expect(page.get_by_role("article")).to_have_count(MANY)
    board.settle()
    page.evaluate("seen.long = []")
    for _ in range(24):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(50)
    expect(page.get_by_role("article", name=f"Tile {MANY - 1}").get_by_role("img")).to_be_visible()
    longest = max(page.evaluate("seen.long"), default=0)
    count = len(page.evaluate("seen.long"))
    sys.stdout.write(f"{MANY} tiles scrolled: {count} long tasks, the longest {longest:.0f} ms\n")
    assert board.watched.complaints == []
