"""Random expressions of SQL, each beside the plain function that it means."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.kinds.storing import Sent
from tests.properties.plain_events import EPOCH, Many, Row
from tests.properties.plain_who import text_of

NOW = datetime(2024, 11, 3, 12, 30, tzinfo=UTC)
"""Near the end of daylight saving time in America."""

P, Q = "properties.p", "properties.`q.r s`"

words = st.sampled_from(["", "a", "A", "ab", "ö", "10", "9", "true", "it's \\", "x'); --", "%_"])


def quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def number(value: Any) -> float | None:
    text = text_of(value)
    return float(text) if text is not None and re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def name_of(event: Sent) -> str:
    return event.distinct_id or event.who


TEXTS = [
    Row("event", lambda event, _: event.event),
    Row("distinct_id", lambda event, _: name_of(event)),
    Row("upper(event)", lambda event, _: event.event.upper()),
]
MAYBE_TEXTS = [
    Row(P, lambda event, _: _scalar(event, "p")),
    Row(Q, lambda event, _: _scalar(event, "q.r s")),
]
NUMBERS = [
    Row("toFloat(properties.n)", lambda event, _: number(event.properties.get("n"))),
    Row("length(event)", lambda event, _: len(event.event)),
    Row("3", lambda _, __: 3),
]


def _scalar(event: Sent, key: str) -> str | None:
    """As text: lists and objects as they stand in the row, compact."""
    value = event.properties.get(key)
    if isinstance(value, list | dict):
        return json.dumps(value, separators=(",", ":"))
    return text_of(value)


coalesced = st.builds(
    lambda one, word: Row(
        f"{one.sql} ?? {quoted(word)}", lambda event, zone: word if one.of(event, zone) is None else one.of(event, zone)
    ),
    st.sampled_from(MAYBE_TEXTS),
    words,
)
texts = st.one_of(st.sampled_from([*TEXTS, *MAYBE_TEXTS]), coalesced)
sums = st.builds(
    lambda one, other: Row(
        f"{one.sql} + {other.sql}", lambda event, zone: _plus(one.of(event, zone), other.of(event, zone))
    ),
    st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
)
numbers = st.one_of(st.sampled_from(NUMBERS), sums)
times = st.sampled_from(
    [
        Row("timestamp", lambda event, _: event.at),
        Row("timestamp + interval 90 minute", lambda event, _: event.at + timedelta(minutes=90)),
        Row("toDate(timestamp)", lambda event, zone: event.at.astimezone(zone).date()),
    ]
)
rows = st.one_of(texts, numbers, times)


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _compared(sign: str, one: Row, word: Any) -> Row:
    """SQ-10: a comparison is never NULL."""
    told: Callable[[Any], bool] = {
        "=": lambda value: value == word,
        "!=": lambda value: value != word,
        ">": lambda value: value is not None and _key(value) > _key(word),
        "<=": lambda value: value is not None and _key(value) <= _key(word),
    }[sign]
    shown = quoted(word) if isinstance(word, str) else str(word)
    return Row(f"{one.sql} {sign} {shown}", lambda event, zone: told(one.of(event, zone)))


def _key(value: Any) -> Any:
    return value.encode() if isinstance(value, str) else value


signs = st.sampled_from(["=", "!=", ">", "<="])
leaves = st.one_of(
    st.builds(_compared, signs, st.sampled_from([*TEXTS, *MAYBE_TEXTS]), words),
    st.builds(_compared, signs, st.sampled_from(NUMBERS), st.sampled_from([0, 1, 2.5, 3])),
    st.builds(
        lambda one, listed: Row(
            f"{one.sql} in ({', '.join(map(quoted, listed))})", lambda event, zone: one.of(event, zone) in listed
        ),
        texts,
        st.lists(words, min_size=1, max_size=3),
    ),
    st.builds(
        lambda one, word: Row(
            f"{one.sql} is {word}null", lambda event, zone: (one.of(event, zone) is None) == (word == "")
        ),
        st.sampled_from([*MAYBE_TEXTS, *NUMBERS]),
        st.sampled_from(["", "not "]),
    ),
    st.builds(
        lambda hours: Row(
            f"timestamp >= '{(NOW - timedelta(hours=hours)).isoformat()}'",
            lambda event, _: event.at >= NOW - timedelta(hours=hours),
        ),
        st.integers(0, 30),
    ),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda one: Row(f"not ({one.sql})", lambda event, zone: not one.of(event, zone)), inner),
        st.builds(
            lambda one, other: Row(
                f"({one.sql}) and ({other.sql})", lambda event, zone: one.of(event, zone) and other.of(event, zone)
            ),
            inner,
            inner,
        ),
        st.builds(
            lambda one, other: Row(
                f"({one.sql}) or ({other.sql})", lambda event, zone: one.of(event, zone) or other.of(event, zone)
            ),
            inner,
            inner,
        ),
    ),
    max_leaves=4,
)

counts = st.one_of(
    st.just(Many("count()", lambda events, _: len(events))),
    st.just(Many("uniq(distinct_id)", lambda events, _: len({name_of(event) for event in events}))),
    st.builds(
        lambda one: Many(
            f"countIf({one.sql})", lambda events, zone: len([1 for event in events if one.of(event, zone)])
        ),
        conditions,
    ),
)
many = st.one_of(
    counts,
    st.builds(lambda one: Many(f"{one.sql} * 10 + 1", lambda events, zone: one.of(events, zone) * 10 + 1), counts),
    st.builds(
        lambda name: Many(f"{name}(toFloat(properties.n))", lambda events, _: _told(name, events)),
        st.sampled_from(["sum", "min", "max"]),
    ),
    st.just(Many("min(timestamp)", lambda events, _: min((event.at for event in events), default=EPOCH))),
)


def _told(name: str, events: Any) -> float | None:
    found = [value for value in (number(event.properties.get("n")) for event in events) if value is not None]
    chosen: dict[str, Callable[[list[float]], float]] = {"sum": sum, "min": min, "max": max}
    return chosen[name](found) if found else None


havings = st.builds(
    lambda one, least: Many(f"{one.sql} > {least}", lambda events, zone: one.of(events, zone) > least),
    counts,
    st.integers(0, 3),
)
