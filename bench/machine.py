"""Where and on what was measured."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version

from bench.data import Size
from bench.drawn_events import DAYS
from hedgerow import __version__

GIGABYTE = 10**9


def facts(engine_version: str, *, events: int) -> tuple[str, ...]:
    """The machine, the versions, the day and the size of the data, one sentence each."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    machine = f"{len(os.sched_getaffinity(0))} cores ({_processor()}), {memory:.0f} GB memory, {platform.system()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("chdb-core", "fastapi", "uvicorn"))
    return (
        f"{machine}; load average at the start {os.getloadavg()[0]:.1f}",
        f"Hedgerow {__version__}, Python {platform.python_version()}, engine {engine_version}, {packages}",
        f"{events:,} events by {Size.of(events).people:,} people over {DAYS} days, {datetime.now(UTC):%Y-%m-%d}",
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo") as told:
            names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()
