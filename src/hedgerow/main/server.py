"""Serves a house over HTTP until it is told to stop."""

import signal
import sys
from socket import socket

import uvicorn

from hedgerow.api.app import create_app
from hedgerow.base.logging import configure_logging
from hedgerow.mcp.door import McpDoor
from hedgerow.services.house import House

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
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    server = _Server(config, house)
    server.run()
    if not server.started:
        sys.exit("The server could not be started.")


class _Server(uvicorn.Server):
    """Ends the streams that would otherwise go on for ever before it waits for running requests."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let watchers go, then finish what runs."""
        self._house.committer.monitor.live.close()
        await super().shutdown(sockets)
