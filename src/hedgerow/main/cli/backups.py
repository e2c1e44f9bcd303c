"""`hedgerow backup` and `restore`."""

import shutil
from pathlib import Path
from typing import Annotated

import httpx2
import typer

import hedgerow
from hedgerow.api.routes.backups import SIZE_HEADER
from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, err, failures_told
from hedgerow.main.cli.reach import reached
from hedgerow.main.cli.transfer_options import ServerKey, ServerUrl, progress_bar
from hedgerow.main.transfer.api import ApiFailure, refusal_of
from hedgerow.main.transfer.whole_file import whole_place
from hedgerow.services.backup_archive import BackupBroken, checked_archive

_UNPACKING = ".restoring"


def backup(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write, a tar; keep it private.")],
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
) -> None:
    """Back up everything: events, people, dashboards, users, keys and hedgerow.toml; also while the server runs.

    What was acknowledged before the backup began is in it. The file is read again and checked at the end.
    """
    with failures_told(), reached(load_settings(data=data), host, key) as server, whole_place(out) as partial:
        partial.touch(mode=0o600)
        _download(server.http, partial)
        manifest = checked_archive(partial)
    err.print(f"Wrote {out}: {len(manifest.files):,} files, {out.stat().st_size / 2**20:,.1f} MiB, checked.")


def restore(
    archive: Annotated[Path, typer.Argument(metavar="IN", help="A file that `hedgerow backup` wrote.")],
    data: Data = None,
) -> None:
    """Fill an empty data folder from a backup. Nothing is left in it when the backup is damaged."""
    with failures_told():
        folder = load_settings(data=data).data
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise SettingsError(f"{folder} is not empty: restore into a new folder.")
        unpacked = folder / _UNPACKING
        try:
            manifest = checked_archive(archive, unpacked)
            _require_not_newer(manifest.hedgerow)
            for entry in unpacked.iterdir():
                entry.replace(folder / entry.name)
        except OSError as error:
            raise SettingsError(f"{error.filename}: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)
    err.print(f"Restored {len(manifest.files):,} files of {manifest.made_at} into {folder}.")


def _download(http: httpx2.Client, target: Path) -> None:
    try:
        # What is in the archive is compressed already.
        with http.stream("POST", "/api/backup", headers={"Accept-Encoding": "identity"}) as answer:
            if answer.status_code != 200:
                answer.read()
                raise ApiFailure(refusal_of(answer), status=answer.status_code)
            with target.open("wb") as file, progress_bar("Backing up") as bar:
                task = bar.add_task("", total=int(answer.headers[SIZE_HEADER]))
                for chunk in answer.iter_bytes():
                    file.write(chunk)
                    bar.update(task, advance=len(chunk))
    except httpx2.TransportError as error:
        raise ApiFailure(f"{http.base_url} does not answer: {error}") from error


def _require_not_newer(version: str) -> None:
    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(".") if part.isdecimal()]

    if numbers(version) > numbers(hedgerow.__version__):
        raise BackupBroken(f"The backup is of Hedgerow {version}, newer than this one ({hedgerow.__version__}).")
