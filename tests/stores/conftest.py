"""Every test here runs on SQLite and on a real PostgreSQL, each time in a database of its own."""

import shutil
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgerow.base.ids import project_token
from hedgerow.store.store import Store, open_store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """The URL of a new database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/hedgerow.sqlite"
    else:
        yield request.getfixturevalue("new_postgresql")()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """The URL of a new, migrated database."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path)
        yield f"sqlite:///{file}"
    else:
        yield request.getfixturevalue("postgresql_copy")(request.getfixturevalue("postgresql_template"))


@pytest.fixture
def store(url: str) -> Generator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@dataclass(frozen=True)
class World:
    """Two projects and a user: enough to see what crosses a wall."""

    project: Project
    other: Project
    user: User


@pytest.fixture
def world(store: Store) -> World:
    with store.write() as tx:
        user = tx.users.create(email="ada@example.org", password_hash="hash", now=NOW, first_name="Ada")
        organization = tx.organizations.create(name="Garden", slug="garden", now=NOW)
        first, second = (
            tx.projects.create(organization_id=organization.id, name=name, api_token=project_token(), now=NOW)
            for name in ("First", "Second")
        )
    return World(first, second, user)


@pytest.fixture
def tx(store: Store, world: World) -> Generator[Transaction]:
    """A writing transaction in a store that holds ``world``."""
    with store.write() as transaction:
        yield transaction
