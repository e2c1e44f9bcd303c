"""The store: what people made."""

from collections.abc import Callable, Generator, Hashable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hedgerow.store.database import BUSY_SECONDS, database_engines
from hedgerow.store.errors import StoreError, StoreUnavailable
from hedgerow.store.frozen_copy import frozen_copy
from hedgerow.store.memory import Memory
from hedgerow.store.migrate import schema_difference
from hedgerow.store.place import database_url
from hedgerow.store.repositories.revision import NUMBER_READ
from hedgerow.store.transaction import Transaction

Read = TypeVar("Read")


class Store:
    """Gives out transactions. Safe to share between threads; each transaction belongs to the thread that opened it.

    Never open a transaction inside another: the inner one may wait for the outer one, which waits for it.
    """

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing
        self._memory = Memory()
        self._driver_error: type[Exception] = reading.dialect.loaded_dbapi.Error

    @contextmanager
    def read(self) -> Generator[Transaction]:
        """A transaction that only reads, and sees one moment of the database throughout.

        Raises StoreUnavailable when no connection comes free in time.
        """
        with _lent(self._reading) as connection, connection.begin():
            yield Transaction(connection)

    def remembered(self, key: Hashable, read: Callable[[Transaction], Read]) -> Read:
        """What ``read`` finds in a transaction, or what it found under ``key`` since people last changed anything.

        It must be the same for everybody and at any time, and hold nothing that `write` was told to change without a
        new revision. Raises StoreUnavailable.
        """
        known: Read | None = self._memory.known(self._revision(), key)
        if known is not None:
            return known
        with self.read() as tx:
            return self._memory.recall(tx.revision.number(), key, lambda: read(tx))

    @contextmanager
    def write(self, *, revises: bool = True) -> Generator[Transaction]:
        """A transaction that reads and writes: kept when the block ends, undone when it raises.

        It makes a new revision of the store, after which nothing from before is remembered. ``revises`` is False for
        what happens all the time and nothing remembers: what capture learns, counts, visits.

        Raises Conflict or BrokenReference from the statement that broke a rule, and StoreUnavailable when the
        database stays busy.
        """
        with _lent(self._writing) as connection, connection.begin():
            transaction = Transaction(connection)
            yield transaction
            if revises:
                transaction.revision.rise()

    @contextmanager
    def frozen(self) -> Generator[Callable[[Path], None]]:
        """The SQLite database as it is now; what is given writes this state to a file, however late in the block.

        Raises InvalidRequest on PostgreSQL, whose own tools do this.
        """
        with _lent(self._reading) as connection, connection.begin():
            yield frozen_copy(connection)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the store, in sentences; empty when it is well."""
        try:
            with _lent(self._writing) as connection, connection.begin():
                problems = [schema_difference(connection)]
                if connection.dialect.name == "sqlite":
                    problems.append(_damage(connection))
        except StoreError as error:
            return (str(error),)
        return tuple(problem for problem in problems if problem)

    def clear_deleted(self) -> None:
        """Let what was deleted leave the disk, as far as no older reading still needs it.

        SQLite overwrites rows as it deletes them, but its log keeps the pages of before until it starts anew.
        PostgreSQL does its part by itself (autovacuum).
        """
        if self._writing.dialect.name == "sqlite":
            with closing(self._writing.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _revision(self) -> int:
        """The number of the state there is now, of the driver itself: SQLAlchemy takes ten times as long to ask."""
        try:
            with closing(self._reading.raw_connection()) as connection:
                try:
                    with closing(connection.cursor()) as cursor:
                        cursor.execute(NUMBER_READ)
                        ((number,),) = cursor.fetchall()
                except self._driver_error:
                    connection.invalidate()  # the pool would lend it again
                    raise
            return int(number)
        except (PoolTimeout, self._driver_error) as error:
            raise StoreUnavailable(f"The database does not answer: {error}") from error

    def close(self) -> None:
        """Give every connection back."""
        self._reading.dispose()
        self._writing.dispose()


def open_store(url_or_path: str | Path, *, connections: int = 16) -> Store:
    """The store at a PostgreSQL or SQLite URL, or in the SQLite file at a path; `migrate` has made its tables.

    ``connections`` is how many transactions run at once; further ones wait their turn.
    """
    return Store(*database_engines(database_url(url_or_path), connections=connections))


@contextmanager
def _lent(engine: Engine) -> Generator[Connection]:
    try:
        connection = engine.connect()
    except PoolTimeout as error:
        raise StoreUnavailable(f"Every connection was busy for {BUSY_SECONDS} seconds.") from error
    with connection:
        yield connection


def _damage(connection: Connection) -> str | None:
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    return None if found == "ok" else f"The SQLite file is damaged: {found}"
