"""Files of exported events: JSON lines, or Parquet with the properties as JSON text."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from hedgerow.base.errors import SettingsError
from hedgerow.main.transfer.whole_file import whole_place

Events = Sequence[Mapping[str, Any]]

_ENCODER = msgspec.json.Encoder()
_COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
_MOMENT = pyarrow.timestamp("us", tz="UTC")
_SCHEMA = pyarrow.schema(
    [
        ("uuid", pyarrow.string()),
        ("event", pyarrow.string()),
        ("distinct_id", pyarrow.string()),
        ("timestamp", _MOMENT),
        ("properties", pyarrow.string()),
        ("elements_chain", pyarrow.string()),
        ("created_at", _MOMENT),
        ("person_id", pyarrow.string()),
    ]
)


class EventWriter(Protocol):
    """An open file of events."""

    def write(self, events: Events) -> None:
        """Add ``events``, at least one."""
        ...

    def close(self) -> None:
        """Write what is left."""
        ...


class JsonLinesWriter:
    """An event a line; compressed when the name ends in .gz or .zst."""

    def __init__(self, file: Path, name: Path) -> None:
        self._file = pyarrow.output_stream(str(file), compression=_COMPRESSIONS.get(name.suffix.lower()))

    def write(self, events: Events) -> None:
        """See `EventWriter.write`."""
        self._file.write(b"".join(_ENCODER.encode(event) + b"\n" for event in events))

    def close(self) -> None:
        """See `EventWriter.close`."""
        self._file.close()


class ParquetWriter:
    """A row group per call."""

    def __init__(self, file: Path, name: Path) -> None:  # noqa: ARG002
        self._file = pyarrow.parquet.ParquetWriter(str(file), _SCHEMA, compression="zstd")

    def write(self, events: Events) -> None:
        """See `EventWriter.write`."""
        self._file.write_table(pyarrow.Table.from_pylist([_parquet_row(event) for event in events], _SCHEMA))

    def close(self) -> None:
        """See `EventWriter.close`."""
        self._file.close()


_WRITERS: Mapping[str, Callable[[Path, Path], EventWriter]] = {"jsonl": JsonLinesWriter, "parquet": ParquetWriter}


@contextmanager
def event_writer(path: Path, form: str | None) -> Generator[EventWriter]:
    """What writes ``path`` as ``form``, or else as its name says. Raises SettingsError."""
    named = (suffix[1:].lower() for suffix in reversed(path.suffixes))
    chosen = _WRITERS.get(form or next((name for name in named if name in _WRITERS), ""))
    if chosen is None:
        raise SettingsError(f"--format must be one of {', '.join(_WRITERS)}, or the file's name end in one.")
    with whole_place(path) as partial, closing(chosen(partial, path)) as writer:
        yield writer


def _parquet_row(event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **event,
        "timestamp": datetime.fromisoformat(event["timestamp"]),
        "created_at": datetime.fromisoformat(event["created_at"]) if event["created_at"] else None,
        "properties": _ENCODER.encode(event["properties"]).decode(),
    }
