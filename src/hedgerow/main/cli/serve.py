"""`hedgerow serve`, `migrate` and `openapi`."""

import sys

from hedgerow.api.app import ROUTES
from hedgerow.api.openapi import openapi_document
from hedgerow.base.canonical_json import wire
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, Host, Port, err, failures_told, tell_owner
from hedgerow.main.owner import ensured_owner
from hedgerow.main.server import serve_house
from hedgerow.main.wiring import opened_house, opened_store


def serve(data: Data = None, port: Port = None, host: Host = None) -> None:
    """Serve the API and the web app. An empty data folder is filled with what is needed."""
    with failures_told():
        settings = load_settings(data=data, port=port, host=host)
        with opened_house(settings) as house:
            tell_owner(ensured_owner(house.store, settings, house.clock()))
            err.print(f"Hedgerow serves on [bold]http://{settings.host}:{settings.port}[/], data in {settings.data}")
            serve_house(house)


def migrate_tables(data: Data = None) -> None:
    """Bring the store's tables up to date; `serve` does this by itself."""
    with failures_told(), opened_store(load_settings(data=data)):
        err.print("The store is up to date.")


def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    sys.stdout.buffer.write(wire(openapi_document(ROUTES)) + b"\n")
