"""The dashboard or insight whose sharing somebody asks for (SHARE-10, SHARE-11, NB-29)."""

from dataclasses import dataclass

from hedgerow.base.errors import NotFound
from hedgerow.services.access import AccessLevel, require_access
from hedgerow.services.dashboard_finding import found_dashboard
from hedgerow.services.house import House, Visit
from hedgerow.services.insights import found_insight
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import User
from hedgerow.vocab.sharing import Shareable, ShareTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a path names: a kind, and an id or, for an insight, a short id."""

    kind: Shareable
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTarget:
    """A dashboard or insight of the project, with what sharing must know of it."""

    team_id: int
    target: ShareTarget
    name: str | None
    creator: User | None


def require_sharable(house: House, visit: Visit, wanted: Wanted) -> None:
    """Raise NotFound or PermissionDenied unless the caller may change how ``wanted`` is shared."""
    with house.store.read() as tx:
        found_target(tx, visit, wanted, AccessLevel.EDITOR)


def found_target(tx: Transaction, visit: Visit, wanted: Wanted, needed: AccessLevel) -> FoundTarget:
    """What ``wanted`` names; raises NotFound, or PermissionDenied without the level ``needed`` on it."""
    if wanted.kind is Shareable.DASHBOARD:
        if not wanted.id.isdecimal():
            raise NotFound
        board = found_dashboard(tx, visit, int(wanted.id), needed)
        target = ShareTarget(kind=wanted.kind, id=board.id)
        return FoundTarget(team_id=board.team_id, target=target, name=board.name, creator=board.created_by)
    insight = found_insight(tx, visit, wanted.id)
    require_access(visit.caller, insight.created_by, needed)
    target = ShareTarget(kind=wanted.kind, id=insight.id)
    name = insight.name or insight.derived_name
    return FoundTarget(team_id=insight.team_id, target=target, name=name, creator=insight.created_by)
