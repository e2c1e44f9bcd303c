"""Random rows and random SELECTs over them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.kinds.storing import Sent
from tests.properties.plain_hogql import (
    Aggregate,
    Asked,
    Condition,
    Row,
    Term,
    Value,
    World,
    alike,
    as_number,
    like,
    ordered,
    quoted,
    rows_of,
    same,
)

NOW = datetime(2024, 4, 1, tzinfo=UTC)
ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney"]
WORDS = ["", "a", "A", "ab", "ö", "Ö", "10", "9", "true", 'it\'s \\ "%_"', "x'); --"]
EVENTS = ["a", "b", "c's"]
CHANGE = datetime(2024, 3, 10, 9, 30, tzinfo=UTC)
"""Half an hour before clocks change in the west of America."""

values = st.sampled_from([*WORDS, 0, 1, -3, 2.5, 0.1, 10**9, "4", "-0.5", "1e2", "1 ", True, False, None])
sent = st.builds(
    Sent,
    st.sampled_from("uvwx"),
    st.sampled_from(EVENTS),
    st.builds(lambda minutes: CHANGE + timedelta(minutes=minutes), st.integers(-3000, 3000)),
    st.fixed_dictionaries({}, optional={"p": values, "n": values}),
    st.sampled_from([None, None, "second"]),
)


def by_owner(events: list[Sent]) -> list[Sent]:
    """Every distinct id has one owner: a second one is told by whose it is."""
    return [
        Sent(one.who, one.event, one.at, one.properties, None if one.distinct_id is None else one.who * 2)
        for one in events
    ]


worlds = st.builds(
    World,
    st.lists(sent, max_size=14).map(by_owner),
    st.dictionaries(st.sampled_from("uvwxyz"), st.fixed_dictionaries({}, optional={"q": values})),
    st.frozensets(st.sampled_from("uvwx")),
    st.sampled_from(ZONES),
)


def _read(name: str) -> Callable[[Row], Value]:
    return lambda row: row[name]


def _fields(prefix: str, *, of_events: bool, of_people: str | None, ids: bool) -> list[Term]:
    """The fields of a source; those of a joined one have a ``prefix``."""
    found: list[Term] = []
    if of_events:
        for name, sql, nullable in (
            ("event", "event", False),
            ("p", "properties.p", True),
            ("n", "properties['n']", True),
        ):
            found.append(Term(prefix + sql, "text", _read(prefix + name), nullable))
        number = _read(prefix + "n")
        found += [
            Term(f"toFloat({prefix}properties.n)", "number", lambda row: as_number(number(row))),
            Term(f"toHour({prefix}timestamp)", "number", _read(prefix + "hour"), nullable=False),
            Term(f"toString(toDate({prefix}timestamp))", "shown", _read(prefix + "day"), nullable=False),
        ]
    if of_people is not None:
        found.append(Term(f"{prefix}{of_people}.q", "text", _read(prefix + "q")))
    if ids:
        found.append(Term(f"{prefix}distinct_id", "text", _read(prefix + "distinct_id"), nullable=False))
    return found


FIELDS: dict[str, list[Term]] = {
    "events": _fields("", of_events=True, of_people="person.properties", ids=True),
    "persons": _fields("", of_events=False, of_people="properties", ids=False),
    "ids": _fields("", of_events=False, of_people="person.properties", ids=True),
    **{
        source: [term for side in ("e.", "f.") for term in _fields(side, of_events=True, of_people=people, ids=True)]
        for source, people in (("same id", "person.properties"), ("same p", None))
    },
    "people": [
        *_fields("e.", of_events=True, of_people=None, ids=True),
        *_fields("f.", of_events=False, of_people="properties", ids=False),
    ],
}
WHO = {"events": "person_id", "persons": "id", "ids": "person.id", "same id": "f.person_id", "same p": "e.person_id",
       "people": "f.id"}  # fmt: skip


def _who(source: str) -> str:
    return {"same id": "f.who", "same p": "e.who", "people": "f.who"}.get(source, "who")


NULL = Term("NULL", "text", lambda _: None)


def _constant(value: str | float) -> Term:
    if isinstance(value, str):
        return Term(quoted(value), "text", lambda _: value, nullable=False)
    return Term(str(value), "number", lambda _: value, nullable=False)


def _terms(source: str, kind: str) -> st.SearchStrategy[Term]:
    known: list[str] | list[float] = WORDS if kind == "text" else [0, 1, 2.5, 10, 100.0]
    constants = [NULL, *map(_constant, known)]
    return st.sampled_from([*(term for term in FIELDS[source] if term.kind == kind), *constants])


@st.composite
def comparisons(draw: st.DrawFn, source: str) -> Condition:
    kind = draw(st.sampled_from(["text", "text", "number"]))
    left, right = draw(_terms(source, kind)), draw(_terms(source, kind))
    operator = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
    sql = f"({left.sql} {operator} {right.sql})"
    if operator in {"=", "!="}:
        return Condition(sql, lambda row, _: same(left.of(row), right.of(row)) == (operator == "="))
    return Condition(sql, lambda row, _: ordered(operator, left.of(row), right.of(row)))


@st.composite
def likenesses(draw: st.DrawFn, source: str) -> Condition:
    left = draw(_terms(source, "text"))
    operator = draw(st.sampled_from(["like", "ilike", "=~", "=~*"]))
    negated = draw(st.booleans())
    patterns = ["%", "a%", "%B", "_", "Ö", "1%"] if "like" in operator else ["", "a", "^a", "B$", "[0-9]+", "a|ö"]
    right = draw(st.sampled_from([NULL, *map(_constant, patterns)]))
    matches: dict[str, Callable[[str, str], bool]] = {
        "like": like,
        "ilike": lambda text, pattern: like(text.lower(), pattern.lower()),
        "=~": lambda text, pattern: re.search(pattern, text) is not None,
        "=~*": lambda text, pattern: re.search(pattern, text, re.IGNORECASE) is not None,
    }
    word = {"like": "not like", "ilike": "not ilike", "=~": "!~", "=~*": "!~*"}[operator] if negated else operator
    return Condition(
        f"({left.sql} {word} {right.sql})",
        lambda row, _: alike(left.of(row), right.of(row), matches[operator]) != negated,
    )


@st.composite
def memberships(draw: st.DrawFn, source: str) -> Condition:
    kind = draw(st.sampled_from(["text", "number"]))
    left, negated = draw(_terms(source, kind)), draw(st.booleans())
    word = "NOT IN" if negated else "IN"
    if kind == "text" and draw(st.booleans()):
        event = draw(st.sampled_from(EVENTS))
        return Condition(
            f"({left.sql} {word} (SELECT properties.p FROM events WHERE event = {quoted(event)}))",
            lambda row, world: (
                any(same(left.of(row), one["p"]) for one in rows_of("events", world) if one["event"] == event)
                != negated
            ),
        )
    known: list[str] | list[float] = WORDS if kind == "text" else [0, 1, 2.5, 10]
    items = draw(st.lists(st.sampled_from([NULL, *map(_constant, known)]), min_size=1, max_size=4))
    return Condition(
        f"({left.sql} {word} ({', '.join(item.sql for item in items)}))",
        lambda row, _: any(same(left.of(row), item.of(row)) for item in items) != negated,
    )


@st.composite
def others(draw: st.DrawFn, source: str) -> Condition:
    negated = draw(st.booleans())
    form = draw(st.sampled_from(["null", "between", "cohort"]))
    if form == "cohort":
        return Condition(
            f"({WHO[source]} {'NOT IN' if negated else 'IN'} COHORT 1)",
            lambda row, world: (row[_who(source)] in world.members) != negated,
        )
    kind = draw(st.sampled_from(["text", "number"]))
    value = draw(_terms(source, kind))
    if form == "null":
        sql = f"({value.sql} IS {'NOT ' if negated else ''}NULL)"
        return Condition(sql, lambda row, _: (value.of(row) is None) != negated)
    low, high = draw(_terms(source, kind)), draw(_terms(source, kind))
    return Condition(
        f"({value.sql} BETWEEN {low.sql} AND {high.sql})",
        lambda row, _: ordered(">=", value.of(row), low.of(row)) and ordered("<=", value.of(row), high.of(row)),
    )


def conditions(source: str) -> st.SearchStrategy[Condition]:
    one = st.one_of(comparisons(source), likenesses(source), memberships(source), others(source))
    return st.recursive(
        one,
        lambda inner: st.one_of(
            inner.map(lambda test: Condition(f"(NOT {test.sql})", lambda row, world: not test.holds(row, world))),
            st.lists(inner, min_size=2, max_size=3).map(
                lambda tests: Condition(
                    f"({' AND '.join(test.sql for test in tests)})",
                    lambda row, world: all(test.holds(row, world) for test in tests),
                )
            ),
            st.lists(inner, min_size=2, max_size=3).map(
                lambda tests: Condition(
                    f"({' OR '.join(test.sql for test in tests)})",
                    lambda row, world: any(test.holds(row, world) for test in tests),
                )
            ),
        ),
        max_leaves=4,
    )


def _known(terms: Term, rows: Any) -> list[Any]:
    return [value for value in map(terms.of, rows) if value is not None]


@st.composite
def aggregates(draw: st.DrawFn, source: str) -> Aggregate:
    form = draw(st.sampled_from(["count", "countIf", "who", "uniqExact", "min", "max", "sum"]))
    if form == "count":
        return Aggregate("count()", lambda rows, _: len(rows))
    if form == "countIf":
        test = draw(conditions(source))
        return Aggregate(f"countIf({test.sql})", lambda rows, world: sum(test.holds(row, world) for row in rows))
    if form == "who":
        name = draw(st.sampled_from(["uniq", "count(DISTINCT {})"]))
        sql = name.format(WHO[source]) if "{" in name else f"{name}({WHO[source]})"
        return Aggregate(sql, lambda rows, _: len({row[_who(source)] for row in rows}))
    kind = "number" if form == "sum" else "text"
    nullable = [term for term in FIELDS[source] if term.nullable and term.kind == kind]
    if not nullable:
        return Aggregate("count()", lambda rows, _: len(rows))
    term = draw(st.sampled_from(nullable))
    if form == "uniqExact":
        return Aggregate(f"uniqExact({term.sql})", lambda rows, _: len(set(_known(term, rows))))
    if form == "sum":
        return Aggregate(f"sum({term.sql})", lambda rows, _: sum(_known(term, rows)) if _known(term, rows) else None)
    best: Callable[..., Any] = min if form == "min" else max
    return Aggregate(
        f"{form}({term.sql})", lambda rows, _: best(_known(term, rows), key=lambda one: one.encode(), default=None)
    )


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    source = draw(st.sampled_from(["events", "events", *FIELDS]))
    grouped = draw(st.booleans())
    outputs = draw(st.lists(st.sampled_from(FIELDS[source]), min_size=0 if grouped else 1, max_size=3, unique=True))
    made = draw(st.lists(aggregates(source), min_size=1, max_size=3)) if grouped else []
    width = len(outputs) + len(made)
    order = draw(st.permutations(range(width)))
    return Asked(
        source=source,
        outputs=tuple(outputs),
        aggregates=tuple(made),
        where=draw(st.none() | conditions(source)),
        at_least=draw(st.none() | st.integers(1, 3)) if grouped and outputs else None,
        order=tuple((column, draw(st.booleans()), draw(st.booleans())) for column in order),
        distinct=not grouped and draw(st.booleans()),
        of_each=draw(st.none() | st.integers(1, 2)) if outputs else None,
        limit=draw(st.none() | st.integers(0, 5)),
        offset=draw(st.none() | st.integers(0, 3)),
        wrapped=draw(st.booleans()),
    )
