"""Pages of people and groups: finding somebody, what they did, and deleting them."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

NAME = "grace.hopper@navy.example"


def at_project(watched: Watched, page_name: str, *events: dict[str, Any]) -> Page:
    """A page of the demo's project, opened after ``events`` happened."""
    watched.sign_in()
    page = watched.page
    project = page.request.get(f"{watched.url}/api/users/@me").json()["team"]
    sent = page.request.post(f"{watched.url}/batch", data={"api_key": project["api_token"], "batch": list(events)})
    assert sent.ok, sent.text()
    page.goto(f"{watched.url}/projects/{project['id']}/{page_name}")
    return page


def test_somebody_is_found_looked_at_and_deleted_with_all_they_did(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    visits = [
        {"event": "visited", "distinct_id": "grace", "properties": {"$pathname": f"/page/{n}", "nested": {"a": [n]}}}
        for n in range(60)
    ]
    known = {"event": "$set", "distinct_id": "grace", "properties": {"$set": {"email": NAME, "rank": "admiral"}}}
    page = at_project(watched, "people", known, *visits)

    page.get_by_role("searchbox", name="Search people").fill("hopper")
    expect(page).to_have_url(re.compile("search=hopper"))
    expect(page.get_by_role("table", name="People").get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.get_by_text("admiral")).to_be_visible()

    rows = page.get_by_role("main").locator("summary")
    expect(rows).to_have_count(50)
    rows.filter(has_text="visited").first.click()
    expect(page.get_by_text("nested", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show older events").click()
    expect(rows).to_have_count(61)

    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(NAME)
    dialog.get_by_label("Also delete all their events").check()
    dialog.get_by_role("button", name="Delete person").click()
    expect(page.get_by_text(f"{NAME} was deleted")).to_be_visible(timeout=30_000)  # the engine writes parts anew
    expect(page).to_have_url(re.compile("/people$"))
    page.get_by_role("searchbox", name="Search people").fill("hopper")
    expect(page.get_by_text("Nobody matches “hopper”")).to_be_visible()
    assert watched.complaints == []


def test_a_group_is_found_under_the_tab_of_its_type_with_its_events(demo: ServerProcess, open_page: Open) -> None:
    def described(kind: str, key: str, **known: str) -> dict[str, Any]:
        properties = {"$group_type": kind, "$group_key": key, "$group_set": known}
        return {"event": "$groupidentify", "distinct_id": "kay", "properties": properties}

    watched = open_page(demo, width=390)
    event = {"event": "signed", "distinct_id": "kay", "properties": {"$groups": {"guild": "g/1?"}}}
    events = described("league", "l1"), described("guild", "g/1?", name="Weavers & Sons"), event
    page = at_project(watched, "groups", *events)
    page.get_by_role("link", name="guild").click()
    page.get_by_role("link", name="Weavers & Sons").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weavers & Sons")
    expect(page.get_by_role("main").locator("summary")).to_have_count(1)
    expect(page.get_by_text("signed")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weavers & Sons")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.complaints == []
