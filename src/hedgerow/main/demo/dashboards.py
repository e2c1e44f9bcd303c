"""Makes the dashboards of the demo."""

from dataclasses import dataclass
from datetime import datetime

from hedgerow.main.demo.journeys import JOURNEYS
from hedgerow.main.demo.overview import OVERVIEW
from hedgerow.main.demo.tiles import Box, DemoText, DemoTile, JsonObject
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DemoDashboard:
    """A dashboard with its tiles in reading order."""

    name: str
    description: str
    tiles: tuple[DemoTile | DemoText, ...]


DASHBOARDS = (
    DemoDashboard("Shop overview", "Visitors, orders and revenue of the demo shop at a glance.", OVERVIEW),
    DemoDashboard("Customer journeys", "How visitors become customers, and whether they come back.", JOURNEYS),
)


def make_demo_dashboards(store: Store, *, team_id: int, owner_id: int, now: datetime) -> int:
    """Make the dashboards in one transaction and answer the first one's id; the one there is when made before."""
    with store.write() as tx:
        project = tx.projects.get(team_id)
        if project is not None and project.primary_dashboard_id is not None:
            return project.primary_dashboard_id
        first, *_ = (_made(tx, dashboard, team_id=team_id, owner_id=owner_id, now=now) for dashboard in DASHBOARDS)
        tx.projects.update(team_id, now=now, primary_dashboard_id=first)
        return first


def _made(tx: Transaction, dashboard: DemoDashboard, *, team_id: int, owner_id: int, now: datetime) -> int:
    made = tx.dashboards.create(
        team_id, created_by=owner_id, now=now, name=dashboard.name, description=dashboard.description, pinned=True
    )
    for position, tile in enumerate(dashboard.tiles):
        layouts = _layouts(tile.box, position)
        if isinstance(tile, DemoText):
            text = tx.texts.create(team_id, body=tile.body, created_by=owner_id, now=now)
            tx.tiles.create(team_id, made.id, text_id=text.id, layouts=layouts)
            continue
        insight = tx.insights.create(
            team_id,
            created_by=owner_id,
            now=now,
            name=tile.name,
            description=tile.description,
            query=tile.query,
            saved=True,
        )
        tx.tiles.create(team_id, made.id, insight_id=insight.id, layouts=layouts, show_description=True)
    return made.id


def _layouts(box: Box, position: int) -> JsonObject:
    x, y, width, height = box
    return {
        "sm": {"x": x, "y": y, "w": width, "h": height},
        "xs": {"x": 0, "y": position * 8, "w": 1, "h": 3 if height <= 3 else max(5, height)},
    }
