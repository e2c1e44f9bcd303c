"""What a refresh changed, how fresh a tile is, and what a tile shows as a file."""

import csv
import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from posthog import Posthog

from tests.browser.api import said
from tests.browser.conftest import Open, Watched
from tests.server_process import ServerProcess

Json = dict[str, Any]

PNG = b"\x89PNG\r\n\x1a\n"
SERIES = [{"kind": "EventsNode", "event": "feeder filled", "custom_name": "Filled"}]
STEPS = [{"kind": "EventsNode", "event": name} for name in ("feeder filled", "bird seen")]
BY_KIND = {"breakdown": "kind", "breakdown_type": "event"}


def trend(**options: Any) -> Json:
    return {"kind": "TrendsQuery", "series": SERIES, "dateRange": {"date_from": "-7d"}, **options}


QUESTIONS: dict[str, Json] = {
    "Filled a day": trend(),
    "Filled by kind": trend(breakdownFilter=BY_KIND, trendsFilter={"display": "ActionsPie"}),
    "Filled in all": trend(trendsFilter={"display": "BoldNumber"}),
    "=Filled, then seen": {"kind": "FunnelsQuery", "series": STEPS, "dateRange": {"date_from": "-7d"}},
    "Came back": {"kind": "RetentionQuery", "retentionFilter": {"period": "Day", "totalIntervals": 3}},
    "Ways": {"kind": "PathsQuery", "pathsFilter": {"includeEventTypes": ["custom_event"]}},
    "Rows": {"kind": "HogQLQuery", "query": "select event, -1 as less, '=1+1' as formula from events limit 3"},
    "Quiet": trend(series=[{"kind": "EventsNode", "event": "bird seen"}]),
}


def earlier() -> datetime:
    """A moment that every question of the test reaches to."""
    return datetime.now(UTC) - timedelta(seconds=30)


class Garden:
    """A dashboard with a tile of each form, on a server of its own, and the page that shows it."""

    def __init__(self, watched: Watched, project: Json) -> None:
        self.watched, self.page = watched, watched.page
        self._project = project["id"]
        self._client = Posthog(project["api_token"], host=watched.url, sync_mode=True)

    def fill(self, birds: range) -> None:
        for number in birds:
            kind = ("seed", "nut")[number % 2]
            self._client.capture(
                "feeder filled", distinct_id=f"b{number}", properties={"kind": kind}, timestamp=earlier()
            )

    def see(self, birds: range) -> None:
        for number in birds:
            self._client.capture("bird seen", distinct_id=f"b{number}", timestamp=earlier())

    def walk(self, birds: range, *events: str, days_ago: int) -> None:
        """Some birds do ``events`` within one visit, at noon of a day."""
        noon = datetime.now(UTC).replace(hour=12, minute=0) - timedelta(days=days_ago)
        for number in birds:
            for minute, event in enumerate(events):
                self._client.capture(event, distinct_id=f"b{number}", timestamp=noon + timedelta(minutes=minute))

    def ask(self, path: str, body: Json) -> Json:
        found: Json = said(self.watched, "POST", f"/api/projects/{self._project}{path}", body)
        return found

    def open_board(self, questions: dict[str, Json]) -> None:
        board = self.ask("/dashboards/", {"name": "Garden"})["id"]
        for name, query in questions.items():
            self.ask("/insights/", {"name": name, "query": query, "dashboards": [board]})
        self.page.goto(f"{self.watched.url}/projects/{self._project}/dashboards/{board}")
        expect(self.page.get_by_role("article")).to_have_count(len(questions))
        expect(self.page.locator("article[aria-busy=true]")).to_have_count(0)

    def tile(self, name: str) -> Any:
        return self.page.get_by_role("article", name=name, exact=True)


@pytest.fixture
def plot(fresh: ServerProcess, open_page: Open) -> Iterator[Garden]:
    """A garden where nothing happened yet."""
    watched = open_page(fresh, width=1440)
    watched.sign_in()
    # A project of its own: what the tests before have sent would count too.
    garden = Garden(watched, said(watched, "POST", "/api/projects/", {"name": "Garden"}))
    yield garden
    assert (watched.complaints, watched.foreign_requests) == ([], [])


@pytest.fixture
def garden(plot: Garden) -> Garden:
    plot.fill(range(10))
    plot.see(range(4))
    plot.open_board(QUESTIONS)
    return plot


def test_a_refresh_tells_what_changed_ranked_and_drawn_and_the_address_leads_back_to_it(garden: Garden) -> None:
    page = garden.page
    garden.fill(range(10, 15))
    page.get_by_role("button", name="Refresh all").click()
    page.get_by_role("button", name="Show what changed").click()
    panel = page.get_by_role("complementary", name="What changed")
    expect(panel).to_contain_text("of 8 compared insights changed")
    lines = panel.get_by_role("listitem")
    in_all = lines.filter(has_text="Filled in all")
    expect(in_all).to_contain_text("10 → 15 (+50.0%)")
    expect(lines.filter(has_text="Quiet")).to_have_count(0)
    expect(garden.tile("Filled in all").get_by_test_id("change-badge")).to_have_text("+50%")
    expect(garden.tile("Filled in all")).to_contain_text(re.compile(r"\+50%\s*from 10"))
    expect(garden.tile("Filled a day")).to_contain_text("Dashed: in the snapshot")
    expect(garden.tile("=Filled, then seen")).to_contain_text("+50%")
    expect(garden.tile("Quiet").get_by_test_id("change-badge")).to_have_count(0)
    assert garden.watched.violations() == []

    in_all.get_by_role("button").click()
    expect(garden.tile("Filled in all")).to_be_focused()
    page.reload()
    expect(panel).to_contain_text("10 → 15 (+50.0%)")
    panel.get_by_role("button", name="Stop comparing").click()
    expect(panel).to_have_count(0)
    expect(garden.tile("Filled in all").get_by_test_id("change-badge")).to_have_count(0)
    page.go_back()
    expect(panel).to_be_visible()


