"""`hedgerow doctor`: looks at everything Hedgerow needs and says in words what is wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import typer

from hedgerow.base.errors import EngineUnavailable, HedgerowError
from hedgerow.base.settings import Settings, load_settings
from hedgerow.engine.opening import open_engine
from hedgerow.main.cli.options import Data, failures_told, out
from hedgerow.store.place import store_url
from hedgerow.store.store import open_store

FREE_BYTES_WANTED = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and whether that is well."""

    subject: str
    words: str
    well: bool = True


def doctor(data: Data = None) -> None:
    """Check the data folder, the disk, the store and the engine. Ends with status 1 when something is wrong."""
    with failures_told():
        settings = load_settings(data=data)
    findings = [finding for look in (_folder, _disk, _store, _engine) for finding in _looked(look, settings)]
    for finding in findings:
        mark = "[green]ok[/]   " if finding.well else "[bold red]wrong[/]"
        out.print(f"{mark} {finding.subject}: {finding.words}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def _looked(look: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from look(settings)
    except HedgerowError as error:
        yield Finding(look.__name__.strip("_"), str(error), well=False)


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    if not folder.exists():
        yield Finding("folder", f"{folder} does not exist yet; `hedgerow serve` makes it.")
    elif not folder.is_dir():
        yield Finding("folder", f"{folder} is a file, not a folder.", well=False)
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("folder", f"{folder} cannot be read and written by this user.", well=False)
    else:
        yield Finding("folder", f"{folder.resolve()} is readable and writable.")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = next(path for path in (settings.data.resolve(), *settings.data.resolve().parents) if path.exists())
    free = shutil.disk_usage(place).free
    words = f"{free / 2**30:.1f} GiB free"
    yield Finding("disk", words if free >= FREE_BYTES_WANTED else f"only {words}", well=free >= FREE_BYTES_WANTED)


def _store(settings: Settings) -> Iterator[Finding]:
    if settings.store_url is None and not settings.data.exists():
        return
    with closing(open_store(store_url(settings))) as store:
        problems = store.check()
    yield from (Finding("store", problem, well=False) for problem in problems)
    if not problems:
        yield Finding("store", "PostgreSQL" if settings.store_url else "SQLite, whole and up to date.")


def _engine(settings: Settings) -> Iterator[Finding]:
    if settings.clickhouse_url is None and not settings.data.exists():
        return
    try:
        with closing(open_engine(settings)) as engine:
            yield Finding("engine", f"{'ClickHouse' if settings.clickhouse_url else 'chDB'} {engine.version()}")
    except EngineUnavailable as error:
        yield Finding("engine", str(error), well=False)
