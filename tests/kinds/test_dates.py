from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from hedgerow.base.errors import InvalidRequest
from hedgerow.engine.port import Engine
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.dates import Span, previous, span
from hedgerow.query.moments import property_moment
from hedgerow.query.wire.dates import DateRange, Interval
from hedgerow.vocab.statement import Parameter, Statement

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
UTC_PROJECT = Context(team_id=1, timezone="UTC", now=NOW)
END = "03-13 23:59:59.999999"


def resolved(date_from: str | None, date_to: str | None, interval: str, project: Context = UTC_PROJECT) -> Span:
    return span(DateRange(date_from=date_from, date_to=date_to), Interval(interval), project)


def moment(text: str, year: int = 2024) -> datetime:
    date, _, clock = text.partition(" ")
    full = f"{date}T{clock}" if date.count("-") == 2 else f"{year}-{date}T{clock}"
    return datetime.fromisoformat(full + ("" if clock else "00:00")).replace(tzinfo=UTC)


@pytest.mark.contract("EN-7", "EN-8", "EN-9", "EN-10")
@pytest.mark.parametrize(
    ("interval", "date_from", "date_to", "start", "end", "buckets"),
    [
        ("day", None, None, "03-06 00:00", END, 8),
        ("day", "-7d", None, "03-06 00:00", END, 8),
        ("day", "-24h", None, "03-12 15:00", END, 2),
        ("day", "-1dStart", "-1dEnd", "03-12 00:00", "03-12 23:59:59.999999", 1),
        ("day", "mStart", None, "03-01 00:00", END, 13),
        ("day", "-1mStart", "-1mEnd", "02-01 00:00", "02-29 23:59:59.999999", 29),
        ("day", "yStart", None, "01-01 00:00", END, 73),
        ("day", "-1q", None, "2023-12-13 00:00", END, 92),
        ("day", "-2H", None, "03-13 00:00", END, 1),
        ("day", "-30M", None, "03-13 00:00", END, 1),
        ("day", "no moment", None, "03-13 00:00", END, 1),
        ("day", "2024-3-9", None, "03-09 00:00", END, 5),
        ("day", "2024-03-12T02:00+03:00", None, "03-11 23:00", END, 3),
        ("day", "-1m", "-1yEnd", "02-13 00:00", "2023-03-31 23:59:59.999999", 0),
        ("hour", "-24h", None, "03-12 15:00", "03-13 15:59:59.999999", 25),
        ("hour", "-1h", None, "03-13 14:00", "03-13 15:59:59.999999", 2),
        ("hour", "-1hStart", "-1hEnd", "03-13 14:00", "03-13 14:59:59.999999", 1),
        ("hour", "2024-03-01", "2024-03-05", "03-01 00:00", "03-05 00:00", 97),
        ("minute", "-1h", None, "03-13 14:45:30", "03-13 15:45:59.999999", 61),
        ("minute", "-90s", None, "03-13 15:44:00", "03-13 15:45:59.999999", 2),
        ("week", "-7d", None, "03-06 00:00", END, 2),
        ("month", "-7d", None, "03-06 00:00", END, 1),
    ],
)
def test_a_range_resolves_as_the_contract_lists(
    interval: str, date_from: str | None, date_to: str | None, start: str, end: str, buckets: int
) -> None:
    found = resolved(date_from, date_to, interval)
    assert (found.start, found.end) == (moment(start), moment(end))
    assert len(Buckets(found, 0).starts) == buckets


@pytest.mark.contract("EN-9")
def test_by_minute_the_end_is_one_instant_whatever_the_time_zone() -> None:
    now = datetime(2024, 3, 13, 22, 45, 30, tzinfo=UTC)
    ends = {
        resolved("-1d", None, "minute", Context(team_id=1, timezone=zone, now=now)).end.astimezone(UTC)
        for zone in ("UTC", "Europe/Berlin")
    }
    assert len(ends) == 1


