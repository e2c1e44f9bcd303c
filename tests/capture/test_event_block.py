"""Events of a group as blocks of rows."""

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hedgerow.capture.event_block import event_blocks
from hedgerow.capture.shape import Shapes
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Statement
from hedgerow.vocab.stored_properties import properties_of
from tests.capture.samples import NOW, event

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [1, 2**62, 2**70, 1.5, 1e300, "text", "", True, None, [1, {"b": None}], {}]
)
DEEP: list[Any] = []
for _ in range(99):
    DEEP = [DEEP]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sent=st.lists(st.dictionaries(st.sampled_from(["a", "b", "c.d", ""]), VALUES, max_size=4), max_size=12))
@example(sent=[{"a": 1}, {"a": 2**70}, {"a": 2}, {"b": DEEP}, {"b": []}, {"a": "1"}, {"a": 1.0}, {}, {"a": None}])
def test_every_event_of_a_group_comes_back_with_its_own_properties(engine: Engine, sent: list[dict[str, Any]]) -> None:
    shapes = Shapes()
    events = [event(f"e{n}", uuid=UUID(int=n), distinct_id=f"d{n}", properties=p) for n, p in enumerate(sent)]
    rows = event_blocks(
        [(each, shapes.of(each.properties)) for each in events], number=lambda each: each.uuid.int, inserted_at=NOW
    )
    engine.command(Statement("TRUNCATE TABLE events"))
    if rows:
        engine.insert("events", rows, form="Native")
    answer = engine.query(Statement("SELECT * FROM events ORDER BY person"))
    found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert [properties_of(row) for row in found] == sent
    columns = ("team_id", "event", "uuid", "distinct_id", "person", "inserted_at")
    assert [tuple(row[name] for name in columns) for row in found] == [
        (1, f"e{n}", str(UUID(int=n)), f"d{n}", n, "2026-03-10 12:00:00.000") for n in range(len(sent))
    ]


def test_events_that_all_have_names_of_their_own_take_room_for_what_they_say_only(engine: Engine) -> None:
    shapes = Shapes()
    events = [event(properties={f"p{n}_{m}": m for m in range(10)}) for n in range(1000)]
    rows = event_blocks([(each, shapes.of(each.properties)) for each in events], number=lambda _: 1, inserted_at=NOW)
    assert len(rows) < 300 * 10 * len(events)
    engine.insert("events", rows, form="Native")
    answer = engine.query(
        Statement("SELECT uniqExact(_part), count(), sum(length(JSONAllPaths(properties))) FROM events")
    )
    assert answer.rows == [[1, 1000, 10_000]]
