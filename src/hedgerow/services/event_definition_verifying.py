"""Many event definitions verified, or not, at once (EVDEF-57)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hedgerow.services.activity_log import log_activity
from hedgerow.services.definition_marks import marks
from hedgerow.services.event_definitions import SCOPE
from hedgerow.services.house import House, Visit
from hedgerow.vocab.activity import changes_between


@dataclass(frozen=True, slots=True)
class Verified:
    """The ids whose mark changed and those that are no definitions of the project, in the order they were given."""

    changed: tuple[UUID, ...]
    missing: tuple[UUID, ...]


def verify_event_definitions(house: House, visit: Visit, ids: Sequence[UUID], *, verified: bool) -> Verified:
    """Verify definitions, which also un-hides them, or take that back; all or nothing.

    What already is so stays as it is and is not told.
    """
    team, user, now = visit.project.id, visit.caller.user.id, house.clock()
    wanted = tuple(dict.fromkeys(ids))
    with house.store.write() as tx:
        found = {one.id: one for one in tx.event_definitions.get_many(team, wanted)}
        changed = tuple(one for one in wanted if one in found and found[one].verified != verified)
        written = marks(verified=verified, hidden=None, was_verified=not verified, user_id=user, now=now)
        tx.event_definitions.update_many(team, changed, now=now, updated_by=user, **written)
        log = {}
        for one in changed:
            before = {"verified": not verified, "hidden": found[one].hidden}
            after = {"verified": verified, "hidden": False if verified else found[one].hidden}
            log[str(one)] = (found[one].name, changes_between(before, after))
        log_activity(tx, visit, SCOPE, "changed", log, now)
    return Verified(changed, tuple(one for one in wanted if one not in found))
