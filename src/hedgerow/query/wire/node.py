"""What all query nodes have in common: unknown keys are refused, a null means the default, nothing changes."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, JsonValue, ModelWrapValidatorHandler, model_validator


class Node(BaseModel):
    """A part of a query. Equal meaning gives equal models, whatever was spelled out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _null_is_absent(cls, raw: JsonValue, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Drop nulls: clients send them for keys they leave alone. An unknown key is refused even when null."""
        if isinstance(raw, Mapping):
            raw = {key: value for key, value in raw.items() if value is not None or key not in cls.model_fields}
        return handler(raw)
