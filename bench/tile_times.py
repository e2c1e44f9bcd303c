"""How long every tile of the standard dashboard takes in every way, what it reads, and what a refresh of it costs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

from bench import ours
from bench.bare import bare
from bench.measured import Spent, alternating, median, seconds_of, spent_on
from bench.reference.answers import reference_connection
from bench.sent import BATCH, any_event, bodies, commit
from bench.standard import TILES, Tile
from bench.ways import Way, check, ways
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Cost

ROUNDS, FEW_ROUNDS = 7, 3
SLOW_SECONDS = 4.0
"""Where asking once in every way takes longer, there are few rounds."""

NEW_EVENTS = 10_000
REFRESHES = 3
CACHED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TileTimes:
    """Medians by way, and what was read. In seconds: a refresh after new events, and the answer from the cache."""

    tile: Tile
    spent: Mapping[str, Spent]
    read: Mapping[str, Cost]
    refreshed: float = 0.0
    cached: float = 0.0


def computed(house: House, project: Project, data: Path, *, done: Callable[[], None]) -> list[TileTimes]:
    """All tiles with nothing kept, in every way, while the reference's tables stand; ``data`` is the server's folder.

    Raises Disagreement before anything of a tile is timed.
    """
    found = []
    ours.accustom(house, project, [tile.question for tile in TILES])
    with bare(data) as own, reference_connection(data) as reference:
        for tile in TILES:
            asked = ways(tile, house, project, own, reference)
            began = perf_counter()
            check(tile, asked)
            rounds = ROUNDS if perf_counter() - began < SLOW_SECONDS else FEW_ROUNDS
            found.append(_timed(tile, asked, rounds))
            done()
    return found


def _timed(tile: Tile, asked: Mapping[str, Way], rounds: int) -> TileTimes:
    figures = alternating({name: spent_on(way) for name, way in asked.items()}, rounds=rounds, done=lambda: None)
    spent = {
        name: Spent(median([one.clock for one in taken]), median([one.cores for one in taken]))
        for name, taken in figures.items()
    }
    # Asked again: the engine remembers which granules a condition left nothing of.
    return TileTimes(tile=tile, spent=spent, read={name: way().cost for name, way in asked.items()})


def with_refreshes(
    times: list[TileTimes], house: House, project: Project, *, done: Callable[[], None]
) -> list[TileTimes]:
    """The same with the medians of several refreshes, each after new events of today, and of asking the cache."""
    seconds: dict[str, list[float]] = {one.tile.name: [] for one in times}
    for seed in range(REFRESHES):
        for body in bodies(any_event, project.api_token, batches=NEW_EVENTS // BATCH, seed=seed):
            commit(house, project, body)
        for one in times:
            ask = seconds_of(partial(ours.refreshed, house, project, one.tile.question))
            seconds[one.tile.name].append(ask())
            done()
    return [
        replace(one, refreshed=median(seconds[one.tile.name]), cached=_cached(one.tile, house, project))
        for one in times
    ]


def _cached(tile: Tile, house: House, project: Project) -> float:
    ask = seconds_of(partial(ours.cached, house, project, tile.question))
    return median([ask() for _ in range(CACHED)])
