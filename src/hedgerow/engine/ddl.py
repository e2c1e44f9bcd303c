"""The engine's tables as SQL, from the definitions in `hedgerow.vocab.events`; the same text for both engines."""

from collections.abc import Collection

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import Column, Table
from hedgerow.vocab.statement import Parameter, Statement


def make_table(engine: Engine, table: Table, *, durable: bool, storage: str = "MergeTree") -> None:
    """Create ``table`` where it is missing; ``durable`` makes each insert reach the disk before it returns.

    ``storage`` is the table engine: a cluster has its own, the columns stay the same. Running it again changes
    nothing but the durability and the table's settings.
    """
    engine.command(Statement(create_table(table, storage=storage)))
    flag = int(durable)
    wanted = (f"fsync_after_insert = {flag}", f"fsync_part_directory = {flag}", *table.settings)
    has = _settings(engine, table)
    if changed := [setting for setting in wanted if setting not in has]:
        engine.command(Statement(f"ALTER TABLE {table.name} MODIFY SETTING {', '.join(changed)}"))


def create_database(name: str) -> str:
    """The text that makes the database ``name`` where it is missing."""
    return f"CREATE DATABASE IF NOT EXISTS {_identifier(name)}"


def create_table(table: Table, *, storage: str = "MergeTree") -> str:
    """The text that makes ``table`` in the connection's database where it is missing."""
    parts = [_column(column) for column in table.columns] + list(table.indexes)
    lines = [f"CREATE TABLE IF NOT EXISTS {table.name}", "(", ",\n".join(f"    {part}" for part in parts), ")"]
    if table.newest_by:
        storage = storage.replace("MergeTree", f"ReplacingMergeTree({table.newest_by})")
    lines.append(f"ENGINE = {storage}")
    if table.partition_by:
        lines.append(f"PARTITION BY {table.partition_by}")
    lines.append(f"ORDER BY ({', '.join(table.order_by)})")
    if table.rows_per_granule:
        lines.append(f"SETTINGS index_granularity = {table.rows_per_granule}")
    if table.note:
        lines.append(f"COMMENT {_text(table.note)}")
    return "\n".join(lines)


def _settings(engine: Engine, table: Table) -> Collection[str]:
    """Those that were set, each as ``name = value``."""
    stored = engine.query(
        Statement(
            "SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = {name:String}",
            (Parameter("name", "String", table.name),),
        )
    )
    return str(stored.rows[0][0]).partition(" SETTINGS ")[2].split(", ")


def _column(column: Column) -> str:
    codec = f" CODEC({column.codec})" if column.codec else ""
    return f"{column.name} {column.type}{codec} COMMENT {_text(column.note)}"


def _identifier(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
