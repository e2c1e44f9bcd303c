"""What the tools answer (MCP-10 to MCP-15)."""

import sys
from datetime import datetime

import pytest

from tests.mcp.conftest import Site, text_of

NOT_OF_DASHBOARDS = (
    "effective_restriction_level effective_privilege_level user_access_level access_control_version "
    "restriction_level creation_mode deleted breakdown_colors data_color_theme_id quick_filter_ids"
)
NOT_OF_TILES = "color transparent_background show_description button_tile"
NOT_OF_INSIGHTS = (
    "result hasMore columns hogql types query_status cache_target_age next_allowed_client_refresh filters_hash "
    "dashboards dashboard_tiles effective_restriction_level effective_privilege_level user_access_level filters "
    "is_sample order deleted alerts timezone resolved_date_range freshness"
)


@pytest.mark.contract("MCP-1", "MCP-10")
def test_a_list_is_the_apis_page_with_links(site: Site) -> None:
    site.board()
    site.board()
    base = f"{site.server.url}/project/{site.project_id}/dashboard"
    page = site.agent.call("dashboards-get-all", limit=1)
    plain = site.api("GET", "dashboards?limit=1")

    assert page.pop("_posthogUrl") == base
    assert page["results"][0].pop("_posthogUrl") == f"{base}/{plain['results'][0]['id']}"
    assert page["next"].startswith(f"{site.server.url}/api/projects/")
    page["next"] = plain["next"]
    assert page == plain


@pytest.mark.contract("MCP-10")
def test_an_empty_list_has_the_link_of_the_project_it_was_asked_for(site: Site) -> None:
    site.board()
    page = site.agent.call("dashboards-get-all", offset=1_000_000)
    assert page["results"] == []
    assert page["_posthogUrl"] == f"{site.server.url}/project/@current/dashboard"


@pytest.mark.contract("MCP-2", "MCP-11")
def test_a_dashboard_is_the_apis_object_without_what_helps_no_agent(site: Site) -> None:
    expected = site.board()
    shown = site.agent.call("dashboard-get", id=expected["id"])

    assert shown.pop("_posthogUrl") == f"{site.server.url}/project/{site.project_id}/dashboard/{expected['id']}"
    for field in NOT_OF_DASHBOARDS.split():
        del expected[field]
    for tile in expected["tiles"]:
        for field in NOT_OF_TILES.split():
            del tile[field]
        for field in NOT_OF_INSIGHTS.split():
            del tile["insight"][field]
    del shown["last_accessed_at"], expected["last_accessed_at"]
    assert shown == expected
    assert shown["tiles"][0]["insight"]["query"]["kind"] == "InsightVizNode"


@pytest.mark.contract("MCP-3", "MCP-11")
def test_creating_answers_the_trimmed_dashboard_and_drops_two_more_fields_of_insights(site: Site) -> None:
    source = site.board()
    copy = site.agent.call("dashboard-create", name="Copy", tags=["a"], use_dashboard=source["id"])
    stored = site.api("GET", f"dashboards/{copy['id']}")

    assert (copy["name"], copy["tags"], stored["creation_mode"]) == ("Copy", ["a"], "duplicate")
    assert copy["_posthogUrl"].endswith(f"/dashboard/{copy['id']}")
    assert not set(copy) & set(NOT_OF_DASHBOARDS.split())
    insight = copy["tiles"][0]["insight"]
    assert not set(insight) & {*NOT_OF_INSIGHTS.split(), "saved", "last_viewed_at"}
    read = site.agent.call("dashboard-get", id=copy["id"])["tiles"][0]["insight"]
    assert {"saved", "last_viewed_at"} <= set(read)


@pytest.mark.contract("MCP-4", "MCP-11")
def test_updating_changes_only_what_was_given_and_null_gives_nothing(site: Site) -> None:
    board = site.api("POST", "dashboards", json={"name": "Before", "description": "kept", "tags": ["kept"]})
    shown = site.agent.call("dashboard-update", id=board["id"], name="After", description=None, tags=None)

    assert (shown["name"], shown["description"], shown["tags"]) == ("After", "kept", ["kept"])
    assert not set(shown) & set(NOT_OF_DASHBOARDS.split())
    assert shown["_posthogUrl"].endswith(f"/dashboard/{board['id']}")


@pytest.mark.contract("MCP-5", "MCP-12")
def test_deleting_patches_the_dashboard_away_and_answers_the_apis_object_whole(site: Site) -> None:
    board = site.board()
    shown = site.agent.call("dashboard-delete", id=board["id"])

    assert set(shown) == set(board)
    assert shown["deleted"] is True
    assert site.http.get(f"/api/projects/@current/dashboards/{board['id']}").status_code == 404
    restored = site.api("PATCH", f"dashboards/{board['id']}", json={"deleted": False})
    assert len(restored["tiles"]) == 1


