"""Selects of a kind become the statements that answer them, by the fastest way there is."""

from collections.abc import Sequence

from hedgerow.query.activity_index import indexed
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
    days = [one.days for one in made if one.days]
    return statements, _from_index(days, len(made)) if days else SCAN


def _from_index(days: Sequence[int], statements: int) -> Path:
    least, most = min(days), max(days)
    some = f"{most} days" if least == most else f"{least} to {most} days"
    which = "Every statement reads" if len(days) == statements else f"{len(days)} of {statements} statements read"
    return Path("index", f"{which} {some} from the activity index, and all others from the events themselves.")
