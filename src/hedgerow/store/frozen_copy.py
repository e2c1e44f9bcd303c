"""A copy of the SQLite file as one transaction sees it, made while others go on writing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from hedgerow.base.errors import InvalidRequest


def frozen_copy(connection: Connection) -> Callable[[Path], None]:
    """What copies the database of a reading transaction to a new file, as it is from now on.

    Raises InvalidRequest when it is no SQLite file.
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise InvalidRequest("The store is a PostgreSQL database: back it up with its own tools, such as pg_dump.")
    # A transaction sees the moment of its first read, and a backup begun inside it copies just that.
    connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()

    def copy(file: Path) -> None:
        with closing(sqlite3.connect(file)) as target:
            driver.backup(target)

    return copy
