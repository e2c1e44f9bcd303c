"""Insight variables as bodies and answers show them (NB-70)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.vocab.variables import InsightVariable, VariableType

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_CodeName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=400),
    Field(description="How SQL writes it: `{variables.<code_name>}`; made from the name when absent."),
]
_Default = Annotated[Any, Field(description="A value of the type; of a List one of its values; or null.")]
_Values = Annotated[list[Any], Field(description="The choices of a List.", max_length=1000)]


class InsightVariableAnswer(BaseModel):
    """A value that SQL insights read by name."""

    id: UUID
    name: str
    code_name: str
    type: VariableType
    default_value: Any
    values: list[Any] | None
    created_at: datetime
    created_by: int | None = Field(description="The user's id.")


class NewInsightVariable(Body):
    """A new variable."""

    name: _Name
    type: VariableType
    code_name: _CodeName | None = None
    default_value: _Default = None
    values: _Values | None = None


class InsightVariableChange(Body):
    """What can be changed of a variable; fields left out stay as they are."""

    name: _Name = ""
    type: VariableType = VariableType.STRING
    code_name: _CodeName | None = None
    default_value: _Default = None
    values: _Values | None = None


def variable_answer(variable: InsightVariable) -> InsightVariableAnswer:
    """``variable`` as the API shows it."""
    return InsightVariableAnswer(
        id=variable.id,
        name=variable.name,
        code_name=variable.code_name,
        type=variable.type,
        default_value=variable.default_value,
        values=None if variable.values is None else list(variable.values),
        created_at=variable.created_at,
        created_by=variable.created_by,
    )
