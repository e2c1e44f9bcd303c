"""A dashboard is arranged, filtered and looked at, with the mouse and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import ask, opened_board, trend
from tests.browser.conftest import Open
from tests.server_process import ServerProcess

ATTACK = (
    "# Plan\n<script>document.title = 'taken'</script> [link](javascript:alert(1)) ![i](http://other.invalid/i.png)"
)


def test_a_dashboard_is_arranged_and_stays_so(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Arranged")
    other = ask(board.watched, "POST", "/dashboards/", {"name": "The other one"})["id"]
    for name in ("First of two", "Second of two"):
        ask(board.watched, "POST", "/insights/", trend(name))
    board.show()
    page = board.watched.page
    page.get_by_role("button", name="Saved insights").click()
    dialog = page.get_by_role("dialog", name="Add insights")
    dialog.get_by_role("searchbox").fill("of two")
    expect(dialog.get_by_role("checkbox")).to_have_count(2)
    for box in dialog.get_by_role("checkbox").all():
        box.check()
    assert board.watched.violations() == []
    dialog.get_by_role("button", name="Add 2 insights").click()
    expect(page.get_by_role("article")).to_have_count(2)

    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("menuitem", name="Text card").click()
    writing = page.get_by_role("dialog", name="Add a text card")
    writing.get_by_role("textbox").fill(ATTACK)
    assert board.watched.violations() == []
    writing.get_by_role("tab", name="Preview").click()
    expect(writing.get_by_role("heading", name="Plan")).to_be_visible()
    writing.get_by_role("button", name="Save card").click()
    card = page.get_by_role("article", name="Plan")
    expect(card.get_by_role("heading", name="Plan")).to_be_visible()
    assert card.locator("img, script").count() == 0

    first = page.get_by_role("article", name="First of two")
    first.hover()
    first.get_by_role("button", name="More for First of two").click()
    page.get_by_role("menuitem", name="Copy to dashboard").click()
    choosing = page.get_by_role("dialog", name="Copy “First of two” to")
    choosing.get_by_role("button", name="The other one").click()
    expect(page.get_by_text("Copied to The other one")).to_be_visible()
    copied = ask(board.watched, "GET", f"/dashboards/{other}/")["tiles"]
    assert [tile["insight"]["name"] for tile in copied] == ["First of two"]

    first.get_by_role("button", name="Move First of two").press("Shift+ArrowDown")
    expect(page.get_by_text("Layout saved")).to_be_visible()
    first.get_by_role("button", name="More for First of two").click()
    page.get_by_role("menuitem", name="Remove").click()
    expect(first).to_have_count(0)
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):  # it is shown before it is stored
        page.get_by_role("status").filter(has_text="was removed").get_by_role("button", name="Undo").last.click()
    expect(first).to_be_visible()
    page.reload()
    board.settle()
    expect(page.get_by_role("article")).to_have_count(3)
    heights = {(tile["insight"] or {}).get("name"): tile["layouts"]["sm"]["h"] for tile in board.stored()["tiles"]}
    assert heights["First of two"] == 6
    assert "taken" not in page.title()
    assert board.watched.foreign_requests == []
    assert board.watched.complaints == []


def test_filters_are_in_the_address_and_the_back_button_takes_them_off(demo: ServerProcess, open_page: Open) -> None:
    number = trend("Counted", trendsFilter={"display": "BoldNumber"}, dateRange={"date_from": "-29d"})
    board = opened_board(open_page, demo, "Filtered", number)
    board.show()
    page = board.watched.page
    shown = page.get_by_test_id("big-number")
    before = shown.text_content() or ""
    page.get_by_role("button", name="Date range").click()
    page.get_by_role("button", name="Last 14 days").click()
    expect(shown).not_to_have_text(before)
    expect(page).to_have_url(re.compile("filters="))
    badge = page.get_by_role("article", name="Counted").get_by_role("button", name="The dashboard’s filters apply")
    badge.click()
    expect(page.get_by_role("listitem").filter(has_text="Last 14 days")).to_be_visible()
    page.keyboard.press("Escape")
    assert board.watched.violations() == []
    assert board.stored()["persisted_filters"] is None

    page.go_back()
    expect(shown).to_have_text(before)
    page.go_forward()
    expect(shown).not_to_have_text(before)
    page.get_by_role("button", name="Save for everybody").click()
    expect(page).not_to_have_url(re.compile("filters="))
    expect(page.get_by_text("Everybody sees this now")).to_be_visible()
    assert board.stored()["persisted_filters"] == {"date_from": "-14d"}

    page.get_by_role("article").hover()
    page.get_by_role("button", name="More for Counted").click()
    page.get_by_role("menuitem", name="Filters for this tile").click()
    own = page.get_by_role("dialog", name="Filters for “Counted”")
    own.get_by_role("button", name="Date range").click()
    page.get_by_role("button", name="Last 30 days").click()
    assert board.watched.violations() == []
    own.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="This tile has filters of its own")).to_be_visible()
    expect(shown).not_to_have_text(before)
    assert board.watched.complaints == []


def test_a_view_is_saved_chosen_and_deleted(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Viewed", trend("Seen in views"))
    board.show('?filters={"date_from":"-14d"}')
    page = board.watched.page
    menu = page.get_by_role("button", name="Saved views")
    menu.click()
    page.get_by_role("menuitem", name="Save as a new view").click()
    page.get_by_role("dialog", name="New view").get_by_role("textbox").fill("Two weeks")
    assert board.watched.violations() == []
    page.get_by_role("button", name="Save view").click()
    expect(menu).to_have_text("Two weeks")
    expect(page).to_have_url(re.compile("view="))
    expect(page.get_by_text("Only you see these changes.")).to_have_count(0)
    page.get_by_role("button", name="Insights’ own interval").click()
    page.get_by_role("menuitemcheckbox", name="By week").click()
    expect(menu).to_have_text("Two weeks (changed)")
    menu.click()
    page.get_by_role("menuitem", name="Update “Two weeks”").click()
    expect(menu).to_have_text("Two weeks")
    page.reload()
    board.settle()
    expect(page.get_by_role("button", name="Interval: By week")).to_be_visible()
    menu.click()
    page.get_by_role("menuitem", name="Delete view").click()
    expect(menu).to_have_text("Views")
    expect(page.get_by_role("button", name="Date range: Insights’ own dates")).to_be_visible()
    assert board.watched.complaints == []


def test_the_keyboard_alone_is_enough(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Typed", trend("Reached by keys"))
    board.show()
    page = board.watched.page
    page.keyboard.press("e")
    page.keyboard.type("Typed anew")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Typed anew")
    expect(page.get_by_role("button", name="Typed anew", exact=True)).to_be_focused()
    page.keyboard.press(".")
    expect(page.get_by_role("menuitem", name="Edit insight")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    naming = page.get_by_role("dialog", name="Rename insight")
    expect(naming.get_by_role("textbox")).to_be_visible()
    naming.get_by_role("textbox").press("Control+a")
    page.keyboard.type("Renamed by keys")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Renamed by keys")).to_be_visible()
    with page.expect_response(lambda answer: "refresh=force_blocking" in answer.url):
        page.keyboard.press("r")
    page.keyboard.press("f")
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation")).to_be_visible()
    assert (board.stored()["name"], board.watched.complaints) == ("Typed anew", [])


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_screen_on_the_wall_shows_dashboards_in_turn(demo: ServerProcess, open_page: Open, color_scheme: str) -> None:
    board = opened_board(
        open_page, demo, "On the wall", trend("Wall"), width=1920, height=1080, color_scheme=color_scheme
    )
    page = board.watched.page
    second = ask(board.watched, "POST", "/dashboards/", {"name": "Next on the wall"})["id"]
    ask(board.watched, "POST", "/insights/", {**trend("Wall two"), "dashboards": [second]})
    page.clock.install()
    page.goto(f"{board.url}?tv=1&rotate={board.id},{second}")
    expect(page.get_by_role("heading", level=1)).to_have_text("On the wall")
    board.settle()
    assert page.get_by_role("navigation").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert board.watched.violations() == []
    leave = page.get_by_role("button", name="Leave full screen")
    tools = leave.locator("..")
    expect(tools).to_have_css("opacity", "1")
    page.clock.fast_forward(5_000)
    expect(tools).to_have_css("opacity", "0")  # nobody is at the screen
    page.keyboard.press("Tab")
    expect(tools).to_have_css("opacity", "1")
    page.clock.fast_forward(27_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Next on the wall")

    page.mouse.move(400, 400)
    page.get_by_role("button", name="Next dashboard after 30s").click()
    page.get_by_role("menuitemcheckbox", name="2m").click()
    expect(page).to_have_url(re.compile("every=120"))
    page.clock.fast_forward(31_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Next on the wall")
    page.clock.fast_forward(90_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("On the wall")
    expect(page).to_have_url(re.compile("every=120"))
    page.mouse.move(500, 400)
    leave.click()
    expect(page.get_by_role("navigation")).to_be_visible()
    assert page.url == board.url
    assert board.watched.complaints == []


def test_a_touch_on_a_screen_on_the_wall_brings_its_tools(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Touched", trend("Touched"), touch=True)
    page = board.watched.page
    page.clock.install()
    board.show("?tv=1")
    page.clock.fast_forward(5_000)
    leave = page.get_by_role("button", name="Leave full screen")
    menu = page.get_by_role("button", name="More for Touched")
    expect(leave.locator("..")).to_have_css("opacity", "0")
    expect(menu).to_have_css("opacity", "0")
    page.touchscreen.tap(600, 400)
    expect(menu).to_have_css("opacity", "1")
    leave.tap()
    expect(page.get_by_role("heading", name="Touched", level=1)).to_be_visible()
    expect(leave).to_have_count(0)
    assert board.watched.complaints == []


def test_a_phone_reaches_everything(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(
        open_page,
        demo,
        "A name that is much longer than a phone is wide " * 2,
        trend("On a phone"),
        width=390,
        height=844,
    )
    board.show()
    page = board.watched.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More for On a phone").click()
    page.get_by_role("menuitem", name="Full screen").click()
    expect(page.get_by_role("button", name="Back to the dashboard")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("menuitem", name="Text card")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")  # nothing half below the bar on top
    assert board.watched.violations() == []
    assert board.watched.complaints == []
