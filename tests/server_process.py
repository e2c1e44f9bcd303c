"""A real `hedgerow serve` in a process of its own, as a user runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

HEDGEROW = str(Path(sys.executable).parent / "hedgerow")
STARTS_WITHIN = 150.0


@dataclass
class ServerProcess:
    """A running server: its address, its data folder and its process."""

    url: str
    data: Path
    process: "subprocess.Popen[bytes]"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send ``how`` and wait for the end; answers the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        """End it as a power cut would, without a chance to tidy up."""
        self.stop(signal.SIGKILL)


def started_server(data: Path, *words: str, **environment: str) -> ServerProcess:
    """A server on a free port with its data in ``data``; returns when it answers."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = data.parent / f"{data.name}.log"
    command = [HEDGEROW, *(words or ("serve",)), "--data", str(data), "--port", str(port)]
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=_environment(environment), stdout=output, stderr=output)
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the server ended at once:\n{log.read_text()}")
        try:
            if httpx2.get(f"{url}/_readyz", timeout=2).status_code == 200:
                return ServerProcess(url=url, data=data, process=process)
        except httpx2.TransportError:
            time.sleep(0.1)
    process.kill()
    process.wait()
    raise AssertionError(f"the server did not answer:\n{log.read_text()}")


def hedgerow(*words: str, data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What the `hedgerow` command says and how it ends."""
    return subprocess.run(
        [HEDGEROW, *words, "--data", str(data)],
        env=_environment(environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def hedgerow_json(*words: str, data: Path) -> dict[str, Any]:
    """The JSON object that a `hedgerow … --json` command prints."""
    done = hedgerow(*words, "--json", data=data)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _environment(given: dict[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("HEDGEROW_")}
    return {**own, "HEDGEROW_LOG_LEVEL": "warning", **given}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
