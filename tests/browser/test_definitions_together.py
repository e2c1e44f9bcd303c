"""Many definitions changed at once, and what groups are called."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess


def known(server: ServerProcess, open_page: Open, names: Sequence[str], at: str) -> tuple[Watched, Page]:
    """A page of a project whose events have these ``names`` and belong to a company."""
    watched = open_page(server)
    watched.sign_in()
    request = watched.page.request
    token = request.get(f"{server.url}/api/projects/@current").json()["api_token"]
    properties = {"plan": "pro", "$groups": {"company": "acme"}}
    batch = [{"event": name, "distinct_id": "ada", "properties": properties} for name in names]
    assert request.post(f"{server.url}/batch", data={"api_key": token, "batch": batch}).ok
    project = request.get(f"{server.url}/api/users/@me").json()["team"]["id"]
    watched.page.goto(f"{server.url}/projects/{project}/{at}")
    return watched, watched.page


@pytest.mark.contract("EVDEF-57", "EVDEF-51", "EVDEF-50")
def test_events_are_verified_tagged_owned_and_hidden_together_and_that_is_undone(
    fresh: ServerProcess, open_page: Open
) -> None:
    watched, page = known(fresh, open_page, ["alpha", "beta", "gamma"], "data/events")
    for name in ("alpha", "beta"):
        page.get_by_role("checkbox", name=f"Select {name}").check()
    bar = page.get_by_role("toolbar", name="What to do with the selected ones")
    assert watched.violations() == []
    bar.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("table", name="Events").get_by_text("Verified")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("table", name="Events").get_by_text("Verified")).to_have_count(0)
    bar.get_by_role("button", name="Tags…").click()
    dialog = page.get_by_role("dialog", name="Tags of 2 definitions")
    dialog.get_by_role("combobox").fill("core")
    page.get_by_role("option", name="core").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="beta").get_by_text("core", exact=True)).to_be_visible()
    bar.get_by_role("button", name="Owner").click()
    page.get_by_role("menuitem", name=re.compile("owner@")).click()
    expect(page.get_by_role("row", name="alpha").get_by_text(re.compile("owner@"))).to_be_visible()
    page.get_by_role("button", name="Clear selection").click()
    page.get_by_role("combobox", name="Tag", exact=True).click()
    page.get_by_role("option", name="core").click()
    expect(page).to_have_url(re.compile("tags="))
    expect(page.get_by_role("link", name="gamma")).to_have_count(0)
    assert (watched.complaints, watched.foreign_requests) == ([], [])


@pytest.mark.contract("EVDEF-50", "EVDEF-56")
def test_an_event_is_given_a_primary_property_tags_and_an_owner(fresh: ServerProcess, open_page: Open) -> None:
    watched, page = known(fresh, open_page, ["delta"], "data/events?search=delta")
    page.get_by_role("link", name="delta").click()
    about = page.get_by_role("region", name="About")
    about.get_by_role("combobox", name="Choose the primary property").click()
    page.get_by_role("option", name=re.compile("^plan")).click()
    about.get_by_role("combobox", name="Tags").fill("billing")
    page.get_by_role("option", name="billing").click()
    about.get_by_label("Description").fill("Sent when the plan changes.")
    about.get_by_label("Owner").select_option(index=1)
    assert watched.violations() == []
    about.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(about.get_by_role("combobox", name="Primary property: plan")).to_be_visible()
    expect(page.get_by_role("list", name="Tags")).to_contain_text("billing")
    assert watched.complaints == []


@pytest.mark.contract("CAP-44")
def test_a_type_of_groups_is_named(fresh: ServerProcess, open_page: Open) -> None:
    watched, page = known(fresh, open_page, ["epsilon"], "groups")
    page.get_by_role("button", name="Rename type").click()
    dialog = page.get_by_role("dialog", name="What “company” groups are called")
    dialog.get_by_label("One of them").fill("Company")
    dialog.get_by_label("Several of them").fill("Companies")
    assert watched.violations() == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Companies")).to_be_visible()
    assert watched.complaints == []
