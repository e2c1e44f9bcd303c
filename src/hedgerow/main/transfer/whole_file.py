"""Files that are there whole or not at all."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hedgerow.base.errors import SettingsError


@contextmanager
def whole_place(path: Path) -> Generator[Path]:
    """Where to write what becomes ``path`` at the end of the block; after a failure nothing of it stays.

    Raises SettingsError in place of an OSError, which names the file.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """The same as an open file. Raises SettingsError when it cannot be written."""
    with whole_place(path) as partial, partial.open("wb") as file:
        yield file
