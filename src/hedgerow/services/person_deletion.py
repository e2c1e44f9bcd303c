"""People deleted for good, and with them, when asked, all they did.

The store forgets them in the request, and capture with it: what a distinct id of theirs sends from then on is a new
person's. A job then takes their rows out of the engine, which has to write much of its tables anew for that.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from hedgerow.base.errors import NotFound
from hedgerow.engine.erasing import Erasure, erase_people
from hedgerow.services.activity_log import log_activity
from hedgerow.services.house import House, Visit
from hedgerow.services.jobs import Progress
from hedgerow.services.sealing import open_days
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.events import EVENTS, PERSON_MERGES, PERSONS, SEALED_TABLES
from hedgerow.vocab.jobs import Job, JobKind

SCOPE = "Person"


def delete_persons(
    house: House, visit: Visit, *, uuids: Iterable[UUID], distinct_ids: Iterable[str] = (), delete_events: bool
) -> Job:
    """Delete these people, those unknown left out; the job that erases their rows in the engine.

    Raises NotFound when nobody of them is there. Without ``delete_events`` their events stay, as those of somebody of
    whom nothing is known.
    """
    now, team = house.clock(), visit.project.id
    with house.store.write() as tx:
        found = {person.number: person.uuid for person in tx.persons.by_uuids(team, uuids)}
        named = tx.persons.by_numbers(team, sorted(tx.persons.known_numbers(team, distinct_ids)))
        found |= {person.number: person.uuid for person in named}
        if not found:
            raise NotFound
        numbers = {one for number in found for one in tx.merges.numbers_of(team, number)}
        tx.persons.delete(team, numbers)
        if delete_events:
            tx.merges.delete(team, found)
            open_days(tx, team)
        payload = {"numbers": sorted(numbers), "delete_events": delete_events}
        job = tx.jobs.create(team, JobKind.DELETE_PERSONS, payload, created_by=visit.caller.user.id, now=now)
        changes = [{"field": "events", "action": "deleted", "before": None, "after": None}] if delete_events else []
        # Without their names: the log is to say that it was done, not to remember them.
        log_activity(tx, visit, SCOPE, "deleted", {str(uuid): (None, changes) for uuid in found.values()}, now)
    house.runner.forget_definitions(team)
    house.committer.forget_people()
    if delete_events:
        house.committer.monitor.live.forget(team)
    house.job_queued.set()
    return job


def being_deleted(tx: Transaction, team_id: int) -> list[int]:
    """The numbers of people whom the engine may still know though they were deleted."""
    return [number for job in tx.jobs.unfinished(team_id, JobKind.DELETE_PERSONS) for number in job.payload["numbers"]]


def erase_deleted(house: House, job: Job, progress: Progress) -> str:
    """Do a job of `delete_persons`. Raises EngineError, or JobStopped."""
    house.committer.forget_people()  # in the request it may not have come to that, or not yet
    numbers: Sequence[int] = job.payload["numbers"]
    tables = (PERSONS, EVENTS, PERSON_MERGES, *SEALED_TABLES) if job.payload["delete_events"] else (PERSONS,)
    erase_people(house.engine, [table.name for table in tables], job.team_id, numbers, _Told(progress).tell)
    house.runner.forget_results(job.team_id)
    house.store.clear_deleted()
    people = "1 person" if len(numbers) == 1 else f"{len(numbers)} people"
    return f"Deleted {people}" + (" and all their events." if job.payload["delete_events"] else ".")


class _Told:
    """What the engine tells, as progress: a step for each part to write anew, the last for the disk."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._parts = 0

    def tell(self, erasure: Erasure) -> None:
        self._parts = max(self._parts, erasure.parts_to_write)
        waiting = f" The engine waits: {erasure.complaint}" if erasure.complaint else ""
        message = "Deleting." if erasure.parts_to_write else "Clearing the disk of what was deleted."
        self._progress.tell(self._parts - erasure.parts_to_write, self._parts + 1, message + waiting)
