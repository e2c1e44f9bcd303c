"""An open chDB connection without any of ours around it: what SQL costs by itself."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from chdb import _chdb

from hedgerow.engine.parameters import parameter_texts
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Cost, Parameter, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of an answer, and what the engine read for it."""

    rows: list[list[Any]]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Bare:
    """Runs statements one at a time. Belongs to one thread."""

    connection: Any

    def body(self, statement: Statement) -> bytes:
        """The answer as it comes, in JSONCompact."""
        return bytes(self.connection.query(statement.sql, "JSONCompact", params=parameter_texts(statement)).bytes())

    def told(self, statement: Statement) -> Told:
        """The answer, decoded."""
        answer = orjson.loads(self.body(statement))
        spent = answer["statistics"]
        return Told(answer["data"], Cost(spent["rows_read"], spent["bytes_read"], spent["elapsed"]))


@contextmanager
def bare(data: Path, database: str = "hedgerow", settings: Mapping[str, object] | None = None) -> Generator[Bare]:
    """A connection to ``database`` in the data folder of a server that this process has open."""
    chosen = "".join(f"&{name}={value}" for name, value in (settings or {}).items())
    place = f"{data / 'events'}?database={database}{chosen}"
    connection = _chdb.connect(place)  # type: ignore[attr-defined]  # compiled, untyped
    try:
        yield Bare(connection)
    finally:
        connection.close()


def of_project(sql: str, project: Project) -> Statement:
    """``sql`` with the project's number as its parameter ``team``."""
    return Statement(sql, (Parameter("team", "Int64", project.id),))
