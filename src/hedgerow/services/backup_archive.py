"""The form of a backup: a tar of files, and at its end a manifest with the size and checksum of each.

The manifest comes last because a backup is written in one go, while it is read. An archive without it was cut short.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from hedgerow.base.errors import HedgerowError

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 2**20
_MANIFEST_MOST = 2**30


class BackupBroken(HedgerowError):
    """An archive is no backup, or not as it was written; the message says what is wrong."""


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a backup holds and what wrote it. ``files`` are size and SHA-256 by place in the data folder."""

    hedgerow: str
    engine: str
    made_at: str
    format: int = FORMAT
    files: dict[str, tuple[int, str]] = field(default_factory=dict)


def archive_chunks(manifest: Manifest, files: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    """The bytes of an archive of ``files`` (their place, where they lie now); ``manifest`` learns of each."""
    for place, path in files:
        size = path.stat().st_size
        yield _header(place, size)
        digest, left = hashlib.sha256(), size
        with path.open("rb") as opened:
            while left and (chunk := opened.read(min(_CHUNK, left))):
                digest.update(chunk)
                left -= len(chunk)
                yield chunk
        if left:
            raise BackupBroken(f"{place} became shorter while it was read.")
        yield _padding(size)
        manifest.files[place] = (size, digest.hexdigest())
    text = json.dumps(asdict(manifest)).encode()
    yield _header(MANIFEST, len(text)) + text + _padding(len(text)) + bytes(2 * tarfile.BLOCKSIZE)


def checked_archive(path: Path, folder: Path | None = None) -> Manifest:
    """The manifest of the archive at ``path``, every file compared with it; unpacked into ``folder`` if given.

    Raises BackupBroken; what was unpacked by then stays. Raises OSError when a file cannot be read or written.
    """
    found: dict[str, tuple[int, str]] = {}
    try:
        with tarfile.open(path, "r|") as archive:
            for member in archive:
                if member.name == MANIFEST:
                    return _compared(_manifest(archive, member), found)
                found[member.name] = _unpacked(archive, member, folder)
    except tarfile.TarError as error:
        raise BackupBroken(f"{path} is no backup, or only a part of one: {error}") from error
    raise BackupBroken(f"{path} was cut short: it has no manifest.")


def _unpacked(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path | None) -> tuple[int, str]:
    place = PurePosixPath(member.name)
    source = archive.extractfile(member) if member.isreg() else None
    if source is None or place.is_absolute() or ".." in place.parts:
        raise BackupBroken(f"The archive holds {member.name!r}, which is no file of a backup.")
    digest = hashlib.sha256()
    target = None
    if folder is not None:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        target = (folder / place).open("xb")
    try:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
    finally:
        if target is not None:
            target.close()
    return member.size, digest.hexdigest()


def _manifest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    source = archive.extractfile(member)
    try:
        told: Mapping[str, Any] = json.loads(source.read(_MANIFEST_MOST) if source else b"")
        if told["format"] != FORMAT:
            raise BackupBroken(f"The backup has format {told['format']}; this Hedgerow reads format {FORMAT}.")
        return Manifest(**{**told, "files": {place: (size, sha) for place, (size, sha) in told["files"].items()}})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupBroken(f"The manifest cannot be read: {error!r}") from error


def _compared(manifest: Manifest, found: Mapping[str, tuple[int, str]]) -> Manifest:
    for place in sorted(manifest.files.keys() | found.keys()):
        if manifest.files.get(place) != found.get(place):
            raise BackupBroken(f"{place} is not as the manifest says: the backup is damaged.")
    return manifest


def _header(place: str, size: int) -> bytes:
    member = tarfile.TarInfo(place)
    member.size = size
    member.mode = 0o600
    return member.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)
