"""Which events a question names, told quickly: this is asked of every question that is answered."""

from collections.abc import Iterator


def named_events(query: object) -> set[str]:
    """The events that a question of any kind names.

    They stand in its series nodes as ``event``, or in entities as the ``id`` of the type ``events``. What SQL names is
    left out; `named_in_query` finds that as well, and takes a hundred times longer.
    """
    return set(_names(query))


def _names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        event, entity = node.get("event"), node.get("id")
        if node.get("kind") in {"EventsNode", "EventsQuery"} and isinstance(event, str):
            yield event
        if node.get("type") == "events" and isinstance(entity, str):
            yield entity
        for inner in node.values():
            yield from _names(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _names(inner)
