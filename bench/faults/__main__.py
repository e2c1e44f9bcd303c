"""`python -m bench.faults`: breaks things under load, and prints what became of the events."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.faults.engine_away import engine_away
from bench.faults.full_disk import full_disk
from bench.faults.killed import killed
from bench.faults.outcome import NotPossible, Outcome
from bench.faults.site import Step
from bench.faults.timed_out import timed_out
from bench.progress import bar

COLUMNS = ("sent", "acknowledged", "stored", "counted", "lost", "twice", "wrong", "refusals")


def main() -> None:
    """Make every fault, print one table, end with 1 when anything was lost, came twice or was answered wrongly."""
    asked = _arguments()
    faults: dict[str, tuple[int, Callable[[Path, Step], Outcome]]] = {
        "kill -9": (asked.kills, lambda data, step: killed(data, rounds=asked.kills, step=step)),
        "timed out": (2, lambda data, step: timed_out(data, events=asked.events, step=step)),
        "full disk": (2, lambda data, step: full_disk(data, step=step)),
        "engine away": (2, lambda data, step: engine_away(data, seconds=asked.away, step=step)),
    }
    # A file or a pipe has no width of its own; the table should not be folded there.
    console = Console() if sys.stdout.isatty() else Console(width=120)
    table = Table("fault", title="What became of the events", title_justify="left")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    clean = True
    with tempfile.TemporaryDirectory(prefix="hedgerow-faults-", ignore_cleanup_errors=True) as folder:
        for number, (name, (steps, fault)) in enumerate(faults.items()):
            try:
                with bar(name, steps, console) as step:
                    found = fault(Path(folder) / f"data-{number}", lambda: step(1))
            except NotPossible as reason:
                console.print(f"{name}: skipped, {reason}")
                continue
            except Exception:  # the other faults are worth making, and the folder's logs are gone soon
                console.print_exception()
                clean = False
                continue
            clean &= found.is_clean
            table.add_row(found.fault, *(f"{getattr(found, column):,}" for column in COLUMNS))
    console.print(table)
    raise SystemExit(0 if clean else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how often the server is killed (%(default)s)")
    parser.add_argument("--events", type=int, default=4000, help="events whose answers are not read (%(default)s)")
    parser.add_argument("--away", type=float, default=60, help="seconds without an engine (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