@pytest.mark.contract("MCP-6", "MCP-13")
def test_results_are_text_tables_unless_json_is_asked_for(site: Site) -> None:
    board = site.board(insights=2)
    first, second = (tile["id"] for tile in board["tiles"])

    known = site.agent.call("dashboard-insights-run", id=board["id"])
    assert [run["insight"]["result"] for run in known["results"]] == [None, None]

    tables = site.agent.call("dashboard-insights-run", id=board["id"], refresh="blocking")
    assert set(tables) == {"results", "_posthogUrl"}
    assert tables["_posthogUrl"].endswith(f"/dashboard/{board['id']}")
    assert tables["results"][0]["insight"]["result"].startswith("Date|signup\n")

    raw = site.agent.call(
        "dashboard-insights-run", id=board["id"], refresh="blocking", output_format="json", tile_ids=[second]
    )
    assert [run["id"] for run in raw["results"]] == [second]
    assert sum(raw["results"][0]["insight"]["result"][0]["data"]) == 1

    for one in (first, str(first), f"{first},"):
        picked = site.agent.call("dashboard-insights-run", id=board["id"], tile_ids=one)
        assert [run["id"] for run in picked["results"]] == [first]


@pytest.mark.contract("MCP-2", "MCP-6")
def test_filters_for_one_look_are_objects_and_change_the_answer_only(site: Site) -> None:
    board = site.board()
    month = {"date_from": "-30d"}
    shown = site.agent.call("dashboard-get", id=board["id"], filters_override=month)
    assert shown["filters"] == month
    assert shown["persisted_filters"] is None

    ran = site.agent.call("dashboard-insights-run", id=board["id"], refresh="blocking", filters_override=month)
    assert len(ran["results"][0]["insight"]["result"].splitlines()) > 30


@pytest.mark.contract("MCP-7", "MCP-14")
def test_reordering_answers_the_whole_dashboard_with_its_link(site: Site) -> None:
    board = site.board(insights=2)
    first, second = (tile["id"] for tile in board["tiles"])
    shown = site.agent.call("dashboard-reorder-tiles", id=board["id"], tile_order=[second, first], layout="full_width")

    assert [tile["id"] for tile in shown["tiles"]] == [second, first]
    assert shown["tiles"][0]["layouts"]["sm"] == {"x": 0, "y": 0, "w": 12, "h": 5}
    assert set(shown) == {*board, "_posthogUrl"}
    assert set(shown["tiles"][0]["insight"]) == set(board["tiles"][0]["insight"])


@pytest.mark.contract("MCP-8", "MCP-15")
def test_events_are_a_plain_list_of_names_and_times(site: Site) -> None:
    assert len(site.agent.call("event-definitions-list")) == 3
    assert len(site.agent.call("event-definitions-list", limit=2, offset=2)) == 1
    found = site.agent.call("event-definitions-list", q="sign out")
    assert [set(event) for event in found] == [{"name", "last_seen_at"}]
    assert found[0]["name"] == "sign out"
    assert datetime.fromisoformat(found[0]["last_seen_at"]).tzinfo is not None


@pytest.mark.contract("MCP-19")
def test_single_tiles_are_copied_moved_and_removed(site: Site) -> None:
    agent = site.agent
    here, there = site.board()["id"], site.board(insights=0)["id"]
    card = agent.call("dashboard-create-tile", id=here, body="# Why", color="blue")
    assert (card["text"]["body"], card["color"]) == ("# Why", "blue")
    changed = agent.call("dashboard-update-text-tile", id=here, tile_id=card["id"], body="# How")
    assert changed["text"]["body"] == "# How"

    copied = agent.call("dashboard-tile-copy", id=there, from_dashboard_id=here, tile_id=card["id"])
    assert [tile["text"]["body"] for tile in copied["tiles"]] == ["# How"]
    [insight_tile] = [tile["id"] for tile in agent.call("dashboard-get", id=here)["tiles"] if tile["insight"]]
    left = agent.call("dashboard-transfer-tile", id=here, to_dashboard_id=there, tile_id=insight_tile)
    assert [tile["id"] for tile in left["tiles"]] == [card["id"]]
    assert "color" not in left["tiles"][0]
    assert agent.call("dashboard-delete-tile", id=here, tile_id=card["id"]) == {"id": card["id"], "deleted": True}
    assert agent.call("dashboard-get", id=here)["tiles"] == []


def test_an_insight_is_explained_with_the_sql_that_people_read(site: Site) -> None:
    board = site.board()
    asked = board["tiles"][0]["insight"]["id"]
    shown = site.agent.call(
        "insight-explain", id=asked, from_dashboard=board["id"], filters_override={"date_from": "-30d"}
    )
    assert (shown["path"], shown["interval"]) == ("scan", "day")
    (statement,) = shown["statements"]
    assert "event = 'signup'" in statement["readable"]
    assert not {"sql", "parameters"} & set(statement)
    refusal = site.agent_with("insight:read").refusal("insight-explain", id=asked)
    assert "missing required scope 'query:read'" in refusal


def test_a_dashboard_of_twelve_tiles_is_less_than_half_of_what_the_api_sends(site: Site) -> None:
    board = site.board(insights=12)
    site.api("GET", f"dashboards/{board['id']}?refresh=blocking")
    whole = site.http.get(f"/api/projects/@current/dashboards/{board['id']}").text
    trimmed = text_of(site.agent.result("dashboard-get", id=board["id"]))
    tables = text_of(site.agent.result("dashboard-insights-run", id=board["id"]))
    sys.stdout.write(f"characters: API {len(whole)}, dashboard-get {len(trimmed)}, results {len(tables)}\n")
    assert 2 * len(trimmed) < len(whole)
    assert 4 * len(tables) < len(whole)
