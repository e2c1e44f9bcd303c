"""A question answered to see how: what is asked of the engine, what that reads, and where the time goes."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any, Literal

from hedgerow.cache.results import ResultCache
from hedgerow.query.plan import Plan
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.run.asking import Asking
from hedgerow.run.facts import FactSource
from hedgerow.run.presence import Presence
from hedgerow.vocab.projects import Project
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.statement import Cost, Statement, TableRead

StageName = Literal["understand", "facts", "plan", "engine", "shape"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the way to the answer and the seconds it took, waiting for a free connection included."""

    name: StageName
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """One statement and what the engine did for it.

    ``reads`` are the engine's own estimate from its indexes; None when it could not tell.
    """

    statement: Statement
    cost: Cost
    rows_returned: int
    reads: tuple[TableRead, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a question was answered at ``now``, the result left out.

    ``kept`` is what the cache holds for it under ``cache_key``; it was not used.
    """

    plan: Plan
    executed: tuple[Executed, ...]
    stages: tuple[Stage, ...]
    cache_key: str
    kept: CachedResult | None
    now: datetime
    timezone: str

    @property
    def cost(self) -> Cost:
        """What all statements read; ``seconds`` from the question to its answer."""
        return Cost.together((one.cost for one in self.executed), seconds=sum(stage.seconds for stage in self.stages))


def explained(
    project: Project,
    query: Mapping[str, Any],
    presence: Presence,
    *,
    asking: Asking,
    facts: FactSource,
    cache: ResultCache,
    now: datetime,
) -> Explanation:
    """How ``query`` is answered for ``project`` at ``now``. See `Runner.explain`."""
    clock = _Stopwatch([])
    with clock.stage("understand"):
        question = understand(dict(query))
    with clock.stage("facts"):
        known = facts.context(project, now)
        context = facts.completed(known, question, asking, presence)
    with clock.stage("plan"):
        planned = plan(question, context)
    with clock.stage("engine"):
        answers = [asking.answer(statement, presence) for statement in planned.statements]
    with clock.stage("shape"):
        planned.shape(answers)
    key = facts.key(question, known)
    executed = tuple(
        Executed(
            statement=statement,
            cost=answer.cost,
            rows_returned=len(answer.rows),
            reads=asking.table_reads(statement, presence),
        )
        for statement, answer in zip(planned.statements, answers, strict=True)
    )
    return Explanation(
        plan=planned,
        executed=executed,
        stages=tuple(clock.stages),
        cache_key=key,
        kept=cache.get(key),
        now=now,
        timezone=context.timezone,
    )


@dataclass(frozen=True, slots=True)
class _Stopwatch:
    stages: list[Stage]

    @contextmanager
    def stage(self, name: StageName) -> Generator[None]:
        """Take the time of the block."""
        began = perf_counter()
        yield
        self.stages.append(Stage(name, perf_counter() - began))
