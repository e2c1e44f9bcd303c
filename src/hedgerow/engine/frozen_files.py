"""The embedded engine's files as they were at one moment, for backups.

The engine links the files of a table's parts to a place of their own (`ALTER TABLE … FREEZE`), at once and whatever
their size; it never changes a part's file. Around them go the few small files that say what the tables are.
"""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from hedgerow.base.ids import new_uuid
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.statement import Statement

FROZEN = "shadow"
"""Below the engine's folder. What a process that was killed left there is removed when the engine is next opened."""

Command = Callable[[Statement], None]

_FORMAT_FILE = "format_version.txt"


class FrozenFiles:
    """One frozen state of the engine in ``folder``; `files` may be read while the engine goes on."""

    def __init__(self, folder: Path, command: Command) -> None:
        self._folder = folder
        self._command = command
        self._name = f"backup{new_uuid().hex}"  # letters and digits: the engine escapes all else in its folders

    @property
    def place(self) -> Path:
        """Where the frozen files are; others may be put there, they go with them."""
        return self._folder / FROZEN / self._name

    def freeze(self) -> None:
        """Freeze every table, in milliseconds. Raises an EngineError."""
        for table in TABLES:
            self._command(Statement(f"ALTER TABLE {table.name} FREEZE WITH NAME '{self._name}'"))

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file that makes up the frozen state: its place in the engine's folder, and where it lies now."""
        for path in sorted((self._folder / "metadata").glob("*.sql")):
            yield f"metadata/{path.name}", path
        store = self._folder / "store"
        for path in sorted([*store.glob("*/*/*.sql"), *store.glob(f"*/*/{_FORMAT_FILE}")]):
            yield f"store/{path.relative_to(store)}", path
        frozen = self.place / "store"
        for path in sorted(path for path in frozen.rglob("*") if path.is_file()):
            yield f"store/{path.relative_to(frozen)}", path


@contextmanager
def frozen_files(folder: Path, command: Command) -> Generator[FrozenFiles]:
    """A state of the engine in ``folder``, which runs ``command``: frozen inside the block, let go at its end."""
    frozen = FrozenFiles(folder, command)
    frozen.place.mkdir(parents=True)
    try:
        yield frozen
    finally:
        shutil.rmtree(frozen.place, ignore_errors=True)
