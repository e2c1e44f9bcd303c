"""A data folder with a project and a key, and a server on it that can end and begin again."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.faults.clients import Ledger, Sender
from bench.faults.outcome import Outcome, outcome
from bench.server import Server, free_port, running_server
from hedgerow.base.settings import load_settings
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import opened_store
from hedgerow.services.personal_api_keys import create_key
from hedgerow.services.projects import create_project

Step = Callable[[], None]
"""Called after each step of a fault, to show progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One project on ``data``, its server always on ``port``."""

    data: Path
    project_id: int
    key: str
    sender: Sender
    environment: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def serving(self, *, inside: tuple[str, ...] = ()) -> Generator[Server]:
        """The server, running by the command ``inside`` when one is given."""
        with running_server(self.data, port=self.sender.port, inside=inside, environment=self.environment) as server:
            yield server

    def outcome(self, fault: str, server: Server) -> Outcome:
        """What became of everything that was sent."""
        return outcome(fault, server, self.project_id, self.key, self.sender.ledger)


def new_site(data: Path, **environment: str) -> Site:
    """A site in the new folder ``data``; ``environment`` is its server's."""
    settings = load_settings(data=data)
    now = datetime.now(UTC)
    with opened_store(settings) as store:
        owner = ensured_owner(store, settings, now).user
        project = create_project(store, name="Faults", now=now)
        key = create_key(store, user_id=owner.id, label="faults", scopes=("*",), now=now, most=None).value
    sender = Sender(free_port(), project.api_token, Ledger())
    return Site(data=data, project_id=project.id, key=key, sender=sender, environment=environment)
