"""Questions of every kind: Hedgerow from the JSON to the response, against the best SQL written by hand."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from chdb import _chdb

from bench.answered import numbers
from bench.best_sql import PAIRS, Pair
from bench.measured import alternating, median, spent_on
from bench.table import Row, Section
from hedgerow.base.errors import QueryTimeout
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

ROUNDS = 7
SLOW_SECONDS = 5.0
"""A question that takes longer is measured in one round only."""

_NOTE = (
    f"Medians of {ROUNDS} runs each (of 1 beyond {SLOW_SECONDS:.0f} s), in turns. Ours: understand, plan, execute, "
    "shape, nothing cached. Best: SQL written by hand for this table, this range and this data, on one open chDB "
    "connection, its answer decoded. Both gave the same numbers before they were timed. CPU time is that of all "
    "cores: what else the machine does moves only the clock."
)


def measured_best(house: House, project: Project, folder: Path, *, done: Callable[[], None]) -> Section:
    """Every pair of `PAIRS`; ``folder`` is where the engine keeps its data, ``done`` is told after each pair."""
    bare = _chdb.connect(f"{folder}?database=hedgerow")  # type: ignore[attr-defined]  # compiled, untyped
    try:
        rows = []
        for pair in PAIRS:
            rows.append(_row(pair, house, project, bare))
            done()
    finally:
        bare.close()
    headings = ("ours ms", "best ms", "ratio", "CPU ratio", "rows read", "best reads")
    return Section(title="Every kind against SQL written by hand", headings=headings, rows=tuple(rows), note=_NOTE)


def _row(pair: Pair, house: House, project: Project, bare: Any) -> Row:
    def ours() -> Any:
        run = house.runner.run(project, pair.question, RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        return run.result.body["results"]

    def best() -> Any:
        return orjson.loads(bytes(bare.query(pair.sql, "JSONCompact", params={"team": str(project.id)}).bytes()))

    told, began = best(), perf_counter()
    try:
        answered = ours()
    except QueryTimeout:
        by_hand = f"{told['statistics']['elapsed'] * 1000:.1f}"
        return Row(name=pair.name, cells=("timed out", by_hand, "–", "–", "–", "–"))
    rounds = ROUNDS if perf_counter() - began < SLOW_SECONDS else 1
    if numbers(pair.read(answered)) != numbers(map(tuple, told["data"])):
        raise AssertionError(f"“{pair.name}” and the SQL written for it do not answer the same")
    spent = alternating({"ours": spent_on(ours), "best": spent_on(best)}, rounds=rounds, done=lambda: None)
    own, other = (median([one.clock for one in spent[side]]) for side in ("ours", "best"))
    own_work, other_work = (median([one.cores for one in spent[side]]) for side in ("ours", "best"))
    read = house.runner.explain(project, pair.question).cost.rows_read
    return Row(
        name=pair.name,
        cells=(
            f"{own * 1000:.1f}",
            f"{other * 1000:.1f}",
            f"{own / other:.2f}",
            f"{own_work / other_work:.2f}",
            f"{read:,}",
            # Asked again: the engine remembers which granules a condition left nothing of.
            f"{best()['statistics']['rows_read']:,}",
        ),
    )
