"""Every insight of a dashboard run in one call (30 §5)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    Json,
    box,
    counted_statements,
    got,
    happened,
    insight,
    lasting,
    made,
    patched,
    tile_of,
    trends,
)


def runs(api: TestClient, dashboard_id: int, **query: Any) -> list[Json]:
    answer = api.get(f"{BASE}/{dashboard_id}/run_insights", params={"refresh": "blocking", **query})
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"results"}
    shown: list[Json] = answer.json()["results"]
    return shown


@pytest.fixture
def board(api: TestClient, project: Project) -> int:
    """A dashboard with a text card on top and an insight below it; three views happened yesterday."""
    happened(api, project, "2026-02-28", 3)
    number: int = made(api)["id"]
    made(api, f"/{number}/create_text_tile", body="top", layouts=box(0, 0))
    insight(api, number, name="Views")
    return number


@pytest.mark.contract("RUN-1", "RUN-2", "RUN-3", "RUN-4", "RUN-7", "RUN-20", "RUN-24", "NB-30")
def test_the_answer_is_narrow_and_its_results_are_tables(api: TestClient, board: int) -> None:
    (run,) = runs(api, board)
    tile = got(api, board)["tiles"][1]
    assert run == {
        "id": tile["id"],
        "insight": {
            "id": tile["insight"]["id"],
            "short_id": tile["insight"]["short_id"],
            "name": "Views",
            "derived_name": None,
            "result": "Date|view\n2026-02-26|0\n2026-02-27|0\n2026-02-28|3\n2026-03-01 (partial)|0\n"
            "(partial): this bucket was not over when the result was computed; UTC time.",
        },
        "order": 1,
        "last_refresh": None,
        "is_cached": False,
    }


@pytest.mark.contract("RUN-1", "TILE-2")
def test_only_live_insights_with_a_query_run_in_the_order_of_their_tiles(api: TestClient) -> None:
    board = made(api)["id"]
    assert runs(api, board) == []
    assert api.post("/api/projects/@current/insights", json={"dashboards": [board]}).status_code == 201
    first, gone, last = (insight(api, board, query=trends(name)) for name in ("a", "b", "c"))
    places = {first["id"]: box(0, 1), last["id"]: box(0, 0)}
    patched(api, board, tiles=[{"id": tile_of(api, board, n)["id"], "layouts": b} for n, b in places.items()])
    api.patch(f"/api/projects/@current/insights/{gone['id']}", json={"deleted": True})
    assert [(run["insight"]["id"], run["order"]) for run in runs(api, board)] == [(last["id"], 0), (first["id"], 1)]


@pytest.mark.contract("RUN-5")
@pytest.mark.parametrize(
    ("refresh", "computes"),
    [("force_cache", False), ("blocking", True), ("force_blocking", True), ("async", True), ("lazy_async", True),
     ("force_async", True), ("true", False), ("whatever", False), ("", False)],
)  # fmt: skip
def test_refresh_says_whether_to_compute(api: TestClient, board: int, refresh: str, computes: bool) -> None:
    assert (runs(api, board, refresh=refresh)[0]["insight"]["result"] is not None) is computes


@pytest.mark.contract("RUN-5")
def test_only_a_forced_run_looks_past_a_fresh_result(api: TestClient, project: Project, board: int) -> None:
    assert "02-28|3" in runs(api, board)[0]["insight"]["result"]
    happened(api, project, "2026-02-28", 1, name="view")
    assert "02-28|3" in runs(api, board)[0]["insight"]["result"]
    assert "02-28|3" in runs(api, board, refresh="force_cache")[0]["insight"]["result"]
    assert "02-28|4" in runs(api, board, refresh="force_blocking")[0]["insight"]["result"]


@pytest.mark.contract("RUN-6", "FMT-3")
def test_any_other_output_format_gives_the_raw_result(api: TestClient, board: int) -> None:
    for output_format in ("json", "anything"):
        (row,) = runs(api, board, output_format=output_format, max_result_chars="-1")[0]["insight"]["result"]
        assert row["data"] == [0, 0, 3, 0]
    answer = api.get(f"{BASE}/{board}/run_insights", params={"format": "txt"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert json.loads(answer.text.removeprefix("data: "))["results"]


@pytest.mark.contract("RUN-8", "RUN-13", "DASH-11", "DASH-16")
def test_overrides_act_on_the_run_and_nothing_is_kept(api: TestClient, board: int) -> None:
    patched(api, board, filters={"date_from": "-1d"})
    assert runs(api, board)[0]["insight"]["result"].count("\n") == 3
    assert runs(api, board, filters_override='{"date_from":"-2d"}')[0]["insight"]["result"].count("\n") == 4
    (item,) = api.get(BASE).json()["results"]
    assert item["last_accessed_at"] is None
    assert got(api, board)["filters"] == {"date_from": "-1d"}
    for name in ("filters_override", "variables_override"):
        answer = api.get(f"{BASE}/{board}/run_insights", params={name: "[]"})
        assert envelope(answer) == (400, "validation_error", "invalid_input", name)


@pytest.mark.contract("RUN-9")
def test_a_dashboard_that_is_not_here_cannot_be_run(api: TestClient, make_key: Callable[..., str]) -> None:
    gone = made(api)["id"]
    patched(api, gone, deleted=True)
    for number in (gone, 999, "x"):
        assert envelope(api.get(f"{BASE}/{number}/run_insights"))[0] == 404
    other = made(api)["id"]
    answer = api.get(f"{BASE}/{other}/run_insights", headers=bearer(make_key("query:read")))
    assert answer.status_code == 200


@pytest.mark.contract("RUN-10", "DASH-26")
def test_a_failing_insight_has_no_result_and_the_others_theirs(api: TestClient, board: int) -> None:
    insight(api, board, query={"kind": "HogQLQuery", "query": "nonsense("})
    assert [run["insight"]["result"] is None for run in runs(api, board)] == [False, True]
    assert [run["insight"]["result"] is None for run in runs(api, board, output_format="json")] == [False, True]


@pytest.mark.contract("RUN-11")
def test_chosen_tiles_keep_their_place(api: TestClient, board: int) -> None:
    second = tile_of(api, board, insight(api, board, name="second")["id"])
    text = got(api, board)["tiles"][0]
    assert [(run["insight"]["name"], run["order"]) for run in runs(api, board, tile_ids=second["id"])] == [
        ("second", 2)
    ]
    assert runs(api, board, tile_ids=text["id"]) == []
    assert len(runs(api, board, tile_ids="")) == 2
    first = got(api, board)["tiles"][1]
    assert len(runs(api, board, tile_ids=f"{first['id']}, {second['id']}")) == 2
    for wrong, word in (("x", "x"), (f"{first['id']},1.5", "1.5"), ("-1", "-1"), ("987", "987")):
        answer = api.get(f"{BASE}/{board}/run_insights", params={"tile_ids": wrong})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "tile_ids")
        assert word in answer.json()["detail"]


@pytest.mark.contract("RUN-12")
def test_a_long_table_keeps_its_header_and_both_ends(api: TestClient) -> None:
    board = made(api)["id"]
    asked = insight(api, board, query=trends(date_from="-300d"))
    tile = tile_of(api, board, asked["id"])["id"]
    table = runs(api, board)[0]["insight"]["result"]
    assert len(table) <= 2000
    lines = table.split("\n")
    assert lines[:2] == ["Date|view", "2025-05-05|0"]
    assert lines[-2] == "2026-03-01 (partial)|0"
    (gap,) = [line for line in lines if f"tile_ids={tile}" in line]
    whole = runs(api, board, max_result_chars="0")[0]["insight"]["result"].split("\n")
    assert len(whole) == 303
    assert f" {len(whole) - len(lines) + 1} rows " in gap
    assert len(runs(api, board, max_result_chars="500")[0]["insight"]["result"]) <= 500
    for wrong in ("-1", "many", ""):
        answer = api.get(f"{BASE}/{board}/run_insights", params={"max_result_chars": wrong})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "max_result_chars")


@pytest.mark.contract("RUN-12")
def test_a_full_answer_says_which_tiles_were_not_run(api: TestClient) -> None:
    board = made(api)["id"]
    for number in range(4):
        insight(api, board, query=trends(f"e{number}", date_from="-900d"))
    results = [run["insight"]["result"] for run in runs(api, board, max_result_chars="0")]
    tiles = [tile["id"] for tile in got(api, board)["tiles"]]
    assert "left out" not in results[0]
    assert f"tile_ids={tiles[2]}" in results[2]
    assert "Not run" in results[3]
    assert f"tile_ids={tiles[3]}" in results[3]
    assert sum(map(len, results[:3])) <= 30_000
    assert len(runs(api, board, max_result_chars="0", output_format="json")[3]["insight"]["result"]) == 1


@pytest.mark.contract("RUN-21")
def test_totals_are_one_row_with_their_range(api: TestClient, project: Project, board: int) -> None:
    happened(api, project, "2026-02-27", 2, n=1.23456789)
    series = [
        {"kind": "EventsNode", "event": "view", "custom_name": "All|views"},
        {"kind": "EventsNode", "event": "view", "math": "sum", "math_property": "n"},
    ]
    query = trends(trendsFilter={"display": "BoldNumber"}, series=series, date_from="2026-02-26")
    asked = insight(api, board, query=query)
    run = next(run for run in runs(api, board) if run["insight"]["id"] == asked["id"])
    header, row = run["insight"]["result"].split("\n")
    assert header == "Date range|Aggregated value for All|views|Aggregated value for view"
    assert row == "2026-02-26 to 2026-03-01|5|2.46914"


@pytest.mark.contract("RUN-20", "RUN-22")
def test_breakdowns_and_compared_periods_are_named(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", 2, plan="pro")
    happened(api, project, "2026-02-25", 1, plan="pro")
    board = made(api)["id"]
    query = trends(
        date_from="2026-02-27",
        dateRange={"date_from": "2026-02-27", "date_to": "2026-02-28"},
        breakdownFilter={"breakdown": "plan"},
        compareFilter={"compare": True},
    )
    insight(api, board, query=query)
    assert runs(api, board)[0]["insight"]["result"] == (
        "Previous period:\nDate|pro breakdown for the value `pro`\n2026-02-25|1\n2026-02-26|0\n\n"
        "Current period:\nDate|pro breakdown for the value `pro`\n2026-02-27|2\n2026-02-28|0"
    )


@pytest.mark.contract("RUN-20", "RUN-24")
def test_hours_show_their_clock_and_the_note_names_the_timezone(api: TestClient, board: int) -> None:
    api.patch("/api/projects/@current", json={"timezone": "America/New_York"})
    number = made(api)["id"]
    insight(api, number, query=trends(interval="hour", date_from="2026-03-01"))
    table = runs(api, number)[0]["insight"]["result"].split("\n")
    assert table[:2] == ["Date|view", "2026-03-01 00:00|0"]
    marked = [line for line in table if line.partition("|")[0].endswith(" (partial)")]
    assert marked[0] == "2026-03-01 07:00 (partial)|0"
    assert "America/New_York" in table[-1]


@pytest.mark.contract("RUN-1", "DASH-92")
def test_a_run_takes_as_many_statements_for_many_tiles_as_for_one(api: TestClient, store: Store, board: int) -> None:
    def statements() -> int:
        with counted_statements(store) as seen:
            runs(api, board)
        return lasting(seen)

    few = statements()
    for number in range(6):
        insight(api, board, query=trends(f"e{number}"), tags=[f"t{number}"])
    assert statements() == few
