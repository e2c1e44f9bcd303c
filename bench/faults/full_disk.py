"""Fault: the disk is full for a while.

The server runs in a mount namespace of its own, where its data folder is a small file system in memory. That takes no
rights beyond what Linux gives everybody, unless user namespaces are switched off.
"""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from bench.faults.clients import BATCH, Crowd, Ledger
from bench.faults.outcome import NotPossible, Outcome
from bench.faults.site import Step, new_site
from bench.server import PATIENCE

MEGABYTES, RESERVE = 128, 16
PIECE_SECONDS = 0.05
"""How long the disk takes to fill by another megabyte, once the server has less than its reserve."""

TIMES = 2
REFUSALS = 20
"""503s to be seen before there is room again."""

NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
_MOUNTED = 'mount -t tmpfs -o size="$1"m tmpfs "$2" && cp -a "$3/." "$2" && shift 3 && exec "$@"'


def full_disk(data: Path, *, step: Step) -> Outcome:
    """Fill the disk under load until clients are refused, then make room again, twice. Raises NotPossible."""
    site = new_site(data, HEDGEROW_DISK_RESERVE_BYTES=str(RESERVE * 2**20))
    refuse_when_impossible(data)
    made = shutil.copytree(data, data.with_name(f"{data.name}-made"))
    inside = (*NAMESPACE, "sh", "-c", _MOUNTED, "sh", str(MEGABYTES), str(data), str(made))
    with site.serving(inside=inside) as server:
        ballast = Path(f"/proc/{server.process.pid}/root{data}/ballast")
        crowd = Crowd(site.sender, noise=2_000)
        for _ in range(TIMES):
            crowd.await_acknowledged(10 * BATCH)
            _fill(ballast, site.sender.ledger)
            ballast.unlink()
            step()
        crowd.await_acknowledged(10 * BATCH)
        crowd.finished()
        return site.outcome(f"full disk, {TIMES} times", server)


def refuse_when_impossible(place: Path) -> None:
    """Raise NotPossible when no file system of its own can be mounted at ``place``."""
    try:
        tried = subprocess.run(
            [*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise NotPossible(f"no file system of its own can be made: {error}") from error
    if tried.returncode:
        raise NotPossible(f"no file system of its own can be made: {tried.stderr.strip()}")


def _fill(ballast: Path, ledger: Ledger) -> None:
    """Write until nothing more fits, again and again, as merges make room, until clients were refused."""
    goal, end = ledger.answers[503] + REFUSALS, monotonic() + PATIENCE
    with ballast.open("wb", buffering=0) as file:
        while ledger.answers[503] < goal:
            if monotonic() > end:
                raise TimeoutError("The disk is full, but nobody is refused.")
            for piece in (2**20, 2**12):
                with suppress(OSError):
                    while True:
                        file.write(bytes(piece))
                        sleep(PIECE_SECONDS if piece == 2**20 else 0)
            sleep(0.01)
