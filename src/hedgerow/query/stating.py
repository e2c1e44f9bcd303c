"""Selects of a kind become the statements that answer them, by the fastest way there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hedgerow.query.activity_index import Indexed, indexed
from hedgerow.query.context import Context
from hedgerow.query.known_counts import known_answer
from hedgerow.query.known_people import Sets, known_sets, wanted_people
from hedgerow.query.plan import SCAN, Path
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Select
from hedgerow.vocab.statement import Answer, Statement

_COUNTED = Path("counts", "Events are counted as they come in; nothing is asked of the engine.")
_REMEMBERED = Path("people", "Who did it on which day is known as it comes in; nothing is asked of the engine.")


@dataclass(frozen=True, slots=True)
class Asked:
    """``select`` is asked for; where ``sets`` of people are known its answer is reckoned from those."""

    select: Select
    sets: Sets | None = None

    def known_answer(self, context: Context) -> Answer | None:
        """What the engine would answer, its rows in any order; None when that is not known."""
        if self.sets is None:
            return known_answer(self.select, context)
        rows = known_sets(self.sets.select, context)
        if rows is None:
            return None
        columns = tuple(column.name for column in self.select.columns)
        return Answer(columns=columns, types=(), rows=list(self.sets.rows(rows)))


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


def stated_or_known(asked: Sequence[Asked], context: Context) -> Stated:
    """As `stated`, but without statements for what is known already."""
    known = tuple(one.known_answer(context) for one in asked)
    sets = [one.sets.select for one in asked if one.sets]
    if known and all(known):
        statements: tuple[Statement, ...] = ()
        path = _REMEMBERED if sets else _COUNTED
    else:
        statements, path = stated([one.select for one, answer in zip(asked, known, strict=True) if not answer], context)
    wanted = tuple(people for select in sets if (people := wanted_people(select, context)))
    return Stated(statements, known, replace(path, people=wanted))


def _from_index(read: Sequence[Indexed], statements: int) -> Path:
    days = sum(one.days for one in read)
    told = [one.others for one in read if one.others is not None]
    others = f"{sum(told)} from" if len(told) == len(read) else "all others from"
    over = f", in {len(read)} of {statements} statements" if statements > 1 else ""
    return Path("index", f"{days} days are read from the activity index and {others} the events themselves{over}.")
