"""A committer with what it stands on, and questions to both."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Event as Signal
from uuid import UUID

from hedgerow.base.errors import EngineError
from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.frozen_files import FrozenFiles
from hedgerow.engine.port import NO_LIMITS, Engine, RowForm
from hedgerow.store.store import Store
from hedgerow.vocab.statement import Answer, Limits, Statement, TableRead
from tests.capture.samples import NOW, TOKEN


def make_projects(store: Store) -> None:
    """Projects 1 and 2 in one organization."""
    with store.write() as tx:
        organization = tx.organizations.create(name="Shop", slug="shop", now=NOW)
        for number in (1, 2):
            project = tx.projects.create(
                organization_id=organization.id, name=f"Shop {number}", api_token=f"{TOKEN}_{number}", now=NOW
            )
            assert project.id == number


@dataclass(frozen=True)
class Parts:
    """What a test needs in hand."""

    store: Store
    engine: Engine
    committer: GroupCommitter

    @staticmethod
    @contextmanager
    def opened(store: Store, engine: Engine, settings: Settings) -> Iterator["Parts"]:
        """A committer that is closed in the end."""
        committer = GroupCommitter(store, engine, lambda: NOW, settings)
        try:
            yield Parts(store, engine, committer)
        finally:
            committer.close()

    def uuids(self) -> list[UUID]:
        """The uuid of every row of the events table, sorted."""
        return sorted(UUID(row[0]) for row in self.engine.query(Statement("SELECT toString(uuid) FROM events")).rows)

    def persons(self, team_id: int = 1) -> dict[str, int]:
        """The person number of each distinct id that has rows in a project."""
        sql = f"SELECT DISTINCT distinct_id, person FROM events WHERE team_id = {team_id}"
        return {str(row[0]): int(row[1]) for row in self.engine.query(Statement(sql)).rows}


class GuardedEngine:
    """The real engine behind a door: inserts can be held, failed, or failed for rows with a certain text."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.failure: EngineError | None = None
        self.failing_reads: EngineError | None = None
        self.poison: bytes | None = None
        self.open = Signal()
        self.open.set()
        self.knocked = Signal()

    @property
    def shared(self) -> bool:
        return self._engine.shared

    def insert(self, table: str, rows: bytes, *, form: RowForm = "JSONEachRow") -> None:
        self.knocked.set()
        assert self.open.wait(30)
        if self.failure is not None and (self.poison is None or self.poison in rows):
            raise self.failure
        self._engine.insert(table, rows, form=form)

    def query(self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None) -> Answer:
        if self.failing_reads is not None:
            raise self.failing_reads
        return self._engine.query(statement, limits=limits, query_id=query_id)

    def frozen(self) -> AbstractContextManager[FrozenFiles]:
        return self._engine.frozen()

    def table_reads(
        self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None
    ) -> tuple[TableRead, ...]:
        return self._engine.table_reads(statement, limits=limits, query_id=query_id)

    def command(self, statement: Statement) -> None:
        self._engine.command(statement)

    def cancel(self, query_id: str) -> None:
        self._engine.cancel(query_id)

    def version(self) -> str:
        return self._engine.version()

    def close(self) -> None:
        self._engine.close()


class SharedEngine(GuardedEngine):
    """An engine that others write to as well."""

    @property
    def shared(self) -> bool:
        return True
