"""The engine that the settings name, with its tables."""

from pathlib import Path

from hedgerow.base.settings import Settings
from hedgerow.engine.ddl import make_table
from hedgerow.engine.port import Engine
from hedgerow.vocab.events import SEALED_TABLES, TABLES

EVENTS_FOLDER = "events"
"""The embedded engine's folder in the data folder."""


def open_engine(settings: Settings) -> Engine:
    """The ClickHouse server of ``settings``, or else chDB in ``<data>/events``; missing tables are made.

    Raises EngineUnavailable saying why it cannot be used.
    """
    engine = _engine(settings)
    try:
        for table in TABLES:
            # The store remembers which days are counted, so their counts may not be what a power loss takes.
            make_table(engine, table, durable=settings.capture_fsync or table in SEALED_TABLES)
    except BaseException:
        engine.close()
        raise
    return engine


def events_folder(settings: Settings) -> Path:
    """Where the embedded engine keeps its files."""
    return settings.data / EVENTS_FOLDER


def _engine(settings: Settings) -> Engine:
    # Each is loaded only where it is used: the client takes 8 MB, the embedded engine 200.
    if settings.clickhouse_url:
        from hedgerow.engine.clickhouse_engine import ClickHouseEngine

        return ClickHouseEngine(
            settings.clickhouse_url,
            connections=settings.engine_connections,
            memory_bytes=settings.engine_memory_bytes,
            seconds=settings.query_seconds,
        )
    from hedgerow.engine.chdb_engine import ChdbEngine

    return ChdbEngine(
        events_folder(settings),
        connections=settings.engine_connections,
        memory_bytes=settings.engine_memory_bytes,
        seconds=settings.query_seconds,
        reserve_bytes=settings.disk_reserve_bytes,
    )
