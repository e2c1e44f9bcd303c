"""Sharing through the dialog, and what comes of it for somebody with the link; on a server of its own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.api import said
from tests.browser.conftest import PASSWORD, Open, Watched
from tests.browser.other_site import OtherSite
from tests.server_process import ServerProcess, started_server

DASHBOARDS = "/api/projects/@current/dashboards"
ATTACK = "</script><script>document.hacked = 1</script><img src=x onerror='document.hacked = 1'>"
ATTACKS_IN_MARKDOWN = "\n\n".join(
    [
        "# Read me",
        ATTACK,
        "Look [over here](javascript:document.hacked=1) or [over there](data:text/html,<b>hacked</b>).",
        "![c](https://elsewhere.example/pixel.png)",
        "<iframe src=https://elsewhere.example></iframe> <style>body { display: none }</style>",
    ]
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server on which a replaced link works for three seconds."""
    started = started_server(
        tmp_path_factory.mktemp("sharing") / "data",
        HEDGEROW_OWNER_PASSWORD=PASSWORD,
        HEDGEROW_SHARING_TOKEN_GRACE_SECONDS="3",
    )
    yield started
    started.stop()


OPENS_WITHIN = 20_000
"""Milliseconds: checking a password is slow on purpose, and the insights behind it are computed."""


def owner_of(server: ServerProcess, open_page: Open, name: str, **options: object) -> tuple[Watched, str]:
    """The owner's page, and where the sharing of a new dashboard with a text and an insight is."""
    owner = open_page(server, **options)
    owner.sign_in()
    board = said(owner, "POST", DASHBOARDS, {"name": name})["id"]
    text = {"tiles": [{"text": {"body": ATTACKS_IN_MARKDOWN}}]}
    said(owner, "PATCH", f"{DASHBOARDS}/{board}", text)
    query = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "order"}]}
    body = {"name": ATTACK, "dashboards": [board], "query": {"kind": "InsightVizNode", "source": query}}
    said(owner, "POST", "/api/projects/@current/insights", body)
    return owner, f"{DASHBOARDS}/{board}/sharing"


def dialog_of(owner: Watched, sharing: str) -> Locator:
    """The open dialog of the dashboard whose sharing that is."""
    owner.page.goto(f"{owner.url}/dashboards/{sharing.split('/')[-2]}")
    owner.page.get_by_role("button", name="Share", exact=True).click()
    return owner.page.get_by_role("dialog", name=re.compile("^Share"))


def unlock(page: Page | FrameLocator, password: str) -> None:
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Open").click()


@pytest.mark.contract("SHARE-4", "SHARE-20", "SHARE-22", "SHARE-37", "SHARE-47", "SHARE-54")
def test_a_dashboard_is_shared_behind_a_password_in_a_frame_and_its_owner_sees_who_looked(
    server: ServerProcess, open_page: Open
) -> None:
    owner, sharing = owner_of(server, open_page, "Shop")
    dialog = dialog_of(owner, sharing)
    dialog.get_by_role("switch", name="Anybody with the link can see it").click()
    dialog.get_by_role("switch", name="Ask for a password").click()
    expect(dialog.get_by_text("Nobody can get in yet")).to_be_visible()
    dialog.get_by_label("For whom").fill("Board of directors")
    dialog.get_by_role("button", name="Add password").click()
    password = dialog.get_by_role("status").locator("code").inner_text()
    dialog.get_by_role("button", name="Done").click()
    expect(dialog.get_by_role("list", name="Passwords").get_by_text("Board of directors")).to_be_visible()
    assert password not in dialog.inner_text()
    old = dialog.get_by_label("Link", exact=True).input_value()
    dialog.get_by_role("tab", name="Embed").click()
    code = dialog.locator("pre").inner_text()

    visitor = open_page(server).page
    with OtherSite(code) as address:
        visitor.goto(address)
        frame = visitor.frame_locator("iframe")
        unlock(frame, "not the password")
        expect(frame.get_by_role("alert")).to_have_text("That is not the password.")
        unlock(frame, password)
        expect(frame.get_by_role("heading", name="Shop")).to_be_visible(timeout=OPENS_WITHIN)

    dialog.get_by_role("tab", name="Views").click()
    line = dialog.get_by_role("row", name=re.compile("Board of directors"))
    expect(line).to_contain_text("127.0.0.0/24")
    expect(dialog.get_by_role("region", name="What was done")).to_contain_text(
        "Somebody with the link gave a wrong password"
    )

    dialog.get_by_role("button", name="Replace link").click()
    owner.page.get_by_role("alertdialog").get_by_role("button", name="Replace link").click()
    expect(dialog.get_by_label("Link", exact=True)).not_to_have_value(old)
    expect(dialog.get_by_text("The link before this one works until")).to_be_visible()
    new = dialog.get_by_label("Link", exact=True).input_value()
    visitor.wait_for_timeout(3_000)
    visitor.goto(old)
    expect(visitor.get_by_role("heading", name="This link shows nothing")).to_be_visible()
    visitor.goto(new)
    unlock(visitor, password)
    expect(visitor.get_by_role("heading", name="Shop")).to_be_visible(timeout=OPENS_WITHIN)
    assert owner.complaints == []


