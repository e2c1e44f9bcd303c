"""The Data pages: finding events and properties, saying what they mean, and what they have to be."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess


def sent(watched: Watched, **properties: Any) -> None:
    """One event ``newsletter_subscribed`` of the demo's project."""
    request = watched.page.request
    token = request.get(f"{watched.url}/api/projects/@current").json()["api_token"]
    event = {"event": "newsletter_subscribed", "distinct_id": "ada", "properties": properties}
    assert request.post(f"{watched.url}/batch", data={"api_key": token, "batch": [event]}).ok


@pytest.mark.contract("EVDEF-50", "NB-60")
def test_an_event_is_found_described_and_given_a_schema_that_refuses(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.enter()
    page = watched.page
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Data").click()
    page.get_by_role("searchbox", name="Search events").fill("newsletter")
    expect(page).to_have_url(re.compile("search=newsletter"))
    expect(page.get_by_role("img", name=re.compile(r"^newsletter_subscribed: [1-9]\d* events"))).to_be_visible()
    page.get_by_role("link", name="newsletter_subscribed").click()
    about = page.get_by_role("region", name="About")
    about.get_by_label("Name to show").fill("Newsletter")
    about.get_by_label("Verified").check()
    about.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Newsletter")
    schema = page.get_by_role("region", name="Schema")
    schema.get_by_role("button", name="Add a property").click()
    schema.get_by_label("Property", exact=True).last.fill("list")
    schema.get_by_label("Required").last.check()
    schema.get_by_label("Events that break it are").select_option("refused")
    schema.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Rejects")).to_be_visible()
    sent(watched, other=1)
    page.reload()
    expect(page.get_by_role("region", name="Volume")).to_contain_text("1 refused")
    assert watched.complaints == []


@pytest.mark.contract("NB-50", "NB-52")
def test_a_property_whose_types_disagree_shows_it_and_its_type_can_be_pinned(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo, width=390, height=844)
    watched.sign_in()
    sent(watched, list="weekly", grade=5)
    sent(watched, list="weekly", grade="five")
    page = watched.page
    page.goto(f"{demo.url}/projects/2/data/properties?search=grade")
    expect(page.get_by_text("Conflict")).to_be_visible()
    page.get_by_role("link", name="grade").click()
    expect(page.get_by_role("region", name="Events it comes with")).to_contain_text("String, Numeric")
    page.get_by_label("Type").select_option("Numeric")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Pinned")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert watched.complaints == []
