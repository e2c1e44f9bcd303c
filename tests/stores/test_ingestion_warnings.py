"""Ingestion warnings add up by project, kind and day, and are forgotten by age."""

from dataclasses import replace
from datetime import timedelta

from hedgerow.store.transaction import Transaction
from hedgerow.vocab.ingestion import IngestionWarning, WarningDay, WarningKind
from tests.stores.conftest import NOW, World


def told(team_id: int | None, *, second: int = 0, count: int = 1) -> WarningDay:
    """A warning of ``second`` seconds after NOW."""
    at = NOW + timedelta(seconds=second)
    kind = WarningKind.BAD_TIMESTAMP
    details = {"sent": "\0", "n": second}
    sample = IngestionWarning(kind=kind, team_id=team_id, at=at, event="seen", distinct_id=None, details=details)
    return WarningDay(
        team_id=team_id, kind=kind, day=at.date(), count=count, first_seen_at=at, last_seen_at=at, samples=(sample,)
    )


def test_what_is_added_to_a_day_adds_up_and_the_newest_samples_stay(tx: Transaction, world: World) -> None:
    team = world.project.id
    for second in range(4):
        tx.ingestion_warnings.add(told(team, second=second, count=2**31), samples_kept=3)
    (found,) = tx.ingestion_warnings.since(team, NOW.date(), unowned=False)
    assert replace(found, samples=()) == WarningDay(
        team_id=team,
        kind=WarningKind.BAD_TIMESTAMP,
        day=NOW.date(),
        count=4 * 2**31,
        first_seen_at=NOW,
        last_seen_at=NOW + timedelta(seconds=3),
        samples=(),
    )
    assert found.samples == tuple(told(team, second=second).samples[0] for second in (3, 2, 1))


def test_a_project_reads_its_own_and_what_has_no_project_only_when_asked(tx: Transaction, world: World) -> None:
    ours, theirs = world.project.id, world.other.id
    for team_id in (ours, theirs, None, None):
        tx.ingestion_warnings.add(told(team_id), samples_kept=5)
    assert [day.team_id for day in tx.ingestion_warnings.since(ours, NOW.date(), unowned=False)] == [ours]
    both = tx.ingestion_warnings.since(ours, NOW.date(), unowned=True)
    assert {(day.team_id, day.count) for day in both} == {(ours, 1), (None, 2)}


def test_days_are_read_from_one_on_by_kind_and_dropped_before_one(tx: Transaction, world: World) -> None:
    team, today = world.project.id, NOW.date()
    for ago in range(3):
        tx.ingestion_warnings.add(told(team, second=-86_400 * ago), samples_kept=5)
    tx.ingestion_warnings.add(replace(told(team), kind=WarningKind.CLOCK_SKEW), samples_kept=5)

    def days(since: int = 9, kind: WarningKind | None = WarningKind.BAD_TIMESTAMP) -> list[int]:
        found = tx.ingestion_warnings.since(team, today - timedelta(days=since), unowned=False, kind=kind)
        return [(today - day.day).days for day in found]

    assert (days(), days(1), days(kind=WarningKind.CLOCK_SKEW), days(0, None)) == ([0, 1, 2], [0, 1], [0], [0, 0])
    assert tx.ingestion_warnings.drop_before(today - timedelta(days=1)) == 1
    assert days() == [0, 1]
