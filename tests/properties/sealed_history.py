"""A project's life in random steps: all that may happen around its sealed days, and what is asked in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from hedgerow.base.ids import project_token
from hedgerow.main.job_worker import WORKS
from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House, Visit
from hedgerow.services.jobs import run_jobs
from hedgerow.services.person_deletion import delete_persons
from hedgerow.services.projects import change_project
from hedgerow.services.rolling_up import forget_rollups, roll_up
from hedgerow.services.sealing import drop_idle_seals, open_days, seal_days
from hedgerow.store.repositories.projects import ProjectChanges
from hedgerow.vocab.events import Event
from hedgerow.vocab.people import Caller
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock

Json = dict[str, Any]

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney"]
EVERYBODY = "uvwxyz"
NAMES = ["a", "a", "a", "b", "c"]
LINKS = {"$identify": "$anon_distinct_id", "$merge_dangerously": "alias"}


@dataclass
class History:
    """One project of ``house`` and what it has been sent."""

    house: House
    clock: HandClock
    chance: Random
    team: int
    sent: list[Event] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    sealed: int = 0

    @classmethod
    def begun(cls, house: House, clock: HandClock, chance: Random) -> "History":
        """A new project in a random zone."""
        with house.store.write() as tx:
            made = tx.projects.create(
                organization_id=tx.projects.all()[0].organization_id,
                name="Shop",
                api_token=project_token(),
                now=clock(),
                timezone=chance.choice(ZONES),
                week_start_day=chance.randint(0, 1),
            )
        return cls(house, clock, chance, made.id)

    @property
    def project(self) -> Project:
        with self.house.store.read() as tx:
            found = tx.projects.get(self.team)
        assert found is not None
        return found

    def step(self) -> None:
        """Something happens."""
        steps: list[tuple[int, Callable[[], object]]] = [
            (6, self._capture),
            (2, self._resend),
            (4, self._seal),
            (3, self._roll_up),
            (2, self._time_passes),
            (1, self._delete_somebody),
            (1, self._work_off_jobs),
            (1, self._change_zone),
            (1, self._open),
            (1, self._drop),
        ]
        (act,) = self.chance.choices([act for _, act in steps], [weight for weight, _ in steps])
        self.told.append(f"{self.clock():%m-%d %H:%M} {act.__name__} {act()}")

    def settle(self) -> None:
        """Time for the house to count what is over, and what was asked for."""
        self.told.append(f"settled: {self._seal()} sealed, {self._roll_up()} rolled up")

    def _capture(self) -> str:
        events = [self._event() for _ in range(self.chance.choice([1, 3, 20]))]
        self.house.committer.submit_and_wait(events)
        self.sent += events
        return ", ".join(f"{one.event} {one.distinct_id} {one.timestamp}" for one in events)

    def _event(self) -> Event:
        chance = self.chance
        name = chance.choice([*LINKS, *NAMES * 2])
        at = self.clock() + timedelta(
            days=chance.choice([0, 0, -1, -1, -2, -7, chance.randint(-40, 1)]),
            minutes=chance.choice([0, chance.randint(-1440, 0)]),
        )
        if chance.random() < 0.3:  # on the edges of days, here or elsewhere
            at = at.replace(hour=chance.choice([0, 4, 5, 8, 13, 18]), minute=chance.choice([0, 15]), second=0)
            at += timedelta(microseconds=chance.choice([0, -1, -500_000, 1]))
        return Event(
            team_id=self.team,
            uuid=uuid4(),
            event=name,
            distinct_id=chance.choice(EVERYBODY),
            timestamp=at,
            properties=(
                {LINKS[name]: chance.choice(EVERYBODY)}
                if name in LINKS
                else {
                    **chance.choice([{}, {"p": chance.choice(["x", "x", "y", "", 1, True])}]),
                    "q": chance.choice("st"),
                    "$process_person_profile": chance.choice([True, True, False, "false"]),
                }
            ),
            person_set={},
            person_set_once={},
        )

    def _resend(self) -> None:
        if self.sent:
            self.house.committer.submit_and_wait(self.chance.choices(self.sent, k=3))

    def _seal(self) -> int:
        sealed = seal_days(self.house, self.team)
        self.sealed += sealed
        return sealed

    def _roll_up(self) -> int:
        return roll_up(self.house, self.team)

    def _time_passes(self) -> None:
        self.clock.move(timedelta(minutes=self.chance.choice([3, 60, 24 * 60, 26 * 60])))

    def _delete_somebody(self) -> None:
        with self.house.store.read() as tx:
            known = tx.persons.by_distinct_ids(self.team, EVERYBODY)
            user = tx.users.all()[0]
        if known:
            unlucky = known[self.chance.choice(sorted(known))]
            visit = Visit(caller=Caller(user=user), project=self.project)
            delete_persons(self.house, visit, uuids=[unlucky.uuid], delete_events=self.chance.random() < 0.7)

    def _work_off_jobs(self) -> None:
        run_jobs(self.house, WORKS, lambda: False)

    def _change_zone(self) -> str:
        zone = self.chance.choice(ZONES)
        with self.house.store.read() as tx:
            user = tx.users.all()[0]
        visit = Visit(caller=Caller(user=user), project=self.project)
        change_project(self.house, visit, ProjectChanges(timezone=zone))
        return zone

    def _open(self) -> None:
        with self.house.store.write() as tx:
            open_days(tx, self.team)
        self.house.runner.forget_definitions(self.team)

    def _drop(self) -> None:
        forget_rollups(self.house)
        drop_idle_seals(self.house, drop_idle_seals(self.house, frozenset()))

    def answers(self, query: Json) -> tuple[Json, Json, Json]:
        """What the events alone answer, what they do together with the index, and with what is kept since then."""
        plain = {**query, "modifiers": {USE_ACTIVITY_INDEX: False}}
        return self._answer(plain), self._answer(query), self._answer(query)

    def _answer(self, query: Json) -> Json:
        run = self.house.runner.run(self.project, query, RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        return {key: value for key, value in run.result.body.items() if key != "hogql"}

    def path(self, query: Json) -> str:
        """Which way ``query`` is answered."""
        return self.house.runner.explain(self.project, query).plan.path.word


def question(chance: Random, now: datetime) -> Json:
    """A random question of a kind that may read the index, with options that keep it from that now and then."""
    if chance.random() < 0.4:
        return _counting(chance)
    series = [_series(chance) for _ in range(chance.choice([1, 1, 2]))]
    first = now.date() - timedelta(days=chance.randint(0, 40))
    last = first + timedelta(days=chance.randint(0, 40))
    span = chance.choice(
        [
            {"date_from": f"-{chance.randint(0, 40)}d"},
            {"date_from": "all"},
            {"date_from": str(first), "date_to": str(last)},
            {"date_from": f"{first}T05:30:00", "date_to": f"{last}T18:00:00", "explicitDate": True},
            {"date_from": "-2w", "date_to": "-1d"},
        ]
    )
    shared: Json = {"dateRange": span}
    if chance.random() < 0.3:
        shared["properties"] = [_filter(chance)]
    if chance.random() < 0.1:
        shared["samplingFactor"] = 0.5
    interval = chance.choice(["day", "day", "week", "month", "hour"])
    kind = chance.choice(["TrendsQuery", "TrendsQuery", "RetentionQuery", "LifecycleQuery", "StickinessQuery"])
    match kind:
        case "TrendsQuery":
            display = chance.choice(["ActionsLineGraph", "ActionsLineGraphCumulative", "BoldNumber", "ActionsPie"])
            asked = {"series": series, "interval": interval, "trendsFilter": {"display": display}}
            asked["compareFilter"] = {"compare": chance.random() < 0.3}
            if chance.random() < 0.4:
                several = [{"property": "p", "type": "event"}, {"property": "q", "type": "event"}]
                asked["breakdownFilter"] = chance.choice([{"breakdown": "p"}, {"breakdowns": several}])
        case "RetentionQuery":
            asked = {"retentionFilter": _retention(chance)}
        case "LifecycleQuery":
            asked = {"series": series[:1], "interval": interval}
        case _:
            asked = {"series": series, "interval": interval}
    return {"kind": kind, **shared, **asked}


def _counting(chance: Random) -> Json:
    """A question for nothing but numbers of events or people, mostly in a range of which they are known."""
    if chance.random() < 0.2:
        entities = {
            entity: {"id": chance.choice("ab"), "type": "events"} for entity in ("targetEntity", "returningEntity")
        }
        asked = {"period": chance.choice(["Day", "Day", "Week", "Month"]), "totalIntervals": chance.randint(1, 6)}
        return {"kind": "RetentionQuery", "retentionFilter": {**asked, **entities}}
    math = chance.choice(["total", "dau", "weekly_active"])
    interval = chance.choice(["day", "day", "week", "month", "hour"])
    first = "-1dStart" if interval == "hour" else chance.choice([f"-{chance.randint(0, 30)}d", "all", "mStart"])
    return {
        "kind": "TrendsQuery",
        "series": [
            {"kind": "EventsNode", "event": chance.choice(["a", "b", "$identify", None]), "math": math}
            for _ in range(2)
        ],
        "interval": interval,
        "dateRange": {"date_from": first, **chance.choice([{}, {"date_to": f"-{chance.randint(0, 3)}d"}])},
        "trendsFilter": {"display": chance.choice(["ActionsLineGraph", "ActionsLineGraphCumulative", "BoldNumber"])},
        "compareFilter": {"compare": chance.random() < 0.2},
    }


def _series(chance: Random) -> Json:
    maths = ["total", "dau", "dau", "weekly_active", "monthly_active", "first_time_for_user", "avg_count_per_actor"]
    event = chance.choice(["a", "a", "b", "$identify", None])
    filters = [_filter(chance)] if chance.random() < 0.2 else []
    return {"kind": "EventsNode", "event": event, "math": chance.choice(maths), "properties": filters}


def _filter(chance: Random) -> Json:
    """Few different ones, or no rollup would be asked for twice."""
    return chance.choice(
        [
            {"key": "p", "value": "x", "type": "event"},
            {"key": "p", "value": ["x", "1"], "operator": "is_not", "type": "event"},
            {"key": "q", "operator": "is_set", "type": "event"},
        ]
    )


def _retention(chance: Random) -> Json:
    return {
        "period": chance.choice(["Day", "Week", "Month"]),
        "totalIntervals": chance.randint(2, 6),
        "retentionType": chance.choice(
            ["retention_recurring", "retention_first_time", "retention_first_ever_occurrence"]
        ),
        "targetEntity": {"id": "a", "type": "events", "properties": [_filter(chance)] * (chance.random() < 0.3)},
        "returningEntity": {"id": chance.choice(["a", "b"]), "type": "events"},
        "minimumOccurrences": chance.choice([1, 1, 1, 2]),
    }
