"""A question understood: the node to run, and the wrappers it came in."""

from dataclasses import dataclass

from pydantic import JsonValue

from hedgerow.query.kind import Kind
from hedgerow.query.wire.insight import QueryNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``node`` is what runs; ``wrappers``, outermost first, are only about showing it (EN-2)."""

    kind: Kind
    node: QueryNode
    wrappers: tuple[dict[str, JsonValue], ...] = ()

    @property
    def needs_earliest(self) -> bool:
        """Whether planning wants to know the project's earliest event (EN-7 ``all``)."""
        return self.node.needs_earliest

    @property
    def counts_events(self) -> bool:
        """Whether planning has use for `Context.event_counts`."""
        return self.node.counts_events
