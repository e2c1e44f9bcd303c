"""Hedgerow asked inside this process, from the JSON of a question to its response: every way that is measured."""

from collections.abc import Iterable
from typing import Any

from bench.questions import JsonObject
from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run.asked_rollups import LEAST_TIMES
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.rolling_up import roll_up
from hedgerow.services.sealing import seal_days
from hedgerow.vocab.events import ROLLUPS, TABLES
from hedgerow.vocab.projects import Project
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.statement import Statement


def settle(house: House, project: Project) -> None:
    """Let the project be as it is hours after its events came: what the house does by itself meanwhile is done."""
    seal_days(house, project.id)
    for table in TABLES:
        house.engine.command(Statement(f"OPTIMIZE TABLE {table.name} FINAL"))


def accustom(house: House, project: Project, questions: Iterable[JsonObject]) -> None:
    """Let ``questions`` have been asked before, and what the house counts for them be counted."""
    for question in questions:
        for _ in range(LEAST_TIMES):
            uncached(house, project, question)
    roll_up(house, project.id)
    house.engine.command(Statement(f"OPTIMIZE TABLE {ROLLUPS.name} FINAL"))


def uncached(house: House, project: Project, question: JsonObject) -> CachedResult:
    """The answer when nothing of it is kept, but for days that are over and numbers of events, which are counted."""
    return _answered(house, project, question, RefreshMode.FORCE_BLOCKING)


def plain(house: House, project: Project, question: JsonObject) -> CachedResult:
    """The answer from the events alone."""
    return uncached(house, project, {**question, "modifiers": {USE_ACTIVITY_INDEX: False}})


def refreshed(house: House, project: Project, question: JsonObject) -> CachedResult:
    """The answer as it is now; parts that did not change may be kept from the last time."""
    return _answered(house, project, question, RefreshMode.FORCE_BLOCKING)


def cached(house: House, project: Project, question: JsonObject) -> CachedResult:
    """The answer that is kept."""
    return _answered(house, project, question, RefreshMode.FORCE_CACHE)


def _answered(house: House, project: Project, question: JsonObject, mode: RefreshMode) -> CachedResult:
    result = house.runner.run(project, question, mode).result
    assert result is not None, f"There is no answer: {question}"
    return result


def results(answer: CachedResult) -> Any:
    """What the response calls so."""
    return answer.body["results"]
