"""Files of events, read a row at a time: JSON lines, CSV and Parquet; the first two also inside gzip or zstd."""

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from hedgerow.base.errors import SettingsError

LONGEST_LINE = 64 * 2**20
ROWS_AT_ONCE = 5_000
_READ_AHEAD = 2**20
_COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
_Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its place: the line or row number, from 1. ``problem`` says why there are no ``values``."""

    place: str
    values: _Json
    problem: str = ""


class EventFile(ABC):
    """A file of events; `read` is how many of its ``size`` bytes have been read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size

    @property
    @abstractmethod
    def read(self) -> int:
        """How far reading has come, in bytes."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Every row in order; what cannot be read has its problem. Raises SettingsError when the file is broken."""


class TextFile(EventFile):
    """A file read from its beginning to its end, out of its compression."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._raw: BinaryIO | None = None

    @property
    def read(self) -> int:
        """See `EventFile.read`."""
        return 0 if self._raw is None else self.size if self._raw.closed else self._raw.tell()

    def rows(self) -> Iterator[Row]:
        """See `EventFile.rows`."""
        try:
            with self.path.open("rb") as self._raw:
                compression = _COMPRESSIONS.get(self.path.suffix.lower())
                yield from self._rows(_inflated(self._raw, compression) if compression else self._raw)
        except (OSError, EOFError, csv.Error) as error:
            raise SettingsError(f"{self.path} cannot be read to its end: {error}") from error

    @abstractmethod
    def _rows(self, stream: BinaryIO) -> Iterator[Row]:
        """The rows of what is inside."""


class JsonLines(TextFile):
    """A JSON object per line; a list of events, or an object with ``batch``, is as many rows."""

    def _rows(self, stream: BinaryIO) -> Iterator[Row]:
        decode = msgspec.json.Decoder().decode
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), start=1):
            if not line.strip():
                continue
            try:
                value = decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield Row(str(number), {"line": line[:1000].decode(errors="replace")}, f"The line is not JSON: {error}")
                continue
            yield from _flat(value, str(number))


class Csv(TextFile):
    """A table with a header. Cells under ``properties.x`` that are JSON numbers, true or false are taken as such."""

    def _rows(self, stream: BinaryIO) -> Iterator[Row]:
        csv.field_size_limit(LONGEST_LINE)
        with io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="") as text:
            table = csv.reader(text)
            header = next(table, [])
            for cells in table:
                if len(cells) == len(header):
                    yield Row(str(table.line_num), dict(zip(header, map(_cell, header, cells), strict=True)))
                elif cells:
                    problem = f"The line has {len(cells)} cells, and the header {len(header)}."
                    yield Row(str(table.line_num), {"cells": cells}, problem)


class Parquet(EventFile):
    """A Parquet file; read a few thousand rows at a time, never whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._file = pyarrow.parquet.ParquetFile(path)
        except (pyarrow.ArrowException, OSError) as error:
            raise SettingsError(f"{path} cannot be read as Parquet: {error}") from error
        self._rows = 0

    @property
    def read(self) -> int:
        """See `EventFile.read`."""
        return int(self.size * self._rows / max(1, self._file.metadata.num_rows))

    def rows(self) -> Iterator[Row]:
        """See `EventFile.rows`."""
        try:
            for batch in self._file.iter_batches(ROWS_AT_ONCE):
                for values in batch.to_pylist():
                    self._rows += 1
                    yield Row(str(self._rows), values)
        except (pyarrow.ArrowException, OSError) as error:
            raise SettingsError(f"{self.path} cannot be read as Parquet: {error}") from error


_FORMATS: Mapping[str, type[EventFile]] = {
    ".jsonl": JsonLines, ".ndjson": JsonLines, ".json": JsonLines, ".csv": Csv, ".parquet": Parquet,
}  # fmt: skip


def opened_events(path: Path) -> EventFile:
    """The file at ``path``, read as its name says. Raises SettingsError when that is not possible."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in _COMPRESSIONS:
        suffixes.pop()
    form = _FORMATS.get(suffixes[-1] if suffixes else "")
    if form is None:
        raise SettingsError(f"{path} is no file of events: its name must end in {', '.join(_FORMATS)} (.gz, .zst).")
    try:
        return form(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error


def _inflated(raw: BinaryIO, compression: str) -> BinaryIO:
    return io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.PythonFile(raw, mode="r"), compression), _READ_AHEAD)


def _flat(value: Any, place: str) -> Iterator[Row]:
    inner = value.get("batch") if isinstance(value, dict) else value
    if isinstance(inner, list):
        for number, item in enumerate(inner):
            yield from _flat(item, f"{place}.{number}")
    elif isinstance(value, dict):
        yield Row(place, value)
    else:
        yield Row(place, {"value": value}, "The line is no JSON object.")


def _cell(name: str, text: str) -> Any:
    if text == "":
        return None
    if not name.startswith("properties."):
        return text
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return text
    return value if isinstance(value, bool | int | float) else text
