"""A saved insight as it is looked at: from a dashboard or not, with what one request lays over it (NB-27)."""

from dataclasses import dataclass

from hedgerow.services.dashboard_variables import LaidVariables, laid_variables
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_results import NO_FILTERS, JsonObject, filtered_query
from hedgerow.services.insights import found_insight
from hedgerow.vocab.dashboards import Insight, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightLook:
    """``insight`` with the filters and variables in force; ``tile`` is what holds it where it is looked at from."""

    insight: Insight
    tile: Tile | None
    filters: JsonObject
    tile_filters: JsonObject
    variables: LaidVariables

    @property
    def query(self) -> JsonObject | None:
        """The query as it runs."""
        if self.insight.query is None:
            return None
        return filtered_query(self.variables.query(self.insight.query), self.tile_filters or self.filters)


def insight_look(
    house: House,
    visit: Visit,
    insight_id: str,
    *,
    dashboard_id: int | None,
    filters: JsonObject,
    variables: JsonObject,
) -> InsightLook:
    """The insight with this id or short id, looked at from a dashboard, with ``filters`` and ``variables`` on top.

    A dashboard that does not hold it plays no part. An all-digit text is tried as id first. Raises NotFound.
    """
    dashboard = tile = None
    with house.store.read() as tx:
        insight = found_insight(tx, visit, insight_id)
        if dashboard_id in insight.dashboards:
            tile = tx.tiles.holding(visit.project.id, dashboard_id, insight_id=insight.id)
            dashboard = tx.dashboards.get(visit.project.id, dashboard_id)
    stored = dashboard.variables if dashboard else {}
    return InsightLook(
        insight=insight,
        tile=tile,
        filters={**(dashboard.filters if dashboard else NO_FILTERS), **filters},
        tile_filters=tile.filters_overrides if tile else NO_FILTERS,
        variables=laid_variables(house, visit.project, stored, variables, [insight.query] if dashboard else []),
    )
