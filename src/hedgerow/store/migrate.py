"""The one list of migrations, run by the program itself."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from hedgerow.store.database import database_engines
from hedgerow.store.place import database_url

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
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        writing.dispose()


def schema_difference(connection: Connection) -> str | None:
    """How the database's tables differ from what this program needs, as a sentence; None when they fit."""
    have = set(MigrationContext.configure(connection).get_current_heads())
    need = set(ScriptDirectory.from_config(_config()).get_heads())
    if have == need:
        return None
    if not have:
        return "The store has no tables yet: run `hedgerow migrate`."
    return (
        f"The store is at migration {', '.join(sorted(have))}, not {', '.join(sorted(need))}: run `hedgerow migrate`."
    )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
