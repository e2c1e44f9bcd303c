"""How a command comes to a server: one elsewhere, the one that has the data folder, or one of its own meanwhile.

All three are spoken to over HTTP, so that a command does the same to each.
"""

import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread

import httpx2
import uvicorn

from hedgerow.api.app import create_app
from hedgerow.base.errors import SettingsError
from hedgerow.base.logging import configure_logging
from hedgerow.base.settings import Settings
from hedgerow.engine.folder_lock import is_taken
from hedgerow.engine.opening import events_folder
from hedgerow.main.cli.options import tell_owner
from hedgerow.main.owner import ensured_owner
from hedgerow.main.server import served_address
from hedgerow.main.transfer.api import ProjectApi
from hedgerow.main.wiring import clock_of, opened_house, opened_store
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.store.store import Store

KEY_LABEL = "command line"
_KEY_LASTS = timedelta(days=2)
"""A command's own key is taken back at its end; should it be killed, the key ends by itself."""

_TIMEOUT = httpx2.Timeout(300.0, connect=10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server, asked with a personal API key. ``house`` is what this process serves, None when another does."""

    http: httpx2.Client
    house: House | None = None

    def project(self, project: str) -> ProjectApi:
        """One project of it, by id or as ``@current``."""
        return ProjectApi(http=self.http, project=project)


@contextmanager
def reached(settings: Settings, host: str | None = None, key: str | None = None) -> Generator[Server]:
    """The server at ``host``, asked with ``key``; without a host the one of the data folder, running or not.

    Raises SettingsError when the address is none, and what `opened_house` raises.
    """
    if host is not None:
        with client(host, key) as http:
            yield Server(http=http)
    elif is_running(settings):
        with (
            opened_store(settings) as store,
            _own_key(store, settings) as own,
            client(_address(settings), own) as http,
        ):
            yield Server(http=http)
    else:
        with (
            opened_house(settings) as house,
            _own_key(house.store, settings) as own,
            _served(house) as transport,
            client("http://hedgerow", own, transport) as http,
        ):
            yield Server(http=http, house=house)


def is_running(settings: Settings) -> bool:
    """Whether a server has the data folder."""
    return settings.clickhouse_url is None and is_taken(events_folder(settings))


def _address(settings: Settings) -> str:
    address = served_address(settings)
    if address is None:
        raise SettingsError(f"{settings.data} is in use by a command that does not serve; wait for its end.")
    return address


def client(host: str, key: str | None, transport: httpx2.BaseTransport | None = None) -> httpx2.Client:
    """What speaks to the server at ``host`` with a personal API key. Raises SettingsError for no address."""
    if not host.startswith(("http://", "https://")):
        raise SettingsError(f"--host must start with http:// or https://, and is {host}.")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx2.Client(base_url=host, headers=headers, timeout=_TIMEOUT, transport=transport)


@contextmanager
def _own_key(store: Store, settings: Settings) -> Generator[str]:
    now = clock_of(settings)()
    owner = ensured_owner(store, settings, now)
    tell_owner(owner)
    made = create_key(
        store, user_id=owner.user.id, label=KEY_LABEL, scopes=("*",), now=now, expires_at=now + _KEY_LASTS, most=None
    )
    try:
        yield made.value
    finally:
        with store.write() as tx:
            tx.keys.delete(owner.user.id, made.key.id)


@contextmanager
def _served(house: House) -> Generator[httpx2.BaseTransport]:
    """``house`` served on a socket that only this user can reach."""
    configure_logging(level="warning", as_json=house.settings.log_json)  # requests of a command are nobody's news
    with ExitStack() as stack:
        socket = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "api.sock")
        server = uvicorn.Server(
            uvicorn.Config(create_app(house), uds=socket, log_config=None, access_log=False, lifespan="off")
        )
        thread = Thread(target=server.run, name="api", daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield httpx2.HTTPTransport(uds=socket)
        finally:
            server.should_exit = True
            thread.join()
