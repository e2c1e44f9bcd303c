"""Folders of dashboards, and many dashboards moved, pinned, deleted or restored at once (ADR 12)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Reader, Writer
from hedgerow.api.doors import TheHouse
from hedgerow.api.routes.bulk_tags import NOT_EDITABLE
from hedgerow.api.routing import resource
from hedgerow.api.wire.dashboard_folders import (
    DashboardsChangedAnswer,
    FolderMove,
    FoldersAnswer,
    ManyDashboardsChange,
    MovedAnswer,
    dashboards_changed_answer,
    folders_answer,
    moved_answer,
)
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.dashboard_folders import dashboard_folders, move_folder
from hedgerow.services.dashboards import change_dashboards

router = resource("Dashboards")

_DASHBOARDS = "/api/projects/{project_id}/dashboards"

Move = Annotated[Sent[FolderMove], Depends(Sends(FolderMove))]
Change = Annotated[Sent[ManyDashboardsChange], Depends(Sends(ManyDashboardsChange))]


@router.get(f"{_DASHBOARDS}/folders", summary="Folders of dashboards")
def dashboards_folders(house: TheHouse, visit: Reader) -> FoldersAnswer:
    """Answer the folders that dashboards are filed in, by path."""
    return folders_answer(dashboard_folders(house, visit))


@router.post(f"{_DASHBOARDS}/move_folder", summary="Move or rename a folder of dashboards")
def dashboards_move_folder(house: TheHouse, visit: Writer, sent: Move) -> MovedAnswer:
    """File everything in a folder elsewhere, all or nothing."""
    wanted = sent.checked()
    if not wanted.folder:
        raise InvalidRequest("This field may not be blank.", code="blank", attr="folder")
    return moved_answer(move_folder(house, visit, wanted.folder, wanted.to))


@router.post(f"{_DASHBOARDS}/bulk_update", summary="Change many dashboards")
def dashboards_bulk_update(house: TheHouse, visit: Writer, sent: Change) -> DashboardsChangedAnswer:
    """Move, pin, delete or restore up to 500 dashboards at once; ids that cannot be changed are skipped."""
    wanted = sent.checked()
    changed = change_dashboards(house, visit, wanted.ids, wanted.values())
    return dashboards_changed_answer(wanted.ids, changed, NOT_EDITABLE)
