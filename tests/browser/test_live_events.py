"""An event that was just sent is seen to arrive, and why another did not arrive as sent (contract 85 §5)."""

import httpx2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.server_process import ServerProcess

SOON = 2000
"""Milliseconds in which a developer sees what was sent."""


@pytest.mark.contract("CAP-40")
def test_events_and_warnings_show_up_while_one_watches(fresh: ServerProcess, open_page: Open) -> None:
    watched = open_page(fresh)
    watched.enter()
    page = watched.page
    page.get_by_role("link", name="Live events").click()
    expect(page.get_by_text("Nothing has arrived yet")).to_be_visible()
    expect(page.get_by_text("Listening", exact=True)).to_be_visible()
    token = page.get_by_test_id("project-token").inner_text()

    def send(name: str, *, status: int = 200, **more: str) -> None:
        event = {"api_key": token, "event": name, "distinct_id": "ann", "properties": {"plan": "pro"}, **more}
        assert httpx2.post(f"{fresh.url}/capture/", json=event).status_code == status

    lines = page.get_by_role("list", name="Events and warnings").get_by_role("button")
    send("signed_up")
    expect(lines).to_have_count(1, timeout=SOON)
    lines.click()
    expect(page.get_by_label("Properties")).to_have_text("planpro")

    send("upgraded", timestamp="yesterday")
    expect(lines).to_have_count(3, timeout=SOON)
    expect(lines.filter(has_text="Bad timestamp")).to_contain_text("upgraded")

    send("lost", status=401, api_key="phc_mistyped")
    wrong = lines.filter(has_text="Unknown token")
    expect(wrong).to_be_visible(timeout=SOON)
    wrong.click()
    expect(page.get_by_label("Unknown token")).to_contain_text("phc_mist")

    page.get_by_role("button", name="Pause").click()
    send("cancelled")
    page.get_by_role("button", name="Resume (1 new)").click(timeout=SOON)
    expect(lines).to_have_count(5)
    page.get_by_label("Filter by event").fill("signed_up")
    expect(lines).to_have_count(2)  # the request with the wrong token may have been about it
    assert "event=signed_up" in page.url

    page.get_by_role("link", name="Ingestion warnings").click()
    card = page.get_by_role("article", name="Bad timestamp")
    expect(card).to_contain_text("once")
    card.get_by_text("The newest").click()
    expect(card.get_by_label("Bad timestamp", exact=True)).to_contain_text("yesterday")
    assert watched.complaints == []
    assert watched.foreign_requests == []
