"""What tools are called with: checked here, so that a wrong argument is an error that names itself."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from hedgerow.mcp.api_client import Json, ToolFailure


def _no_bool(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


Whole = Annotated[int, BeforeValidator(_no_bool)]
"""A whole number; numeric text is accepted (MCP-2)."""

Count = Annotated[int, Field(ge=0), BeforeValidator(_no_bool)]
"""A whole number from 0."""

Amount = Annotated[int, Field(gt=0), BeforeValidator(_no_bool)]
"""A whole number from 1."""

DashboardId = Annotated[Whole, Field(description="The dashboard's id.")]
TileId = Annotated[Whole, Field(description="The tile's id, from dashboard-get; not the insight's.")]


class Arguments(BaseModel):
    """The arguments of one tool. Many clients fill what they leave out with null, so null means left out."""

    model_config = ConfigDict(extra="forbid")

    def given(self, *fields: str) -> dict[str, Json]:
        """Those of ``fields`` (all, when none is named) that were given, as JSON."""
        wanted = set(fields) or None
        found = self.model_dump(mode="json", by_alias=True, include=wanted, exclude_unset=True)
        return {name: value for name, value in found.items() if value is not None}


Given = TypeVar("Given", bound=Arguments)


def checked(model: type[Given], arguments: dict[str, Any] | None) -> Given:
    """``arguments`` as ``model``; raises ToolFailure naming each argument that is wrong."""
    try:
        return model.model_validate(arguments or {})
    except ValidationError as error:
        raise ToolFailure("; ".join(_problem(model, wrong) for wrong in error.errors(include_url=False))) from None


def input_schema(model: type[Arguments]) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments, without what a model need not read: titles, defaults and nulls."""
    schema = model.model_json_schema()
    shown = {
        "type": "object",
        "properties": {name: _property(about) for name, about in schema.get("properties", {}).items()},
        "additionalProperties": False,
    }
    return {**shown, "required": schema["required"]} if "required" in schema else shown


def _property(schema: dict[str, Any]) -> dict[str, Any]:
    shown = {word: value for word, value in schema.items() if word not in {"title", "default", "anyOf"}}
    values = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    return {**values[0], **shown} if values else shown


def _problem(model: type[Arguments], wrong: Any) -> str:
    place = ".".join(map(str, wrong["loc"]))
    if wrong["type"] == "extra_forbidden":
        return f"{place}: this tool has no such argument; it has {', '.join(model.model_fields) or 'none'}"
    return f"{place}: {wrong['msg']}"
