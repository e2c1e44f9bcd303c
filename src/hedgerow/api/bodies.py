"""Bodies of unsafe requests: parsed at the door, checked when the endpoint asks.

The contract wants the body's faults last, after those of the caller, the scope and the object (CONV-13). So the
door only takes the body in, and the endpoint calls ``checked`` once it has found what the request is about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from hedgerow.api.request_body import is_json, sent_value
from hedgerow.api.validation import first_problem
from hedgerow.base.errors import ClientError, InvalidRequest, UnsupportedMediaType

LARGEST_ID = 2**31 - 1
"""No object has a greater number; one in a body is unknown before a database is asked."""

Changes = TypeVar("Changes")


class Body(BaseModel):
    """A request body. Unknown and read-only fields are ignored (FMT-9).

    Every field of a PATCH body has a default that is never used: ``given`` tells what was really sent. A field
    that may be null is typed ``| None``, so that null and absent stay two things.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    def given(self, changes: Callable[..., Changes]) -> Changes:
        """The fields that were sent, as the TypedDict ``changes``, which has the same names."""
        return changes(**{name: getattr(self, name) for name in self.model_fields_set})


Model = TypeVar("Model", bound=BaseModel)
Shape = dict[str, Any] | list[Any]


@dataclass(frozen=True, slots=True)
class Sent(Generic[Model]):
    """What came in the body, not yet checked."""

    model: type[Model]
    value: object
    shape: type[Shape] = dict

    def checked(self) -> Model:
        """The body as its model; raises the first problem as a ClientError (ERR-3)."""
        if isinstance(self.value, ClientError):
            raise self.value
        if not isinstance(self.value, self.shape):
            wanted = "an object" if self.shape is dict else "a list"
            raise InvalidRequest(f"Invalid data. Expected {wanted}, but got {type(self.value).__name__}.")
        try:
            return self.model.model_validate(self.value)
        except ValidationError as error:
            raise first_problem(error.errors(include_url=False)) from None


@dataclass(frozen=True, slots=True)
class Sends(Generic[Model]):
    """The dependency that takes in a body of ``model``: ``Annotated[Sent[M], Depends(Sends(M))]``.

    ``json_only`` refuses forms, which a foreign page can send without asking (415). ``shape`` is `list` for a body
    that is one.
    """

    model: type[Model]
    json_only: bool = False
    shape: type[Shape] = dict

    async def __call__(self, request: Request) -> Sent[Model]:
        """The body of ``request``; its faults wait until `Sent.checked`."""
        try:
            if self.json_only and not is_json(request):
                raise UnsupportedMediaType("This endpoint reads JSON only.")
            return Sent(self.model, await sent_value(request), self.shape)
        except ClientError as fault:
            return Sent(self.model, fault, self.shape)
