"""`/api/backup`: who may take everything away, and what it is."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from starlette.testclient import TestClient

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.frozen_files import FrozenFiles
from hedgerow.query import activity_index
from hedgerow.run.freshness import RefreshMode
from hedgerow.services import rolling_up
from hedgerow.services.backup_archive import checked_archive
from hedgerow.services.house import House
from hedgerow.services.rolling_up import roll_up
from hedgerow.services.sealing import seal_days
from hedgerow.store.place import SQLITE_FILE
from hedgerow.store.store import open_store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, bearer, envelope
from tests.contract.dashboard_fixtures import trends
from tests.contract.people_fixtures import told


def test_a_backup_is_an_archive_of_store_and_events(
    api: TestClient, engine: ChdbEngine, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    token = api.get("/api/projects/@current").json()["api_token"]
    api.post("/capture/", json={"api_key": token, "event": "seen", "distinct_id": "anna"})
    answer = api.post("/api/backup")
    if request.config.getoption("--store") == "postgresql":
        assert envelope(answer)[:2] == (400, "validation_error")
        assert "pg_dump" in answer.json()["detail"]
        return
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-tar"
    archive = tmp_path / "backup.tar"
    archive.write_bytes(answer.content)
    manifest = checked_archive(archive)
    assert "hedgerow.sqlite" in manifest.files
    assert any(place.startswith("events/store/") and place.endswith(".bin") for place in manifest.files)
    assert manifest.made_at == START.isoformat()
    assert int(answer.headers["X-Backup-Bytes"]) == sum(size for size, _ in manifest.files.values())


@pytest.mark.one_store
def test_only_an_administrator_with_a_key_for_everything_gets_one(
    client: TestClient, make_key: Callable[..., str], member: User
) -> None:
    assert client.post("/api/backup").status_code == 401
    assert client.get("/api/backup").status_code == 405
    for key in (make_key("project:write"), make_key("*", user=member)):
        assert envelope(client.post("/api/backup", headers=bearer(key)))[:2] == (403, "authentication_error")


@pytest.mark.one_store
def test_what_is_rolled_up_while_a_backup_is_taken_is_not_half_in_it(
    api: TestClient, house: House, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity_index, "LEAST_EVENTS", 0)
    monkeypatch.setattr(rolling_up, "LEAST_EVENTS_OF_ROW", 1)
    told(api, project, {"distinct_id": "ada"})
    seal_days(house, project.id)
    by_plan = {**trends(breakdownFilter={"breakdown": "plan"})["source"], "dateRange": {"date_from": "2026-02-01"}}
    for _ in range(2):
        house.runner.run(project, by_plan, RefreshMode.FORCE_BLOCKING)
    counting = Thread(target=roll_up, args=(house, project.id))
    freeze = FrozenFiles.freeze

    def and_count(files: FrozenFiles) -> None:
        freeze(files)
        counting.start()
        counting.join(1)

    monkeypatch.setattr(FrozenFiles, "freeze", and_count)
    archive = tmp_path / "backup.tar"
    archive.write_bytes(api.post("/api/backup").content)
    counting.join()
    checked_archive(archive, tmp_path / "restored")
    with closing(open_store(tmp_path / "restored" / SQLITE_FILE)) as restored:
        for store, rolled_up in ((house.store, 1), (restored, 0)):
            with store.read() as tx:
                assert len(tx.rollups.days(project.id)) == rolled_up
