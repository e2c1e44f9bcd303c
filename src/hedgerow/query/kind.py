"""An insight kind, as the registry knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from hedgerow.query.context import Context
from hedgerow.query.plan import Plan
from hedgerow.query.wire.insight import QueryNode
from hedgerow.vocab.results import CachedResult

N = TypeVar("N", bound=QueryNode)


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is the wire's ``kind``; ``model`` reads its JSON; ``plan`` plans what ``model`` read.

    ``text`` makes a result short and plain enough for a language model to read (RUN-20..28); a kind without one is
    read as JSON.
    """

    name: str
    model: type[QueryNode]
    plan: Callable[[QueryNode, Context], Plan]
    text: Callable[[CachedResult], str] | None = None


def kind(
    name: str,
    model: type[N],
    planned: Callable[[N, Context], Plan],
    text: Callable[[CachedResult], str] | None = None,
) -> Kind:
    """The kind called ``name``; ``planned`` is only ever given what ``model`` read."""

    def plan(node: QueryNode, context: Context) -> Plan:
        if not isinstance(node, model):
            message = f"{name} does not plan a {type(node).__name__}"
            raise TypeError(message)
        return planned(node, context)

    return Kind(name, model, plan, text)
