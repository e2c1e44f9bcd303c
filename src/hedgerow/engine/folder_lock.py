"""One owner for the data folder. chDB refuses a second process too, but without saying why."""

import fcntl
import os
from pathlib import Path

from hedgerow.base.errors import EngineUnavailable

LOCK_FILE = "hedgerow.lock"


class FolderLock:
    """Holds ``folder`` until released; the system lets go of it when the process ends, however it ends.

    The file holds the owner's process id, for people. Raises EngineUnavailable when somebody else has the folder.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / LOCK_FILE
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise EngineUnavailable(f"The data folder {folder} cannot be written: {error}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            owner = path.read_text().strip() or "unknown"
            os.close(self._file)
            raise EngineUnavailable(
                f"The data folder {folder} is in use by process {owner}. The embedded engine belongs to one process: "
                "stop that one, choose another folder, or use a ClickHouse server."
            ) from error
        os.truncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the next one have the folder. The file stays: taking it away would let two own it."""
        os.close(self._file)


def is_taken(folder: Path) -> bool:
    """Whether some process has ``folder`` now."""
    try:
        with (folder / LOCK_FILE).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
