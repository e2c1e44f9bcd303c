"""The standard dashboard against the reference's own SQL on the same engine: the tables of what was measured."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from bench import budgets
from bench.budgets import Budget
from bench.measured import Spent, geometric_mean
from bench.reference.layouts import JSON_TEXT, JSON_TEXT_MATERIALISED, NATIVE_JSON
from bench.table import Row, Section, held
from bench.tile_times import (
    FEW_ROUNDS,
    NEW_EVENTS,
    REFRESHES,
    ROUNDS,
    SLOW_SECONDS,
    TileTimes,
)
from bench.ways import BEST, OURS, PLAIN

Reading = Callable[[Spent], float]

_A, _MATERIALISED, _B = JSON_TEXT.name, JSON_TEXT_MATERIALISED.name, NATIVE_JSON.name
_WAYS = (_A, _MATERIALISED, _B, BEST, PLAIN, OURS)
_NONE = "–"

_TIMES_NOTE = (
    f"Medians of {ROUNDS} runs each ({FEW_ROUNDS} where a round takes {SLOW_SECONDS:.0f} s), in turns, all of the last "
    "30 days; every way gave the same numbers before it was timed. A and B are the reference's statements on its JSON "
    "text and its native JSON, re-created by us on this engine, not its product; mat.: with a column for the property. "
    "In R5 the walk by hand stands in for its external program. Best: SQL by hand on our events. All three on an open "
    "connection, the answer decoded. Plain and ours: from the question's JSON to the response, nothing kept; plain "
    "without the activity index, the known numbers of events, and rollups, which the tiles had been asked often enough "
    "to have. Refreshed: "
    f"after {NEW_EVENTS:,} new events of today, medians of {REFRESHES}."
)
_RATIOS_NOTE = (
    "Ratios of the medians above, in brackets those of the CPU time of all cores: what else the machine does moves "
    "only the clock. A shape's are geometric means over its tiles."
)
_BUDGETS_NOTE = "The budgets are the clock's."
_READ_NOTE = "As the engine counts, asked once more after the runs."


def sections(times: Sequence[TileTimes]) -> tuple[Section, ...]:
    """All tables about the standard dashboard."""
    return _times(times), _ratios(times), _read(times), _budgets(times)


def _times(times: Sequence[TileTimes]) -> Section:
    rows = tuple(
        Row(
            name=f"{one.tile.shape} {one.tile.name}",
            cells=(
                *(f"{one.spent[way].clock * 1000:.1f}" if way in one.spent else _NONE for way in _WAYS),
                f"{one.refreshed * 1000:.1f}",
                f"{one.cached * 1000:.2f}",
            ),
        )
        for one in times
    )
    headings = tuple(f"{way} ms" for way in (*_WAYS, "refreshed", "cached"))
    return Section(title="The standard dashboard", headings=headings, rows=rows, note=_TIMES_NOTE)


def _ratios(times: Sequence[TileTimes]) -> Section:
    rows = [Row(name=f"{one.tile.shape} {one.tile.name}", cells=_ratio_cells([one])) for one in times]
    for shape, tiles in groupby(times, lambda one: one.tile.shape):
        rows.append(Row(name=f"every {shape}", cells=_ratio_cells(list(tiles))))
    rows.append(Row(name="all twelve", cells=_ratio_cells(times)))
    headings = (
        *(f"{way} / ours" for way in (_A, _MATERIALISED, _B)),
        *(f"{way} / {BEST}" for way in (PLAIN, OURS)),
        "refreshed / plain",
        "cached / plain",
    )
    return Section(title="The standard dashboard, as ratios", headings=headings, rows=tuple(rows), note=_RATIOS_NOTE)


def _ratio_cells(times: Sequence[TileTimes]) -> tuple[str, ...]:
    def cell(way: str, over: str) -> str:
        by_clock, by_cores = (_ratios_of(times, way, over, of) for of in (_clock, _cores))
        return f"{geometric_mean(by_clock):.2f} ({geometric_mean(by_cores):.2f})" if by_clock else _NONE

    return (
        *(cell(layout, OURS) for layout in (_A, _MATERIALISED, _B)),
        *(cell(way, BEST) for way in (PLAIN, OURS)),
        f"{geometric_mean(one.refreshed / one.spent[PLAIN].clock for one in times):.1%}",
        f"{geometric_mean(one.cached / one.spent[PLAIN].clock for one in times):.2%}",
    )


def _read(times: Sequence[TileTimes]) -> Section:
    rows = tuple(
        Row(
            name=f"{one.tile.shape} {one.tile.name}",
            cells=tuple(
                f"{one.read[way].rows_read / 1000:,.0f} k, {one.read[way].bytes_read / 10**6:,.1f} MB"
                if way in one.read
                else _NONE
                for way in _WAYS
            ),
        )
        for one in times
    )
    return Section(title="The standard dashboard: rows and bytes read", headings=_WAYS, rows=rows, note=_READ_NOTE)


def _budgets(times: Sequence[TileTimes]) -> Section:
    def row(name: str, ratios: Callable[[Reading], float], budget: Budget) -> Row:
        by_clock, by_cores = ratios(_clock), ratios(_cores)
        return held(name, (f"{by_clock:.2f}", f"{by_cores:.2f}"), budget, by_clock)

    over = partial(_ratios_of, times)
    refreshed = geometric_mean(100 * one.refreshed / one.spent[PLAIN].clock for one in times)
    rows = (
        row("A / ours, geometric mean", lambda of: geometric_mean(over(_A, OURS, of)), budgets.OVER_JSON_TEXT),
        row("A / ours, worst tile", lambda of: min(over(_A, OURS, of)), budgets.OVER_JSON_TEXT_EACH),
        row("B / ours, geometric mean", lambda of: geometric_mean(over(_B, OURS, of)), budgets.OVER_NATIVE_JSON),
        row("B / ours, worst tile", lambda of: min(over(_B, OURS, of)), budgets.OVER_NATIVE_JSON_EACH),
        row("plain / best, worst tile", lambda of: max(over(PLAIN, BEST, of)), budgets.NEAR_BEST_SQL),
        held("refreshed / plain, geometric mean, %", (f"{refreshed:.1f}", _NONE), budgets.AFTER_NEW_EVENTS, refreshed),
    )
    return Section(
        title="The standard dashboard's budgets",
        headings=("by the clock", "by CPU time"),
        rows=rows,
        note=_BUDGETS_NOTE,
    )


def _ratios_of(times: Sequence[TileTimes], way: str, over: str, of: Reading) -> list[float]:
    """How many times as long ``way`` takes as ``over``, of each tile that can be asked for in that way."""
    return [of(one.spent[way]) / of(one.spent[over]) for one in times if way in one.spent]


def _clock(spent: Spent) -> float:
    return spent.clock


def _cores(spent: Spent) -> float:
    return spent.cores
