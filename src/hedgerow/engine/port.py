"""The seam between questions and the engine: transport and topology differ behind it, the SQL never."""

from contextlib import AbstractContextManager
from typing import Literal, Protocol

from hedgerow.engine.frozen_files import FrozenFiles
from hedgerow.vocab.statement import Answer, Limits, Statement, TableRead

NO_LIMITS = Limits()

RowForm = Literal["JSONEachRow", "Native"]
"""How rows are written: JSON objects, one a line, or the blocks of `hedgerow.engine.native`, which cost the engine a
fraction of it."""


class Engine(Protocol):
    """Runs statements. Safe to share between threads; every method may raise an EngineError."""

    @property
    def shared(self) -> bool:
        """Whether other processes may write to its tables."""
        ...

    def query(self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None) -> Answer:
        """Answer a read-only ``statement``, waiting for a free connection when all are lent.

        ``query_id`` names the run so that `cancel` can find it. Raises QueryTimeout, QueryTooLarge,
        QueryCancelled, QueryFailed or EngineUnavailable.
        """
        ...

    def table_reads(
        self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None
    ) -> tuple[TableRead, ...]:
        """What the engine says it would read to answer ``statement``; tables it need not look at are left out.

        It may run selects inside the statement to find that out. Raises what `query` raises.
        """
        ...

    def insert(self, table: str, rows: bytes, *, form: RowForm = "JSONEachRow") -> None:
        """Store ``rows`` in ``table``; durable once this returns. See `RowForm`."""
        ...

    def command(self, statement: Statement) -> None:
        """Run a statement that changes tables or their rows."""
        ...

    def cancel(self, query_id: str) -> None:
        """Stop the query called ``query_id``, running or waiting for a connection; nothing happens without one.

        Returns once the query is told to stop. Its caller gets QueryCancelled.
        """
        ...

    def version(self) -> str:
        """The engine's version; raises EngineUnavailable when it does not answer."""
        ...

    def frozen(self) -> AbstractContextManager[FrozenFiles]:
        """The tables' files to be frozen inside the block, for a backup.

        Raises InvalidRequest when they are a server's, which backs them up itself.
        """
        ...

    def close(self) -> None:
        """Let go of every connection and of the data folder."""
        ...
