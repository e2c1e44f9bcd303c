"""What questions ask of properties is counted for the days that are sealed (ADR 15).

A rollup's rows count for a day while the day has the seal under which they were counted, so whatever opens the day
opens it in every rollup too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from hedgerow.base.ids import random_number
from hedgerow.engine.sealing import drop_seals, is_changing_events, rolled_up
from hedgerow.query.rollups import Rollup
from hedgerow.services.house import House
from hedgerow.vocab.events import ROLLUPS
from hedgerow.vocab.rollups import KnownRollup
from hedgerow.vocab.sealed_days import SealedDay

MOST = 64
"""Rollups of one project; a new one takes the place of the one that was not asked for longest, but for today's."""

LEAST_EVENTS_OF_ROW = 4
"""A rollup must have so many times fewer rows than there are events, or reading them would hardly be less work."""

UNUSED_AFTER = timedelta(days=14)
"""A rollup that nobody asked for in that time is dropped."""

AT_ONCE = 31
"""Days of one counting, the last ones first: that bounds the memory it takes."""


def roll_up(house: House, project_id: int, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Count the project's sealed days in the rollups that are asked for; how many were. Ends early when told to.

    Raises EngineError or StoreError.
    """
    asked = house.runner.asked_rollups(project_id)
    with house.store.read() as tx:
        project = tx.projects.get(project_id)
        known = dict(tx.rollups.all(project_id)) if asked else {}
    if project is None or not asked:
        return 0
    context, done = house.runner.context(project), 0
    for rollup in asked:
        if not _has_room(house, project_id, rollup, known):
            continue
        there = {day.start for day in context.rolled_up.get(rollup.number, ())}
        days = [day for day in context.sealed_days if day.start not in there]
        while days and not stopping() and not is_changing_events(house.engine):
            found = _counted(house, project_id, rollup, days[-AT_ONCE:])
            done += found
            days = days[:-AT_ONCE] if found else []
    if done:
        house.runner.forget_definitions(project_id)
    return done


def forget_rollups(house: House) -> None:
    """Forget the rollups of any project that are not asked for any more, and what was counted of opened days."""
    with house.store.write() as tx:
        tx.rollups.forget(house.clock().date() - UNUSED_AFTER)


def _has_room(house: House, project_id: int, rollup: Rollup, known: dict[int, KnownRollup]) -> bool:
    """Whether ``rollup`` may be counted; notes in the store and among those ``known`` that it is of use."""
    today, one = house.clock().date(), known.get(rollup.number)
    if one is not None and (one.is_too_large or one.asked_on == today):
        return not one.is_too_large
    with house.store.write() as tx:
        if one is None and len(known) >= MOST:
            oldest = min(known.values(), key=lambda known_one: known_one.asked_on)
            if oldest.asked_on == today:
                return False
            tx.rollups.drop(project_id, oldest.number)
            del known[oldest.number]
        tx.rollups.ask(project_id, rollup.number, today)
    known[rollup.number] = KnownRollup(number=rollup.number, asked_on=today, is_too_large=False)
    return True


def _counted(house: House, project_id: int, rollup: Rollup, days: Sequence[SealedDay]) -> int:
    """Count ``days``; how many count now: none when the rollup has too many rows, or all were opened in between."""
    rows = house.engine.query(rollup.measuring(project_id, days)).rows[0][0]
    if rows * LEAST_EVENTS_OF_ROW > sum(day.events for day in days):
        with house.store.write() as tx:
            tx.rollups.refuse(project_id, rollup.number)
        return 0
    own = [replace(day, seal=random_number()) for day in days]
    found = rolled_up(house.engine, rollup.counting(project_id, own), project_id, own)
    counted = {day.seal: one for day, one in zip(days, found, strict=True)}
    with house.committer.paused(), house.store.write() as tx:  # so that no backup has this and not the rows
        tx.projects.lock(project_id)
        kept = tx.rollups.finish(project_id, rollup.number, counted)
    if idle := {day.seal for day in own} - kept:
        drop_seals(house.engine, ROLLUPS, idle)
    return len(kept)
