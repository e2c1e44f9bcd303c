"""The time a trends question is about, told day by day and minute by minute (EN-9 to EN-11, EN-15 to EN-17)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Bucket = date | float


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole days, the last one included."""

    first: date
    last: date
    interval: str
    zone: str
    monday: bool

    @property
    def lower(self) -> datetime:
        """Events count from here; a month's from its first day."""
        first = self.first.replace(day=1) if self.interval == "month" else self.first
        return datetime.combine(first, time(), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def upper(self) -> datetime:
        """Events count up to here."""
        return datetime.combine(self.last, time(23, 59, 59), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def buckets(self) -> list[Bucket]:
        """Every half hour of the range, or every minute, says which bucket it is in."""
        moment = datetime.combine(self.first, time(), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        found: dict[Bucket, None] = {}
        while moment <= self.upper:
            found[self.bucket(moment)] = None
            moment += timedelta(minutes=1 if self.interval == "minute" else 30)
        return list(found)

    def day(self, moment: datetime) -> date:
        """The local day."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def bucket(self, moment: datetime) -> Bucket:
        """The start of the bucket: a day, or by the clock a moment in seconds."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if self.interval == "minute":
            return local.replace(second=0, microsecond=0).timestamp()
        if self.interval == "hour":
            return local.replace(minute=0, second=0, microsecond=0).timestamp()
        if self.interval == "month":
            return local.date().replace(day=1)
        if self.interval == "week":
            return local.date() - timedelta(days=local.weekday() if self.monday else (local.weekday() + 1) % 7)
        return local.date()

    def in_window(self, moment: datetime, bucket: Bucket, days: int) -> bool:
        """Whether ``moment`` is in the ``days`` up to ``bucket`` (TR-4)."""
        if isinstance(bucket, date):
            return bucket - timedelta(days=days) < self.day(moment) <= bucket
        start = self.bucket(moment)
        assert isinstance(start, float)
        return bucket - days * 86400 < start <= bucket
