"""The ways to ask for a tile: they have to agree before any of them is timed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench import answered, ours
from bench.answered import Cells, same_numbers
from bench.bare import Bare, of_project
from bench.questions import JsonObject
from bench.reference.layouts import JSON_TEXT, JSON_TEXT_MATERIALISED, NATIVE_JSON, Layout
from bench.standard import Tile
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.statement import Cost, Statement

BEST, PLAIN, OURS = "best", "plain", "ours"
"""The best SQL by hand on our events, ourselves from nothing but the events, and ourselves.

The other ways have the names of the reference's layouts.
"""


class Disagreement(AssertionError):
    """Two ways to ask for the same do not answer the same: nothing that follows would mean anything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read for an answer, and how to make rows of it that are the same for all ways."""

    cost: Cost
    cells: Callable[[], Iterable[Cells]]


Way = Callable[[], Asked]


def ways(tile: Tile, house: House, project: Project, own: Bare, reference: Bare) -> dict[str, Way]:
    """Every way to ask for ``tile``, by its name; ``own`` and ``reference`` are connections to both kinds of tables."""
    by_layout = {
        layout.name: _by_sql(reference, of_project(tile.reference(layout), project), tile.read_reference)
        for layout in _layouts(tile)
    }
    by_hand = _by_sql(own, of_project(tile.best, project), answered.rows)
    return {
        **by_layout,
        BEST: by_hand,
        PLAIN: _by_us(tile, partial(ours.plain, house, project)),
        OURS: _by_us(tile, partial(ours.uncached, house, project)),
    }


def check(tile: Tile, asked: Mapping[str, Way]) -> None:
    """Raise Disagreement unless all ways to ask for ``tile`` give the same numbers, and any at all."""
    expected = list(asked[OURS]().cells())
    if not expected:
        raise Disagreement(f"“{tile.name}” has no answer")
    for name, way in asked.items():
        if not same_numbers(expected, found := list(way().cells())):
            raise Disagreement(f"“{tile.name}”: we answer {expected[:5]} …, {name} answers {found[:5]} …")


def _layouts(tile: Tile) -> tuple[Layout, ...]:
    """Those whose statements for ``tile`` differ."""
    reads_property = tile.reference(JSON_TEXT) != tile.reference(JSON_TEXT_MATERIALISED)
    return (JSON_TEXT, JSON_TEXT_MATERIALISED, NATIVE_JSON) if reads_property else (JSON_TEXT, NATIVE_JSON)


def _by_sql(connection: Bare, statement: Statement, read: Callable[[Iterable[Sequence[Any]]], Iterable[Cells]]) -> Way:
    def ask() -> Asked:
        told = connection.told(statement)
        return Asked(told.cost, lambda: read(told.rows))

    return ask


def _by_us(tile: Tile, answering: Callable[[JsonObject], CachedResult]) -> Way:
    def ask() -> Asked:
        answer = answering(tile.question)
        return Asked(answer.cost, lambda: tile.read(ours.results(answer)))

    return ask