@pytest.mark.contract("EN-15")
@pytest.mark.parametrize(
    ("interval", "date_from", "date_to", "compare_to", "start", "end"),
    [
        ("day", "-7d", None, None, "02-28 00:00", "03-06 23:59:59.999999"),
        ("day", "-30d", None, None, "01-12 00:00", "02-11 23:59:59.999999"),
        ("day", "2024-03-04", "2024-03-08", None, "02-28 00:00", "03-03 23:59:59.999999"),
        ("day", "-7d", None, "-1w", "02-28 00:00", "03-06 23:59:59.999999"),
        ("day", "-48h", None, "-0d", "03-11 15:00", END),
        ("day", "-7d", None, "-1y", "2023-03-06 00:00", "2023-03-13 23:59:59.999999"),
        ("hour", "-24h", None, None, "03-11 15:00", "03-12 15:59:59.999999"),
        ("minute", "-1h", None, None, "03-13 13:45:00.000001", "03-13 14:45:30"),
    ],
)
def test_the_period_before_is_as_long_and_meets_its_weekdays(
    interval: str, date_from: str, date_to: str | None, compare_to: str | None, start: str, end: str
) -> None:
    written = DateRange(date_from=date_from, date_to=date_to)
    before = previous(span(written, Interval(interval), UTC_PROJECT), written, compare_to)
    assert (before.start, before.end) == (moment(start), moment(end))


@pytest.mark.contract("EN-12")
def test_explicit_bounds_are_kept_to_the_second() -> None:
    written = DateRange(date_from="2024-03-04T10:00:30Z", date_to="2024-03-06T11:30:10Z", explicitDate=True)
    found = span(written, Interval.MONTH, UTC_PROJECT)
    assert found.first_counted == datetime(2024, 3, 4, 10, 0, 30, tzinfo=UTC)
    assert found.last_counted == datetime(2024, 3, 6, 11, 30, 10, tzinfo=UTC)


@pytest.mark.contract("EN-16")
@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("US/Pacific", "2024-03-10", 23),
        ("US/Pacific", "2024-11-03", 25),
        ("America/Havana", "2024-03-10", 23),
        ("America/Havana", "2024-11-03", 25),
        ("Asia/Kathmandu", "2024-03-10", 24),
        ("Australia/Lord_Howe", "2024-10-06", 24),
    ],
)
def test_hour_buckets_are_real_hours(zone: str, day: str, hours: int) -> None:
    project = Context(team_id=1, timezone=zone, now=NOW)
    found = Buckets(resolved(day, f"{day}T23:59:59", "hour", project), 0).starts
    assert len(found) == hours
    steps = {later.timestamp() - earlier.timestamp() for earlier, later in pairwise(found)}
    assert steps == {timedelta(hours=1).total_seconds()}


@pytest.mark.contract("EN-17")
@pytest.mark.parametrize(
    ("interval", "date_from", "date_to", "labels"),
    [
        ("day", "2020-01-09", "2020-01-10", ["9-Jan-2020", "10-Jan-2020"]),
        ("hour", "2020-01-09", "2020-01-09T01:30", ["9-Jan 00:00", "9-Jan 01:00"]),
        ("minute", "2020-01-09T00:00", "2020-01-09T00:01", ["9-Jan 00:00", "9-Jan 00:01"]),
        ("month", "2019-12-09", "2020-01-10", ["Dec 2019", "Jan 2020"]),
        ("week", "2019-12-29", "2020-01-05", ["29-Dec-2019 – 4-Jan-2020", "5-Jan-2020"]),
        ("week", "2020-01-26", "2020-02-08", ["26-Jan – 1-Feb", "2–8 Feb"]),
    ],
)
def test_labels_say_which_bucket(interval: str, date_from: str, date_to: str, labels: list[str]) -> None:
    assert Buckets(resolved(date_from, date_to, interval), 0).labels == labels


@pytest.mark.contract("EN-7")
@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-13-01T00:00", "1899-01-01", "2500-01-01", "-3000m", "-99999999999d"]
)
def test_a_date_nobody_can_count_from_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidRequest, match=text):
        resolved(text, None, "day")


@pytest.mark.contract("EN-21", "EN-22")
@pytest.mark.parametrize(
    "text",
    ["2024-03-31T02:30:00", "2024-10-27 02:30:00", "2024-03-10", "2024-03-31T02:30:00Z", "2024-03-31 02:30:00.25"],
)
def test_a_time_in_a_filter_is_the_moment_that_the_engine_reads_in_a_property(kinds_engine: Engine, text: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    read = "SELECT toUnixTimestamp64Micro(parseDateTime64BestEffort({t:String}, 6, {z:String}))"
    asked = Statement(read, (Parameter("t", "String", text), Parameter("z", "String", str(zone))))
    found = property_moment(text, zone)
    assert found is not None
    assert kinds_engine.query(asked).rows == [[round(found.timestamp() * 1e6)]]
