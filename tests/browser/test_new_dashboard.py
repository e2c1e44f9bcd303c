"""Dashboards made from templates, as copies and from documents."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.server_process import ServerProcess

DOCUMENT = {
    "template_name": "Launch day",
    "dashboard_description": "",
    "dashboard_filters": {},
    "tiles": [{"type": "TEXT", "body": "Go!", "layouts": {}}],
}


@pytest.mark.contract("TMPL-10", "TMPL-13")
def test_a_template_is_filled_in_with_an_event_and_becomes_a_dashboard(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards")
    page.get_by_role("button", name="New dashboard").click()
    page.get_by_role("radio", name="From a template").click()
    page.get_by_label("Search templates").fill("feature")
    expect(page.get_by_role("button", name="Feature use")).to_be_visible()
    assert watched.violations() == []
    page.get_by_role("button", name="Feature use").click()
    expect(page).to_have_url(re.compile("template="))
    dialog = page.get_by_role("dialog", name="New dashboard")
    dialog.get_by_label("Name").fill("Baskets")
    dialog.get_by_role("combobox", name="Event for Use of the feature: feature_used").click()
    page.get_by_role("option", name=re.compile("^product_added")).click()
    expect(dialog.get_by_role("combobox", name="Event for Use of the feature: product_added")).to_be_visible()
    assert watched.violations() == []
    dialog.get_by_role("button", name="Create dashboard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Baskets")
    number = page.url.rsplit("/", 1)[1]
    board = page.request.get(f"{demo.url}/api/projects/2/dashboards/{number}/template_json").json()
    queries = json.dumps([tile["query"] for tile in board["tiles"]])
    assert ("product_added" in queries, "feature_used" in queries) == (True, False)
    assert (watched.complaints, watched.foreign_requests) == ([], [])


@pytest.mark.contract("TMPL-14", "TMPL-17")
def test_what_is_wrong_in_a_document_is_shown_at_its_place_and_can_be_mended(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards?create=json")
    dialog = page.get_by_role("dialog", name="New dashboard")
    text = dialog.get_by_role("textbox", name=re.compile("Template document"))
    text.fill('{\n  "template_name": "x",\n  oops\n}')
    expect(dialog.get_by_role("alert")).to_contain_text("Line 3")
    expect(dialog.get_by_role("button", name="Create dashboard")).to_be_disabled()
    broken = {**DOCUMENT, "tiles": [{"type": "TEXT", "body": 5}]}
    text.fill(json.dumps(broken, indent=2))
    dialog.get_by_role("button", name="Create dashboard").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Line 8")  # where the 5 stands
    dialog.get_by_role("button", name="Show the place").click()
    assert text.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "5"
    assert watched.violations() == []
    page.keyboard.type('"Go!"')
    dialog.get_by_role("button", name="Create dashboard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Launch day")


def test_what_was_typed_for_a_new_dashboard_is_there_when_its_dialog_opens_again(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards?create=empty")
    dialog = page.get_by_role("dialog", name="New dashboard")
    dialog.get_by_label("Name").fill("Half a thought")
    dialog.get_by_role("radio", name="From JSON").click()
    dialog.get_by_label("Document").fill("{")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="New dashboard", exact=True).click()
    expect(dialog.get_by_label("Name")).to_have_value("Half a thought")
    dialog.get_by_role("radio", name="From JSON").click()
    expect(dialog.get_by_label("Document")).to_have_value("{")
    assert watched.violations() == []


@pytest.mark.contract("DASH-103")
def test_a_dashboard_is_made_as_a_copy_of_another(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards?create=copy")
    dialog = page.get_by_role("dialog", name="New dashboard")
    dialog.get_by_role("combobox", name="Choose a dashboard").click()
    page.get_by_role("option", name="Customer journeys", exact=True).click()
    expect(dialog.get_by_label("Name")).to_have_value("Customer journeys (copy)")
    assert watched.violations() == []
    dialog.get_by_role("button", name="Create dashboard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer journeys (copy)")
    assert watched.complaints == []
