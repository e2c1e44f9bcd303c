"""Everything is found by typing and reached by keys."""

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.server_process import ServerProcess


def test_the_palette_finds_dashboards_events_and_people_and_opens_them(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/people")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()

    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Command palette")
    search = palette.get_by_role("combobox")
    expect(search).to_be_focused()
    search.fill("order")
    expect(palette.get_by_role("option", name="order_placed").first).to_be_visible()
    search.fill("journeys")
    option = palette.get_by_role("option", name="Customer journeys", exact=True)
    expect(option).to_be_visible()
    assert watched.violations() == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Customer journeys")).to_be_visible()
    expect(palette).to_have_count(0)

    page.keyboard.press("Control+k")
    search.fill("zzzzz")
    expect(palette.get_by_text("Nothing found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(palette).to_have_count(0)
    assert watched.complaints == []


def test_two_letters_go_to_a_page_but_not_while_somebody_types(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards")
    page.get_by_label("Search dashboards").fill("g p")
    assert "/dashboards" in page.url
    page.get_by_label("Search dashboards").blur()
    expect(page.get_by_text("No dashboard matches")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()


def test_a_question_mark_shows_every_key(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.sign_in()
    page = watched.page
    page.goto(f"{demo.url}/projects/2/dashboards")
    expect(page.get_by_role("heading", level=1, name="Dashboards")).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_text("Search and commands")).to_be_visible()
    assert watched.violations() == []
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_the_palette_changes_the_theme(demo: ServerProcess, open_page: Open) -> None:
    watched = open_page(demo)
    watched.enter()
    page = watched.page
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("dialog", name="Command palette").get_by_role("combobox").fill("dark")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
