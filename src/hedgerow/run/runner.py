"""From a question to an answer: look in the cache, else plan, execute, shape and keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hedgerow.base.canonical_json import fingerprint, wire, without_nan
from hedgerow.base.clock import Clock
from hedgerow.cache.results import CachedResult, ResultCache
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import cache_facts, plan
from hedgerow.query.question import Question
from hedgerow.query.understand import understand
from hedgerow.run.facts import FactSource
from hedgerow.run.freshness import RefreshMode, fresh_until, is_good_enough, next_client_refresh
from hedgerow.run.single_flight import SingleFlight
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Limits


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


class Runner:
    """Answers questions of any kind for any project. Safe to share between threads."""

    def __init__(
        self, *, engine: Engine, facts: FactSource, cache: ResultCache, clock: Clock, query_seconds: float
    ) -> None:
        self._engine = engine
        self._facts = facts
        self._cache = cache
        self._clock = clock
        self._limits = Limits(seconds=query_seconds)
        self._flights: SingleFlight[CachedResult] = SingleFlight()

    def run(self, project: Project, query: Mapping[str, Any], mode: RefreshMode) -> Run:
        """Answer ``query`` for ``project`` as fresh as ``mode`` asks.

        Raises MalformedRequest or InvalidRequest when the query cannot be understood, and EngineError when it
        cannot be answered. Equal questions asked at once are computed once.
        """
        question = understand(dict(query))
        context = self._facts.context(project, self._clock())
        key = fingerprint(cache_facts(question, context))
        kept = self._cache.get(key)
        if kept is not None and is_good_enough(kept, mode, context.now):
            return Run(cache_key=key, result=kept, is_cached=True)
        if mode is RefreshMode.FORCE_CACHE:
            return Run(cache_key=key, result=None, is_cached=False)
        fresh = self._flights.result(key, lambda: self._computed(question, context, key))
        return Run(cache_key=key, result=fresh, is_cached=False)

    def _computed(self, question: Question, context: Context, key: str) -> CachedResult:
        if question.needs_earliest:
            context = replace(context, earliest_event=self._facts.earliest_event(context.team_id))
        planned = plan(question, context)
        answers = [self._engine.query(statement, limits=self._limits) for statement in planned.statements]
        body = without_nan({**planned.shape(answers), "hogql": planned.hogql})
        result = CachedResult(
            body=body,
            computed_at=context.now,
            timezone=context.timezone,
            interval=planned.interval,
            date_range=planned.date_range,
            size=len(wire(body)),
        )
        self._cache.put(key, result)
        return result
