"""Keep a dashboard's results, refresh it, ask what changed (contract 40)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Reader, dashboard_number
from hedgerow.api.doors import TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.dashboard_snapshots import AnalysisRequest, NewSnapshot, SnapshotAnswer
from hedgerow.api.wire.errors import BareError, bare
from hedgerow.api.wire.refresh_analysis import AnalysisAnswer, analysis_answer
from hedgerow.services.dashboard_finding import open_dashboard
from hedgerow.services.dashboard_snapshots import take_snapshot
from hedgerow.services.refresh_analysis import refresh_analysis

router = resource("Dashboards")

_DASHBOARD = "/api/projects/{project_id}/dashboards/{dashboard_id:id}"

New = Annotated[Sent[NewSnapshot], Depends(Sends(NewSnapshot))]
Asked = Annotated[Sent[AnalysisRequest], Depends(Sends(AnalysisRequest))]


@router.post(f"{_DASHBOARD}/snapshot", summary="Keep the results before a refresh")
def dashboards_snapshot(dashboard_id: str, house: TheHouse, visit: Reader, sent: New) -> SnapshotAnswer:
    """Keep the results of a dashboard for half an hour, to be compared with later ones; nothing is computed."""
    opened = open_dashboard(house, visit, dashboard_number(dashboard_id))
    return SnapshotAnswer(cache_key=take_snapshot(house, visit, opened, sent.checked().results()))


@router.post(
    f"{_DASHBOARD}/analyze_refresh_result",
    summary="Say what a refresh changed",
    responses=bare(BareError, {400: "No such snapshot, or it has expired."}),
)
def dashboards_analyze_refresh_result(dashboard_id: str, house: TheHouse, visit: Reader, sent: Asked) -> AnalysisAnswer:
    """Compare the kept results with those in the cache: as facts, and as a short text about the largest changes."""
    opened = open_dashboard(house, visit, dashboard_number(dashboard_id))
    return analysis_answer(refresh_analysis(house, visit, opened, sent.checked().cache_key))
