"""Serves a house over HTTP until it is told to stop."""

import signal

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
    uvicorn.run(
        McpDoor(create_app(house), house),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
