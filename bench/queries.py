"""Trends questions: Hedgerow from the JSON to the response, against the very same SQL on a bare connection."""

from collections.abc import Callable
from pathlib import Path

from bench import ours
from bench.bare import Bare, bare
from bench.measured import alternating, median, seconds_of
from bench.questions import QUESTIONS, JsonObject
from bench.table import Row, Section
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.run.facts import FactSource
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

ROUNDS = 9
RUNS = (ROUNDS + 1) * 2 * len(QUESTIONS)
"""How often ``done`` is told."""

_NOTE = (
    f"Medians of {ROUNDS} runs each, in turns. Ours: understand, plan, execute, shape, nothing cached. "
    "Bare: the same statement and parameters on one open chDB connection, the answer's bytes unread."
)


def measured_queries(house: House, project: Project, data: Path, *, done: Callable[[], None]) -> Section:
    """Every question of `QUESTIONS` both ways; ``data`` is the server's folder."""
    context = FactSource(house.store, house.engine).context(project, house.clock())
    with bare(data) as connection:
        rows = tuple(
            _row(name, question, house, project, context, connection, done) for name, question in QUESTIONS.items()
        )
    return Section(
        title="Trends questions", headings=("ours ms", "bare ms", "ratio", "rows read"), rows=rows, note=_NOTE
    )


def _row(
    name: str,
    question: JsonObject,
    house: House,
    project: Project,
    context: Context,
    connection: Bare,
    done: Callable[[], None],
) -> Row:
    statements = plan(understand(question), context).statements

    def own() -> None:
        assert ours.results(ours.uncached(house, project, question)), f"“{name}” has no answer"

    def same_sql() -> None:
        for statement in statements:
            connection.body(statement)

    seconds = alternating(
        {"ours": seconds_of(own), "bare": seconds_of(same_sql)},
        rounds=ROUNDS,
        done=done,
    )
    clock, other = median(seconds["ours"]), median(seconds["bare"])
    read = sum(connection.told(statement).cost.rows_read for statement in statements)
    return Row(name=name, cells=(f"{clock * 1000:.1f}", f"{other * 1000:.1f}", f"{clock / other:.2f}", f"{read:,}"))
