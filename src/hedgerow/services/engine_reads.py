"""What people did, read for a service: held to the visit's project, within the time a query may take."""

from collections.abc import Sequence
from typing import Any

from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Select
from hedgerow.services.house import House, Visit
from hedgerow.vocab.statement import Limits


def rows_of(house: House, visit: Visit, select: Select) -> Sequence[Sequence[Any]]:
    """The rows that ``select`` finds in the visit's project. Raises EngineError when they cannot be read."""
    statement = printed(guarded(select, house.runner.scope(visit.project)))
    return house.engine.query(statement, limits=Limits(seconds=house.settings.query_seconds)).rows
