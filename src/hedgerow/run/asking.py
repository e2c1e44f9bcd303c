"""How the engine is asked on somebody's behalf: within limits, and stopped when nobody waits any more."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from hedgerow.base.errors import EngineError, InvalidRequest, QueryCancelled, QueryFailed
from hedgerow.base.ids import new_uuid
from hedgerow.base.logging import logger
from hedgerow.engine.port import Engine
from hedgerow.query.complaints import written_complaint
from hedgerow.run.presence import Presence
from hedgerow.vocab.statement import Answer, Limits, Statement, TableRead

Asked = TypeVar("Asked")

log = logger("run")


class Asking:
    """Asks ``engine``, each statement within ``limits``. Safe to share between threads."""

    def __init__(self, engine: Engine, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits

    def answer(self, statement: Statement, presence: Presence) -> Answer:
        """The answer to ``statement``. Raises InvalidRequest when it fails of what a person wrote, else EngineError."""
        try:
            return self.asked(presence, partial(self._answer, statement))
        except QueryFailed as error:
            if not statement.written:
                raise
            raise InvalidRequest(written_complaint(error), attr="query") from error

    def table_reads(self, statement: Statement, presence: Presence) -> tuple[TableRead, ...] | None:
        """What the engine would read for ``statement``; None when it cannot tell."""
        try:
            return self.asked(presence, partial(self._table_reads, statement))
        except EngineError as error:
            log.warning("reads not told", error=str(error))
            return None

    def asked(self, presence: Presence, ask: Callable[[str], Asked]) -> Asked:
        """What ``ask`` gets from the engine under the name it is given; stopped when ``presence`` ends meanwhile."""
        presence.check()
        query_id = str(new_uuid())
        with presence.until(lambda: self._stop(query_id)):
            try:
                return ask(query_id)
            except QueryCancelled:
                presence.check()
                raise

    def _answer(self, statement: Statement, query_id: str) -> Answer:
        return self._engine.query(statement, limits=self._limits, query_id=query_id)

    def _table_reads(self, statement: Statement, query_id: str) -> tuple[TableRead, ...]:
        return self._engine.table_reads(statement, limits=self._limits, query_id=query_id)

    def _stop(self, query_id: str) -> None:
        try:
            self._engine.cancel(query_id)
        except EngineError as error:
            # It goes on to its time limit, which is all that is lost: its answer has no reader.
            log.warning("query not stopped", error=str(error))
