"""`hedgerow import events` and `export events` as a user runs them: rows a second and the most memory.

``python -m bench.imports --events 5000000``; each format starts with an empty folder.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from rich.console import Console

from bench.table import Row, Section, show
from hedgerow.main.transfer.event_writers import event_writer

HEDGEROW = str(Path(sys.executable).parent / "hedgerow")
FORMATS = ("jsonl", "jsonl.zst", "parquet")
PAGE = 10_000
_START = datetime(2024, 1, 1, tzinfo=UTC)
_DAYS = 90
_NOTE = "Each command is a process of its own, its start included. Events of eight properties over 90 days, in order."


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock and by the processor, and the most memory in MiB."""

    clock: float
    processor: float
    memory: float


def history(events: int) -> Iterator[dict[str, Any]]:
    """Small events of many people, without uuids."""
    random, step = Random(1), timedelta(days=_DAYS) / events
    for number in range(events):
        at = (_START + number * step).isoformat()
        yield {
            "uuid": None, "event": random.choice(("view", "buy", "sign up", "click")), "timestamp": at,
            "distinct_id": f"user-{random.randrange(events // 20 + 1)}", "created_at": at,
            "properties": {
                "$browser": random.choice(("Chrome", "Safari")), "plan": random.choice(("free", "pro")),
                "amount": number % 97, "url": f"https://shop.example/{number % 50}", "ok": number % 2 == 0,
                "$lib": "web", "$os": "Mac", "share": number / 7,
            },
        }  # fmt: skip


def written(file: Path, events: int) -> None:
    """Write a history to ``file``."""
    page: list[dict[str, Any]] = []
    with event_writer(file, None) as writer:
        for event in history(events):
            page.append(event)
            if len(page) == PAGE:
                writer.write(page)
                page = []
        if page:
            writer.write(page)


def cost(*words: str, data: Path) -> Cost:
    """Run a command to its end; raises when it fails."""
    began = perf_counter()
    process = subprocess.Popen([HEDGEROW, *words, "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told = [stream.read().decode() for stream in (process.stdout, process.stderr) if stream]
    if process.returncode:
        raise RuntimeError(f"{words}: {told}")
    return Cost(perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measured(events: int, folder: Path, *, formats: Sequence[str] = FORMATS) -> Section:
    """Import each of ``formats`` into an empty folder, the last one once more, and export it again."""
    rows: list[Row] = []
    for form in formats:
        file, data = folder / f"events.{form}", folder / form
        written(file, events)
        rows.append(_row(f"import {form}", events, cost("import", "events", str(file), "--json", data=data)))
    rows.append(_row(f"the same {form} again", events, cost("import", "events", str(file), "--json", data=data)))
    rows.append(_row("export parquet", events, cost("export", "events", str(folder / "out.parquet"), data=data)))
    headings = ("events/s", "events/CPU s", "most MiB")
    return Section(title=f"Import and export of {events:,} events", headings=headings, rows=tuple(rows), note=_NOTE)


def _row(name: str, events: int, took: Cost) -> Row:
    cells = (f"{events / took.clock:,.0f}", f"{events / took.processor:,.0f}", f"{took.memory:,.0f}")
    return Row(name=name, cells=cells)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        section = measured(asked.events, Path(folder), formats=asked.formats)
    show(section, Console())
