"""The list of dashboards: finding, filing, and changing many at a time."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.api import said
from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

DASHBOARDS = "/api/projects/@current/dashboards"


def listed(server: ServerProcess, open_page: Open, *names: str, folder: str = "", **size: Any) -> tuple[Watched, Page]:
    """The list of a project that has dashboards with these ``names``, among others."""
    watched = open_page(server, **size)
    watched.sign_in()
    for name in names:
        said(watched, "POST", DASHBOARDS, {"name": name, "_create_in_folder": folder})
    watched.page.goto(f"{server.url}/dashboards")
    expect(watched.page.get_by_role("table", name="Dashboards")).to_be_visible()
    return watched, watched.page


def chosen(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=f"Select {name}").check()


@pytest.mark.contract("DASH-41", "DASH-44", "TAG-10")
def test_several_are_tagged_deleted_brought_back_and_restored_from_the_trash(
    fresh: ServerProcess, open_page: Open
) -> None:
    watched, page = listed(fresh, open_page, "Bulk one", "Bulk two", "Bulk three")
    chosen(page, "Bulk one")
    page.get_by_role("checkbox", name="Select Bulk two").click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="What to do with the selected ones")
    expect(bar).to_contain_text("3 selected")  # all between the two
    bar.get_by_role("button", name="Tags…").click()
    dialog = page.get_by_role("dialog", name="Tags of 3 dashboards")
    dialog.get_by_role("combobox").fill("Launch")
    page.get_by_role("option", name="Launch").click()
    assert watched.violations() == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Bulk two").get_by_text("launch", exact=True)).to_be_visible()
    bar.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Bulk two")).to_have_count(0)
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_role("link", name="Bulk two")).to_be_visible()
    chosen(page, "Bulk two")
    bar.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Bulk two")).to_have_count(0)
    page.get_by_role("navigation", name="Folders").get_by_role("link", name="Trash").click()
    expect(page).to_have_url(re.compile("trash=true"))
    page.get_by_role("button", name="Actions for Bulk two").click()
    assert watched.violations() == []
    page.get_by_role("menuitem", name="Restore").click()
    expect(page.get_by_role("heading", name="The trash is empty")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Bulk two")).to_be_visible()
    assert (watched.complaints, watched.foreign_requests) == ([], [])


@pytest.mark.contract("DASH-107", "DASH-103", "DASH-104")
def test_dashboards_are_filed_moved_and_found_again_in_folders(fresh: ServerProcess, open_page: Open) -> None:
    watched, page = listed(fresh, open_page, "Filed", folder="Team/Weekly")
    folders = page.get_by_role("navigation", name="Folders")
    folders.get_by_role("button", name="Show the folders in Team").click()
    folders.get_by_role("link", name="Weekly").click()
    expect(page).to_have_url(re.compile(r"folder=Team%2FWeekly"))
    expect(page.get_by_role("navigation", name="Where you are")).to_contain_text("Team")
    page.get_by_role("button", name="Actions for Filed").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    page.get_by_role("menuitem", name="With copies of the insights").click()
    expect(page.get_by_role("link", name="Filed (copy)")).to_be_visible()
    page.get_by_role("button", name="Actions for Filed (copy)").click()
    page.get_by_role("menuitem", name="Move to folder…").click()
    dialog = page.get_by_role("dialog", name="Move 1 dashboard")
    dialog.get_by_role("combobox").click()
    page.get_by_role("combobox", name="Search, or type a new one").fill("Archive/2026")
    page.get_by_role("option", name="Archive/2026").click()
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(folders.get_by_role("link", name="Archive")).to_be_visible()
    page.get_by_role("row", name="Filed").first.drag_to(folders.get_by_role("link", name="Archive"))
    expect(page.get_by_text("1 dashboard moved to Archive", exact=True)).to_be_visible()
    folders.get_by_role("button", name="Actions for the folder Archive").click()
    page.get_by_role("menuitem", name="Rename or move…").click()
    rename = page.get_by_role("dialog", name="Rename or move “Archive”")
    rename.get_by_label("Folder").fill("Old things")
    assert watched.violations() == []
    rename.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"folder=Old(\+|%20)things"))
    expect(page.get_by_role("link", name="Filed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").last.click()
    expect(page).to_have_url(re.compile(r"folder=Archive"))
    expect(page.get_by_role("link", name="Filed", exact=True)).to_be_visible()
    expect(folders.get_by_role("link", name="Old things")).to_have_count(0)
    assert watched.complaints == []


@pytest.mark.contract("DASH-90")
def test_filters_and_order_are_in_the_address_and_keys_do_what_is_done_often(
    fresh: ServerProcess, open_page: Open
) -> None:
    watched, page = listed(fresh, open_page, "Zebra crossing", "Aardvark count")
    page.get_by_role("button", name="Pin Zebra crossing").click()
    page.get_by_role("button", name="Pinned").click()
    expect(page.get_by_role("link", name="Aardvark count")).to_have_count(0)
    page.get_by_role("combobox", name="Created by").click()
    page.get_by_role("option", name=re.compile(r"\(you\)")).click()
    expect(page).to_have_url(re.compile(r"pinned=true.*owner=|owner=.*pinned=true"))
    page.reload()
    expect(page.get_by_role("link", name="Zebra crossing")).to_be_visible()
    page.get_by_role("button", name="Remove the filter for who made it").click()
    page.get_by_role("button", name="Pinned").click()
    page.get_by_role("button", name="Name", exact=True).click()
    expect(page).to_have_url(re.compile("order=name"))
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Aardvark count").focus()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Select Aardvark count")).to_be_checked()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search dashboards")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Aardvark count").focus()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog", name="New dashboard")).to_be_visible()
    assert watched.complaints == []


@pytest.mark.contract("TMPL-18", "TMPL-32")
def test_a_dashboard_is_exported_and_kept_as_a_template(fresh: ServerProcess, open_page: Open) -> None:
    watched = open_page(fresh)
    watched.sign_in()
    text = {"type": "TEXT", "body": "hello", "layouts": {}}
    document = {"template_name": "Source", "dashboard_description": "", "dashboard_filters": {}, "tiles": [text]}
    said(watched, "POST", f"{DASHBOARDS}/create_from_template_json", {"template": document})
    page = watched.page
    page.goto(f"{fresh.url}/dashboards")
    page.get_by_role("button", name="Actions for Source").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="Export as JSON").click()
    assert saved.value.suggested_filename == "Source.json"
    assert json.loads(saved.value.path().read_text())["tiles"][0]["body"] == "hello"
    page.get_by_role("button", name="Actions for Source").click()
    page.get_by_role("menuitem", name="Save as template…").click()
    dialog = page.get_by_role("dialog", name="Save as template")
    dialog.get_by_label("Name").fill("Our own")
    assert watched.violations() == []
    dialog.get_by_role("button", name="Save template").click()
    expect(page.get_by_text("Template “Our own” saved")).to_be_visible()
    page.get_by_role("button", name="New dashboard").click()
    page.get_by_role("radio", name="From a template").click()
    page.get_by_role("button", name="Actions for the template Our own").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("button", name="Our own", exact=True)).to_have_count(0)
    assert watched.complaints == []


def test_on_a_phone_folders_fold_away_and_nothing_is_wider_than_the_screen(
    fresh: ServerProcess, open_page: Open
) -> None:
    watched, page = listed(fresh, open_page, "Long " * 20, folder="Phone", width=390, height=844)
    folders = page.get_by_role("navigation", name="Folders")
    expect(folders.get_by_role("link", name="Phone")).to_be_hidden()
    folders.get_by_role("button", name="Folders", exact=True).click()
    folders.get_by_role("link", name="Phone").click()
    expect(page).to_have_url(re.compile("folder=Phone"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (watched.violations(), watched.complaints) == ([], [])
