"""Reads that may not take for ever (EVDEF-17)."""

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_STEPS = 10_000
"""SQLite looks at the clock each time it has run so many instructions."""


@contextmanager
def time_limit(connection: Connection, seconds: float) -> Generator[None]:
    """Statements meanwhile raise StoreUnavailable when they are not done after ``seconds``.

    On PostgreSQL each statement has that long; on SQLite all of them together.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = {max(1, round(seconds * 1000))}"))
        yield
        connection.execute(text("SET LOCAL statement_timeout = 0"))  # a failed transaction forgets it by itself
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    end = time.monotonic() + seconds
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, _STEPS)
