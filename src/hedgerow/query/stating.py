"""Selects of a kind become the statements that answer them, by the fastest way there is."""

from collections.abc import Sequence
from dataclasses import replace

from hedgerow.query.activity_index import Indexed, indexed
from hedgerow.query.context import Context
from hedgerow.query.plan import SCAN, Path
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Select
from hedgerow.vocab.statement import Statement


def stated(selects: Sequence[Select], context: Context) -> tuple[tuple[Statement, ...], Path]:
    """The statements for ``selects``, in their order, and how they get at their answers."""
    made = [indexed(select, context) for select in selects]
    statements = tuple(printed(guarded(one.select, context.scope)) for one in made)
    read = [one for one in made if one.days]
    path = _from_index(read, len(made)) if read else SCAN
    return statements, replace(path, rollups=tuple(rollup for one in made for rollup in one.rollups))


def _from_index(read: Sequence[Indexed], statements: int) -> Path:
    days = sum(one.days for one in read)
    told = [one.others for one in read if one.others is not None]
    others = f"{sum(told)} from" if len(told) == len(read) else "all others from"
    over = f", in {len(read)} of {statements} statements" if statements > 1 else ""
    return Path("index", f"{days} days are read from the activity index and {others} the events themselves{over}.")
