"""Ingestion warnings: counted at once, written every few seconds, read by kind.

A crash loses those of the last seconds. What belongs to no project, as a request with an unknown token, is shown in
every project to whoever is limited to none: the developer who pasted a wrong token looks in the project it was meant
for, and such a warning holds nothing of any project.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hedgerow.capture.ingestion_warnings import SAMPLES_KEPT
from hedgerow.services.access import reaches_every_project
from hedgerow.services.house import House, Visit
from hedgerow.vocab.ingestion import IngestionWarning, WarningDay, WarningKind

DAYS_KEPT = 30
"""How many days warnings are kept, today included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSummary:
    """How often one thing went wrong over some days: ``daily`` has a number for each. Samples are newest first.

    ``owned`` tells whether it is of the project, or of none.
    """

    kind: WarningKind
    owned: bool
    count: int
    daily: tuple[int, ...]
    first_seen_at: datetime
    last_seen_at: datetime
    samples: tuple[IngestionWarning, ...]


def write_ingestion_warnings(house: House) -> None:
    """Write what was counted; it goes on waiting when the store refuses, whose error is raised."""
    untold = house.committer.warnings.taken()
    if not untold:
        return
    try:
        with house.store.write() as tx:
            for told in untold:
                tx.ingestion_warnings.add(told, samples_kept=SAMPLES_KEPT)
    except BaseException:
        house.committer.warnings.give_back(untold)
        raise


def drop_old_ingestion_warnings(house: House) -> None:
    """Forget the warnings of days that are not shown any more."""
    with house.store.write() as tx:
        tx.ingestion_warnings.drop_before(_first_day_kept(house))


def warning_summaries(
    house: House, visit: Visit, since: datetime, kind: WarningKind | None
) -> tuple[Sequence[date], Sequence[WarningSummary]]:
    """The UTC days from ``since`` to today, at most `DAYS_KEPT`, and what went wrong on them, the latest first.

    ``kind`` narrows it.
    """
    write_ingestion_warnings(house)
    today = house.clock().date()
    first = max(since.date(), _first_day_kept(house))
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    with house.store.read() as tx:
        found = tx.ingestion_warnings.since(
            visit.project.id, first, unowned=reaches_every_project(visit.caller), kind=kind
        )
    together: dict[tuple[bool, WarningKind], list[WarningDay]] = defaultdict(list)
    for told in found:
        together[told.team_id is not None, told.kind].append(told)
    summaries = [_summary(owned, kind, days, told) for (owned, kind), told in together.items()]
    return days, sorted(summaries, key=lambda summary: summary.last_seen_at, reverse=True)


def _first_day_kept(house: House) -> date:
    return house.clock().date() - timedelta(days=DAYS_KEPT - 1)


def _summary(owned: bool, kind: WarningKind, days: Sequence[date], told: Sequence[WarningDay]) -> WarningSummary:
    counts: dict[date, int] = defaultdict(int)
    for day in told:
        counts[day.day] += day.count
    samples = sorted((sample for day in told for sample in day.samples), key=lambda sample: sample.at, reverse=True)
    return WarningSummary(
        kind=kind,
        owned=owned,
        count=sum(counts.values()),
        daily=tuple(counts[day] for day in days),
        first_seen_at=min(day.first_seen_at for day in told),
        last_seen_at=max(day.last_seen_at for day in told),
        samples=tuple(samples[:SAMPLES_KEPT]),
    )
