"""What a dashboard offers to choose: quick filters, the variables of its SQL, and buttons that lead on."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.boards import ask, opened_board, trend
from tests.browser.conftest import Open
from tests.server_process import ServerProcess


def choose(page: Page, button: str, option: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("menuitemcheckbox", name=option, exact=True).click()


def test_a_quick_filter_switches_between_its_options_and_goes_on_from_the_address(
    demo: ServerProcess, open_page: Open
) -> None:
    display = {"display": "BoldNumber"}
    views = trend("Views", trendsFilter=display, dateRange={"date_from": "-21d"})
    board = opened_board(open_page, demo, "Switched", views)
    options = [
        {"id": str(place), "value": kind, "label": kind, "operator": "exact"}
        for place, kind in enumerate(("Desktop", "Mobile"))
    ]
    quick = {"name": "Device", "property_name": "$device_type", "type": "manual-options", "options": options}
    made = ask(board.watched, "POST", "/quick_filters/", quick)["id"]
    ask(board.watched, "PATCH", f"/dashboards/{board.id}/", {"quick_filter_ids": [made]})
    board.show()
    page, shown = board.watched.page, board.watched.page.get_by_test_id("big-number")

    def count() -> int:
        return int((shown.text_content() or "").replace(",", ""))

    everybody = count()
    choose(page, "Device: Device: any", "Device: Desktop")
    expect(shown).not_to_have_text(f"{everybody:,}")
    desktop = count()
    choose(page, "Device: Device: Desktop", "Device: Mobile")
    expect(shown).not_to_have_text(f"{desktop:,}")
    mobile = count()
    assert desktop + mobile <= everybody
    assert board.watched.violations() == []
    page.reload()
    board.settle()
    expect(page.get_by_role("button", name="Device: Device: Mobile")).to_be_visible()
    assert count() == mobile
    choose(page, "Device: Device: Mobile", "Device: any")
    expect(shown).to_have_text(f"{everybody:,}")
    assert (board.watched.complaints, board.watched.foreign_requests) == ([], [])


def reading(name: str, *variables: dict[str, Any]) -> dict[str, Any]:
    """An insight of SQL that shows the values of ``variables``."""
    columns = ", ".join(f"{{variables.{one['code_name']}}} AS {one['code_name']}" for one in variables)
    used = {one["id"]: {"variableId": one["id"], "code_name": one["code_name"]} for one in variables}
    source = {"kind": "HogQLQuery", "query": f"SELECT {columns}", "variables": used}
    return {"name": name, "query": {"kind": "DataVisualizationNode", "source": source}, "saved": True}


def test_variables_are_set_for_one_look_and_kept_for_everybody_when_saved(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "Varied")
    plan = {"name": "Plan chosen", "type": "List", "values": ["free", "pro"], "default_value": "free"}
    words = {"name": "Words said", "type": "String", "default_value": "nothing"}
    variables = [ask(board.watched, "POST", "/insight_variables/", one) for one in (plan, words)]
    ask(board.watched, "POST", "/insights/", {**reading("Read", *variables), "dashboards": [board.id]})
    board.show()
    page = board.watched.page
    tile = page.get_by_role("article", name="Read")
    expect(tile.get_by_role("cell", name="free")).to_be_visible()
    choose(page, "Plan chosen: Plan chosen: free", "pro")
    expect(tile.get_by_role("cell", name="pro")).to_be_visible()
    page.get_by_role("button", name="Words said: nothing").click()
    page.get_by_label("Words said", exact=True).fill("a good deal")
    page.get_by_label("Words said", exact=True).press("Enter")
    expect(tile.get_by_role("cell", name="a good deal")).to_be_visible()
    assert board.watched.violations() == []
    page.keyboard.press("Escape")
    assert board.stored()["persisted_variables"] is None

    page.get_by_role("button", name="Save for everybody").click()
    expect(page.get_by_text("Everybody sees this now")).to_be_visible()
    expect(page).not_to_have_url(re.compile("variables="))
    expect(tile.get_by_role("cell", name="a good deal")).to_be_visible()
    stored = board.stored()["persisted_variables"].values()
    assert [one["value"] for one in stored] == ["pro", "a good deal"]
    assert (board.watched.complaints, board.watched.foreign_requests) == ([], [])


def test_a_button_leads_on_is_moved_and_comes_back_after_it_was_removed(demo: ServerProcess, open_page: Open) -> None:
    board = opened_board(open_page, demo, "With buttons")
    inside = {"url": "/projects/2/people", "text": "Who they are"}
    outside = {"url": "https://example.com/handbook", "text": "The handbook", "style": "secondary"}
    boxes = [{"sm": {"x": 0, "y": row, "w": 3, "h": 2}} for row in (0, 2)]
    tiles = [{"button_tile": one, "layouts": box} for one, box in zip((inside, outside), boxes, strict=True)]
    ask(board.watched, "PATCH", f"/dashboards/{board.id}/", {"tiles": tiles})
    board.show()
    page = board.watched.page
    leads = page.get_by_role("article", name="The handbook").get_by_role("link")
    expect(leads).to_have_attribute("href", outside["url"])
    expect(leads).to_have_attribute("target", "_blank")
    expect(leads).to_have_attribute("rel", re.compile("noopener"))
    page.get_by_role("button", name="Move The handbook").press("Shift+ArrowRight")
    expect(page.get_by_text("Layout saved")).to_be_visible()

    page.get_by_role("article", name="The handbook").hover()
    assert board.watched.violations() == []
    page.get_by_role("button", name="More for The handbook").click()
    page.get_by_role("menuitem", name="Remove").click()
    expect(leads).to_have_count(0)
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):  # it is shown before it is stored
        page.get_by_role("status").filter(has_text="was removed").get_by_role("button", name="Undo").last.click()
    expect(leads).to_be_visible()
    page.get_by_role("link", name="Who they are").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    widths = {tile["button_tile"]["text"]: tile["layouts"]["sm"]["w"] for tile in board.stored()["tiles"]}
    assert widths == {"Who they are": 3, "The handbook": 4}
    assert (board.watched.complaints, board.watched.foreign_requests) == ([], [])
