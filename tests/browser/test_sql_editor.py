"""SQL is written with completion, mended where it is wrong, and drawn."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_insight_kinds import choose, new_insight, violations
from tests.server_process import ServerProcess


def test_sql_is_completed_marked_where_it_is_wrong_mended_and_run(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "SQL")
    editor = question.get_by_role("textbox", name="SQL")
    expect(result.get_by_role("columnheader", name="times")).to_be_visible()

    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT properties.$brow")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT evnt AS name FROM ev")
    page.get_by_role("option", name="events").click()
    page.keyboard.type(" WHERE event = 'product_v")
    page.get_by_role("option", name="product_viewed").click()
    page.keyboard.press("End")
    page.keyboard.type(" AND properties.$brow")
    page.get_by_role("option", name="$browser", exact=True).click()
    page.keyboard.type(" != ''")
    expect(question.get_by_text("Changed since the last run")).to_be_visible()

    page.keyboard.press("Control+Enter")
    expect(question.get_by_role("alert")).to_contain_text("Unknown field 'evnt'. Did you mean event?")
    expect(question.locator(".cm-lintRange-error")).to_have_text("evnt")
    assert violations(watched) == []
    refused = [complaint for complaint in watched.complaints if "400" not in complaint]
    assert (refused, watched.foreign_requests) == ([], [])

    question.locator(".cm-lintRange-error").dblclick()
    page.keyboard.type("event")
    page.keyboard.press("Control+Enter")
    expect(result.get_by_role("cell", name="product_viewed").first).to_be_visible()
    expect(question.get_by_role("alert")).to_have_count(0)

    question.get_by_role("button", name="History").click()
    expect(page.get_by_role("menuitem", name=re.compile("^SELECT evnt"))).to_be_visible()


def test_the_keyboard_leaves_the_editor_with_escape_and_tab(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, _ = new_insight(watched, "SQL")
    editor = question.get_by_role("textbox", name="SQL")
    editor.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    expect(question.get_by_role("button", name="Run")).to_be_focused()


def test_what_is_typed_a_moment_before_it_is_saved_is_saved(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    page, question, _ = new_insight(watched, "SQL")
    editor = question.get_by_role("textbox", name="SQL")
    for written in ("SELECT 1 AS first", "SELECT 2 AS second"):  # a new insight, then a change of it
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(written)
        with page.expect_response(
            lambda answer: answer.request.method in {"POST", "PATCH"} and "/insights/" in answer.url
        ) as saved:
            page.keyboard.press("Control+s")
        assert saved.value.json()["query"]["source"]["query"] == written
        expect(page.get_by_role("status").get_by_text("Insight saved").last).to_be_visible()
        expect(page).to_have_url(re.compile(r"/insights/\w{8}$"))
    assert watched.complaints == []


def test_a_variable_that_is_made_where_it_was_missed_runs_the_question_again(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    page, question, result = new_insight(watched, "SQL")
    question.get_by_role("textbox", name="SQL").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT {variables.missed} AS found")
    question.get_by_role("button", name="Run").click()
    expect(question.get_by_role("alert")).to_contain_text("missed")
    question.get_by_role("button", name="Create variable “missed”").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Default value").fill("here it is")
    dialog.get_by_role("button", name="Save").click()
    expect(result.get_by_role("cell", name="here it is")).to_be_visible()


def test_rows_of_sql_are_drawn_as_a_chart_with_a_goal_and_read_a_variable(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo, color_scheme="dark")
    page, question, result = new_insight(watched, "SQL")
    question.get_by_role("textbox", name="SQL").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        "SELECT toDate(timestamp) AS day, count() AS times, {variables.shown} AS shown "
        "FROM events WHERE timestamp > now() - interval 9 day GROUP BY day ORDER BY day"
    )
    question.get_by_role("button", name="Create variable “shown”").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("What is shown")
    dialog.get_by_label("Default value").fill("all")
    assert violations(watched) == []
    dialog.get_by_role("button", name="Save").click()
    question.get_by_label("What is shown", exact=True).fill("some")
    question.get_by_role("button", name="Run").click()
    expect(result.get_by_role("cell", name="some").first).to_be_visible()

    choose(page, result.get_by_role("button", name="Show as: Table"), "Line chart")
    result.get_by_role("button", name="Axes").click()
    page.get_by_role("button", name="Goal line", exact=True).click()
    page.get_by_label("Name of goal 1").fill("Plan")
    page.get_by_label("Name of goal 1").press("Enter")
    assert violations(watched) == []
    page.keyboard.press("Escape")
    expect(result.get_by_role("img", name=re.compile("^Line chart"))).to_be_visible()
    expect(page).to_have_url(re.compile("goalLines"))
    assert (watched.complaints, watched.foreign_requests) == ([], [])


def test_letters_typed_right_before_changes_are_discarded_do_not_come_back(
    demo: ServerProcess, open_page: Open
) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/insights?search=Best-selling")
    page.get_by_role("link", name="Best-selling products").click()
    editor = page.get_by_role("textbox", name="SQL")
    kept = editor.inner_text()
    editor.click()
    page.keyboard.insert_text(" ")
    expect(page.get_by_text("Not saved")).to_be_visible()
    page.keyboard.insert_text("something else ")
    page.get_by_role("button", name="Discard changes").click()
    expect(page.get_by_text("Not saved")).to_have_count(0)
    page.wait_for_timeout(1000)  # longer than the pause after which letters count
    assert editor.inner_text() == kept
    assert watched.complaints == []
