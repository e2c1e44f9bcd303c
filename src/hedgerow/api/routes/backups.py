"""`/api/backup`: everything of this server as one archive."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.responses import StreamingResponse

from hedgerow.api.doors import Knows, TheHouse
from hedgerow.api.routing import resource
from hedgerow.services.backups import make_backup
from hedgerow.vocab.people import Caller
from hedgerow.vocab.scopes import FULL_ACCESS

router = resource("Operations")

SIZE_HEADER = "X-Backup-Bytes"
"""How many bytes the files in the archive have, for a progress bar."""


class Archive(StreamingResponse):
    """A tar that is made while it is sent."""

    media_type = "application/x-tar"


_ARCHIVE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A tar of the store, the events and the settings, with a manifest at its end.",
        "content": {Archive.media_type: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/api/backup", summary="Back up the server", response_class=Archive, status_code=200, responses=_ARCHIVE)
def backup_create(house: TheHouse, caller: Annotated[Caller, Depends(Knows(FULL_ACCESS))]) -> Archive:
    """Answer everything of this server as it is now, which `hedgerow restore` takes; for administrators."""
    backup = make_backup(house, caller)
    return Archive(backup.chunks, headers={SIZE_HEADER: str(backup.size)})
