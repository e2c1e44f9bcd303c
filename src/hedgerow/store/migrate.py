"""The one list of migrations, run by the program itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from hedgerow.store.database import database_engines
from hedgerow.store.place import database_url

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 0x48656467  # any number of our own: PostgreSQL's advisory lock that lets one process migrate at a time


def migrate(url_or_path: str | Path) -> None:
    """Bring the database's tables up to date, in one transaction. Does nothing when they are.

    Safe to call from several processes at once: one migrates, the others wait and find it done. Raises
    StoreUnavailable when the database cannot be reached.
    """
    _, writing = database_engines(database_url(url_or_path), connections=1)
    try:
        with writing.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if schema_difference(connection) is not None:
                _upgrade(connection)
    finally:
        writing.dispose()


def schema_difference(connection: Connection) -> str | None:
    """How the database's tables differ from what this program needs, as a sentence; None when they fit."""
    have, need = _revision(connection), _newest()
    if have == need:
        return None
    if have is None:
        return "The store has no tables yet: run `hedgerow migrate`."
    return f"The store is at migration {have}, not {need}: run `hedgerow migrate`."


def _revision(connection: Connection) -> str | None:
    """The migration the tables are at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _newest() -> str:
    """The last migration there is: a script's name begins with its number."""
    return max(script.name.partition("_")[0] for script in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # loaded only when there is something to do: most starts find nothing

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
