"""`hedgerow export`: what comes out is what went in, and an empty project filled from it answers the same."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet  # type: ignore[import-untyped]
import pytest

from hedgerow.main.transfer import event_pages
from hedgerow.main.transfer.api import ProjectApi
from tests.system.command import done, new_project, run
from tests.system.conftest import Site
from tests.system.questions import answers
from tests.system.sent_events import ODD, history


@pytest.fixture(scope="module")
def filled(site: Site) -> ProjectApi:
    """The site's project with a history; ``$set`` above the properties is in no event, only in people."""
    events = history()
    events[5]["$set"] = {"plan": "by hand"}
    answer = site.client.post("/batch/", json={"api_key": site.token, "batch": events})
    assert answer.status_code == 200, answer.text
    return ProjectApi(http=site.client, project=str(site.project_id))


def exported(site: Site, out: Path, *words: object) -> Path:
    done("export", *words, out, "--project", site.project_id, data=site.server.data)
    return out


def copied(site: Site, folder: Path, form: str) -> ProjectApi:
    """A new project filled from files with everything of the site's project."""
    copy = new_project(site, form)
    people = exported(site, folder / "people.jsonl", "persons")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(event_pages, "PAGE", 9)  # so that pages end between events of one moment
        events = exported(site, folder / f"events.{form}", "events")
    for kind, file in [("persons", people), ("events", events), ("persons", people)]:
        told = done("import", kind, file, "--project", copy.project, data=site.server.data)
        assert "Refused" not in told
    return copy


@pytest.mark.parametrize("form", ["parquet", "jsonl.zst"])
def test_a_project_filled_from_an_export_answers_the_same(
    site: Site, filled: ProjectApi, tmp_path: Path, form: str
) -> None:
    copy = copied(site, tmp_path, form)
    assert answers(copy) == answers(filled)
    if form == "parquet":
        make_things(filled)
        for kind in ("dashboards", "definitions"):
            file = exported(site, tmp_path / f"{kind}.json", kind)
            told = done("import", kind, file, "--project", copy.project, data=site.server.data)
            assert "Not imported" not in told
        assert things(copy) == things(filled)


def make_things(api: ProjectApi) -> None:
    """A dashboard with an insight that names an action and a cohort, a text, and a definition somebody wrote."""
    cohort = api.post("cohorts", {"name": "Pair", "is_static": True, "distinct_ids": ["user-1", "anonymous-3"]})
    action = api.post("actions", {"name": "Purchase", "steps": [{"event": "buy"}]})
    board = api.post("dashboards", {"name": "Sales", "tags": ["weekly"], "filters": {"date_from": "2024-01-01"}})
    in_cohort = {"key": "id", "type": "cohort", "value": cohort["id"]}
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "ActionsNode", "id": action["id"], "properties": [in_cohort]}],
        "dateRange": {"date_from": "2024-01-01", "date_to": "2024-03-31"},
    }
    api.post("insights", {"name": "Buys", "query": query, "dashboards": [board["id"]]})
    tile = api.get(f"dashboards/{board['id']}")["tiles"][0]["id"]
    box = {"sm": {"x": 6, "y": 0, "w": 6, "h": 5}}
    elements = [{"id": tile, "layouts": box, "color": "blue"}, {"text": {"body": "# Hello"}, "layouts": {}}]
    api.patch(f"dashboards/{board['id']}", {"tiles": elements})
    definition = api.get("event_definitions/by_name", name="buy")
    api.patch(f"event_definitions/{definition['id']}", {"description": "Money came in", "verified": True})


def things(api: ProjectApi) -> list[Any]:
    """What `make_things` made, with its results and without its ids."""
    shown: list[Any] = []
    for board in api.items("dashboards"):
        for tile in api.get(f"dashboards/{board['id']}", refresh="force_blocking")["tiles"]:
            insight, text = tile["insight"] or {}, tile["text"] or {}
            counts = [series["data"] for series in insight.get("result", ())]
            assert not insight or any(any(data) for data in counts)
            shown.append(
                [
                    board["name"],
                    board["tags"],
                    tile["layouts"],
                    tile["color"],
                    insight.get("name"),
                    counts,
                    text.get("body"),
                ]
            )
    definition = api.get("event_definitions/by_name", name="buy")
    return [*sorted(shown, key=str), definition["description"], definition["verified"]]


def test_parquet_has_typed_columns_and_the_properties_as_json_text(
    site: Site, filled: ProjectApi, tmp_path: Path
) -> None:
    table = pyarrow.parquet.read_table(exported(site, tmp_path / "events.parquet", "events"))
    assert str(table.schema.field("timestamp").type) == "timestamp[us, tz=UTC]"
    odd = next(json.loads(text) for text in table["properties"].to_pylist() if "wide" in text)
    assert {name: odd[name] for name in ODD} == ODD
    times = table["timestamp"].to_pylist()
    assert times == sorted(times)


def test_only_events_of_the_names_and_times_asked_for_are_exported(
    site: Site, filled: ProjectApi, tmp_path: Path
) -> None:
    out = exported(
        site, tmp_path / "some.jsonl", "events", "--event", "buy", "--event", "it's", "--from", "2024-01-10",
        "--to", "2024-02-01",
    )  # fmt: skip
    wanted = [
        event["uuid"]
        for event in history()
        if event["event"] == "buy" and "2024-01-10" <= event["timestamp"] < "2024-02-01"
    ]
    assert sorted(json.loads(line)["uuid"] for line in out.read_text().splitlines()) == sorted(wanted)


def test_a_target_that_cannot_be_written_is_named(site: Site, tmp_path: Path) -> None:
    for out, named in [(tmp_path / "no" / "x.jsonl", "x.jsonl"), (tmp_path / "x.xml", "--format")]:
        result = run("export", "events", out, data=site.server.data)
        assert result.exit_code == 1
        assert named in result.output
        assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []
