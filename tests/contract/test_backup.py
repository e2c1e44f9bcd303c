"""`/api/backup`: who may take everything away, and what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.services.backup_archive import checked_archive
from hedgerow.vocab.people import User
from tests.contract.conftest import START, bearer, envelope


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
