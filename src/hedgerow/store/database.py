"""Connections to the database, set so that what is committed stays and what is read is one moment."""

import json
import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from hedgerow.store.failures import store_failure

BUSY_SECONDS = 10
"""How long a transaction waits for others before it gives up with `StoreUnavailable`."""


def database_engines(url: URL, *, connections: int) -> tuple[Engine, Engine]:
    """An engine that reads and one that writes.

    SQLite lets one transaction write at a time. So its writer has one connection: threads wait for it in line,
    woken at once, instead of polling the file lock. On PostgreSQL both are the same pool.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, connections, writes=False), _sqlite_engine(url, 1, writes=True)
    engine = _postgresql_engine(url, connections)
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return reading, engine


def _sqlite_engine(url: URL, connections: int, *, writes: bool) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        json_serializer=_json_text,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself: `begin` does
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a person number that was given survives power loss
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # a person that was deleted is not left in free pages
        connection.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at the start: a read that later wants to write could find it taken.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "handle_error", _translate)
    return engine


def _postgresql_engine(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "options": f"-c timezone=UTC -c lock_timeout={BUSY_SECONDS}s",
            "connect_timeout": BUSY_SECONDS,
        },
        json_serializer=_json_text,
    )
    event.listen(engine, "handle_error", _translate)
    return engine


def _json_text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _translate(context: ExceptionContext) -> None:
    failure = store_failure(context.sqlalchemy_exception)
    if failure is not None:
        raise failure from context.original_exception
