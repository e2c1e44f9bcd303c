"""`hedgerow backup` and `restore`: under load, beside a server and without one, and refused where they must be."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from hedgerow.base.settings import Settings
from hedgerow.main.cli.reach import reached
from hedgerow.main.transfer.api import ProjectApi
from tests.system.command import done, run
from tests.system.conftest import Site

BATCH = 20
COUNT = {"kind": "HogQLQuery", "query": "SELECT count(), uniq(uuid), uniq(distinct_id) FROM events"}
STRANGERS = {
    "kind": "HogQLQuery",
    "query": "SELECT count() FROM events WHERE person_id NOT IN (SELECT id FROM persons)",
}


class Load:
    """Clients that send new people's events until told to stop; counts what was acknowledged."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ending = threading.Event()
        self.acknowledged: list[int] = []
        self.enough = threading.Event()
        self._threads = [threading.Thread(target=self._send) for _ in range(4)]

    def _send(self) -> None:
        with httpx2.Client(base_url=self._site.server.url, timeout=60) as client:
            while not self._ending.is_set():
                batch = [{"event": "load", "distinct_id": str(uuid4()), "uuid": str(uuid4())} for _ in range(BATCH)]
                answer = client.post("/batch/", json={"api_key": self._site.token, "batch": batch})
                assert answer.status_code == 200, answer.text
                self.acknowledged.append(BATCH)
                if len(self.acknowledged) > 20:
                    self.enough.set()

    @contextmanager
    def running(self) -> Iterator[None]:
        for thread in self._threads:
            thread.start()
        try:
            assert self.enough.wait(60)
            yield
        finally:
            self._ending.set()
            for thread in self._threads:
                thread.join()


@pytest.fixture(scope="module")
def archive(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, int]:
    """A backup made under load, and how many events were acknowledged before it began and at its end."""
    (site.server.data / "hedgerow.toml").write_text('log_level = "error"\n')
    out = tmp_path_factory.mktemp("backup") / "site.tar"
    load = Load(site)
    with load.running():
        before = sum(load.acknowledged)
        done("backup", out, data=site.server.data)
    return out, before, sum(load.acknowledged)


def project(api: httpx2.Client, site: Site) -> ProjectApi:
    return ProjectApi(http=api, project=str(site.project_id))


def test_a_backup_under_load_has_all_that_was_acknowledged_and_fits_together(
    site: Site, archive: tuple[Path, int, int], tmp_path: Path
) -> None:
    out, before, after = archive
    assert out.stat().st_mode & 0o077 == 0
    restored = tmp_path / "restored"
    done("restore", out, data=restored)
    assert "log_level" in (restored / "hedgerow.toml").read_text()

    with reached(Settings(data=restored)) as server:
        api = project(server.http, site)
        [[events, uuids, people]] = api.rows(COUNT)
        assert before <= events <= after
        assert events == uuids == people
        assert api.rows(STRANGERS) == [[0]]
        # It goes on as the server it was: with its keys, and with numbers for people that nobody has.
        own = httpx2.Client(transport=server.http._transport, base_url="http://x", headers=site.client.headers)
        assert own.get(f"/api/projects/{site.project_id}").status_code == 200
        token = api.get("")["api_token"]
        own.post("/batch/", json={"api_key": token, "batch": [{"event": "load", "distinct_id": "later"}]})
        assert api.rows(COUNT) == [[events + 1, events + 1, people + 1]]
        assert api.rows(STRANGERS) == [[0]]
    assert not list((site.server.data / "events" / "shadow").glob("backup*"))

    again = tmp_path / "again.tar"
    done("backup", again, data=restored)  # without a server
    shutil.rmtree(restored)
    done("restore", again, data=restored)
    with reached(Settings(data=restored)) as server:
        assert project(server.http, site).rows(COUNT) == [[events + 1, events + 1, people + 1]]


def test_a_folder_that_is_not_empty_is_never_restored_into(archive: tuple[Path, int, int], tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("data")
    result = run("restore", archive[0], data=tmp_path)
    assert result.exit_code == 1
    assert "not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


@pytest.mark.parametrize("harm", ["cut", "flip", "junk"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    archive: tuple[Path, int, int], tmp_path: Path, harm: str
) -> None:
    whole = archive[0].read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    harmed = tmp_path / "harmed.tar"
    harmed.write_bytes({"cut": whole[:middle], "flip": flipped, "junk": b"no tar at all"}[harm])
    target = tmp_path / "target"
    result = run("restore", harmed, data=target)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not target.exists() or not list(target.iterdir())


def test_a_backup_needs_a_key_that_may_do_everything(site: Site, tmp_path: Path) -> None:
    result = run("backup", tmp_path / "x.tar", "--host", site.server.url, "--key", "phx_wrong", data=tmp_path / "none")
    assert result.exit_code == 1
    assert "invalid" in result.output
    assert list(tmp_path.iterdir()) == []
