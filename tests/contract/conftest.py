"""A whole server in this process, on a real SQLite file and a real chDB, and clients that call it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.base.settings import Settings
from hedgerow.cache.results import ResultCache
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.ddl import make_table
from hedgerow.run.event_counting import EventCounting
from hedgerow.run.facts import FactSource
from hedgerow.run.runner import Runner
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.services.setup import ensure_owner
from hedgerow.store.store import Store, open_store
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.people import MembershipLevel, User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement
from tests.postgresql import database_name

START = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)
BASE = "http://hedgerow.test"
EMAIL = "owner@example.com"
PASSWORD = "correct horse battery"


@dataclass
class HandClock:
    """A clock that tests move by hand."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture(scope="session")
def _empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated store with its owner."""
    if request.config.getoption("--store") == "postgresql":
        url: str = request.getfixturevalue("new_postgresql")(request.getfixturevalue("postgresql_template"))
    else:
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path_factory.mktemp("template"))
        url = f"sqlite:///{file}"
    store = open_store(url)
    ensure_owner(store, email=EMAIL, password=PASSWORD, now=START)
    store.close()
    return url


@pytest.fixture(scope="session")
def _template(_empty: str) -> str:
    """The URL of the store that each test gets a copy of: making one takes longer than most tests.

    Where tests of a room or a module share more than an owner, theirs stands in its place.
    """
    return _empty


@pytest.fixture(scope="module")
def _engine(engine_folder: Path) -> Iterator[ChdbEngine]:
    made = ChdbEngine(engine_folder, connections=4, database="contract")
    for table in TABLES:
        make_table(made, table, durable=False)
    yield made
    made.close()


@pytest.fixture
def engine(_engine: ChdbEngine) -> ChdbEngine:
    """An engine without events."""
    empty_tables(_engine)
    return _engine


def empty_tables(engine: ChdbEngine) -> None:
    """Leave no row in the engine's tables."""
    for table in TABLES:
        engine.command(Statement(f"TRUNCATE TABLE {table.name}"))


def store_copy(request: pytest.FixtureRequest, template: str, folder: Path, copying: str = "postgresql_copy") -> str:
    """The URL of a copy of the store ``template``: a file in ``folder``, or a database made by fixture ``copying``."""
    if template.startswith("sqlite"):
        url = f"sqlite:///{folder}/hedgerow.sqlite"
        shutil.copy(template.removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        return url
    copied: str = request.getfixturevalue(copying)(database_name(template))
    return copied


@pytest.fixture
def store(request: pytest.FixtureRequest, _template: str, tmp_path: Path) -> Iterator[Store]:
    """A store that has an owner and a project, and nothing else: SQLite, or PostgreSQL with ``--store``."""
    with closing(open_store(store_copy(request, _template, tmp_path))) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@contextmanager
def wired_house(store: Store, engine: ChdbEngine, clock: HandClock, data: Path) -> Iterator[House]:
    """A whole house around these parts, its data in the folder ``data``."""
    settings = Settings(data=data)
    counting = EventCounting(engine)
    runner = Runner(
        engine=engine,
        facts=FactSource(store, engine, counting=counting),
        cache=ResultCache(settings.cache_bytes),
        clock=clock,
        query_seconds=settings.query_seconds,
    )
    committer = GroupCommitter(store, engine, clock, settings, changed=runner.forget_definitions, witness=counting)
    with closing(committer):
        yield House(store=store, engine=engine, runner=runner, committer=committer, clock=clock, settings=settings)


@contextmanager
def filling(url: str, engine: ChdbEngine, data: Path) -> Iterator[tuple[House, TestClient]]:
    """A server on the store at ``url``, which will be the template of tests, and a client to fill it with."""
    with (
        closing(open_store(url)) as store,
        wired_house(store, engine, HandClock(), data) as house,
        TestClient(create_app(house), base_url=BASE) as client,
    ):
        yield house, client


@pytest.fixture
def house(store: Store, engine: ChdbEngine, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    with wired_house(store, engine, clock, tmp_path) as made:
        yield made


@pytest.fixture
def project(store: Store) -> Project:
    """The project every fresh server has."""
    with store.read() as tx:
        return tx.projects.all()[0]


@pytest.fixture
def owner(store: Store) -> User:
    with store.read() as tx:
        return tx.users.all()[0]


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    """A client without credentials; failures show as answers, as they would over the network.

    It reads every answer whole, so live events end after the newest.
    """
    house.committer.monitor.live.close()
    with TestClient(create_app(house), base_url=BASE, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def make_key(store: Store, owner: User, clock: HandClock) -> Callable[..., str]:
    """Makes personal API keys of the owner and answers their values: ``make_key("project:read", …)``."""

    def made(*scopes: str, user: User = owner, **limits: Any) -> str:
        given = {"scopes": scopes or ("*",), "label": "test", **limits}
        return create_key(store, user_id=user.id, now=clock(), **given).value

    return made


@pytest.fixture
def api(client: TestClient, make_key: Callable[..., str]) -> TestClient:
    """A client with a key that may do everything."""
    client.headers["Authorization"] = f"Bearer {make_key('*')}"
    return client


@pytest.fixture
def member(store: Store, project: Project) -> User:
    """A user who is neither owner nor administrator."""
    with store.write() as tx:
        return tx.users.create(
            email="member@example.com",
            password_hash=None,
            now=START,
            membership_level=MembershipLevel.MEMBER,
            current_project_id=project.id,
        )


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """A client that logged in as the owner and sends the CSRF header."""
    answer = client.post("/api/login", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRFToken"] = client.cookies["hedgerow_csrftoken"]
    return client


def envelope(answer: Any) -> tuple[int, str, str, str | None]:
    """Status, type, code and attr of an error answer; fails when it is not exactly the envelope (ERR-1)."""
    body = answer.json()
    assert set(body) - {"extra"} == {"type", "code", "detail", "attr"}, body
    assert isinstance(body["detail"], str)
    assert body["detail"]
    return answer.status_code, body["type"], body["code"], body["attr"]


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}
