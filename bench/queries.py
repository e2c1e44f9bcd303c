"""Trends questions: Hedgerow from the JSON to the response, against the very same SQL on a bare connection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from chdb import _chdb

from bench.measured import alternating, median, seconds_of
from bench.questions import QUESTIONS, JsonObject
from bench.table import Row, Section
from hedgerow.engine.parameters import parameter_texts
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.run.facts import FactSource
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement

ROUNDS = 9
RUNS = (ROUNDS + 1) * 2 * len(QUESTIONS)
"""How often ``done`` is told."""

_NOTE = (
    f"Medians of {ROUNDS} runs each, in turns. Ours: understand, plan, execute, shape, nothing cached. "
    "Bare: the same statement and parameters on one open chDB connection, the answer's bytes unread."
)


def measured_queries(house: House, project: Project, folder: Path, *, done: Callable[[], None]) -> Section:
    """Every question of `QUESTIONS` both ways; ``folder`` is where the engine keeps its data."""
    context = FactSource(house.store, house.engine).context(project, house.clock())
    bare = _chdb.connect(f"{folder}?database=hedgerow")  # type: ignore[attr-defined]  # compiled, untyped
    try:
        rows = tuple(_row(name, question, house, project, context, bare, done) for name, question in QUESTIONS.items())
    finally:
        bare.close()
    return Section(
        title="Trends questions", headings=("ours ms", "bare ms", "ratio", "rows read"), rows=rows, note=_NOTE
    )


def _row(
    name: str,
    question: JsonObject,
    house: House,
    project: Project,
    context: Context,
    bare: Any,
    done: Callable[[], None],
) -> Row:
    statements = plan(understand(question), context).statements

    def ours() -> None:
        run = house.runner.run(project, question, RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        assert run.result.body["results"], f"“{name}” has no answer"

    def same_sql() -> None:
        for statement in statements:
            _bytes(bare, statement)

    seconds = alternating(
        {"ours": seconds_of(ours), "bare": seconds_of(same_sql)},
        rounds=ROUNDS,
        done=done,
    )
    own, other = median(seconds["ours"]), median(seconds["bare"])
    read = sum(orjson.loads(_bytes(bare, statement))["statistics"]["rows_read"] for statement in statements)
    return Row(name=name, cells=(f"{own * 1000:.1f}", f"{other * 1000:.1f}", f"{own / other:.2f}", f"{read:,}"))


def _bytes(bare: Any, statement: Statement) -> bytes:
    return bytes(bare.query(statement.sql, "JSONCompact", params=parameter_texts(statement)).bytes())
