"""From a question to an answer: look in the cache, else plan, execute, shape and keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, perf_counter
from typing import Any

from hedgerow.base.canonical_json import kept, without_nan
from hedgerow.base.clock import Clock
from hedgerow.base.errors import HedgerowError
from hedgerow.base.ids import new_uuid
from hedgerow.cache.results import ResultCache
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.question import Question
from hedgerow.query.rollups import Rollup
from hedgerow.run.asked_rollups import AskedRollups
from hedgerow.run.asking import Asking
from hedgerow.run.explaining import Explanation, explained
from hedgerow.run.facts import FactSource
from hedgerow.run.freshness import RefreshMode, fresh_until, is_good_enough, next_client_refresh
from hedgerow.run.presence import Presence
from hedgerow.run.single_flight import SingleFlight, TooOld
from hedgerow.vocab.projects import Project
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.statement import Cost, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of running a question (EN-37).

    ``result`` is None when only the cache was asked and had nothing. ``is_cached`` tells whether it came from there.
    """

    cache_key: str
    result: CachedResult | None
    is_cached: bool

    @property
    def last_refresh(self) -> datetime | None:
        """When the result was computed."""
        return self.result.computed_at if self.result else None

    @property
    def cache_target_age(self) -> datetime | None:
        """Until when the result counts as fresh; None when it cannot go stale or there is none."""
        return fresh_until(self.result) if self.result else None

    @property
    def next_allowed_client_refresh(self) -> datetime | None:
        """The earliest moment at which a client's refresh computes again."""
        return next_client_refresh(self.result) if self.result else None


class MustCompute(HedgerowError):
    """The cache has no answer that is good enough, and computing was not allowed."""


class Runner:
    """Answers questions of any kind for any project. Safe to share between threads."""

    def __init__(
        self, *, engine: Engine, facts: FactSource, cache: ResultCache, clock: Clock, query_seconds: float
    ) -> None:
        self._asking = Asking(engine, Limits(seconds=query_seconds))
        self._facts = facts
        self._cache = cache
        self._clock = clock
        self._flights: SingleFlight[CachedResult] = SingleFlight()
        self._asked_rollups = AskedRollups()

    def run(
        self,
        project: Project,
        query: Mapping[str, Any],
        mode: RefreshMode,
        *,
        presence: Presence | None = None,
        may_compute: bool = True,
    ) -> Run:
        """Answer ``query`` for ``project`` as fresh as ``mode`` asks.

        Raises MalformedRequest or InvalidRequest when the query cannot be understood, and EngineError when it
        cannot be answered. Equal questions asked at once are computed once, but a forced answer knows of all that was
        acknowledged before it was asked for. When ``presence`` ends, the engine stops what nobody else waits for, and
        NobodyWaits is raised. Without ``may_compute``, raises MustCompute where the engine would have to be asked, so
        that a caller can do that elsewhere.
        """
        since = monotonic() if mode is RefreshMode.FORCE_BLOCKING else 0.0
        while True:
            try:
                return self._run(project, query, mode, presence or Presence(), since, may_compute=may_compute)
            except TooOld:
                continue

    def _run(
        self,
        project: Project,
        query: Mapping[str, Any],
        mode: RefreshMode,
        presence: Presence,
        since: float,
        *,
        may_compute: bool,
    ) -> Run:
        """See `run`. Raises TooOld when what was computed meanwhile had begun before ``since``."""
        began = monotonic()
        context = self._facts.context(project, self._clock())
        known = self._facts.question(query, context)
        question, key = known.question, known.key
        found = self._cache.get(key)
        if found is not None and is_good_enough(found, mode, context.now):
            return Run(cache_key=key, result=found, is_cached=True)
        if mode is RefreshMode.FORCE_CACHE:
            return Run(cache_key=key, result=None, is_cached=False)
        if not may_compute:
            raise MustCompute(key)
        fresh = self._flights.result(
            key,
            lambda waiting: self._computed(question, context, key, waiting),
            presence,
            began=began,
            since=since,
        )
        return Run(cache_key=key, result=fresh, is_cached=False)

    def explain(self, project: Project, query: Mapping[str, Any], *, presence: Presence | None = None) -> Explanation:
        """How ``query`` is answered for ``project``, found out by answering it once more.

        What is kept and who else asks play no part, and nothing is kept. Raises what `run` raises.
        """
        return explained(
            project,
            query,
            presence or Presence(),
            asking=self._asking,
            facts=self._facts,
            cache=self._cache,
            now=self._clock(),
        )

    def forget_definitions(self, team_id: int) -> None:
        """Call after what questions name or rest on changed (an action, sealed days): the next question knows it."""
        self._facts.forget_definitions(team_id)

    def forget_results(self, team_id: int) -> None:
        """Call after events or people of the project were erased: no answer from before shows them again."""
        self._facts.forget_results(team_id)

    def earliest_event(self, team_id: int) -> datetime | None:
        """When the project's first event happened; None before there is one."""
        return self._facts.earliest_event(team_id, query_id=str(new_uuid()))

    def asked_rollups(self, team_id: int) -> tuple[Rollup, ...]:
        """The rollups that are or would be of use to several answers of the last day, the last asked for first."""
        return self._asked_rollups.of(team_id, self._clock())

    def context(self, project: Project) -> Context:
        """What `query` may know of ``project`` now, for reads that are no questions."""
        return self._facts.context(project, self._clock())

    def _computed(self, question: Question, context: Context, key: str, presence: Presence) -> CachedResult:
        began = perf_counter()
        planned = plan(question, self._facts.completed(context, question, self._asking, presence))
        self._asked_rollups.note(context.team_id, planned.path.rollups, context.now)
        self._facts.want_people(context, planned.path.people)
        answers = [self._asking.answer(statement, presence) for statement in planned.statements]
        body = without_nan({**planned.shape(answers), "hogql": planned.hogql})
        result = CachedResult(
            json=kept(body),
            computed_at=context.now,
            timezone=context.timezone,
            interval=planned.interval,
            date_range=planned.date_range,
            cost=Cost.together((answer.cost for answer in answers), seconds=perf_counter() - began),
        )
        self._cache.put(key, result)
        return result
