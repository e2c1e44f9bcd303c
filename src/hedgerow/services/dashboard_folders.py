"""Folders of dashboards: which there are, and all of one moved at once (ADR 12)."""

from collections.abc import Mapping

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.access import AccessLevel, access_level
from hedgerow.services.activity_log import log_activity
from hedgerow.services.dashboard_activity import SCOPE
from hedgerow.services.house import House, Visit
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.folders import LONGEST_PATH, folder_path


def dashboard_folders(house: House, visit: Visit) -> Mapping[str, int]:
    """How many dashboards lie in each folder itself, by path; a folder that only holds folders is not there."""
    with house.store.read() as tx:
        return tx.dashboards.folders(visit.project.id)


def move_folder(house: House, visit: Visit, folder: str, to: str | None) -> Mapping[int, str]:
    """File all that lies in ``folder`` and below it in ``to`` instead, None meaning no folder; where each lay before.

    Deleted dashboards move along, so that they come back where the others are; what the caller may not change stays.
    Raises InvalidRequest when a path gets too long.
    """
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        filed = tx.dashboards.ids_in_folder(team, folder)
        log = {}
        for one in tx.dashboards.get_many(team, tuple(filed), with_deleted=True):
            if access_level(visit.caller, one.created_by) < AccessLevel.EDITOR:
                continue
            path = folder_path(f"{to or ''}/{filed[one.id].removeprefix(folder)}")
            if path is not None and len(path) > LONGEST_PATH:
                raise InvalidRequest(f"{path[:100]}… is too long for a folder.", code="max_length", attr="to")
            tx.dashboards.update(team, one.id, folder=path)
            log[str(one.id)] = (one.name, changes_between({"folder": one.folder}, {"folder": path}))
        log_activity(tx, visit, SCOPE, "updated", log, now)
    return {dashboard_id: path for dashboard_id, path in filed.items() if str(dashboard_id) in log}
