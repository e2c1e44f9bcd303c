"""Insight variables: values that SQL insights read by name (NB-70)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import slice_and_count
from hedgerow.store.tables.variables import insight_variables
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.variables import InsightVariable, VariableType

_TABLE = insight_variables.c


class VariableChanges(TypedDict, total=False):
    """What `InsightVariables.update` can change."""

    name: str
    code_name: str
    type: VariableType
    default_value: Any
    values: Sequence[Any] | None


class InsightVariables:
    """Creates, finds, changes and deletes insight variables of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        name: str,
        code_name: str,
        type: VariableType,  # noqa: A002  (the word of the contract)
        created_by: int | None,
        now: datetime,
        default_value: Any = None,
        values: Sequence[Any] | None = None,
    ) -> InsightVariable:
        """A new variable; Conflict when the project has one with this code name."""
        own = {
            "id": new_uuid(),
            "team_id": team_id,
            "name": name,
            "code_name": code_name,
            "type": type.value,
            "default_value": default_value,
            "values": None if values is None else list(values),
            "created_at": now,
            "created_by": created_by,
        }
        made = insert(insight_variables).values(own).returning(*_TABLE)
        return _variable(self._connection.execute(made).one())

    def get(self, team_id: int, variable_id: UUID) -> InsightVariable | None:
        """The project's variable with this id."""
        return next(iter(self._where(team_id, _TABLE.id == variable_id)), None)

    def all(self, team_id: int) -> tuple[InsightVariable, ...]:
        """Every variable of the project, by name."""
        return self._where(team_id)

    def page(self, team_id: int, page: PageRequest) -> Page[InsightVariable]:
        """A slice of the project's variables, by name."""
        query = select(insight_variables).where(_TABLE.team_id == team_id)
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc(), _TABLE.id.asc()], page)
        return Page([_variable(row) for row in rows], count)

    def update(self, team_id: int, variable_id: UUID, **changes: Unpack[VariableChanges]) -> bool:
        """Change a variable; whether there is one. Conflict when its new code name is taken."""
        if not changes:
            return self.get(team_id, variable_id) is not None
        own: dict[str, Any] = dict(changes)
        if own.get("values") is not None:
            own["values"] = list(own["values"])
        here = update(insight_variables).where(_TABLE.team_id == team_id, _TABLE.id == variable_id)
        return self._connection.execute(here.values(**own)).rowcount > 0

    def delete(self, team_id: int, variable_id: UUID) -> bool:
        """Take a variable away; whether there was one."""
        here = delete(insight_variables).where(_TABLE.team_id == team_id, _TABLE.id == variable_id)
        return self._connection.execute(here).rowcount > 0

    def _where(self, team_id: int, *conditions: ColumnElement[bool]) -> tuple[InsightVariable, ...]:
        query = select(insight_variables).where(_TABLE.team_id == team_id, *conditions)
        rows = self._connection.execute(query.order_by(_TABLE.name, _TABLE.id))
        return tuple(_variable(row) for row in rows)


def _variable(row: Row[Any]) -> InsightVariable:
    return InsightVariable(
        id=row.id,
        team_id=row.team_id,
        name=row.name,
        code_name=row.code_name,
        type=VariableType(row.type),
        default_value=row.default_value,
        values=row.values,
        created_at=row.created_at,
        created_by=row.created_by,
    )
