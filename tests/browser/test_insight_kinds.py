"""Each kind of question is built from nothing to a drawn result."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess


def new_insight(watched: Watched, kind: str) -> tuple[Page, Locator, Locator]:
    """The page of a new insight of a kind, the panel of its question, and that of its result."""
    watched.sign_in()
    page = watched.page
    page.goto(f"{watched.url}/projects/2/insights/new")
    page.get_by_role("radio", name=kind).click()
    return page, page.get_by_role("region", name="Question"), page.get_by_role("region", name="Result")


def pick(page: Page, button: Locator, name: str) -> None:
    """Open a picker and take the choice that is called exactly so."""
    button.click()
    page.get_by_role("dialog").get_by_role("combobox").fill(name)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}( |$)")).first.click()


def choose(page: Page, button: Locator, name: str) -> None:
    """Open a menu and take one of its items."""
    button.click()
    page.get_by_role("menuitemcheckbox", name=name).click()


def violations(watched: Watched) -> list[str]:
    """What axe finds once the result is no longer of the question before: that one is drawn faintly."""
    expect(watched.page.locator("[data-old]")).to_have_count(0)
    watched.page.wait_for_timeout(200)
    return watched.violations()


def test_a_funnel_is_built_of_steps_moved_with_the_keyboard_and_shown_in_three_ways(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "Funnel")
    pick(page, question.get_by_role("combobox", name="Event: All events").first, "checkout_started")
    pick(page, question.get_by_role("combobox", name="Event: All events"), "product_viewed")
    pick(page, question.get_by_role("combobox", name="Add step"), "product_added")
    steps = question.get_by_role("list", name="Steps").get_by_role("listitem")
    expect(steps).to_have_count(3)

    question.get_by_role("button", name="Move 1: checkout_started").focus()
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("button", name="Move 2: checkout_started")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(steps.nth(2)).to_contain_text("checkout_started")
    drawn = result.get_by_role("img", name=re.compile("^Funnel: product_viewed.*product_added.*checkout_started"))
    expect(drawn).to_be_visible()

    pick(page, question.get_by_role("combobox", name="Exclude", exact=True), "$pageview")
    choose(page, question.get_by_role("button", name="Order of the steps"), "In any order")
    expect(question.get_by_label("after step")).to_have_count(0)
    expect(result.get_by_role("img", name=re.compile("^Funnel: Completed 1 step"))).to_be_visible()
    choose(page, question.get_by_role("button", name="Order of the steps"), "In this order, nothing between")
    question.get_by_role("button", name="Remove exclusion: $pageview").click()
    assert violations(watched) == []

    choose(page, result.get_by_role("button", name="Show: Conversion by step"), "Time to convert")
    expect(result.get_by_role("img", name=re.compile("^Histogram"))).to_be_visible()
    choose(page, result.get_by_role("button", name="Show: Time to convert"), "Conversion over time")
    expect(result.get_by_role("img", name=re.compile("^Line chart"))).to_be_visible()
    assert violations(watched) == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_a_step_is_moved_with_two_clicks_by_whoever_cannot_drag(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, _ = new_insight(watched, "Funnel")
    pick(page, question.get_by_role("combobox", name="Event: All events").first, "product_viewed")
    grip = question.get_by_role("button", name="Move 1: product_viewed")
    grip.click()
    expect(grip).to_have_attribute("aria-pressed", "true")
    question.get_by_role("button", name="Move 2: All events").click()
    expect(question.get_by_role("button", name="Move 2: product_viewed")).to_have_attribute("aria-pressed", "false")
    assert violations(watched) == []


def test_a_step_is_dragged_to_its_place(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, _ = new_insight(watched, "Funnel")
    pick(page, question.get_by_role("combobox", name="Event: All events").first, "product_viewed")
    grip = question.get_by_role("button", name="Move 1: product_viewed")
    start, end = grip.bounding_box(), question.get_by_role("button", name="Move 2: All events").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + 20, steps=4)
    page.mouse.up()
    expect(question.get_by_role("button", name="Move 2: product_viewed")).to_be_visible()


def test_retention_is_built_by_week_of_two_events(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "Retention")
    pick(page, question.get_by_role("combobox", name=re.compile("^People who did: ")), "product_viewed")
    pick(page, question.get_by_role("combobox", name=re.compile("^and came back to do: ")), "$pageview")
    choose(page, question.get_by_role("button", name="They start"), "when they first ever do it")
    question.get_by_role("switch", name="Count coming back later too").click()
    choose(page, result.get_by_role("button", name="Period: by day"), "by week")
    choose(page, result.get_by_role("button", name="Periods to look at"), "6 periods")
    expect(result.get_by_role("columnheader", name="Week 5")).to_be_visible()
    expect(result.get_by_role("columnheader", name="Week 6")).to_have_count(0)
    assert "retention_first_ever_occurrence" in page.url
    assert violations(watched) == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_retention_is_told_in_brackets_and_as_the_sum_of_a_property(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "Retention")
    brackets = question.get_by_label("Brackets of periods")
    brackets.fill("1, x")
    brackets.press("Enter")
    expect(brackets).to_have_value("")
    brackets.fill("1, 3, 5")
    brackets.press("Enter")
    expect(question.get_by_text("Columns: 0, 1, 2–4, 5–9")).to_be_visible()
    expect(result.get_by_role("columnheader")).to_have_text(["Cohort", "Size", "Day 0", "Day 1", "Day 2-4", "Day 5-9"])
    expect(result.get_by_role("button", name="Last 9 days")).to_be_visible()

    for role in ("People who did: ", "and came back to do: "):
        pick(page, question.get_by_role("combobox", name=re.compile(f"^{role}")), "order_placed")
    pick(page, question.get_by_role("combobox", name="Add up a property"), "revenue")
    table = result.get_by_role("table", name="Retention: what those who came back add up to")
    everybody = table.get_by_role("row", name=re.compile("^All "))
    expect(everybody).to_be_visible()
    expect(everybody).not_to_contain_text("%")
    choose(page, question.get_by_role("button", name="Shown: Sum of"), "Average of")
    averages = result.get_by_role("table", name="Retention: averages of those who came back")
    expect(averages.get_by_role("rowheader", name="All")).to_have_count(0)
    assert violations(watched) == []
    question.get_by_role("button", name="Count people again").click()
    expect(result.get_by_role("rowheader", name="All")).to_be_visible()
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_paths_begin_at_a_page_that_is_suggested(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "Paths")
    expect(result.get_by_role("img", name=re.compile("^Paths: "))).to_be_visible()
    start = question.get_by_label("Starts at")
    start.fill("seeds")
    page.get_by_role("option", name=re.compile("seeds$")).first.click()
    step_limit = question.get_by_label("Steps", exact=True)
    step_limit.fill("3")
    step_limit.press("Enter")
    expect(result.get_by_role("img", name=re.compile(r"^Paths: .seeds to "))).to_be_visible()
    question.get_by_role("button", name="Add rule").click()
    expect(question.get_by_label("Find")).to_have_value(r"\d+")
    assert violations(watched) == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_a_list_of_events_has_the_columns_somebody_picks(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "Events")
    pick(page, question.get_by_role("combobox", name="Event: All events"), "product_viewed")
    pick(page, question.get_by_role("combobox", name="Add a property as a column"), "$browser")
    question.get_by_role("button", name="Remove column Person").click()
    question.get_by_role("button", name="Move $browser").focus()
    page.keyboard.press("ArrowUp")
    heads = result.get_by_role("columnheader")
    expect(heads).to_have_text(["event", "$browser", "timestamp"])
    expect(result.get_by_role("cell", name="product_viewed").first).to_be_visible()
    expect(result.get_by_role("cell", name="$pageview")).to_have_count(0)

    browser = heads.nth(1)
    browser.get_by_role("button").click()
    expect(browser).to_have_attribute("aria-sort", "ascending")
    first = result.get_by_role("row").nth(1).get_by_role("cell").nth(1).inner_text()
    browser.get_by_role("button").click()
    expect(browser).to_have_attribute("aria-sort", "descending")
    assert result.get_by_role("row").nth(1).get_by_role("cell").nth(1).inner_text() >= first
    assert violations(watched) == []
    assert (watched.complaints, watched.foreign_requests) == ([], [])
