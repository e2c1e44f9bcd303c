"""Values of properties as answers show them."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from hedgerow.services.property_values import PropertyValue


class PropertyValueAnswer(BaseModel):
    """One value that a property has."""

    name: PropertyValue = Field(description="The value: a number or a boolean where the property's type is one.")


def property_value_answers(values: Sequence[PropertyValue]) -> list[PropertyValueAnswer]:
    """``values`` as the API shows them."""
    return [PropertyValueAnswer(name=one) for one in values]
