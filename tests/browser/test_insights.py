"""Insights in a real browser: built, saved, put on a dashboard, found again; on the demo as `make run` loads it."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

Json = dict[str, Any]
At = Callable[..., Watched]

VIEWS: Json = {"kind": "EventsNode", "event": "product_viewed", "name": "product_viewed", "math": "total"}


@pytest.fixture
def at(demo: ServerProcess, open_page: Open) -> At:
    """Opens a place below the demo's project, signed in."""

    def opened(place: str, **how: Any) -> Watched:
        watched = open_page(demo, **how)
        watched.sign_in()
        watched.page.goto(f"{demo.url}/projects/2/{place}")
        return watched

    return opened


def trends(**more: Any) -> Json:
    return {"kind": "InsightVizNode", "source": {"kind": "TrendsQuery", "series": [VIEWS], **more}}


def new(query: Json) -> str:
    return f"insights/new?query={quote(json.dumps(query))}"


def asked(page: Page) -> Json:
    """The question in the address."""
    query: Json = json.loads(parse_qs(urlparse(page.url).query)["query"][0])["source"]
    return query


def pick(page: Page, opener: str, text: str) -> None:
    """Open a picker, type and take the first that fits."""
    page.get_by_role("combobox", name=opener, exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(text)
    page.keyboard.press("Enter")


def result(page: Page) -> Any:
    return page.get_by_role("region", name="Result")


def expect_drawn(page: Page, *texts: str) -> None:
    """The result is computed, drawn, and tells ``texts`` to those who cannot see it."""
    expect(result(page)).to_have_attribute("aria-busy", "false")
    for text in texts:
        expect(result(page).get_by_role("img")).to_have_attribute("aria-label", re.compile(re.escape(text)))


def expect_clean(watched: Watched) -> None:
    assert watched.violations() == []
    assert watched.complaints == []
    assert watched.foreign_requests == []


def test_a_trend_is_built_and_saved_to_a_dashboard_where_it_is_seen(at: At) -> None:
    watched = at("insights")
    page = watched.page
    page.get_by_role("link", name="New insight").click()
    pick(page, "Event: All events", "product_viewed")
    page.get_by_role("combobox", name="Add series").focus()
    page.keyboard.type("product")  # on the closed button: it picks nothing unseen
    pick(page, "Add series", "product_added")
    page.get_by_role("button", name="product_added counted as: Total count").click()
    page.get_by_role("menuitemcheckbox", name="Unique people").click()
    pick(page, "Filters: add a filter", "category")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="Seeds").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    pick(page, "Add a breakdown", "$device_type")
    expect_drawn(page, "product_viewed - Desktop", "product_added - Mobile")
    expect_clean(watched)
    question = asked(page)
    assert [one.get("math") for one in question["series"]] == ["total", "dau"]
    assert question["properties"] == [{"type": "event", "key": "category", "operator": "exact", "value": ["Seeds"]}]
    assert question["breakdownFilter"] == {"breakdown": "$device_type", "breakdown_type": "event"}

    page.get_by_role("button", name="product_viewed, product_added", exact=True).click()
    page.keyboard.type("Seeds by device")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Add Seeds by device to a dashboard").click()
    page.get_by_role("option", name="Customer journeys", exact=True).click()
    expect(page).to_have_url(re.compile(r"/insights/\w{8}"))  # it is made, and its page open
    expect(page).to_have_title(re.compile("Seeds by device"))
    page.get_by_role("link", name="Dashboards").first.click()
    page.get_by_role("link", name="Customer journeys", exact=True).click()
    expect(page.get_by_role("article", name="Seeds by device")).to_be_visible()

    page.get_by_role("link", name="Insights").click()
    page.get_by_role("link", name="Seeds by device").click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text("Insight deleted")).to_be_visible()
    expect(page.get_by_role("link", name="Seeds by device")).to_have_count(0)


LEAVE_AT_ONCE = """() => {
  const push = history.pushState
  history.pushState = function (...all) {
    push.apply(this, all)
    if (/\\/insights\\/\\w{8}$/.test(location.pathname)) document.querySelector('nav a[href$="/dashboards"]').click()
  }
}"""


