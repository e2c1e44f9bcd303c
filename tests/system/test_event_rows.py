"""Rows of files as events."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hedgerow.main.transfer.event_files import Row
from hedgerow.main.transfer.event_rows import EventRows


def test_what_a_file_holds_and_json_does_not_becomes_the_text_json_has_for_it() -> None:
    at = datetime(2024, 2, 3, 10, tzinfo=UTC)
    values = {
        "event": "a",
        "distinct_id": "x",
        "timestamp": at,
        "properties.at": at,
        "properties.list": [date(2024, 2, 3)],
    }
    event = EventRows().event(Row("1", {**values, "properties.price": Decimal("1.50"), "properties.n": 5}))
    assert event.properties == {"at": "2024-02-03T10:00:00Z", "list": ["2024-02-03"], "price": "1.50", "n": 5}
