"""Every page can be used by everybody: axe finds nothing against WCAG 2.2 AA, in light and in dark."""

from typing import Literal

import pytest

from tests.browser.conftest import Open
from tests.server_process import ServerProcess

PAGES = (
    "dashboards",
    "dashboards/1",
    "dashboards/2",
    "dashboards/404404",
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


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
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
    broken = sorted({f"{one}  ({page})" for page, all_ in found.items() for one in all_})
    assert broken == []
