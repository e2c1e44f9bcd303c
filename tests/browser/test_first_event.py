"""First run to first chart: sign in, send an event from your own program, see it."""

from playwright.sync_api import expect
from posthog import Posthog

from tests.browser.conftest import Open
from tests.server_process import ServerProcess

EVENTS = 1000


def test_the_waiting_page_turns_into_a_dashboard_when_the_first_event_arrives(
    fresh: ServerProcess, open_page: Open
) -> None:
    watched = open_page(fresh)
    watched.enter()
    page = watched.page
    expect(page.get_by_test_id("first-event")).to_contain_text("Listening for events")
    token = page.get_by_test_id("project-token").inner_text()
    assert token.startswith("phc_")
    for tab in ("curl", "Python", "Web page", "Web app"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel")).to_contain_text(token)
        expect(page.get_by_role("tabpanel")).to_contain_text(fresh.url)

    client = Posthog(token, host=fresh.url)
    for number in range(EVENTS):
        client.capture("signed_up", distinct_id=f"person-{number % 40}")
    client.shutdown()

    expect(page.get_by_role("heading", level=1)).to_have_text("My first dashboard")
    totals = page.get_by_role("img", name="1,000").or_(page.get_by_text("1,000", exact=True))
    expect(totals.first).to_be_visible()
    assert watched.complaints == []
    assert watched.foreign_requests == []
