"""Ingestion warnings by project, kind and day, added up as they come."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from hedgerow.store.tables.ingestion_warnings import ingestion_warnings
from hedgerow.vocab.ingestion import IngestionWarning, WarningDay, WarningKind

_TABLE = ingestion_warnings.c


class IngestionWarningDays:
    """Adds to and reads what went wrong on each day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, told: WarningDay, *, samples_kept: int) -> None:
        """Add ``told`` to what is there of its project, kind and day, of which the newest samples are kept."""
        same = select(ingestion_warnings).where(
            _TABLE.team_id.is_not_distinct_from(told.team_id), _TABLE.kind == told.kind, _TABLE.day == told.day
        )
        row = self._connection.execute(same.order_by(_TABLE.id).limit(1).with_for_update()).one_or_none()
        samples = [_written(sample) for sample in told.samples]
        if row is None:
            first = {"team_id": told.team_id, "kind": told.kind, "day": told.day, "occurrences": told.count}
            seen = {"first_seen_at": told.first_seen_at, "last_seen_at": told.last_seen_at, "samples": samples}
            self._connection.execute(insert(ingestion_warnings).values(**first, **seen))
            return
        changed = {
            "occurrences": row.occurrences + told.count,
            "first_seen_at": min(row.first_seen_at, told.first_seen_at),
            "last_seen_at": max(row.last_seen_at, told.last_seen_at),
            "samples": [*samples, *row.samples][:samples_kept],
        }
        self._connection.execute(update(ingestion_warnings).where(_TABLE.id == row.id).values(changed))

    def since(
        self, team_id: int, day: date, *, unowned: bool, kind: WarningKind | None = None
    ) -> tuple[WarningDay, ...]:
        """What went wrong in the project from ``day`` on, newest day first; with ``unowned`` also what has no project.

        ``kind`` narrows it. A project, kind and day may come more than once: their counts add up.
        """
        owned = _TABLE.team_id == team_id
        query = select(ingestion_warnings).where(
            or_(owned, _TABLE.team_id.is_(None)) if unowned else owned, _TABLE.day >= day
        )
        if kind is not None:
            query = query.where(_TABLE.kind == kind)
        return tuple(_record(row) for row in self._connection.execute(query.order_by(_TABLE.day.desc(), _TABLE.id)))

    def drop_before(self, day: date) -> int:
        """Forget what went wrong before ``day``, in every project; how many rows that were."""
        return self._connection.execute(delete(ingestion_warnings).where(_TABLE.day < day)).rowcount


def _written(sample: IngestionWarning) -> dict[str, Any]:
    return {
        "at": sample.at.isoformat(),
        "event": sample.event,
        "distinct_id": sample.distinct_id,
        "details": dict(sample.details),
    }


def _record(row: Row[Any]) -> WarningDay:
    kind = WarningKind(row.kind)
    return WarningDay(
        team_id=row.team_id,
        kind=kind,
        day=row.day,
        count=row.occurrences,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        samples=tuple(_samples(row.samples, row.team_id, kind)),
    )


def _samples(
    written: Iterable[Mapping[str, Any]], team_id: int | None, kind: WarningKind
) -> Iterable[IngestionWarning]:
    for sample in written:
        at = datetime.fromisoformat(sample["at"])
        yield IngestionWarning(
            kind=kind,
            team_id=team_id,
            at=at,
            event=sample["event"],
            distinct_id=sample["distinct_id"],
            details=sample["details"],
        )
