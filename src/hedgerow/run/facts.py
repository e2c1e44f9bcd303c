"""What a plan must know of a project besides the question, gathered from the store and the engine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Any

from hedgerow.base.canonical_json import fingerprint
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import cache_facts
from hedgerow.query.question import Question
from hedgerow.run.asking import Asking
from hedgerow.run.event_counting import EventCounting
from hedgerow.run.known_questions import KnownQuestion, KnownQuestions
from hedgerow.run.presence import Presence
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.definitions import GROUP_OWNERS, PropertyOwner, PropertyType
from hedgerow.vocab.jobs import JobKind
from hedgerow.vocab.known_people import WantedPeople
from hedgerow.vocab.projects import Project
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement

_EARLIEST = "SELECT count(), toUnixTimestamp64Second(min(timestamp)) FROM events WHERE team_id = {team:UInt32}"

_REMEMBERED_SECONDS = 1.0
"""How long definitions are remembered, so that the tiles of one dashboard read them once."""


@dataclass(frozen=True, slots=True)
class _Definitions:
    """What people and capture defined in a project, as it was at ``read_at`` on the monotonic clock."""

    read_at: float
    property_types: Mapping[PropertyOwner, Mapping[str, PropertyType]]
    actions: Mapping[int, Action]
    cohorts: Mapping[int, Cohort]
    variables: Mapping[str, Any]
    merged_events: Mapping[str, str]
    people_merged: bool
    erasures: int
    sealed: "_Sealed"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The sealed days, those that rollups have counted, and what is another one whenever any of that is."""

    days: tuple[SealedDay, ...] = ()
    rolled_up: Mapping[int, tuple[SealedDay, ...]] = field(default_factory=dict)
    mark: tuple[int, ...] = ()


class FactSource:
    """Makes the frozen Context that the pure query room plans with. Safe to share between threads.

    Without ``activity_index`` no day counts as sealed. ``counting`` knows how many events there are.
    """

    def __init__(
        self, store: Store, engine: Engine, *, activity_index: bool = True, counting: EventCounting | None = None
    ) -> None:
        self._store = store
        self._engine = engine
        self._activity_index = activity_index
        self._counting = counting
        self._known: dict[int, _Definitions] = {}
        self._forgotten: Counter[int] = Counter()
        self._erasures: Counter[int] = Counter()
        self._lock = Lock()
        self._questions = KnownQuestions(self.key)

    def context(self, project: Project, now: datetime) -> Context:
        """Everything `plan` may know of ``project`` at ``now``, but for its earliest event."""
        known = self._definitions(project.id)
        types = known.property_types
        return Context(
            team_id=project.id,
            timezone=project.timezone,
            week_start_day=project.week_start_day,
            now=now,
            test_account_filters=project.test_account_filters,
            property_types=types.get(PropertyOwner.EVENT, {}),
            person_property_types=types.get(PropertyOwner.PERSON, {}),
            group_property_types={index: types[owner] for index, owner in enumerate(GROUP_OWNERS) if owner in types},
            actions=known.actions,
            cohorts=known.cohorts,
            variables=known.variables,
            merged_events=known.merged_events,
            people_merged=known.people_merged,
            erasures=known.erasures + self._erasures[project.id],  # by whichever process, and by this one at once
            sealed_days=_in_zone(known.sealed.days, project.timezone),
            rolled_up=known.sealed.rolled_up,
        )

    def forget_definitions(self, team_id: int) -> None:
        """Read the project's definitions anew for the next question, whether its people merged, and its sealed days."""
        with self._lock:
            self._known.pop(team_id, None)
            self._forgotten[team_id] += 1

    def key(self, question: Question, context: Context) -> str:
        """The name under which the answer to ``question`` is kept."""
        return fingerprint(cache_facts(question, context))

    def question(self, query: Mapping[str, Any], context: Context) -> KnownQuestion:
        """What ``query`` asks, and the name under which its answer is kept. Raises what `understand` raises."""
        return self._questions.question(query, context)

    def forget_results(self, team_id: int) -> None:
        """Let nothing that was kept, or is being computed, answer a question of the project from now on."""
        with self._lock:
            self._erasures[team_id] += 1
        if self._counting:
            self._counting.forget(team_id)

    def earliest_event(self, team_id: int, *, query_id: str) -> datetime | None:
        """When the project's first event happened; None before there is one. Asks the engine as ``query_id``."""
        asked = Statement(_EARLIEST, (Parameter("team", "UInt32", team_id),))
        count, seconds = self._engine.query(asked, query_id=query_id).rows[0]
        return datetime.fromtimestamp(seconds, UTC) if count else None

    def completed(self, context: Context, question: Question, asking: Asking, presence: Presence) -> Context:
        """``context`` with what only the engine knows of the project, as far as ``question`` needs it."""
        if question.counts_events and self._counting:
            counts = self._counting.of(context.team_id, context.sealed_days, context.now)
            context = replace(context, event_counts=counts)
        if question.needs_earliest:
            earliest = asking.asked(presence, lambda name: self.earliest_event(context.team_id, query_id=name))
            context = replace(context, earliest_event=earliest)
        return context

    def want_people(self, context: Context, people: Iterable[WantedPeople]) -> None:
        """Let ``people``, from whom an answer could be reckoned, be known when it is asked for again."""
        if self._counting:
            self._counting.want(context.team_id, people, context.now)

    def _definitions(self, team_id: int) -> _Definitions:
        with self._lock:
            before = self._known.get(team_id)
            forgotten = self._forgotten[team_id]
        if before is not None and monotonic() - before.read_at < _REMEMBERED_SECONDS:
            return before
        with self._store.read() as tx:
            types = tx.property_definitions.types(team_id)
            actions = {action.id: action for action in tx.actions.alive(team_id)}
            cohorts = {cohort.id: cohort for cohort in tx.cohorts.alive(team_id)}
            variables = {str(variable.id): variable.default_value for variable in tx.insight_variables.all(team_id)}
            merged_events = tx.event_definitions.merged(team_id)
            people_merged = tx.merges.any(team_id)
            erasures = tx.jobs.finished(team_id, JobKind.DELETE_PERSONS)
            sealed = self._sealed(tx, team_id, before.sealed if before else _Sealed())
        known = _Definitions(
            monotonic(), types, actions, cohorts, variables, merged_events, people_merged, erasures, sealed
        )
        with self._lock:
            if self._forgotten[team_id] == forgotten:  # else what was read may be older than that
                self._known[team_id] = known
        return known

    def _sealed(self, tx: Transaction, team_id: int, before: _Sealed) -> _Sealed:
        """The days as they are: those of ``before`` when they are the same still."""
        if not self._activity_index:
            return before
        mark = (*tx.sealed_days.mark(team_id), *tx.rollups.mark(team_id))
        if before.mark == mark:
            return before
        return _Sealed(tx.sealed_days.all(team_id), tx.rollups.days(team_id), mark)


def _in_zone(days: tuple[SealedDay, ...], timezone: str) -> tuple[SealedDay, ...]:
    """``days`` when they are those of this zone, as all are or none."""
    return days if days and days[0].timezone == timezone else ()
