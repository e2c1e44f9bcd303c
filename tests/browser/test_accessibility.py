"""Every page can be used by everybody: axe finds nothing against WCAG 2.2 AA, light or dark, and it fits a phone."""

from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import Open
from tests.server_process import ServerProcess

PAGES = (
    "dashboards",
    "dashboards/1",
    "dashboards/2",
    "dashboards/404404",
    "insights",
    "insights/new",
    "people",
    "groups",
    "data/events",
    "data/properties",
    "live",
    "warnings",
    "start",
    "settings/project",
    "settings/members",
    "settings/account",
    "settings/keys",
    "settings/activity",
    "settings/mcp",
    "settings/appearance",
)

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(
    demo: ServerProcess, open_page: Open, color_scheme: Literal["light", "dark"]
) -> None:
    watched = open_page(demo, color_scheme=color_scheme)
    watched.page.goto(f"{demo.url}/login")
    watched.page.get_by_label("Email", exact=True).wait_for()
    found = {"login": watched.violations()}
    watched.sign_in()
    for page in PAGES:
        watched.page.goto(f"{demo.url}/projects/2/{page}")
        watched.page.get_by_role("heading", level=1).wait_for()
        if page != "live":  # its stream never ends
            watched.page.wait_for_load_state("networkidle")
        found[page] = watched.violations()
        watched.page.set_viewport_size(PHONE)
        expect(watched.page.locator("html")).to_have_js_property("scrollWidth", PHONE["width"])
        watched.page.set_viewport_size(DESK)
    broken = sorted({f"{one}  ({page})" for page, all_ in found.items() for one in all_})
    assert broken == []
