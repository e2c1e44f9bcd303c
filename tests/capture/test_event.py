"""How one wire event becomes a clean one (contract 85 §4 shapes, §5)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from hedgerow.base.errors import AuthenticationFailed, ClientError, InvalidRequest, MalformedRequest, NotAuthenticated
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import delivery
from hedgerow.vocab.events import Event
from tests.capture.samples import NOW, TOKEN

OK = {"event": "paid", "distinct_id": "ada"}
UUID_TEXT = "0190c0de-0000-7000-8000-00000000abcd"


def cleaned(body: Any, **facts: Any) -> list[Event]:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return clean_events(delivery(text), team_id=7, now=NOW, **facts)


def one(**fields: Any) -> Event:
    (event,) = cleaned({"api_key": TOKEN, **OK, **fields})
    return event


def refused(body: Any) -> ClientError:
    with pytest.raises(ClientError) as caught:
        cleaned(body)
    return caught.value


@pytest.mark.contract("CAP-39", "NB-60")
@pytest.mark.parametrize(
    "body",
    [
        {"api_key": TOKEN, "batch": [OK]},
        {"token": TOKEN, "batch": [OK], "historical_migration": True},
        {"batch": [{**OK, "properties": {"token": TOKEN}}]},
        [{**OK, "token": TOKEN}, {**OK, "api_key": f" {TOKEN}\n"}, OK],
        {**OK, "token": TOKEN},
        {**OK, "$token": TOKEN},
        {**OK, "api_key": TOKEN},
        {**OK, "properties": {"token": TOKEN}},
    ],
)
def test_the_token_is_found_wherever_a_client_puts_it(body: Any) -> None:
    assert delivery(json.dumps(body).encode()).token == TOKEN


@pytest.mark.contract("CAP-3")
@pytest.mark.parametrize("token", ["  ", "x" * 65, "phc_é", "phc_\0", "phx_personal", 5, ["a"]])
def test_a_malformed_token_is_refused(token: Any) -> None:
    assert isinstance(refused({**OK, "api_key": token}), AuthenticationFailed)


@pytest.mark.contract("CAP-3")
@pytest.mark.parametrize("body", [OK, {**OK, "api_key": ""}, [OK], {"batch": [OK]}])
def test_a_request_without_a_token_is_not_authenticated(body: Any) -> None:
    assert isinstance(refused(body), NotAuthenticated)


@pytest.mark.contract("CAP-39")
def test_two_tokens_in_one_list_are_refused_and_blanks_around_them_do_not_count() -> None:
    assert refused([{**OK, "token": "a"}, {**OK, "token": "b"}]).status == 401
    assert delivery(json.dumps([{**OK, "token": "a"}, {**OK, "token": " a "}]).encode()).token == "a"


@pytest.mark.contract("CAP-23", "CAP-24", "ERR-4")
@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({**OK, "event": ""}, "event"),
        ({"distinct_id": "ada"}, "event"),
        ({**OK, "event": 5}, "event"),
        ({"event": "paid"}, "distinct_id"),
        ({**OK, "distinct_id": None}, "distinct_id"),
        ({**OK, "distinct_id": ""}, "distinct_id"),
        ({**OK, "uuid": "nonsense"}, "uuid"),
        ({**OK, "uuid": 5}, "uuid"),
        ({**OK, "properties": [1]}, "properties"),
        ({**OK, "properties": "text"}, "properties"),
    ],
)
def test_one_bad_event_refuses_the_request_and_names_its_place(bad: dict[str, Any], field: str) -> None:
    batch = refused({"api_key": TOKEN, "batch": [OK, OK, OK, bad]})
    assert isinstance(batch, InvalidRequest)
    assert batch.attr == f"batch__3__{field}"
    assert refused([{**OK, "token": TOKEN}, bad]).attr == f"1__{field}"
    assert refused({**bad, "api_key": TOKEN}).attr == field


@pytest.mark.contract("CAP-23")
@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"api_key": TOKEN, "batch": []}, "batch"),
        ({"api_key": TOKEN, "batch": [OK, 5]}, "batch__1"),
        ({"api_key": TOKEN, "batch": {"a": 1}}, "batch"),
        ([], None),
        ([OK, None], "1"),
        (5, None),
        ("text", None),
        (None, None),
    ],
)
def test_a_wrong_shape_is_refused_and_named(body: Any, attr: str | None) -> None:
    error = refused(body)
    assert (error.status, error.attr) == (400, attr)


@pytest.mark.contract("CAP-23")
@pytest.mark.parametrize(
    "text", [b"{", b"{'a': 1}", b'{"event": NaN}', b'[{"event": "\xff"}]', b'{"event":' + b"[" * 100_000]
)
def test_what_is_not_json_in_utf8_is_refused(text: bytes) -> None:
    assert isinstance(refused(text), MalformedRequest)


@pytest.mark.contract("CAP-24")
def test_property_values_never_refuse_an_event() -> None:
    text = rb'{"api_key":"%s","event":"e","distinct_id":"\ud83d","properties":%s}' % (
        TOKEN.encode(),
        rb'{"cut":"ab\ud83d","\ude00":1,"big":1e999,"long":%s,"pair":"\ud83d\ude00","nul":"\u0000","deep":%s}'
        % (b"9" * 5000, b"[" * 300 + b"]" * 300),
    )
    (event,) = cleaned(text)
    assert event.distinct_id == "\ufffd"
    properties = dict(event.properties)
    assert properties.pop("deep")
    assert properties == {
        "cut": "ab\ufffd", "\ufffd": 1, "big": "1e999", "long": "9" * 5000, "pair": "😀", "nul": "\0",
    }  # fmt: skip


@pytest.mark.contract("NB-60")
def test_names_are_cut_at_200_characters_and_nul_is_replaced() -> None:
    event = one(event="é" * 300, distinct_id="a\0" + "b" * 300)
    assert event.event == "é" * 200
    assert event.distinct_id == "a\ufffd" + "b" * 198


@pytest.mark.contract("CAP-39", "NB-60")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"distinct_id": 12}, "12"),
        ({"distinct_id": 1.5}, "1.5"),
        ({"distinct_id": True}, "true"),
        ({"distinct_id": ["a", {"b": 1}]}, '["a",{"b":1}]'),
        ({"distinct_id": None, "$distinct_id": "dollar"}, "dollar"),
        ({"distinct_id": "", "properties": {"distinct_id": "inner"}}, "inner"),
        ({"distinct_id": 0}, "0"),
    ],
)
def test_a_distinct_id_of_any_kind_becomes_text(fields: dict[str, Any], expected: str) -> None:
    assert one(**fields).distinct_id == expected


@pytest.mark.contract("NB-60")
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("2026-03-01T10:00:00Z", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00.123Z", datetime(2026, 3, 1, 10, 0, 0, 123000, tzinfo=UTC)),
        ("2026-03-01T10:00:00.123456+00:00", datetime(2026, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-01T10:00:00+02:00", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("2026-03-01 10:00:00", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        (None, NOW),
        ("", NOW),
        ("yesterday", NOW),
        (1795461676998, NOW),
        ("1899-12-31T23:59:59Z", NOW),
        ("0001-01-01T00:00:00+05:00", NOW),
        ("9999-12-31T23:59:59-05:00", NOW),
        ("1900-01-01T00:00:00Z", datetime(1900, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_timestamp_is_read_or_is_the_arrival(sent: Any, expected: datetime) -> None:
    assert one(timestamp=sent).timestamp == expected


@pytest.mark.contract("CAP-40")
def test_times_more_than_23_hours_ahead_become_the_arrival() -> None:
    inside, beyond = NOW + timedelta(hours=23), NOW + timedelta(hours=23, seconds=1)
    assert one(timestamp=inside.isoformat()).timestamp == inside
    assert one(timestamp=beyond.isoformat()).timestamp == NOW


@pytest.mark.contract("CAP-40")
@pytest.mark.parametrize("name", ["sent_at", "sentAt"])
def test_a_clock_that_is_wrong_is_set_right_by_the_sending_time(name: str) -> None:
    fields = {name: "2020-01-01T00:00:10Z", "timestamp": "2020-01-01T00:00:04Z"}
    assert one(**fields).timestamp == NOW - timedelta(seconds=6)
    (event,) = cleaned({"api_key": TOKEN, name: fields[name], "batch": [{**OK, "timestamp": fields["timestamp"]}]})
    assert event.timestamp == NOW - timedelta(seconds=6)
    ignoring = one(**fields, properties={"$ignore_sent_at": True})
    assert ignoring.timestamp == datetime(2020, 1, 1, 0, 0, 4, tzinfo=UTC)


@pytest.mark.contract("CAP-40")
def test_the_sending_time_of_the_query_counts_from_2020_and_after_that_of_the_body() -> None:
    body = {"api_key": TOKEN, **OK, "timestamp": "2026-03-10T11:59:00Z"}
    sent = str(int((NOW + timedelta(minutes=5)).timestamp() * 1000))
    assert cleaned(body, sent_at=sent)[0].timestamp == NOW - timedelta(minutes=6)
    assert cleaned(body, sent_at="1000")[0].timestamp == NOW - timedelta(minutes=1)
    assert cleaned(body, sent_at="soon")[0].timestamp == NOW - timedelta(minutes=1)
    both = {**body, "sent_at": NOW.isoformat()}
    assert cleaned(both, sent_at=sent)[0].timestamp == NOW - timedelta(minutes=1)


@pytest.mark.contract("CAP-40")
@pytest.mark.parametrize(("offset", "expected"), [(1500, NOW - timedelta(seconds=1.5)), (1e300, NOW), ("5", NOW)])
def test_an_offset_counts_back_from_arrival_when_there_is_no_timestamp(offset: Any, expected: datetime) -> None:
    assert one(offset=offset).timestamp == expected
    assert one(offset=offset, timestamp="2026-03-01").timestamp == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.contract("CAP-27")
@pytest.mark.parametrize("form", ["{%s}", "urn:uuid:%s", "%s"])
@pytest.mark.parametrize("text", [UUID_TEXT, UUID_TEXT.replace("-", "")])
def test_a_uuid_is_read_in_every_form(form: str, text: str) -> None:
    assert one(uuid=form % text).uuid == UUID(UUID_TEXT)


def test_a_uuid_is_kept_and_a_missing_one_is_made() -> None:
    kept = one(uuid=UUID_TEXT.upper())
    assert (kept.uuid, kept.uuid_made_here) == (UUID(UUID_TEXT), False)
    made = [one(uuid=missing) for missing in ("", None)]
    assert all(event.uuid_made_here for event in made)
    assert made[0].uuid != made[1].uuid


@pytest.mark.contract("CAP-44")
def test_sets_of_both_places_are_merged_and_the_top_wins() -> None:
    event = one(
        **{"$set": {"a": 1, "b": 1}, "$set_once": {"x": 1}},
        properties={"$set": {"b": 2, "c": 2}, "$set_once": "no object", "kept": None},
    )
    assert event.person_set == {"a": 1, "b": 1, "c": 2}
    assert event.person_set_once == {"x": 1}
    assert event.properties["$set"] == {"b": 2, "c": 2}


@pytest.mark.contract("CAP-44")
@pytest.mark.parametrize("unset", [["a", "b", 5], {"a": "", "b": None}])
def test_names_to_unset_come_as_a_list_or_as_keys(unset: Any) -> None:
    assert one(**{"$unset": unset}).person_unset == ("a", "b")
    assert one(properties={"$unset": unset}).person_unset == ("a", "b")
    assert one(**{"$unset": "a"}, properties={"$unset": 5}).person_unset == ()


@pytest.mark.contract("CAP-42")
def test_the_token_is_not_stored_and_everything_else_is() -> None:
    event = one(properties={"token": "t", "$lib": "web", "nested": {"token": "t"}}, library="ignored")
    assert event.properties == {"$lib": "web", "nested": {"token": "t"}}


@pytest.mark.contract("CAP-42")
def test_a_client_can_ask_for_no_person_profile() -> None:
    assert one().process_person
    assert not one(properties={"$process_person_profile": False}).process_person


@pytest.mark.contract("CAP-44")
@pytest.mark.parametrize("name", ["$snapshot", "$$heatmap", "$$client_ingestion_warning"])
def test_what_is_no_analytics_event_is_accepted_and_left_out(name: str) -> None:
    assert [event.event for event in cleaned({"api_key": TOKEN, "batch": [{**OK, "event": name}, OK]})] == ["paid"]


@pytest.mark.contract("CAP-10")
def test_an_event_without_a_name_may_have_one_by_its_path() -> None:
    (event,) = cleaned({"api_key": TOKEN, "distinct_id": "ada", "$set": {"a": 1}}, nameless="$identify")
    assert event.event == "$identify"
