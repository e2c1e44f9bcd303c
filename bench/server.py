"""Hedgerow as people run it: `hedgerow serve` in a process of its own, and a connection to it."""

import os
import socket
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import orjson
import psutil  # type: ignore[import-untyped]  # brings no types

from bench.data import NOW

HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds until a server that does not answer, or does not end, counts as broken."""

_COMMAND = (sys.executable, "-c", "from hedgerow.main.cli import app; app()")
_MOMENT_OF_THE_DATA = {"HEDGEROW_NOW": NOW.isoformat()}
_MEGABYTE = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; ``start_seconds`` went by from the start of its process to its first answer."""

    port: int
    start_seconds: float
    process: psutil.Process

    def resident_megabytes(self) -> float:
        """The memory it has now."""
        return float(self.process.memory_info().rss) / _MEGABYTE

    def processor_seconds(self) -> float:
        """The processor time it has used, all cores together."""
        spent = self.process.cpu_times()
        return float(spent.user + spent.system)

    def connection(self) -> "Connection":
        """A connection that stays open between requests."""
        return Connection(self.port)


class Connection:
    """One keep-alive connection; anything but a 2xx answer is an AssertionError."""

    def __init__(self, port: int) -> None:
        self._http = HTTPConnection(HOST, port, timeout=PATIENCE)

    def request(self, method: str, path: str, body: bytes | None = None, *, key: str | None = None) -> bytes:
        """The body of the answer; ``key`` is a personal API key."""
        headers = {"Content-Type": "application/json"} if body else {}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._http.request(method, path, body, headers)
        response = self._http.getresponse()
        answer = response.read()
        assert response.status // 100 == 2, f"{method} {path}: {response.status} {answer[:300]!r}"
        return answer

    def json(self, method: str, path: str, body: Any = None, *, key: str) -> Any:
        """The same with JSON both ways."""
        return orjson.loads(self.request(method, path, None if body is None else orjson.dumps(body), key=key))

    def seconds_to_first_line(self, path: str, *, key: str) -> float:
        """How long it takes until the first line of an answer is there; the rest is read, too."""
        began = perf_counter()
        self._http.request("GET", path, headers={"Authorization": f"Bearer {key}"})
        response = self._http.getresponse()
        assert response.status == 200, f"{path}: {response.status}"
        response.readline()
        seconds = perf_counter() - began
        response.read()
        return seconds

    def close(self) -> None:
        self._http.close()


@contextmanager
def running_server(
    data: Path,
    *,
    port: int | None = None,
    inside: tuple[str, ...] = (),
    environment: Mapping[str, str] = _MOMENT_OF_THE_DATA,
) -> Generator[Server]:
    """A server on ``data``, ready to answer; it is stopped in the end, whatever happens.

    ``inside`` is a command that runs the one it is given, in its own process.
    """
    port = port or free_port()
    environment = os.environ | {"HEDGEROW_LOG_LEVEL": "warning", **environment}
    command = [*inside, *_COMMAND, "serve", "--data", str(data), "--port", str(port)]
    started = perf_counter()
    with open(data / "server.log", "ab") as log, subprocess.Popen(command, env=environment, stderr=log) as process:
        try:
            _await_answer(process, port, data / "server.log")
            yield Server(port=port, start_seconds=perf_counter() - started, process=psutil.Process(process.pid))
        finally:
            _stop(process)


def _await_answer(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = perf_counter() + PATIENCE
    while True:
        connection = Connection(port)
        try:
            connection.request("GET", "/_readyz")
        except (OSError, HTTPException, AssertionError) as error:
            if process.poll() is not None or perf_counter() > deadline:
                raise RuntimeError(f"The server did not start: {log.read_text()[-2000:]}") from error
            sleep(0.01)
        else:
            return
        finally:
            connection.close()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
