"""`hedgerow import`: every row counted once or told why not, whatever interrupts it."""

import gzip
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hedgerow.base.settings import Settings
from hedgerow.main.cli.reach import KEY_LABEL, reached
from hedgerow.main.transfer.event_import import BATCH
from tests.server_process import HEDGEROW
from tests.system.command import done, new_project, report, run
from tests.system.conftest import Site
from tests.system.questions import answers
from tests.system.sent_events import history

COUNTS = {"kind": "HogQLQuery", "query": "SELECT count(), uniq(uuid) FROM events"}


def written(path: Path, rows: Sequence[Any]) -> Path:
    lines = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


def event_row(number: int) -> dict[str, Any]:
    minutes = f"{number // 60 % 24:02}:{number % 60:02}"
    return {"event": "row", "distinct_id": f"u{number % 50}", "timestamp": f"2024-02-03T{minutes}:00Z", "n": number}


@pytest.mark.contract("NB-61")
def test_good_rows_are_stored_and_bad_ones_told_with_their_lines(site: Site, tmp_path: Path) -> None:
    api = new_project(site, "Rows")
    at = "2024-02-03T10:00:00Z"
    file = written(
        tmp_path / "rows.jsonl.gz",
        [
            {"event": "a", "distinct_id": "x", "timestamp": at, "properties": {"n": 1}},
            "not json",
            {"event": "a", "distinct_id": "x"},
            {"event": "a", "distinct_id": "x", "timestamp": "2199-01-01"},
            {"event": "", "distinct_id": "x", "timestamp": at},
            {"event": "a", "timestamp": at},
            {"event": "a", "distinct_id": "x", "timestamp": at, "properties": "{broken"},
            {"event": "$snapshot", "distinct_id": "x", "timestamp": at},
            {"batch": [{"event": "b", "distinct_id": "y", "timestamp": 1706954400, "properties": {"n": "one"}}] * 2},
        ],
    )
    words = ("import", "events", file, "--project", api.project)
    dry = report(*words, "--dry-run", data=site.server.data)
    assert api.rows(COUNTS) == [[0, 0]]

    told = report(*words, data=site.server.data)
    assert api.rows(COUNTS) == [[3, 3]]
    assert dry == {**told, "events_stored": 0}
    assert told["events"] == {"b": 2, "a": 1}
    assert told["events_left_out"] == 1
    assert told["properties"] == {"n": {"text": 2, "number": 1}}
    assert sorted(place for reason in told["reasons"] for place in reason["places"]) == ["2", "3", "4", "5", "6", "7"]
    rejected = [json.loads(line) for line in (tmp_path / "rows.jsonl.gz.rejected.jsonl").read_text().splitlines()]
    assert {line["place"] for line in rejected} == {"2", "3", "4", "5", "6", "7"}
    assert all(line["reason"] for line in rejected)

    done(*words, data=site.server.data)
    assert api.rows(COUNTS) == [[3, 3]]


def test_columns_of_other_names_are_mapped_and_cells_have_their_types(site: Site, tmp_path: Path) -> None:
    api = new_project(site, "Columns")
    file = tmp_path / "table.csv"
    file.write_text(
        "name,user_id,ts,properties,properties.price,properties.zip,plan,other\n"
        'buy,7,1706954400123,"{""list"": [1]}",12.5,01234,pro,x\n'
        "buy,8,2024-02-03 10:00:00,,,,,\n"
        "too,short\n"
    )
    mapping = "event=name,distinct_id=user_id,timestamp=ts,properties.plan=plan"
    words = ("import", "events", file, "--mapping", mapping, "--project", api.project)
    told = report(*words, data=site.server.data)
    assert [reason["places"] for reason in told["reasons"]] == [["4"]]
    rows = api.rows({"kind": "EventsQuery", "select": ["*"], "after": "all", "orderBy": ["distinct_id"]})
    first, second = rows[0][0], rows[1][0]
    assert first["properties"] == {"list": [1], "price": 12.5, "zip": "01234", "plan": "pro"}
    assert first["distinct_id"] == "7"
    assert first["timestamp"].startswith("2024-02-03T11:00:00.123")  # in Berlin
    assert second["properties"] == {}


def test_an_import_that_was_killed_is_finished_by_the_next_one_and_nothing_counts_twice(tmp_path: Path) -> None:
    data, pipe, file = tmp_path / "data", tmp_path / "pipe.jsonl", tmp_path / "file.jsonl"
    rows = [event_row(number) for number in range(2 * BATCH + 500)]
    written(file, rows)
    os.mkfifo(pipe)
    command = subprocess.Popen(
        [HEDGEROW, "import", "events", str(pipe), "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with pipe.open("wb", buffering=0) as sent:
        # When the reader has come into the third batch, the first one is stored and the second is on its way.
        sent.write(file.read_bytes())
        command.kill()
    command.communicate()

    told = report("import", "events", file, data=data)
    assert told["events_stored_before"] >= BATCH
    assert told["events_stored"] + told["events_stored_before"] == len(rows)
    with reached(Settings(data=data)) as server:
        assert server.project("@current").rows(COUNTS) == [[len(rows), len(rows)]]


def test_another_server_is_imported_whole_and_once(site: Site, tmp_path: Path) -> None:
    source = new_project(site, "Source")
    token = source.get("")["api_token"]
    assert site.client.post("/batch/", json={"api_key": token, "batch": history()}).status_code == 200
    board = source.post("dashboards", {"name": "Sales", "description": "All of it"})
    query = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "buy"}]}
    source.post("insights", {"name": "Buys", "query": query, "dashboards": [board["id"]]})
    key = site.client.headers["Authorization"].removeprefix("Bearer ")
    here = tmp_path / "here"
    report("projects", "create", "Copy", "--timezone", "Europe/Berlin", data=here)
    words = ("import", "posthog", "--host", site.server.url, "--key", key, "--project", source.project)

    assert "1 dashboards" in done(*words, "--dry-run", data=here)
    first = report(*words, data=here)
    assert first["problems"] == []
    assert first["events"]["rows_refused"] == 0
    again = report(*words, data=here)
    assert again["made_before"] == {"dashboards": 1, "insights": 1}

    with reached(Settings(data=here)) as server:
        copy = server.project("@current")
        assert answers(copy) == answers(source)
        assert [found["name"] for found in copy.items("dashboards")] == ["Sales"]
        assert [found["dashboards"] for found in copy.items("insights")] == [[1]]


def test_no_key_of_a_command_stays_behind(site: Site) -> None:
    assert KEY_LABEL not in done("keys", "list", data=site.server.data)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("events", "nowhere.jsonl"), "nowhere.jsonl"),
        (("events", __file__), "must end in"),
        (("events", __file__, "--mapping", "name"), "--mapping"),
        (("persons", __file__, "--host", "example.com", "--key", "k"), "http://"),
        (("persons", __file__), "not JSON"),
        (("posthog", "--host", "http://127.0.0.1:9", "--key", "k"), "does not answer"),
    ],
)
def test_a_wrong_word_is_named(site: Site, words: tuple[str, ...], named: str) -> None:
    result = run("import", *words, data=site.server.data)
    assert result.exit_code == 1
    assert named in result.output
    assert "Traceback" not in result.output
