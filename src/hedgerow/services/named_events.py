"""Which events a question names, told quickly: this is asked of every question that is answered."""

_NODES = ("EventsNode", "EventsQuery")


def named_events(query: object) -> set[str]:
    """The events that a question of any kind names.

    They stand in its series nodes as ``event``, or in entities as the ``id`` of the type ``events``. What SQL names is
    left out; `named_in_query` finds that as well, and takes a hundred times longer.
    """
    found: set[str] = set()
    nodes = [query]
    for node in nodes:  # which grows meanwhile
        if isinstance(node, dict):
            event, entity = node.get("event"), node.get("id")
            if isinstance(event, str) and node.get("kind") in _NODES:
                found.add(event)
            if isinstance(entity, str) and node.get("type") == "events":
                found.add(entity)
            nodes.extend(node.values())
        elif isinstance(node, list | tuple):
            nodes.extend(node)
    return found
