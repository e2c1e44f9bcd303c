"""Whether the server can do its work."""

from hedgerow.base.errors import EngineError
from hedgerow.services.house import House
from hedgerow.store.errors import StoreError


def problems(house: House) -> tuple[str, ...]:
    """What keeps the server from answering, in sentences; empty when it is ready."""
    found = []
    try:
        with house.store.read() as tx:
            if tx.organizations.first() is None:
                found.append("The store is empty; nobody has set the server up.")
    except StoreError as error:
        found.append(f"The store does not answer: {error}")
    try:
        house.engine.version()
    except EngineError as error:
        found.append(f"The engine does not answer: {error}")
    return tuple(found)
