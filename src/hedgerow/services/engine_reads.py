"""What people did, read for a service: held to the visit's project, within the time a query may take."""

from collections.abc import Sequence
from typing import Any

from hedgerow.query.sql.tree import Select
from hedgerow.query.stating import stated
from hedgerow.services.house import House, Visit
from hedgerow.vocab.statement import Limits


def rows_of(house: House, visit: Visit, select: Select) -> Sequence[Sequence[Any]]:
    """The rows that ``select`` finds in the visit's project. Raises EngineError when they cannot be read."""
    (statement,), _ = stated([select], house.runner.context(visit.project))
    return house.engine.query(statement, limits=Limits(seconds=house.settings.query_seconds)).rows
