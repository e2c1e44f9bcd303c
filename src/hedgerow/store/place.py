"""Where the store is."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import Settings

SQLITE_FILE = "hedgerow.sqlite"
_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}


def store_url(settings: Settings) -> str:
    """The database the settings name: theirs, or SQLite in the data folder."""
    return settings.store_url or _sqlite_url(settings.data / SQLITE_FILE).render_as_string(hide_password=False)


def database_url(url_or_path: str | Path) -> URL:
    """``url_or_path`` as a URL with our driver in it; a path means an SQLite file.

    Raises SettingsError for anything but an SQLite file or a PostgreSQL database. Makes the file's folder.
    """
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        url = _sqlite_url(Path(url_or_path))
    else:
        try:
            url = make_url(url_or_path)
        except ArgumentError as error:
            raise SettingsError("store_url is not a database URL.") from error
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite" or url.database in {None, "", ":memory:"}:
        raise SettingsError(
            f"store_url must be postgresql://user:password@host/database or sqlite:///file, not {url.drivername}://…"
        )
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    return url


def _sqlite_url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))
