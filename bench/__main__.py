"""`python -m bench --events N`: fills a temporary folder, measures part by part, prints the tables."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from rich.console import Console

from bench import data
from bench.machine import facts
from bench.parts import AFTERWARDS, IN_THE_HOUSE, WITHOUT_EVENTS, prepared
from bench.table import Section, markdown, show
from hedgerow.base.settings import load_settings
from hedgerow.main.server import make_ready
from hedgerow.main.wiring import opened_house

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure as the command line asks."""
    asked = _arguments()
    # Whoever stops the bench gets the server stopped and the folder removed, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A file or a pipe has no width of its own; the tables should not be folded there.
    console = Console() if sys.stdout.isatty() else Console(width=160)
    try:
        with tempfile.TemporaryDirectory(prefix="hedgerow-bench-", ignore_cleanup_errors=True) as folder:
            _measure(Path(folder), asked.events, asked.section, console, write=asked.write)
    except KeyboardInterrupt:
        console.print("Stopped; nothing is left behind.")
        raise SystemExit(130) from None


def _measure(folder: Path, events: int, parts: Collection[str], console: Console, *, write: bool) -> None:
    settings = load_settings(data=folder, now=data.NOW)
    sections: list[Section] = []

    def tell(told: Iterable[Section]) -> None:
        for section in told:
            sections.append(section)
            show(section, console)

    with opened_house(settings) as house:
        known = facts(house.engine.version(), events=events)
        console.print(*known, "", sep="\n", highlight=False)
        bench = prepared(house, folder, events, console, fill=not WITHOUT_EVENTS.issuperset(parts))
        make_ready()
        for name, measured in IN_THE_HOUSE.items():
            if name in parts:
                tell(measured(bench, house))
    for name, measured_outside in AFTERWARDS.items():
        if name in parts:
            tell(measured_outside(bench))
    if write:
        RESULTS.write_text(markdown(sections, known))
        console.print(f"Written to {RESULTS}.")


def _arguments() -> argparse.Namespace:
    parts = (*IN_THE_HOUSE, *AFTERWARDS)
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--events", type=_size, default=5_000_000, help="events of the data set (%(default)s)")
    parser.add_argument("--section", nargs="+", choices=parts, default=parts, help="only these parts")
    parser.add_argument("--write", action="store_true", help=f"also write the tables to {RESULTS.name}")
    return parser.parse_args()


def _size(text: str) -> int:
    size = int(text.replace("_", ""))
    if size < 1000:
        raise argparse.ArgumentTypeError("at least 1000 events")
    return size


if __name__ == "__main__":
    main()
