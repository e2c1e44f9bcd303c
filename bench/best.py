"""Questions of every kind: Hedgerow from the JSON to the response, against the best SQL written by hand."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench import answered, ours
from bench.answered import same_numbers
from bench.bare import Bare, bare, of_project
from bench.best_sql import PAIRS, Pair
from bench.measured import alternating, median, spent_on
from bench.table import Row, Section
from hedgerow.base.errors import QueryTimeout
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.results import CachedResult

ROUNDS = 7
SLOW_SECONDS = 5.0
"""A question that takes longer is measured in one round only."""

_NOTE = (
    f"Medians of {ROUNDS} runs each (of 1 beyond {SLOW_SECONDS:.0f} s), in turns. Ours: understand, plan, execute, "
    "shape, nothing cached. Best: SQL written by hand for this table, this range and this data, on one open chDB "
    "connection, its answer decoded. Both gave the same numbers before they were timed. CPU time is that of all "
    "cores: what else the machine does moves only the clock."
)


def measured_best(house: House, project: Project, data: Path, *, done: Callable[[], None]) -> Section:
    """Every pair of `PAIRS`; ``data`` is the server's folder, ``done`` is told after each pair."""
    rows = []
    with bare(data) as connection:
        for pair in PAIRS:
            rows.append(_row(pair, house, project, connection))
            done()
    headings = ("ours ms", "best ms", "ratio", "CPU ratio", "rows read", "best reads")
    return Section(title="Every kind against SQL written by hand", headings=headings, rows=tuple(rows), note=_NOTE)


def _row(pair: Pair, house: House, project: Project, connection: Bare) -> Row:
    by_hand = of_project(pair.sql, project)

    def own() -> CachedResult:
        return ours.uncached(house, project, pair.question)

    told, began = connection.told(by_hand), perf_counter()
    try:
        found = own()
    except QueryTimeout:
        return Row(name=pair.name, cells=("timed out", f"{told.cost.seconds * 1000:.1f}", "–", "–", "–", "–"))
    rounds = ROUNDS if perf_counter() - began < SLOW_SECONDS else 1
    if not same_numbers(pair.read(ours.results(found)), answered.rows(told.rows)):
        raise AssertionError(f"“{pair.name}” and the SQL written for it do not answer the same")
    subjects = {"ours": spent_on(own), "best": spent_on(lambda: connection.told(by_hand))}
    spent = alternating(subjects, rounds=rounds, done=lambda: None)
    clock, other = (median([one.clock for one in spent[side]]) for side in ("ours", "best"))
    work, other_work = (median([one.cores for one in spent[side]]) for side in ("ours", "best"))
    return Row(
        name=pair.name,
        cells=(
            f"{clock * 1000:.1f}",
            f"{other * 1000:.1f}",
            f"{clock / other:.2f}",
            f"{work / other_work:.2f}",
            # Both are asked again: the engine remembers which granules a condition left nothing of.
            f"{own().cost.rows_read:,}",
            f"{connection.told(by_hand).cost.rows_read:,}",
        ),
    )