def test_whoever_leaves_in_the_moment_a_new_insight_is_saved_is_not_asked_about_losing_it(at: At) -> None:
    watched = at("insights/new")
    page = watched.page
    pick(page, "Event: All events", "product_viewed")
    expect_drawn(page, "Line chart")
    page.evaluate(LEAVE_AT_ONCE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dashboards")
    assert watched.complaints == []


def test_an_address_holds_the_whole_unsaved_question_and_back_takes_a_change_back(at: At) -> None:
    query = trends(dateRange={"date_from": "-14d"}, trendsFilter={"display": "BoldNumber"}, samplingFactor=1)
    watched = at(new(query))
    page = watched.page
    page.get_by_role("button", name="Date range: Last 14 days").wait_for()
    page.get_by_role("button", name="Display: Number").click()
    page.get_by_role("menuitemcheckbox", name="Stacked bars").click()
    expect_drawn(page, "Bar chart")
    assert asked(page) == {**query["source"], "trendsFilter": {"display": "ActionsBar"}}
    page.go_back()
    expect(page.get_by_role("button", name="Display: Number")).to_be_visible()
    assert watched.complaints == []


def test_what_no_editor_can_say_is_kept_through_changes(at: At) -> None:
    nested = {
        "type": "AND",
        "values": [
            {"type": "OR", "values": [{"key": "category", "value": ["Seeds"], "type": "event", "label": "mine"}]},
            {"type": "OR", "values": []},
        ],
    }
    watched = at(new({**trends(properties=nested, trendsFilter={"showLegend": True}), "showTable": True}))
    page = watched.page
    page.get_by_role("switch", name="Leave out test accounts").click()
    expect(page).to_have_url(re.compile("filterTestAccounts"))
    question = asked(page)
    assert question["properties"] == nested
    assert question["trendsFilter"] == {"showLegend": True}
    assert "showTable" in page.url
    page.get_by_role("button", name="Remove filter: category is Seeds").click()
    expect(page.get_by_role("button", name="Filter: category is Seeds", exact=True)).to_have_count(0)
    assert asked(page)["properties"]["values"] == [{"type": "OR", "values": []}]


def test_leaving_unsaved_work_asks_first(at: At) -> None:
    watched = at("insights?search=phone")
    page = watched.page
    page.get_by_role("link", name="Visitors on a phone").click()
    page.get_by_role("button", name="Date range").click()
    page.get_by_role("button", name="Last 90 days", exact=True).click()
    expect(page.get_by_text("Not saved")).to_be_visible()
    page.get_by_role("link", name="People").click()
    asks = page.get_by_role("alertdialog", name="Leave without saving?")
    expect(asks).to_be_visible()
    assert watched.violations() == []
    asks.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Discard changes").click()
    expect(page.get_by_text("Not saved")).to_have_count(0)
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    assert watched.complaints == []


def test_another_kind_takes_over_the_event_and_its_filters(at: At) -> None:
    filters = [{"key": "category", "value": ["Seeds"], "operator": "exact", "type": "event"}]
    watched = at(new(trends(properties=filters, dateRange={"date_from": "-30d"})))
    page = watched.page
    for kind, drawn in (("Stickiness", "product_viewed"), ("Lifecycle", "New")):
        page.get_by_role("radio", name=kind).click()
        expect_drawn(page, drawn)
        question = asked(page)
        assert question["kind"] == f"{kind}Query"
        assert question["series"][0]["event"] == "product_viewed"
        assert question["properties"] == filters
        expect_clean(watched)
    page.get_by_role("switch", name="Dormant").click()
    expect(page).to_have_url(re.compile("toggledLifecycles"))
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").get_by_text("Insight saved")).to_be_visible()


def test_whoever_leaves_while_an_insight_is_saved_stays_where_they_went(at: At) -> None:
    watched = at(new(trends()))
    page = watched.page
    held: list[Any] = []
    page.route("**/insights/", lambda route: held.append(route))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("status").get_by_text("Insight saved")).to_be_visible()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page).to_have_url(re.compile(r"/insights/\w{8}"))
    assert watched.complaints == []


def test_a_query_can_be_stopped_and_run_again(at: At) -> None:
    watched = at("insights")
    page = watched.page
    held: list[Any] = []
    page.route("**/query/", lambda route: held.append(route))
    page.get_by_role("link", name="New insight").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Stopped")).to_be_visible()
    page.unroute("**/query/")
    page.get_by_role("button", name="Run").click()
    expect_drawn(page, "All events")


def test_insights_are_found_starred_and_deleted_with_a_way_back(at: At) -> None:
    watched = at("insights?search=order")
    page = watched.page
    expect(page.get_by_role("link", name="Time to an order")).to_be_visible()
    expect_clean(watched)
    page.get_by_role("combobox", name="Created by").click()
    page.get_by_role("option", name=re.compile(r"\(you\)$")).click()
    expect(page.get_by_text("Created by: ")).to_be_visible()
    expect(page).to_have_url(re.compile(r"owner=\d"))
    page.get_by_role("button", name="Kind: All kinds").click()
    page.get_by_role("menuitemcheckbox", name="Funnel").click()
    expect(page.get_by_role("link", name="Visitors by week")).to_have_count(0)
    page.get_by_role("button", name="Add Time to an order to favourites").click()
    page.get_by_role("button", name="Favourites", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("checkbox", name="Select Time to an order").check()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No insight matches")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Time to an order")).to_be_visible()
    page.get_by_role("button", name="Remove Time to an order from favourites").click()
    expect(page.get_by_text("No insight matches")).to_be_visible()
    assert watched.complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_pages_hold_no_barrier_on_a_phone_and_in_the_dark(at: At, width: int, scheme: str) -> None:
    filters = {
        "type": "OR",
        "values": [{"key": "category", "value": ["Seeds"]}, {"key": "price", "operator": "is_set"}],
    }
    watched = at(new(trends(properties=filters, compareFilter={"compare": True})), width=width, color_scheme=scheme)
    page = watched.page
    expect_drawn(page, "product_viewed")
    page.get_by_role("button", name="Date range").click()
    page.get_by_role("group", name="Ranges").wait_for()
    assert watched.violations() == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Filter: category is Seeds", exact=True).click()
    page.get_by_label("Values").wait_for()
    covered = 'aria-label="Filters: add a filter"'  # the open form lies over a part of it
    assert [one for one in watched.violations() if covered not in one] == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") == width
