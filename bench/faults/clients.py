"""Clients that send events until somebody says they are stored, as SDKs do, and keep count of it."""

import random
import socket
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import orjson

from bench.server import HOST, PATIENCE

EVENT_NAME = "bench fault"
BATCH = 20
LONGEST_PATIENCE = 600
"""Seconds until a client that is refused again and again gives up; a fault may last a minute by itself."""

LONGEST_WAIT = 0.5
"""Seconds a client waits before it sends again, however much longer it was asked to: the bench is impatient."""

JsonObject = dict[str, Any]


@dataclass
class Ledger:
    """What was handed to clients and what they were told. Safe to share between threads."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)
    """Answers by status, 0 being none at all."""
    hasty: int = 0
    """503s that did not say when to come back."""
    _lock: Lock = field(default_factory=Lock)

    def made(self, count: int, *, noise: int = 0, **more: Any) -> list[JsonObject]:
        """New events, entered as sent; ``noise`` is how many random bytes each carries."""
        moment = _their_clock().isoformat()
        events = [
            {
                "event": EVENT_NAME,
                "distinct_id": f"visitor-{n % 7}",
                "uuid": str(uuid4()),
                "timestamp": moment,
                "properties": {"noise": token_hex(noise)},
                **more,
            }
            for n in range(count)
        ]
        with self._lock:
            self.sent.update(event["uuid"] for event in events)
        return events

    def told(self, events: Sequence[JsonObject], status: int, retry_after: str | None) -> None:
        """Enter the answer to a request of ``events``."""
        with self._lock:
            self.answers[status] += 1
            if status == 200:
                self.acknowledged.update(event["uuid"] for event in events)
            elif status == 503 and not retry_after:
                self.hasty += 1


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends to the server on ``port`` for the project of ``token``."""

    port: int
    token: str
    ledger: Ledger

    def deliver(self, events: Sequence[JsonObject]) -> None:
        """Send ``events`` again and again until the answer is 200; TimeoutError when that takes too long."""
        end = monotonic() + LONGEST_PATIENCE
        while self.send(events) != 200:
            if monotonic() > end:
                raise TimeoutError(f"Nobody took the events within {LONGEST_PATIENCE} s.")
            sleep(random.uniform(0.05, LONGEST_WAIT))

    def send(self, events: Sequence[JsonObject]) -> int:
        """Send ``events`` once; the status of the answer, 0 when there is none."""
        status, retry_after = 0, None
        try:
            with closing(HTTPConnection(HOST, self.port, timeout=PATIENCE)) as connection:
                connection.request("POST", "/batch/", self._body(events), {"Content-Type": "application/json"})
                response = connection.getresponse()
                response.read()
                status, retry_after = response.status, response.headers["Retry-After"]
        except (OSError, HTTPException):
            pass
        self.ledger.told(events, status, retry_after)
        return status

    def abandon(self, events: Sequence[JsonObject], seconds: float) -> None:
        """Send ``events`` and hang up after ``seconds`` without reading the answer, as a client that timed out."""
        body = self._body(events)
        head = f"POST /batch/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        try:
            with socket.create_connection((HOST, self.port), timeout=PATIENCE) as connection:
                connection.sendall(head + body)
                sleep(seconds)
        except OSError:
            self.ledger.told(events, 0, None)

    def _body(self, events: Sequence[JsonObject]) -> bytes:
        return orjson.dumps({"api_key": self.token, "batch": events, "sent_at": _their_clock().isoformat()})


class Crowd:
    """Many clients at once, each with a batch on its way until it is `finished`."""

    def __init__(self, sender: Sender, *, clients: int = 8, noise: int = 0) -> None:
        self._sender = sender
        self._noise = noise
        self._enough = Event()
        self._failed: list[BaseException] = []
        self._threads = [Thread(target=self._send, daemon=True) for _ in range(clients)]
        for thread in self._threads:
            thread.start()

    def await_acknowledged(self, more: int) -> None:
        """Return when so many more events are acknowledged than now."""
        ledger = self._sender.ledger
        goal, end = len(ledger.acknowledged) + more, monotonic() + PATIENCE
        while len(ledger.acknowledged) < goal and monotonic() < end and not self._failed:
            sleep(0.002)

    def finished(self) -> None:
        """Return when every client has delivered its last batch; raises what any of them failed with."""
        self._enough.set()
        for thread in self._threads:
            thread.join()
        for failure in self._failed:
            raise failure

    def _send(self) -> None:
        try:
            while not self._enough.is_set():
                self._sender.deliver(self._sender.ledger.made(BATCH, noise=self._noise))
        except BaseException as failure:  # told to who waits in `finished`
            self._failed.append(failure)


def _their_clock() -> datetime:
    """The client's clock, three hours slow: the server sets it right by the time of each sending."""
    return datetime.now(UTC) - timedelta(hours=3)
