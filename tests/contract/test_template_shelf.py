"""The templates that come with Hedgerow and those of the operator's folder (UNL-4)."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import orjson
import pytest

from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import Settings
from hedgerow.main.wiring import opened_house
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.services.template_shelf import template_shelf
from hedgerow.vocab.templates import DEFAULT_TEMPLATE, DashboardTemplate
from tests.contract.dashboard_fixtures import Json, trends

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DOCUMENT: Json = {
    "template_name": "Ours",
    "dashboard_description": "",
    "dashboard_filters": {},
    "tiles": [{"type": "INSIGHT", "query": trends()}],
}


def named(template: DashboardTemplate) -> str:
    return template.document.template_name


@pytest.mark.contract("UNL-4", "DASH-102")
def test_the_templates_the_contract_names_are_there() -> None:
    shelf = template_shelf()
    assert {"llm-analytics", "mcp-analytics"} <= set(shelf.tags())
    assert shelf.by_key_or_name(DEFAULT_TEMPLATE) is not None
    assert DEFAULT_TEMPLATE not in shelf.tags()
    assert len({template.id for template in shelf.all()}) == len(shelf.all())


@pytest.mark.contract("UNL-4")
def test_the_built_in_templates_keep_the_rules_that_other_documents_are_held_to() -> None:
    built_in = Path(str(files("hedgerow").joinpath("templates")))
    assert template_shelf(built_in).all() == template_shelf().all()


@pytest.mark.contract("UNL-4")
@pytest.mark.parametrize("template", template_shelf().all(), ids=named)
def test_every_insight_of_a_built_in_template_can_be_computed(template: DashboardTemplate) -> None:
    context = Context(team_id=1, timezone="UTC", now=NOW)
    insights = [tile for tile in template.document.tiles if tile["type"] == "INSIGHT"]
    assert len(insights) > 5
    for tile in insights:
        assert plan(understand(dict(tile["query"])), context)
        assert tile["name"]
        assert tile["description"]


@pytest.mark.contract("UNL-4")
@pytest.mark.parametrize("template", template_shelf().all(), ids=named)
def test_the_tiles_of_a_built_in_template_lie_side_by_side_without_holes_at_the_top(
    template: DashboardTemplate,
) -> None:
    taken: set[tuple[int, int]] = set()
    for tile in template.document.tiles:
        box = tile["layouts"]["sm"]
        cells = {(x, y) for x in range(box["x"], box["x"] + box["w"]) for y in range(box["y"], box["y"] + box["h"])}
        assert not cells & taken, tile
        assert max(x for x, _ in cells) < 12
        taken |= cells
    assert {(x, 0) for x in range(12)} <= taken


@pytest.mark.contract("UNL-4")
def test_a_file_in_the_folder_is_a_template_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_bytes(orjson.dumps(DOCUMENT))
    (tmp_path / "growth.json").write_bytes(orjson.dumps({**DOCUMENT, "template_name": "Our growth"}))
    (tmp_path / "README.md").write_text("no template")
    shelf = template_shelf(tmp_path)
    ours, growth = shelf.by_tag("ours"), shelf.by_tag("growth")
    assert ours is not None
    assert growth is not None
    assert (named(ours), named(growth)) == ("Ours", "Our growth")
    assert shelf.by_key_or_name("Ours") == shelf.get(ours.id) == ours
    assert shelf.by_tag("llm-analytics") == template_shelf().by_tag("llm-analytics")


BAD = {
    "no JSON": b"{",
    "no object": b"[]",
    "no name": orjson.dumps({**DOCUMENT, "template_name": None}),
    "an unknown query": orjson.dumps({**DOCUMENT, "tiles": [{"type": "INSIGHT", "query": {"kind": "No"}}]}),
}


@pytest.mark.contract("UNL-4")
@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_file_in_the_folder_is_named_at_the_start(tmp_path: Path, content: bytes) -> None:
    folder, data = tmp_path / "templates", tmp_path / "data"
    folder.mkdir()
    (folder / "bad.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"bad\.json"), opened_house(Settings(data=data, templates_folder=folder)):
        pytest.fail("the house opened")
    assert not data.exists()


@pytest.mark.contract("UNL-4")
def test_a_folder_that_is_not_there_is_named_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="templates_folder"):
        template_shelf(tmp_path / "nowhere")
