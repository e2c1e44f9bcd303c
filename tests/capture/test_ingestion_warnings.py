"""What goes wrong is counted, with a few small samples, whatever is sent and however much of it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hedgerow.capture.event import clean_events
from hedgerow.capture.ingestion_warnings import (
    LARGEST_DETAILS,
    LONGEST_TEXT,
    MOST_DETAILS,
    SAMPLES_KEPT,
    IngestionWarnings,
)
from hedgerow.capture.wire import delivery
from hedgerow.vocab.ingestion import IngestionWarning, WarningDay, WarningKind
from tests.capture.samples import NOW, TOKEN


def warned(*events: dict[str, Any], **body: Any) -> dict[WarningKind, WarningDay]:
    """What a request with ``events`` is warned of, by kind; it arrives at NOW."""
    batch = [{"event": "seen", "distinct_id": "ada", **event} for event in events]
    warnings = IngestionWarnings()
    sent = delivery(msgspec.json.encode({"api_key": TOKEN, "batch": batch, **body}))
    clean_events(sent, team_id=1, now=NOW, warnings=warnings)
    return {told.kind: told for told in warnings.taken()}


def details(told: WarningDay) -> dict[str, Any]:
    return dict(told.samples[0].details)


@pytest.mark.contract("CAP-40")
@pytest.mark.parametrize(
    ("event", "sent", "reason"),
    [
        ({"timestamp": "yesterday"}, "yesterday", "unreadable"),
        ({"timestamp": 1735689600}, 1735689600, "unreadable"),
        ({"timestamp": {"$date": 1}}, {"$date": 1}, "unreadable"),
        ({"timestamp": "1850-01-01T00:00:00Z"}, "1850-01-01T00:00:00Z", "out of range"),
        ({"timestamp": (NOW + timedelta(hours=24)).isoformat()}, "2026-03-11T12:00:00+00:00", "out of range"),
        ({"offset": -(10**9)}, -(10**9), "out of range"),
    ],
)
def test_a_time_that_was_not_kept_is_told_with_what_was(event: dict[str, Any], sent: Any, reason: str) -> None:
    (told,) = warned(event).values()
    assert told.kind is WarningKind.BAD_TIMESTAMP
    assert details(told) == {"sent": sent, "kept": NOW.isoformat(), "reason": reason}
    assert (told.samples[0].event, told.samples[0].distinct_id) == ("seen", "ada")


@pytest.mark.contract("CAP-40")
def test_an_event_without_a_time_or_with_a_good_one_is_no_trouble() -> None:
    assert warned({}, {"timestamp": ""}, {"timestamp": None}, {"timestamp": NOW.isoformat()}, {"offset": 100}) == {}


@pytest.mark.contract("CAP-40")
def test_a_clock_that_is_off_is_told_once_for_a_request() -> None:
    late = NOW - timedelta(minutes=6)
    told = warned({"timestamp": late.isoformat()}, {}, {}, sent_at=late.isoformat())[WarningKind.CLOCK_SKEW]
    assert (told.count, details(told)["clock_behind_seconds"], details(told)["sent_at"]) == (1, 360, late.isoformat())
    ahead = warned({}, sent_at=(NOW + timedelta(hours=2)).isoformat())[WarningKind.CLOCK_SKEW]
    assert details(ahead)["clock_behind_seconds"] == -7200
    assert warned({}, sent_at=(NOW - timedelta(minutes=4)).isoformat()) == {}
    assert warned({"properties": {"$ignore_sent_at": True}}, sent_at=late.isoformat()) == {}


def test_names_that_were_cut_are_told_with_their_length() -> None:
    told = warned({"event": "e" * 201}, {"distinct_id": "d" * 500})[WarningKind.NAME_TOO_LONG]
    assert (told.count, details(told)) == (2, {"field": "event", "length": 201, "kept": 200})


def test_a_request_full_of_garbage_is_one_sample_with_its_number() -> None:
    (told,) = warned(*[{"timestamp": "x" * 1000}] * 500).values()
    assert (told.count, len(told.samples), len(details(told)["sent"])) == (500, 1, LONGEST_TEXT)


def test_a_request_that_is_refused_warns_of_none_of_its_events() -> None:
    warnings = IngestionWarnings()
    batch = [{"event": "a", "distinct_id": "ada", "timestamp": "x"}, {"event": "b"}]
    sent = delivery(msgspec.json.encode({"api_key": TOKEN, "batch": batch}))
    with pytest.raises(Exception, match="distinct_id"):
        clean_events(sent, team_id=1, now=NOW, warnings=warnings)
    assert warnings.taken() == ()


def test_samples_are_few_and_small_whatever_is_in_them() -> None:
    warnings = IngestionWarnings()
    deep: list[Any] = []
    for _ in range(2000):
        deep = [deep]
    garbage = {f"{number}" * 300: "\0\ud800" * 10**6 for number in range(50)}
    for _ in range(100):
        warnings.note(WarningKind.INVALID_REQUEST, team_id=None, at=NOW, event="e" * 10**6, details=garbage)
        nested = {"deep": deep, "wide": [1] * 10**5, "number": 10**900, "nan": float("nan"), "fits": 1.5}
        warnings.note(WarningKind.EVENT_REJECTED, team_id=1, at=NOW, details=nested)
    invalid, rejected = warnings.taken()
    assert (invalid.count, len(invalid.samples)) == (100, SAMPLES_KEPT)
    assert len(msgspec.json.encode(invalid)) < SAMPLES_KEPT * 2 * LARGEST_DETAILS
    assert details(rejected) == {
        "deep": [["(list)"]],
        "wide": [1] * MOST_DETAILS,
        "number": "1" + "0" * (LONGEST_TEXT - 1),
        "nan": "nan",
        "fits": 1.5,
    }


def test_what_could_not_be_written_waits_again_with_what_came_since() -> None:
    warnings = IngestionWarnings()
    for second, count in enumerate((2, 3)):
        at = NOW + timedelta(seconds=second)
        warnings.note(WarningKind.CLOCK_SKEW, team_id=1, at=at, details={"n": second}, count=count)
        taken = warnings.taken()
        warnings.note(WarningKind.CLOCK_SKEW, team_id=1, at=at, details={"n": second + 10})
        warnings.give_back(taken)
    (told,) = warnings.taken()
    assert (told.count, told.first_seen_at, told.last_seen_at) == (7, NOW, NOW + timedelta(seconds=1))
    assert [sample.details["n"] for sample in told.samples] == [11, 1, 10, 0]
    assert warnings.totals() == {WarningKind.CLOCK_SKEW: 7}


def test_whoever_listens_is_told_of_each_with_its_number() -> None:
    heard: list[tuple[IngestionWarning, int]] = []
    warnings = IngestionWarnings(lambda warning, count: heard.append((warning, count)))
    warnings.note(WarningKind.RATE_LIMITED, team_id=1, at=NOW, count=5)
    assert [(warning.kind, count) for warning, count in heard] == [(WarningKind.RATE_LIMITED, 5)]
