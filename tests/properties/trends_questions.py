"""Random projects and random trends questions about them, near clock changes and on the edges of what counts.

They are drawn by chance alone: what shrinks well is small, and small projects hold few of the events that matter here.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tests.kinds.storing import Sent
from tests.properties.plain_trends import FORMULAS, ONE_NUMBER, Asked, Json, Series, World
from tests.properties.plain_trends_maths import FIRST, OF_NUMBERS, PER_ACTOR, UNIQUE, WINDOWS

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney", "America/St_Johns"]
CLOCK_CHANGES = [date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7), date(2024, 10, 6), date(2024, 2, 29)]
EVERYBODY = "uvwxy"
SAMPLES = (0.5, 0.3)
"""Shares of the distinct ids that questions look at."""

HARDEST = [*UNIQUE, *FIRST, *WINDOWS] * 2
MATHS = ["total", "unique_session", "sum", *OF_NUMBERS, *PER_ACTOR, *HARDEST]
DISPLAYS = ["ActionsLineGraph", "ActionsBar", "ActionsLineGraphCumulative", *ONE_NUMBER]
TEXTS = ["", "a", "a", "A", "ab", "a/", "/", "/?#", "ö", "10", "9", "true", 'it\'s \\ "%_"', "x'); --"]
NUMBERS = [0, 1, 1, -3, 2.5, 7.25, 1e9, "4", "-0.5", "1e2", "x", "", "1 ", True, False, None]
OPERATORS = [None, None, None, None, "exact", "is_not", "icontains", "is_set", "gt"]
PARTS: list[Json] = [
    {"property": "p", "type": "event"},
    {"property": "p", "type": "event", "normalize_url": True},
    {"property": "q", "type": "person"},
    {"property": "tier", "type": "group", "group_type_index": 0},
    {"property": "event", "type": "event_metadata"},
    {"property": "$group_0", "type": "event_metadata"},
]
BINNED: list[Json] = [
    {"property": "n", "type": "event"},
    {"property": "n", "type": "person"},
    {"property": "tier", "type": "group", "group_type_index": 0},
]
COHORTS: list[list[int | str]] = [[1], ["all"], [1, 2], [2, "all"], [1, "all", 2]]


def world(chance: Random, day: date, samples: dict[float, set[str]]) -> World:
    """Events around ``day``, many of them at the same moments or on the edges of days and hours."""
    return World(
        events=[_event(chance, day) for _ in range(chance.choice([0, 3, 20, 40, 40]))],
        people={who: _some(chance, {"q": TEXTS, "n": NUMBERS}) for who in EVERYBODY if chance.random() < 0.7},
        groups={key: _some(chance, {"tier": TEXTS + NUMBERS}) for key in "gh" if chance.random() < 0.8},
        cohorts={1: ["u", "v"], 2: [who for who in EVERYBODY if chance.random() < 0.5]},
        samples=samples,
    )


def _event(chance: Random, day: date) -> Sent:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    minutes = chance.choice(
        [
            0,
            chance.choice([-60, 12 * 60, 30]),
            chance.randint(-36 * 60, 36 * 60),
            chance.randint(-10, 10) * 1440,
            chance.randint(-45 * 1440, 45 * 1440),
        ]
    )
    at = noon + timedelta(minutes=minutes, seconds=chance.choice([0, 0, 59, 59.5]))
    groups = ["g", "h", ""]
    properties = _some(chance, {"p": TEXTS + NUMBERS, "n": NUMBERS, "$group_0": groups, "$session_id": ["s", "t", ""]})
    return Sent(chance.choice(EVERYBODY), chance.choice(["a", "a", "b", "c's"]), at, properties)


def _some(chance: Random, values: dict[str, list[Any]]) -> Json:
    return {name: chance.choice(some) for name, some in values.items() if chance.random() < 0.7}


def question(chance: Random, day: date) -> Asked:
    """A question with every option drawn by itself."""
    interval = chance.choice(["hour", "day", "day", "week", "month", "minute"])
    days = chance.randint(0, 1 if interval == "minute" else 3 if interval == "hour" else 45)
    first = day - timedelta(days=chance.randint(-1, days))
    form = chance.choice(["none", "none", "single", "multiple", "cohorts"])
    parts = [_part(chance) for _ in range({"single": 1, "multiple": chance.randint(1, 3)}.get(form, 0))]
    formulas = chance.choice([[], [], chance.sample(sorted(FORMULAS), chance.randint(1, 2))])
    return Asked(
        series=[_series(chance) for _ in range(2 if formulas else chance.randint(1, 2))],
        interval=interval,
        zone=chance.choice(ZONES),
        monday=chance.random() < 0.5,
        first=first,
        last=first + timedelta(days=days),
        operator=chance.choice(OPERATORS),
        wanted=chance.choice(["", "a", "A", "ö", "10", "true", "it's \\ \""]),
        parts=parts,
        multiple=form == "multiple",
        cohorts=chance.choice(COHORTS) if form == "cohorts" else [],
        limit=chance.randint(1, 6),
        hide_other=chance.random() < 0.2,
        display=chance.choice(DISPLAYS),
        compare=None if interval == "minute" else chance.choice([None, None, "", "-1w", "-3d"]),
        formulas=formulas,
        smoothing=chance.choice([1, 1, 2, 3]),
        sample=chance.choice([None, None, None, *SAMPLES]),
    )


def _series(chance: Random) -> Series:
    return Series(
        event=chance.choice([None, "a", "a", "c's"]),
        math=chance.choice(MATHS),
        group=chance.random() < 0.2,
        of_person=chance.random() < 0.3,
        operator=chance.choice(OPERATORS),
    )


def _part(chance: Random) -> Json:
    if chance.random() < 0.7:
        return chance.choice(PARTS)
    return chance.choice(BINNED) | {"histogram_bin_count": chance.randint(1, 4)}
