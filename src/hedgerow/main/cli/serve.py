"""`hedgerow serve`."""

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, Host, Port, err, failures_told, tell_owner
from hedgerow.main.owner import ensured_owner
from hedgerow.main.server import serve_house
from hedgerow.main.wiring import opened_house


def serve(data: Data = None, port: Port = None, host: Host = None) -> None:
    """Serve the API and the web app. An empty data folder is filled with what is needed."""
    with failures_told():
        settings = load_settings(data=data, port=port, host=host)
        with opened_house(settings) as house:
            tell_owner(ensured_owner(house.store, settings, house.clock()))
            err.print(f"Hedgerow serves on [bold]http://{settings.host}:{settings.port}[/], data in {settings.data}")
            serve_house(house)
