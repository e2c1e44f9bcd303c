"""The `hedgerow` command, beside a running server and on folders in every state."""

import json
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from tests.server_process import hedgerow, hedgerow_json, started_server
from tests.system.conftest import Site


def test_projects_and_keys_work_while_the_server_runs(site: Site) -> None:
    project = hedgerow_json("projects", "create", "Second", data=site.server.data)
    key = hedgerow_json(
        "keys", "create", "reader", "--scopes", "project:read", "--project", str(project["id"]), data=site.server.data
    )
    own = {"Authorization": f"Bearer {key['value']}"}
    path = f"{site.server.url}/api/projects"

    assert httpx2.get(f"{path}/{project['id']}", headers=own).json()["api_token"] == project["api_token"]
    assert httpx2.get(f"{path}/{site.project_id}", headers=own).status_code == 403
    listed = hedgerow("keys", "list", data=site.server.data).stdout
    assert "reader" in listed
    assert key["value"] not in listed

    assert hedgerow("keys", "revoke", key["id"], data=site.server.data).returncode == 0
    assert httpx2.get(f"{path}/{project['id']}", headers=own).status_code == 401


def test_who_forgot_the_password_gets_a_new_one_while_the_server_runs(site: Site) -> None:
    (user,) = json.loads(hedgerow("users", "list", "--json", data=site.server.data).stdout)
    said = hedgerow("users", "reset-password", user["email"], data=site.server.data).stdout
    password = said.split("is now ")[1].split()[0]
    login = {"email": user["email"], "password": password}
    assert httpx2.post(f"{site.server.url}/api/login", json=login).status_code == 200


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("projects", "create", "X", "--timezone", "Mars/Olympus"), "Mars/Olympus"),
        (("keys", "create", "X", "--scopes", "dashboard:fly"), "dashboard:fly"),
        (("keys", "create", "X", "--project", "999"), "999"),
        (("keys", "revoke", "nothing"), "nothing"),
        (("users", "reset-password", "nobody@x.de"), "nobody@x.de"),
    ],
)
def test_a_wrong_word_is_named_and_changes_nothing(site: Site, words: tuple[str, ...], named: str) -> None:
    before = hedgerow("projects", "list", data=site.server.data).stdout
    done = hedgerow(*words, data=site.server.data)
    assert done.returncode == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert hedgerow("projects", "list", data=site.server.data).stdout == before


def test_a_second_server_on_the_same_folder_says_who_has_it(site: Site) -> None:
    done = hedgerow("serve", "--port", "1", data=site.server.data)
    assert done.returncode == 1
    assert "in use by process" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_is_content_with_a_fresh_server_and_names_what_is_wrong(tmp_path: Path) -> None:
    data = tmp_path / "data"
    hedgerow_json("projects", "create", "Shop", data=data)
    well = hedgerow("doctor", data=data)
    assert well.returncode == 0, well.stdout
    assert "SQLite" in well.stdout
    assert "chDB" in well.stdout

    (data / "hedgerow.sqlite").write_bytes(b"not a database at all" * 100)
    ill = hedgerow("doctor", data=data)
    assert ill.returncode == 1
    assert "wrong store" in " ".join(ill.stdout.split())
    assert "Traceback" not in ill.stderr


def test_an_unusable_setting_is_named(tmp_path: Path) -> None:
    done = hedgerow("doctor", data=tmp_path, HEDGEROW_PORT="high")
    assert done.returncode == 1
    assert "port" in done.stderr


def test_settings_are_read_from_the_file_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "hedgerow.toml").write_text('store_url = "mysql://nowhere"\n')
    done = hedgerow("migrate", data=tmp_path)
    assert done.returncode == 1
    assert "mysql" in done.stderr


def test_a_pinned_clock_is_the_only_time_the_server_knows(tmp_path: Path) -> None:
    server = started_server(tmp_path / "data", HEDGEROW_NOW="2020-01-20T00:00:00Z")
    try:
        project = hedgerow_json("projects", "create", "Then", data=server.data)
        key = hedgerow_json("keys", "create", "then", "--expires", "2999-01-01", data=server.data)["value"]
        with httpx2.Client(base_url=server.url, headers={"Authorization": f"Bearer {key}"}) as client:
            event = {"api_key": project["api_token"], "event": "then", "distinct_id": "anna"}
            assert client.post("/capture/", json=event).status_code == 200
            query = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "then"}]}
            answer = client.post(f"/api/projects/{project['id']}/query", json={"query": query}).json()
        row = answer["results"][0]
        assert row["days"][-1] == "2020-01-20"
        assert row["data"][-1] == 1
        assert datetime.fromisoformat(answer["last_refresh"]) == datetime(2020, 1, 20, tzinfo=UTC)
    finally:
        server.stop()
