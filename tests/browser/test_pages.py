"""Signing in, finding a dashboard, and the pages for when something is wrong."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import EMAIL, Open
from tests.server_process import ServerProcess


def test_a_wrong_password_is_told_and_a_right_one_leads_where_one_wanted_to_go(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    page = watched.page
    page.goto(f"{demo.url}/dashboards")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    page.get_by_label("Email", exact=True).fill(EMAIL)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password", exact=True).fill("hedgerow-demo")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("table", name="Dashboards")).to_be_visible()


def test_a_dashboard_is_found_by_name_and_the_search_stays_in_the_address(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/dashboards")
    search = page.get_by_role("searchbox", name="Search dashboards")
    search.fill("overview")
    expect(page).to_have_url(re.compile("search=overview"))
    expect(page.get_by_role("link", name="Shop overview")).to_be_visible()
    search.fill("nothing is called this")
    expect(page.get_by_role("link", name="Shop overview")).to_have_count(0)


def test_a_new_dashboard_opens_empty_and_says_what_to_do(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/dashboards")
    page.get_by_role("button", name="New dashboard").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Second <b>board</b>")
    dialog.get_by_role("button", name="Create dashboard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second <b>board</b>")
    assert watched.complaints == []


def test_logging_out_ends_the_session(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.enter()
    page = watched.page
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Log out").click()
    expect(page).to_have_url(re.compile("/login"))
    assert page.request.get(f"{demo.url}/api/users/@me").status == 401


def test_an_unknown_address_says_so_and_leads_back(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards/99999")
    expect(page.get_by_role("main")).to_contain_text(re.compile("not found|no such|does not exist", re.IGNORECASE))
    page.goto(f"{demo.url}/nowhere/at/all")
    expect(page.get_by_role("link").first).to_be_visible()


def test_the_api_documentation_is_a_styled_page_of_its_own(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.page.goto(f"{demo.url}/api/docs")
    expect(watched.page.get_by_role("heading", name="Hedgerow API")).to_be_visible()
    assert watched.page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert watched.complaints == []
    assert watched.foreign_requests == []
