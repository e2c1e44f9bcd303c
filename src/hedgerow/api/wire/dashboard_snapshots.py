"""Snapshots of a dashboard and what was found by comparing with one (contract 40)."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from hedgerow.api.bodies import Body
from hedgerow.base.canonical_json import wire
from hedgerow.base.errors import BareRefusal, InvalidRequest
from hedgerow.vocab.snapshots import KeptResult

MOST_ITEMS = 500
MOST_BYTES = 5 * 2**20

_TILE_ID = re.compile(r"-?[0-9]{1,15}", re.ASCII)


def _not_empty(data: Any) -> Any:
    if not data:
        raise PydanticCustomError("empty_data", "This field may not be empty.")
    return data


class ClientResult(Body):
    """One tile's result, as a client has it."""

    insight_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    data: Annotated[Any, AfterValidator(_not_empty)] = Field(description="The insight's `result`; anything not empty.")


def _usable(sent: object) -> object:
    """``sent`` when its size and its keys are allowed; raises InvalidRequest (SNAP-8)."""
    if sent is None:
        return None
    if not isinstance(sent, dict):
        detail = f"Expected an object of items, but got {type(sent).__name__}."
        raise InvalidRequest(detail, code="not_a_dict", attr="client_results")
    if len(sent) > MOST_ITEMS:
        raise InvalidRequest(f"At most {MOST_ITEMS} results can be kept.", attr="client_results")
    if len(wire(sent)) > MOST_BYTES:
        raise InvalidRequest(f"At most {MOST_BYTES} bytes of results can be kept.", attr="client_results")
    for key in sent:
        if not _TILE_ID.fullmatch(key):
            raise InvalidRequest("Results are named by the ids of their tiles.", attr=f"client_results__{key}")
    return sent


class NewSnapshot(Body):
    """What to keep; without results of the client's, those in the cache."""

    client_results: Annotated[
        dict[str, ClientResult] | None,
        BeforeValidator(_usable),
        Field(description="Results by tile id; the cache is not consulted then."),
    ] = None

    def results(self) -> dict[int, KeptResult]:
        """The results by tile id."""
        sent = (self.client_results or {}).items()
        return {int(tile): KeptResult(insight_name=item.insight_name, data=item.data) for tile, item in sent}


class SnapshotAnswer(BaseModel):
    """A snapshot was kept."""

    cache_key: str = Field(description="Names the snapshot for 1800 seconds, for the caller only.")


class AnalysisRequest(Body):
    """Which snapshot to compare with."""

    cache_key: str = Field(min_length=1, description="From `snapshot`.")

    @model_validator(mode="before")
    @classmethod
    def _key_is_there(cls, sent: Any) -> Any:
        """Refuse a missing, empty or foreign value in a bare body (SNAP-20, SNAP-32)."""
        key = sent.get("cache_key") if isinstance(sent, dict) else None
        if not isinstance(key, str) or not key:
            raise BareRefusal("cache_key is required: the text that snapshot answered.")
        return sent
