"""Everything of a server at one moment, as one archive, made while it serves.

While the state is taken, nothing is committed: so every event that was acknowledged before is in it, and every event
in it finds its person in the store. That takes milliseconds; reading the files comes after.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import hedgerow
from hedgerow.base.settings import SETTINGS_FILE
from hedgerow.engine.opening import EVENTS_FOLDER
from hedgerow.services.access import require_admin
from hedgerow.services.backup_archive import Manifest, archive_chunks
from hedgerow.services.house import House
from hedgerow.store.place import SQLITE_FILE
from hedgerow.vocab.people import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """An archive to be read once, to its end. ``size`` is the bytes of its files; the archive is a little larger."""

    size: int
    chunks: Iterator[bytes]


def make_backup(house: House, caller: Caller) -> Backup:
    """The state of the server as it is now. Raises PermissionDenied unless ``caller`` is an administrator.

    Raises InvalidRequest when store or engine is a server of its own, which has tools of its own for this.
    """
    require_admin(caller)
    with ExitStack() as stack:
        frozen = stack.enter_context(house.engine.frozen())
        store_copy = frozen.place / SQLITE_FILE
        with ExitStack() as taken:
            with house.committer.paused():
                frozen.freeze()
                copy_store = taken.enter_context(house.store.frozen())
            copy_store(store_copy)
        files = [(SQLITE_FILE, store_copy), *((f"{EVENTS_FOLDER}/{place}", path) for place, path in frozen.files())]
        if (settings_file := house.settings.data / SETTINGS_FILE).exists():
            files.append((SETTINGS_FILE, settings_file))
        manifest = Manifest(
            hedgerow=hedgerow.__version__, engine=house.engine.version(), made_at=house.clock().isoformat()
        )
        size = sum(path.stat().st_size for _, path in files)
        return Backup(size=size, chunks=_kept_until_read(stack.pop_all(), archive_chunks(manifest, files)))


def _kept_until_read(frozen: ExitStack, chunks: Iterator[bytes]) -> Iterator[bytes]:
    with frozen:
        yield from chunks
