"""Settings: a project's, the members', one's own, as people change them."""

import re
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.api import said
from tests.browser.conftest import EMAIL, NOW, PASSWORD, Open, Watched
from tests.server_process import ServerProcess, started_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server of this module's own, for settings concern everybody; on an evening in June."""
    started = started_server(
        tmp_path_factory.mktemp("settings") / "data", HEDGEROW_OWNER_PASSWORD=PASSWORD, HEDGEROW_NOW=NOW
    )
    yield started
    started.stop()


@pytest.fixture
def watched(server: ServerProcess, open_page: Open) -> Watched:
    """A page of the owner."""
    opened = open_page(server)
    opened.sign_in()
    return opened


def open_settings(watched: Watched, part: str) -> Page:
    watched.page.goto(f"{watched.url}/projects/1/settings/{part}")
    watched.page.get_by_role("heading", level=1).wait_for()
    return watched.page


def unblemished(watched: Watched) -> None:
    """Everybody can use the page as it stands, and nothing went wrong on it."""
    assert watched.violations() == []
    assert [said for said in watched.complaints if "400" not in said and "404" not in said] == []
    assert watched.foreign_requests == []


def pick(page: Page, label: str, text: str) -> None:
    """Choose by searching a list that opens."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("dialog").get_by_role("combobox").fill(text)
    page.get_by_role("option", name=re.compile(text, re.IGNORECASE)).first.click()


def test_another_time_zone_moves_an_event_to_another_day_on_a_dashboard(watched: Watched) -> None:
    page, api = watched.page, f"{watched.url}/api/projects/1"
    token = page.request.get(api).json()["api_token"]
    late = {"event": "signed up", "distinct_id": "ada", "timestamp": "2026-06-14T22:30:00Z"}
    assert page.request.post(f"{watched.url}/batch", data={"api_key": token, "batch": [late]}).ok
    board = said(watched, "POST", "/api/projects/1/dashboards", {"name": "Today"})["id"]
    source = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "signed up"}],
        "dateRange": {"date_from": "dStart"},
        "trendsFilter": {"display": "BoldNumber"},
    }
    query = {"kind": "InsightVizNode", "source": source}
    said(
        watched,
        "POST",
        "/api/projects/1/insights",
        {"name": "Signed up today", "query": query, "dashboards": [board], "saved": True},
    )

    def today() -> Locator:
        page.goto(f"{watched.url}/projects/1/dashboards/{board}")
        return page.get_by_role("article", name="Signed up today").get_by_text(re.compile(r"^\d+$"))

    expect(today()).to_have_text("0")
    open_settings(watched, "project")
    pick(page, "Time zone", "berlin")
    page.get_by_role("link", name="Dashboards", exact=True).click()
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_role("button", name="Save").first).to_be_disabled()
    expect(today()).to_have_text("1")


def test_somebody_is_invited_joins_is_promoted_and_removed(
    server: ServerProcess, open_page: Open, watched: Watched
) -> None:
    page = open_settings(watched, "members")
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Email").fill(EMAIL)
    dialog.get_by_role("button", name="Make a link").click()
    expect(dialog.get_by_role("alert")).to_have_text("Somebody with this email is a member already.")
    unblemished(watched)
    dialog.get_by_label("Email").fill("nora@example.com")
    dialog.get_by_role("button", name="Make a link").click()
    link = dialog.locator("code").inner_text()
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_role("table", name="Open invitations")).to_contain_text("nora@example.com")

    guest = open_page(server)
    guest.page.goto(link)
    guest.page.get_by_label("First name").fill("Nora <b>New</b>")
    guest.page.get_by_label("Password", exact=True).fill("correct horse battery")
    expect(guest.page.get_by_text("Good", exact=True)).to_be_visible()
    unblemished(guest)
    guest.page.get_by_role("button", name="Join").click()
    guest.page.wait_for_url(lambda url: "/invite" not in url)
    open_settings(guest, "project")
    expect(guest.page.get_by_text("Only administrators can change these settings.")).to_be_visible()
    expect(guest.page.get_by_label("Name", exact=True)).to_be_disabled()
    guest.page.goto(link)
    expect(guest.page.get_by_role("alert")).to_contain_text("This invitation does not work")

    page.reload()
    expect(page.get_by_role("table", name="Open invitations")).to_have_count(0)
    page.get_by_role("button", name="Level of Nora").click()
    page.get_by_role("menuitemcheckbox", name="Administrator").click()
    expect(page.get_by_role("button", name="Level of Nora")).to_contain_text("Administrator")
    guest.page.goto(f"{server.url}/projects/1/settings/project")
    expect(guest.page.get_by_label("Name", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Actions for Nora").click()
    page.get_by_role("menuitem", name="Remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("table", name="Members")).not_to_contain_text("Nora")
    guest.page.reload()
    expect(guest.page).to_have_url(re.compile("/login"))

    open_settings(watched, "activity")
    told = page.get_by_role("list", name="Activity").get_by_role("listitem")
    expect(told.nth(0)).to_contain_text(f"{EMAIL} removed nora@example.com")
    expect(told.nth(1)).to_contain_text(f"{EMAIL} changed the level of nora@example.com")
    told.nth(1).get_by_role("button", name="1 change").click()
    expect(told.nth(1)).to_contain_text("admin")
    expect(told.nth(2)).to_contain_text("Nora <b>New</b> joined the organization")
    unblemished(watched)


def test_a_key_is_made_used_and_deleted_and_the_log_tells_it(watched: Watched) -> None:
    page = open_settings(watched, "keys")
    page.get_by_role("button", name="New key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is it for?").fill("Weekly report")
    dialog.get_by_role("radio", name="Choose").click()
    dialog.get_by_label("Find a kind of thing").fill("dash")
    unblemished(watched)
    dialog.get_by_role("radiogroup", name="Access to Dashboards").get_by_role("radio", name="Write").click()
    dialog.get_by_role("button", name="Create key").click()
    value = dialog.locator("code").first.inner_text()
    unblemished(watched)
    dialog.get_by_role("button", name="Done").click()
    row = page.get_by_role("table", name="API keys").get_by_role("row", name="Weekly report")
    expect(row).to_contain_text("Dashboards (write)")
    expect(row).to_contain_text(f"{value[:4]}...{value[-4:]}")

    own = {"Authorization": f"Bearer {value}"}
    boards = f"{watched.url}/api/projects/1/dashboards"
    assert httpx2.post(boards, headers=own, json={"name": "By key"}).status_code == 201
    page.get_by_role("button", name="Actions for key Weekly report").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No API keys yet")).to_be_visible()
    assert httpx2.get(boards, headers=own).status_code == 401

    open_settings(watched, "activity")
    page.get_by_label("Kind").select_option("API key")
    expect(page).to_have_url(re.compile("scope=PersonalAPIKey"))
    told = page.get_by_role("list", name="Activity").get_by_role("listitem")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("deleted the API key Weekly report")
    page.get_by_label("Action").select_option("Restored")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.go_back()
    expect(told).to_have_count(2)


def test_an_agent_gets_a_key_with_what_it_needs_and_the_connection_is_tested(watched: Watched) -> None:
    page = open_settings(watched, "mcp")
    page.get_by_label("API key").fill("phx_wrong")
    page.get_by_role("button", name="Test the connection").click()
    expect(page.get_by_role("alert")).to_contain_text("It does not work")
    page.get_by_role("button", name="Make a key that only reads").click()
    page.get_by_role("dialog").get_by_role("button", name="Create key").click()
    page.get_by_role("tab", name="VS Code").click()
    expect(page.get_by_role("tabpanel")).to_contain_text(re.compile(r'"Authorization": "Bearer phx_\w+'))
    page.get_by_role("button", name="Test the connection").click()
    expect(page.get_by_text(re.compile(r"It works: \d\d tools"))).to_be_visible(
        timeout=20_000
    )  # the first agent wakes the door
    assert watched.violations() == []


def test_wrong_values_are_told_at_their_fields_and_nothing_is_lost(watched: Watched) -> None:
    page = open_settings(watched, "project")
    page.get_by_label("Allowed origins").press_sequentially("example.com")
    page.keyboard.press("Enter")
    origins = page.get_by_role("region", name="Pages that may send events")
    origins.get_by_role("button", name="Save").click()
    expect(origins.get_by_role("alert")).to_contain_text('"example.com" is no origin')
    unblemished(watched)
    origins.get_by_role("button", name="Discard").click()
    expect(origins.get_by_role("alert")).to_have_count(0)

    open_settings(watched, "account")
    page.get_by_label("Present password").fill("not this one")
    page.get_by_label("New password").fill("another good one")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("alert")).to_have_text("This is not your present password.")
    unblemished(watched)


def test_ones_own_name_is_seen_at_once_and_other_browsers_are_logged_out(
    server: ServerProcess, open_page: Open, watched: Watched
) -> None:
    other = open_page(server)
    other.enter()
    page = open_settings(watched, "account")
    page.get_by_label("First name").fill("Olive")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Account of Olive")).to_be_visible()
    page.get_by_role("button", name="Log out everywhere else").click()
    expect(page.get_by_text("You are logged in in this browser only.")).to_be_visible()
    other.page.reload()
    expect(other.page).to_have_url(re.compile("/login"))


def test_a_theme_is_chosen_in_the_settings_and_in_the_menu(watched: Watched) -> None:
    page = open_settings(watched, "appearance")
    page.get_by_role("radio", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    unblemished(watched)
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Theme").press("ArrowRight")
    page.get_by_role("menuitemcheckbox", name="Light").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_settings_fit_a_phone(server: ServerProcess, open_page: Open) -> None:
    watched = open_page(server, width=390, height=844, color_scheme="dark")
    watched.sign_in()
    for part in ("project", "members", "keys", "activity", "mcp"):
        page = open_settings(watched, part)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, part
    unblemished(watched)
