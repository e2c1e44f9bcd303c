"""What an import from another server has made so far, so that the next run goes on where it was interrupted."""

import json
import os
from pathlib import Path
from typing import Any

from hedgerow.main.transfer.references import Ids


class ImportLog:
    """Ids by kind: what each thing of the source became here. Each is on the disk before the next one is made.

    Without a ``file`` it lasts as long as the process.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.ids: Ids = {}
        self._file = file
        if file is None or not file.exists():
            return
        for line in file.read_text().splitlines():
            try:
                kind, source, target = json.loads(line)
            except ValueError:
                continue  # the last line of a run that was killed
            self.ids.setdefault(kind, {})[source] = target

    def note(self, kind: str, source: str, target: Any) -> None:
        """Remember that ``source`` became ``target``."""
        self.ids.setdefault(kind, {})[source] = target
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a") as file:
                file.write(json.dumps([kind, source, target]) + "\n")
                file.flush()
                os.fsync(file.fileno())
