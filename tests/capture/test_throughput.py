"""How much comes in is counted by project and outcome, over minutes, hours and the day."""

from datetime import timedelta

from hedgerow.capture.throughput import Throughput
from hedgerow.vocab.ingestion import Outcome
from tests.capture.samples import NOW

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_rates_look_back_a_minute_and_an_hour() -> None:
    throughput = Throughput(NOW)
    for second in range(0, 3600, 10):
        throughput.count(1, Outcome.ACCEPTED, 20, NOW + timedelta(seconds=second))
    now = NOW + timedelta(seconds=3599)
    assert throughput.per_second(1, MINUTE, now) == throughput.per_second(1, HOUR, now) == 2
    later = now + timedelta(minutes=30)
    assert throughput.per_second(1, MINUTE, later) == 0
    assert 0.9 < throughput.per_second(1, HOUR, later) < 1.1
    assert throughput.per_second(2, HOUR, now) == 0


def test_only_stored_events_make_a_rate_and_a_last_event() -> None:
    throughput = Throughput(NOW)
    throughput.count(1, Outcome.REFUSED, 60, NOW)
    throughput.count(1, Outcome.ACCEPTED, 0, NOW)
    assert (throughput.per_second(1, MINUTE, NOW), throughput.last_stored_at(1)) == (0, None)
    throughput.count(1, Outcome.ACCEPTED, 6, NOW)
    assert (throughput.per_second(1, MINUTE, NOW), throughput.last_stored_at(1)) == (0.1, NOW)


def test_outcomes_are_counted_from_any_quarter_of_an_hour_of_the_last_day() -> None:
    throughput = Throughput(NOW)
    for quarter in range(4 * 30):
        throughput.count(1, Outcome.DUPLICATE, 1, NOW + timedelta(minutes=15 * quarter))
    end = NOW + timedelta(hours=30)
    assert throughput.since(1, end - timedelta(hours=5, minutes=45)) == {Outcome.DUPLICATE: 23}
    assert throughput.since(1, end - timedelta(hours=25)) == {Outcome.DUPLICATE: 100}
    assert throughput.since(2, NOW) == {}
    assert throughput.totals() == {1: {Outcome.DUPLICATE: 120}}
