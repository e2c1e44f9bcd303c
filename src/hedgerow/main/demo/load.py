"""Loads the demo through the code that captures events, and makes its project, key and dashboards."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from hedgerow.base.canonical_json import wire
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import delivery
from hedgerow.main.demo.dashboards import make_demo_dashboards
from hedgerow.main.demo.shop import Shop
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.services.projects import create_project
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project

PROJECT_NAME = "Bramble garden shop"
KEY_LABEL = "demo"
BATCH = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What a visitor of the demo needs: the project with its token, a fresh personal key, the dashboard."""

    project: Project
    key: str
    dashboard_id: int


def load_demo(house: House, owner: User, progress: Callable[[int], None]) -> Demo:
    """Make what is missing of the demo; ``progress`` is told how many more events are safe.

    Events carry fixed uuids, so an interrupted load is finished by the next one and nothing counts twice.
    """
    now = house.clock()
    project = _project(house)
    if not project.ingested_event or project.primary_dashboard_id is None:
        events = Shop(now).events()
        while batch := list(islice(events, BATCH)):
            sent = delivery(wire({"api_key": project.api_token, "batch": batch, "historical_migration": True}))
            house.committer.submit_and_wait(clean_events(sent, team_id=project.id, now=now))
            progress(len(batch))
    with house.store.write() as tx:
        tx.users.update(owner.id, current_project_id=project.id)
        # A key's value cannot be shown twice, so each start has a new one.
        for key in tx.keys.of_user(owner.id):
            if key.label == KEY_LABEL:
                tx.keys.delete(owner.id, key.id)
    dashboard_id = make_demo_dashboards(house.store, team_id=project.id, owner_id=owner.id, now=now)
    made = create_key(house.store, user_id=owner.id, label=KEY_LABEL, scopes=("*",), now=now, most=None)
    return Demo(project=project, key=made.value, dashboard_id=dashboard_id)


def _project(house: House) -> Project:
    with house.store.read() as tx:
        found = next((project for project in tx.projects.all() if project.is_demo), None)
    return found or create_project(house.store, name=PROJECT_NAME, now=house.clock(), is_demo=True)
