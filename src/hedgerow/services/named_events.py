"""Which events a question names, told quickly: this is asked of every question that is answered."""

from functools import lru_cache

import orjson

from hedgerow.base.canonical_json import kept

_MOST_KEPT = 5000
"""Questions whose events are remembered: the tiles of dashboards ask the same all day."""

_NODES = ("EventsNode", "EventsQuery")


def named_events(query: object) -> frozenset[str]:
    """The events that a question of any kind names.

    They stand in its series nodes as ``event``, or in entities as the ``id`` of the type ``events``. What SQL names is
    left out; `named_in_query` finds that as well, and takes a hundred times longer.
    """
    return _named(kept(query))


@lru_cache(_MOST_KEPT)
def _named(text: bytes) -> frozenset[str]:
    found: set[str] = set()
    nodes = [orjson.loads(text)]
    for node in nodes:  # which grows meanwhile
        if isinstance(node, dict):
            event, entity = node.get("event"), node.get("id")
            if node.get("kind") in _NODES and isinstance(event, str):
                found.add(event)
            if node.get("type") == "events" and isinstance(entity, str):
                found.add(entity)
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)
    return frozenset(found)
