"""`hedgerow demo`: a project full of believable data, and everything needed to look at it and add to it."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, Host, Port, err, failures_told
from hedgerow.main.demo.load import Demo, load_demo
from hedgerow.main.owner import ensured_owner
from hedgerow.main.server import serve_house
from hedgerow.main.wiring import opened_house
from hedgerow.services.house import House
from hedgerow.vocab.people import User

PASSWORD = "hedgerow-demo"  # noqa: S105 - the demo listens on this machine only
EXPECTED_EVENTS = 115_000

SNIPPETS = """
[bold]Look:[/]    {url}   sign in as [bold]{email}[/]{password}

[bold]Send an event with curl[/]
  curl {url}/capture/ -H 'Content-Type: application/json' \\
    -d '{{"api_key": "{token}", "event": "hello", "distinct_id": "me"}}'

[bold]… from Python[/]  (pip install posthog)
  from posthog import Posthog
  client = Posthog("{token}", host="{url}")
  client.capture("hello", distinct_id="me", properties={{"from": "python"}})
  client.shutdown()

[bold]… from a web page[/]  (npm install posthog-js)
  import posthog from "posthog-js"
  posthog.init("{token}", {{ api_host: "{url}" }})
  posthog.capture("hello")

[bold]Ask the API[/]
  curl '{url}/api/projects/{project}/dashboards/{dashboard}/run_insights?refresh=blocking' \\
    -H 'Authorization: Bearer {key}'
"""


def demo(
    data: Data = None,
    port: Port = None,
    host: Host = None,
    serve: Annotated[bool, typer.Option(help="Serve the demo after loading it.")] = True,
) -> None:
    """Load a year of a small shop with dashboards over it, then serve it."""
    with failures_told():
        settings = load_settings(data=data, port=port, host=host)
        with opened_house(settings) as house:
            owner = ensured_owner(house.store, settings, house.clock(), password=PASSWORD)
            loaded = _loaded(house, owner.user)
            _tell(house, owner.user, loaded)
            if serve:
                serve_house(house)


def _loaded(house: House, owner: User) -> Demo:
    columns = (TextColumn("Loading a year of a small shop"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("load", total=EXPECTED_EVENTS)
        return load_demo(house, owner, lambda events: bar.update(task, advance=events))


def _tell(house: House, owner: User, loaded: Demo) -> None:
    settings = house.settings
    err.print(
        SNIPPETS.format(
            url=f"http://{settings.host}:{settings.port}",
            email=owner.email,
            password=f", password [bold]{PASSWORD}[/]" if settings.owner_password is None else "",
            token=escape(loaded.project.api_token),
            project=loaded.project.id,
            dashboard=loaded.dashboard_id,
            key=escape(loaded.key),
        )
    )
