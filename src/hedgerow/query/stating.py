"""Selects of a kind become the statements that answer them, by the fastest way there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hedgerow.query.activity_index import Indexed, indexed
from hedgerow.query.context import Context
from hedgerow.query.known_counts import known_answer
from hedgerow.query.plan import SCAN, Path
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Select
from hedgerow.vocab.statement import Answer, Statement

_COUNTED = Path("counts", "Events are counted as they come in; nothing is asked of the engine.")


def stated(selects: Sequence[Select], context: Context) -> tuple[tuple[Statement, ...], Path]:
    """The statements for ``selects``, in their order, and how they get at their answers."""
    made = [indexed(select, context) for select in selects]
    statements = tuple(printed(guarded(one.select, context.scope)) for one in made)
    read = [one for one in made if one.days]
    path = _from_index(read, len(made)) if read else SCAN
    return statements, replace(path, rollups=tuple(rollup for one in made for rollup in one.rollups))


@dataclass(frozen=True, slots=True)
class Stated:
    """``statements`` for what is not in ``known``, which has an answer or None for each select that was asked for."""

    statements: tuple[Statement, ...]
    known: tuple[Answer | None, ...]
    path: Path

    def complete(self, answers: Sequence[Answer]) -> list[Answer]:
        """The answers to all selects, in their order; ``answers`` are those to the statements."""
        left = iter(answers)
        return [known or next(left) for known in self.known]


def stated_or_known(selects: Sequence[Select], context: Context) -> Stated:
    """As `stated`, but without statements for what is known already."""
    known = tuple(known_answer(select, context) for select in selects)
    if known and all(known):
        return Stated((), known, _COUNTED)
    statements, path = stated([select for select, answer in zip(selects, known, strict=True) if not answer], context)
    return Stated(statements, known, path)


def _from_index(read: Sequence[Indexed], statements: int) -> Path:
    days = sum(one.days for one in read)
    told = [one.others for one in read if one.others is not None]
    others = f"{sum(told)} from" if len(told) == len(read) else "all others from"
    over = f", in {len(read)} of {statements} statements" if statements > 1 else ""
    return Path("index", f"{days} days are read from the activity index and {others} the events themselves{over}.")
