"""Random projects and random trends questions about them, near clock changes and on the edges of what counts."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests.kinds.storing import Sent
from tests.properties.plain_trends import FORMULAS, ONE_NUMBER, Asked, Json, Series, World
from tests.properties.plain_trends_maths import FIRST, OF_NUMBERS, PER_ACTOR, UNIQUE

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney", "America/St_Johns"]
CLOCK_CHANGES = [date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7), date(2024, 10, 6), date(2024, 2, 29)]
EVERYBODY = "uvwxy"
MATHS = ["total", "unique_session", "sum", *UNIQUE, *FIRST, *OF_NUMBERS, *PER_ACTOR]
DISPLAYS = ["ActionsLineGraph", "ActionsBar", "ActionsLineGraphCumulative", *ONE_NUMBER]

texts = st.sampled_from(["", "a", "A", "ab", "a/", "/", "/?#", "ö", "10", "9", "true", 'it\'s \\ "%_"', "x'); --"])
numbers = st.sampled_from([0, 1, -3, 2.5, 7.25, 1e9, "4", "-0.5", "1e2", "x", "", "1 ", True, False, None])
operators = st.sampled_from([None, None, None, "exact", "is_not", "icontains", "is_set", "gt"])
sets = st.dictionaries(
    st.sampled_from(EVERYBODY), st.fixed_dictionaries({}, optional={"q": texts, "n": numbers}), max_size=4
)
tiers = st.dictionaries(
    st.sampled_from(["g", "h"]), st.fixed_dictionaries({}, optional={"tier": st.one_of(texts, numbers)}), max_size=2
)


def worlds(day: date, samples: dict[float, set[str]]) -> st.SearchStrategy[World]:
    """Events around ``day``, many of them at the same moments or on the edges of days and hours."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    minutes = st.one_of(
        st.sampled_from([0, 0, -60, 12 * 60]),
        st.integers(-36 * 60, 36 * 60),
        st.integers(-10, 10).map(lambda days: days * 1440),
        st.integers(-45 * 1440, 45 * 1440),
    )
    moments = st.builds(
        lambda away, seconds: noon + timedelta(minutes=away, seconds=seconds),
        minutes,
        st.sampled_from([0, 0, 59, 59.5]),
    )
    properties = st.fixed_dictionaries(
        {},
        optional={
            "p": st.one_of(texts, numbers),
            "n": numbers,
            "$group_0": st.sampled_from(["g", "h", ""]),
            "$session_id": st.sampled_from(["s", "t", ""]),
        },
    )
    sent = st.builds(Sent, st.sampled_from(EVERYBODY), st.sampled_from(["a", "b", "c's"]), moments, properties)
    return st.builds(
        lambda events, people, groups, cohort: World(
            events=events, people=people, groups=groups, cohorts={1: ["u", "v"], 2: sorted(cohort)}, samples=samples
        ),
        st.lists(sent, max_size=40),
        sets,
        tiers,
        st.sets(st.sampled_from(EVERYBODY)),
    )


series = st.builds(
    Series,
    event=st.sampled_from([None, "a", "a", "c's"]),
    math=st.sampled_from(MATHS),
    group=st.sampled_from([False, False, True]),
    of_person=st.sampled_from([False, False, True]),
    operator=operators,
)


def _binned(part: Json, bins: int | None) -> Json:
    return part if bins is None else part | {"histogram_bin_count": bins}


parts = st.one_of(
    st.sampled_from(
        [
            {"property": "p", "type": "event"},
            {"property": "p", "type": "event", "normalize_url": True},
            {"property": "q", "type": "person"},
            {"property": "tier", "type": "group", "group_type_index": 0},
            {"property": "event", "type": "event_metadata"},
            {"property": "$group_0", "type": "event_metadata"},
        ]
    ),
    st.builds(
        _binned,
        st.sampled_from(
            [
                {"property": "n", "type": "event"},
                {"property": "n", "type": "person"},
                {"property": "tier", "type": "group", "group_type_index": 0},
            ]
        ),
        st.integers(1, 4),
    ),
)
breakdowns: st.SearchStrategy[tuple[list[Json], bool, list[int | str]]] = st.one_of(
    st.just(([], False, [])),
    st.just(([], False, [])),
    st.tuples(st.lists(parts, min_size=1, max_size=1), st.just(False), st.just([])),
    st.tuples(st.lists(parts, min_size=1, max_size=3), st.just(True), st.just([])),
    st.tuples(st.just([]), st.just(False), st.sampled_from([[1], ["all"], [1, 2], [2, "all"], [1, "all", 2]])),
)


@st.composite
def questions(draw: st.DrawFn, day: date) -> Asked:
    """A question with every option drawn by itself."""
    interval = draw(st.sampled_from(["hour", "day", "day", "week", "month", "minute"]))
    days = draw(st.integers(0, 1 if interval == "minute" else 3 if interval == "hour" else 45))
    first = day - timedelta(days=draw(st.integers(0, days if interval in ("minute", "hour") else 30)))
    asked_parts, multiple, cohorts = draw(breakdowns)
    formulas = draw(st.one_of(st.just([]), st.just([]), st.lists(st.sampled_from(sorted(FORMULAS)), max_size=2)))
    return Asked(
        series=draw(st.lists(series, min_size=2, max_size=2) if formulas else st.lists(series, min_size=1, max_size=2)),
        interval=interval,
        zone=draw(st.sampled_from(ZONES)),
        monday=draw(st.booleans()),
        first=first,
        last=first + timedelta(days=days),
        operator=draw(operators),
        wanted=draw(st.sampled_from(["", "a", "A", "ö", "10", "true", "it's \\ \""])),
        parts=asked_parts,
        multiple=multiple,
        cohorts=cohorts,
        limit=draw(st.integers(1, 4)),
        hide_other=draw(st.booleans()),
        display=draw(st.sampled_from(DISPLAYS)),
        compare=None if interval == "minute" else draw(st.sampled_from([None, None, "", "-1w", "-3d"])),
        formulas=formulas,
        smoothing=draw(st.sampled_from([1, 1, 2, 3])),
        sample=draw(st.sampled_from([None, None, *SAMPLES])),
    )


SAMPLES = (0.5, 0.3)
"""Shares of the distinct ids that questions look at."""
