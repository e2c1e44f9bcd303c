"""Who has to know of everything that capture stores, to keep in memory what the engine would answer."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from hedgerow.vocab.events import Event
from hedgerow.vocab.persons import PersonMerge


class Witness(Protocol):
    """Is told what is stored inside each block; when the block fails that is not certain."""

    def storing(self, events: Collection[Event], number: Callable[[Event], int]) -> AbstractContextManager[object]:
        """``events`` are stored; ``number`` tells the number of the person whose event it is."""
        ...

    def merging(self, merges: Collection[PersonMerge]) -> AbstractContextManager[object]:
        """The engine is told of ``merges``."""
        ...


class _NoWitness:
    """Nothing is kept in memory."""

    def storing(self, events: Collection[Event], number: Callable[[Event], int]) -> AbstractContextManager[object]:
        """See `Witness.storing`."""
        del events, number
        return nullcontext()

    def merging(self, merges: Collection[PersonMerge]) -> AbstractContextManager[object]:
        """See `Witness.merging`."""
        del merges
        return nullcontext()


NO_WITNESS = _NoWitness()
