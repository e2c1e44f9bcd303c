"""Serves a house over HTTP until it is told to stop, and says where to the commands beside it."""

import gc
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from socket import socket

import uvicorn

from hedgerow.api.app import create_app
from hedgerow.base.logging import configure_logging
from hedgerow.base.settings import Settings
from hedgerow.main.process_memory import free_large_pieces
from hedgerow.mcp.door import McpDoor
from hedgerow.query.registry import registered_kinds
from hedgerow.services.house import House

ADDRESS_FILE = "server.url"
"""In the data folder while a server runs; one that was killed leaves it behind."""

KEEP_ALIVE_SECONDS = 75
"""How long a connection without requests stays open: longer than proxies keep theirs, so none meets it shut."""

TURN_SECONDS = 0.001
"""How long a thread computes while others wait. Python's own 5 ms are longer than all a kept answer takes, and such an
answer changes threads four times: beside one that is being computed, it took 30 ms and takes 10."""

OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""New objects after which the garbage collector looks through them, about as many as a group of events has. After every
700, which is usual, it walked through the events that wait for their commit again and again: a fifth of capture's
processor time."""

SHUTDOWN_SECONDS = 10
"""How long running requests may take to end before they are cut off."""


def serve_house(house: House) -> None:
    """Serve until SIGINT or SIGTERM, then return; requests under way are finished first."""
    # uvicorn raises the signal again when it is done, which would end the process before the house is closed.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: None)
    settings = house.settings
    configure_logging(level=settings.log_level, as_json=settings.log_json)
    config = uvicorn.Config(
        McpDoor(create_app(house), house),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    server = _Server(config, house)
    make_ready()
    with _address_told(settings):
        server.run()
    if not server.started:
        sys.exit("The server could not be started.")


def make_ready() -> None:
    """Let imports, the collector and other threads keep requests waiting as little as they can, and free memory go."""
    free_large_pieces()
    registered_kinds()
    # What is loaded by now stays: the collector need not walk through it again and again.
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.setswitchinterval(TURN_SECONDS)


class _Server(uvicorn.Server):
    """Ends the streams that would otherwise go on for ever before it waits for running requests."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let watchers go, then finish what runs."""
        self._house.committer.monitor.live.close()
        await super().shutdown(sockets)


def served_address(settings: Settings) -> str | None:
    """Where the server of the data folder answers; None when none has said."""
    file = settings.data / ADDRESS_FILE
    return file.read_text().strip() if file.exists() else None


@contextmanager
def _address_told(settings: Settings) -> Generator[None]:
    # Whoever listens everywhere listens here too.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - nothing is bound
    file = settings.data / ADDRESS_FILE
    file.write_text(f"http://{f'[{host}]' if ':' in host else host}:{settings.port}\n")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