def test_retention_and_paths_tell_how_they_changed(plot: Garden) -> None:
    nest = {"id": "nest visited", "type": "events"}
    asked = {"period": "Day", "totalIntervals": 3, "targetEntity": nest, "returningEntity": nest}
    plot.walk(range(4), "nest visited", "egg seen", days_ago=2)
    plot.walk(range(1), "nest visited", days_ago=1)
    plot.open_board(
        {
            "Came back": {"kind": "RetentionQuery", "retentionFilter": asked},
            "Ways": {"kind": "PathsQuery", "pathsFilter": {"includeEventTypes": ["custom_event"]}},
        }
    )
    page, back, ways = plot.page, plot.tile("Came back"), plot.tile("Ways")
    plot.walk(range(1, 2), "nest visited", days_ago=1)
    plot.walk(range(4, 6), "egg seen", "nest visited", days_ago=1)
    page.get_by_role("button", name="Refresh all").click()
    page.get_by_role("button", name="Show what changed").click()
    expect(back).to_contain_text("change since the snapshot, in points")
    expect(back.get_by_role("row", name=re.compile("^All"))).to_contain_text("25%+5")
    expect(back.get_by_role("row").filter(has_text="+25")).to_contain_text("50%+25")
    expect(ways.get_by_role("img")).to_have_attribute("aria-label", re.compile(r"egg seen to nest visited 2 \(new\)"))
    expect(ways).to_contain_text("Blue: more people than in the snapshot")
    assert plot.watched.violations() == []

    for tile in (back, ways):
        tile.focus()
        page.keyboard.press("v")
    expect(back.get_by_role("cell", name="+25 pts 2")).to_be_visible()
    expect(ways.get_by_role("row", name=re.compile("egg seen nest visited 2 0 new"))).to_be_visible()
    assert plot.watched.violations() == []


def test_a_snapshot_can_be_taken_by_hand_and_one_that_is_gone_says_so(garden: Garden) -> None:
    page = garden.page
    page.get_by_role("button", name="What changed").click()
    page.get_by_role("menuitem", name="Take a snapshot now").click()
    expect(page.get_by_text("Snapshot taken")).to_be_visible()
    page.get_by_role("button", name="What changed").click()
    page.get_by_role("menuitemcheckbox").click()
    panel = page.get_by_role("complementary", name="What changed")
    expect(panel).to_contain_text("No significant changes")
    page.goto(f"{page.url.split('?')[0]}?compare=dashboard_refresh_before_never")
    expect(panel).to_contain_text("That snapshot is gone")
    assert garden.watched.violations() == []
    garden.watched.complaints.clear()  # the browser tells of the 400


def test_a_tile_says_how_fresh_it_is_and_what_it_took(garden: Garden) -> None:
    tile = garden.tile("Filled a day")
    tile.get_by_role("button", name="Filled a day: computed").click()
    facts = garden.page.get_by_role("dialog", name="Filled a day: computed")
    expect(facts).to_contain_text("Fresh until")
    expect(facts).to_contain_text(re.compile(r"Took\s*[\d.,]+ m?s"))
    expect(facts).to_contain_text(re.compile(r"Read\s*[\d,]+ rows"))
    assert garden.watched.violations() == []


def saved(page: Page, garden: Garden, name: str, kind: str) -> tuple[str, bytes]:
    """The file that a tile's menu saves: its name and what is in it."""
    tile = garden.tile(name)
    tile.scroll_into_view_if_needed()
    tile.hover()
    tile.get_by_role("button", name=f"More for {name}").click()
    page.get_by_role("menuitem", name="Download").click()
    with page.expect_download() as coming:
        page.get_by_role("menuitem", name=kind, exact=True).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_every_form_is_saved_as_numbers_and_as_a_picture(garden: Garden) -> None:
    page = garden.page
    tables: dict[str, list[list[str]]] = {}
    for name in QUESTIONS:
        file, content = saved(page, garden, name, "CSV")
        assert re.fullmatch(re.escape(name) + r" \d{4}-\d\d-\d\d\.csv", file)
        assert content.startswith(b"\xef\xbb\xbf")
        tables[name] = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        file, content = saved(page, garden, name, "PNG")
        assert file.endswith(".png")
        assert content.startswith(PNG)
        width, height = struct.unpack(">II", content[16:24])
        box = garden.tile(name).bounding_box()
        assert (width, height) == (pytest.approx(2 * box["width"], abs=2), pytest.approx(2 * box["height"], abs=2))
    assert tables["Filled a day"][0] == ["Date", "Filled"]
    assert int(tables["Filled a day"][-1][1]) >= 10
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", tables["Filled a day"][1][0])
    assert tables["Rows"][1][1:] == ["-1", "'=1+1"]
    assert tables["=Filled, then seen"][0][0] == "Step"