@pytest.mark.contract("SHARE-32", "SHARE-48")
def test_whoever_came_in_with_a_password_that_works_no_more_is_asked_again(
    server: ServerProcess, open_page: Open
) -> None:
    owner, sharing = owner_of(server, open_page, "Ends")
    token = said(owner, "PATCH", sharing, {"enabled": True, "password_required": True})["access_token"]
    dialog = dialog_of(owner, sharing)
    dialog.get_by_label("For whom").fill("Guests")
    dialog.get_by_role("textbox", name="Password").fill("garden gate")
    dialog.get_by_label("Works").select_option("for 7 days")
    dialog.get_by_role("button", name="Add password").click()
    dialog.get_by_role("button", name="Done").click()
    expect(dialog.get_by_role("list", name="Passwords")).to_contain_text("not used yet · works until")

    page = open_page(server).page
    page.goto(f"{server.url}/shared/{token}")
    unlock(page, "garden gate")
    expect(page.get_by_role("heading", name="Ends")).to_be_visible(timeout=OPENS_WITHIN)
    dialog.get_by_role("button", name="Remove the password “Guests”").click()
    owner.page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(dialog.get_by_text("Nobody can get in yet")).to_be_visible()
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_text("The password is needed again")).to_be_visible()


@pytest.mark.contract("SHARE-51")
def test_neither_names_nor_texts_can_do_anything_on_a_shared_page(server: ServerProcess, open_page: Open) -> None:
    owner, sharing = owner_of(server, open_page, ATTACK)
    token = said(owner, "PATCH", sharing, {"enabled": True})["access_token"]
    watched = open_page(server)
    page = watched.page
    page.goto(f"{server.url}/shared/{token}")
    expect(page.get_by_role("heading", name=ATTACK).first).to_be_visible()
    expect(page.get_by_role("heading", name="Read me")).to_be_visible()
    assert page.title() == f"{ATTACK} · Hedgerow"
    assert page.locator("meta[property='og:title']").get_attribute("content") == ATTACK
    assert page.evaluate("document.hacked") is None
    assert page.evaluate("[...document.querySelectorAll('#root :is(script, img, iframe, style)')].length") == 0
    links = page.get_by_role("article", name="Read me").get_by_role("link").all()
    assert {link.get_attribute("href") for link in links} <= {"", None}
    assert (watched.complaints, watched.foreign_requests) == ([], [])


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_everything_about_sharing_is_accessible(server: ServerProcess, open_page: Open, color_scheme: str) -> None:
    owner, sharing = owner_of(server, open_page, "Open to all", color_scheme=color_scheme)
    dialog = dialog_of(owner, sharing)
    expect(dialog.get_by_role("switch").first).to_be_visible()
    assert owner.violations() == []
    dialog.get_by_role("switch", name="Anybody with the link can see it").click()
    dialog.get_by_role("switch", name="Ask for a password").click()
    dialog.get_by_label("Works").select_option("until a date…")
    assert owner.violations() == []
    link = dialog.get_by_label("Link", exact=True).input_value()
    for tab in ("Embed", "Appearance", "Views"):
        dialog.get_by_role("tab", name=tab).click()
        expect(dialog.get_by_role("tabpanel", name=tab)).to_be_visible()
        assert owner.violations() == []

    visitor = open_page(server, color_scheme=color_scheme)
    visitor.page.goto(link)
    expect(visitor.page.get_by_label("Password")).to_be_visible()
    assert visitor.violations() == []
    said(owner, "PATCH", sharing, {"password_required": False})
    for door in ("shared", "embedded"):
        visitor.page.goto(link.replace("/shared/", f"/{door}/"))
        expect(visitor.page.get_by_role("article")).to_have_count(2)
        assert visitor.violations() == []
    visitor.page.goto(f"{server.url}/shared/nobodys")
    expect(visitor.page.get_by_role("heading", name="This link shows nothing")).to_be_visible()
    assert visitor.violations() == []
    assert visitor.foreign_requests == []


@pytest.mark.contract("SHARE-52")
def test_the_preview_follows_what_is_chosen(server: ServerProcess, open_page: Open) -> None:
    owner, sharing = owner_of(server, open_page, "Looks")
    said(owner, "PATCH", sharing, {"enabled": True})
    dialog = dialog_of(owner, sharing)
    dialog.get_by_role("tab", name="Appearance").click()
    preview = dialog.frame_locator("iframe")
    expect(preview.get_by_text("Shared with Hedgerow")).to_be_visible()
    dialog.get_by_role("switch", name="Hide “Shared with Hedgerow”").click()
    expect(preview.get_by_text("Shared with Hedgerow")).to_have_count(0, timeout=OPENS_WITHIN)
    expect(preview.get_by_role("heading", name="Looks")).to_be_visible()
    dialog.get_by_role("radio", name="Dark").click()
    expect(preview.locator("html")).to_have_attribute("data-theme", "dark")
    dialog.get_by_role("switch", name="Anybody with the link can see it").click()
    owner.page.get_by_role("alertdialog").get_by_role("button", name="Stop sharing").click()
    expect(dialog.get_by_text("Turn sharing on to see the page here.")).to_be_visible()
    assert owner.complaints == []
