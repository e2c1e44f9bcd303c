"""The file of rows that could not be stored, each with the reason."""

from pathlib import Path

import msgspec

from hedgerow.main.transfer.event_files import Row

_ENCODER = msgspec.json.Encoder()


class RejectedRows:
    """Writes ``path`` anew, as JSON lines; it is there only when a row was rejected."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)

    def __call__(self, row: Row, reason: str) -> None:
        """Add a row."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(_ENCODER.encode({"place": row.place, "reason": reason, "row": row.values}) + b"\n")
