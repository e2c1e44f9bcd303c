"""Whatever bytes come, they are stored or refused: never a 500, never memory that stays (ERR-8, CAP-23).

A slice runs every time, always the same; ``HEDGEROW_FUZZ_BODIES=100000`` asks so many, and shows what came of them.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import psutil  # type: ignore[import-untyped]  # brings no types
import pytest
from starlette.types import ASGIApp

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from tests.capture.client_bodies import Sent, client_requests
from tests.capture.mutations import mutated

pytestmark = pytest.mark.one_store

BODIES = int(os.environ.get("HEDGEROW_FUZZ_BODIES", "2500"))
SENDERS = 24
EXPECTED = {200, 204, 400, 401, 413}
MEGABYTE = 2**20


async def status_of(app: ASGIApp, sent: Sent, body: bytes) -> int:
    """What ``app`` answers, called as a server calls it: far quicker than a client."""
    statuses: list[int] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": sent.path, "raw_path": sent.path.encode(), "query_string": sent.query.encode(), "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.headers.items()],
        "client": ("127.0.0.1", 1), "server": ("hedgerow.test", 80),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    (status,) = statuses
    return status


async def _all(senders: int, act: Callable[[int], Awaitable[None]], numbers: range) -> None:
    waiting = iter(numbers)

    async def sender() -> None:
        for number in waiting:
            await act(number)

    await asyncio.gather(*(sender() for _ in range(senders)))


@pytest.mark.timeout(7200)
@pytest.mark.contract("CAP-23", "CAP-24", "CAP-122", "ERR-8")
def test_spoilt_bodies_of_every_client_are_stored_or_refused(
    house: House, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(house)
    requests = client_requests(project.api_token)
    answered: Counter[int] = Counter()
    wrong: list[tuple[int, int]] = []
    memory: list[int] = []

    async def send(number: int) -> None:
        sent, body = mutated(requests, random.Random(number))
        status = await status_of(app, sent, body)
        answered[status] += 1
        if status not in EXPECTED:
            wrong.append((number, status))

    async def run() -> None:
        for request in requests:
            assert await status_of(app, request, request.body) == 200, request.client
        for part in range(10):
            await _all(SENDERS, send, range(part * BODIES // 10, (part + 1) * BODIES // 10))
            memory.append(psutil.Process().memory_info().rss // MEGABYTE)

    asyncio.run(run())
    if "HEDGEROW_FUZZ_BODIES" in os.environ:
        with capsys.disabled():
            sys.stderr.write(f"\n{dict(answered)}, MB resident after each tenth: {memory}\n")
    assert wrong == []
    assert min(answered[200], answered[400]) > BODIES / 10
    assert memory[-1] - memory[4] < 100
