"""Filters and variables for one look at a dashboard; nothing of them is stored (DASH-11..16)."""

from typing import Annotated, Any

import orjson
from pydantic import BeforeValidator, Field


def _object(value: object) -> object:
    """An object written as JSON text is accepted too: the API takes it so."""
    try:
        return orjson.loads(value) if isinstance(value, str) else value
    except orjson.JSONDecodeError:
        return value


_Object = Annotated[dict[str, Any], BeforeValidator(_object)]

FiltersOverride = Annotated[
    _Object | None, Field(description='Filters laid over the dashboard\'s own, such as {"date_from": "-7d"}.')
]
VariablesOverride = Annotated[
    _Object | None, Field(description="Values of variables by variable id: {id: {code_name, variableId, value}}.")
]
