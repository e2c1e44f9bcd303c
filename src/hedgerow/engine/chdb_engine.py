"""The engine inside this process: chDB on a folder.

What shaped this file, each held by a test in ``tests/engines``:

- A chDB connection shared between threads mixes up parameters, and after a failed query it puts the failed query's
  half-written answer before the next one. A connection costs 0.15 ms, so each serves one statement and is closed.
- Settings given when connecting, ``readonly=1`` among them, hold for the connection and no statement can change them.
- A process can have one folder open, and a folder one process. The folder stays open as long as one connection does;
  the anchor is that one, and runs nothing. Using a closed connection kills the process, so none is ever kept.
- A streamed insert (``send_insert``) ends well although nothing could be written, as on a full disk; one statement
  does not. Rows that follow it in its text end at the first empty line, which two bytes of a number can be, and what
  comes after would be another statement. So the rows are in a file.
- A merge that finds the disk full may end well, too, with a part of empty files: no query can read its rows until the
  folder is opened anew, or ever once the merged parts are gone. So nothing is written and merged when little is free.
- chDB has no query ids of its own choosing; `cancel` finds a query by the ``log_comment`` it runs under.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryFile
from threading import Condition
from typing import Any, TypeVar

from hedgerow.base.errors import EngineUnavailable
from hedgerow.engine.answers import ANSWER_FORMAT, answer
from hedgerow.engine.chdb_driver import chdb_driver
from hedgerow.engine.ddl import create_database
from hedgerow.engine.failures import engine_error
from hedgerow.engine.folder_lock import FolderLock
from hedgerow.engine.frozen_files import FROZEN, FrozenFiles, frozen_files
from hedgerow.engine.parameters import parameter_texts
from hedgerow.engine.port import NO_LIMITS, RowForm
from hedgerow.engine.reading import check_read
from hedgerow.engine.settings import INSERT_SETTINGS, Allowance, read_settings
from hedgerow.engine.table_reads import EXPLAIN, table_reads
from hedgerow.engine.turns import Turns
from hedgerow.vocab.statement import Answer, Limits, Statement, TableRead

Connection = Any
"""A connection of the driver, which has no types."""

T = TypeVar("T")

_EVERY_CONNECTION = {
    "allow_introspection_functions": "0",
    # To order a few conditions the engine would open files of every part, in each query anew. Servers before 26.4 do
    # not know the second, so they are left as they are.
    "use_statistics": "0",
    "use_statistics_for_part_pruning": "0",
}
# The engine would look for the parts of its tables with 64, 32 and 8 threads, which then stay and keep a third of a
# megabyte each; a few are no slower.
_FIRST_CONNECTION = {
    f"max_{parts}_parts_loading_thread_pool_size": "4" for parts in ("active", "outdated", "unexpected")
}
_KILL = "KILL QUERY WHERE Settings['log_comment'] = {comment:String} ASYNC"
_KILL_READS = "KILL QUERY WHERE query_kind = 'Select' ASYNC"


class ChdbEngine:
    """chDB on ``folder``, made when missing; at most ``connections`` queries at once, the others wait.

    ``memory_bytes`` and ``seconds`` limit one query that brings no limits; ``reserve_bytes`` of the disk are kept
    free. Raises EngineUnavailable when another process has the folder, or this process another one.
    """

    shared = False

    def __init__(
        self,
        folder: Path,
        *,
        connections: int = 8,
        memory_bytes: int = 4 * 2**30,
        seconds: float = 60.0,
        reserve_bytes: int = 0,
        database: str = "hedgerow",
    ) -> None:
        self._folder = _usable(folder)
        self._database = database
        self._turns = Turns(connections)
        self._allowance = Allowance(seconds=seconds, memory_bytes=memory_bytes)
        self._reserve_bytes = reserve_bytes
        self._merges_stopped = False
        self._state = Condition()
        self._lent = 0
        self._closed = False
        self._lock = FolderLock(self._folder)
        shutil.rmtree(self._folder / FROZEN, ignore_errors=True)
        try:
            self._anchor = self._anchored(create_database(database))
        except BaseException:
            self._lock.release()
            raise

    def query(self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None) -> Answer:
        """See `Engine.query`."""
        check_read(statement.sql, written=statement.written)
        return self._read(statement, limits, query_id)

    def table_reads(
        self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None
    ) -> tuple[TableRead, ...]:
        """See `Engine.table_reads`."""
        check_read(statement.sql, written=statement.written)
        return table_reads(self._read(replace(statement, sql=EXPLAIN + statement.sql), limits, query_id))

    def _read(self, statement: Statement, limits: Limits, query_id: str | None) -> Answer:
        settings = read_settings(limits, self._allowance, written=statement.written)
        if query_id is not None:
            settings["log_comment"] = _comment(query_id)
        with self._turns.turn(query_id, written=statement.written), self._connection(settings) as connection:
            return answer(_run(connection, statement, ANSWER_FORMAT))

    def insert(self, table: str, rows: bytes, *, form: RowForm = "JSONEachRow") -> None:
        """See `Engine.insert`. All of ``rows`` or none is stored; raises QueryFailed when a row does not fit.

        Raises EngineUnavailable when the disk is all but full.
        """
        self._keep_reserve()
        with self._lent_file(rows) as path, self._connection(INSERT_SETTINGS) as connection:
            statement = f"INSERT INTO {table} FROM INFILE '{path}' FORMAT {form}"
            _told(lambda: connection.query(statement, "Null", params={}))

    def command(self, statement: Statement) -> None:
        """See `Engine.command`."""
        with self._connection({}) as connection:
            _run(connection, statement, "Null")

    def cancel(self, query_id: str) -> None:
        """See `Engine.cancel`; works while all connections are lent."""
        self._turns.call_off(query_id, lambda: self._killed(query_id))

    def version(self) -> str:
        """See `Engine.version`."""
        return str(self.query(Statement("SELECT version()")).rows[0][0])

    def frozen(self) -> AbstractContextManager[FrozenFiles]:
        """See `Engine.frozen`."""
        return frozen_files(self._folder, self.command)

    def close(self) -> None:
        """See `Engine.close`. Running queries are stopped (QueryCancelled), running inserts are waited for."""
        with self._state:
            if self._closed:
                return
            self._closed = True
            self._turns.close()
            # A query may have its connection but not yet have begun: ask again until all are back.
            while not self._state.wait_for(lambda: self._lent == 0, timeout=0.1):
                self._anchor.query(_KILL_READS, "Null", params={})
        self._anchor.close()
        self._lock.release()

    def _keep_reserve(self) -> None:
        full = disk_usage(self._folder).free < self._reserve_bytes
        if full != self._merges_stopped:
            self.command(Statement("SYSTEM STOP MERGES" if full else "SYSTEM START MERGES"))
            self._merges_stopped = full
        if full:
            raise EngineUnavailable(f"Less than {self._reserve_bytes} bytes are free on the disk of {self._folder}.")

    @contextmanager
    def _lent_file(self, rows: bytes) -> Iterator[str]:
        """The path of ``rows`` in a file that nothing is left of."""
        with TemporaryFile(dir=self._folder) as file:
            try:
                file.write(rows)
                file.flush()
            except OSError as error:
                raise EngineUnavailable(f"Rows cannot be handed to the engine: {error}") from error
            yield f"/dev/fd/{file.fileno()}"

    def _anchored(self, sql: str) -> Connection:
        anchor = self._connected(_FIRST_CONNECTION)
        try:
            _told(lambda: anchor.query(sql, "Null", params={}))
        except BaseException:
            anchor.close()
            raise
        return anchor

    def _killed(self, query_id: str) -> bool:
        with self._connection({}) as connection:
            found = _told(lambda: connection.query(_KILL, "TabSeparated", params={"comment": _comment(query_id)}))
            return bool(found.bytes())

    @contextmanager
    def _connection(self, settings: Mapping[str, str]) -> Iterator[Connection]:
        with self._state:
            if self._closed:
                raise EngineUnavailable("The engine is closed.")
            self._lent += 1
        try:
            connection = self._connected({"database": self._database, **settings})
            try:
                yield connection
            finally:
                connection.close()
        finally:
            with self._state:
                self._lent -= 1
                self._state.notify_all()

    def _connected(self, settings: Mapping[str, str]) -> Connection:
        chosen = "&".join(f"{name}={value}" for name, value in {**_EVERY_CONNECTION, **settings}.items())
        try:
            return chdb_driver().connect(f"{self._folder}?{chosen}")
        except RuntimeError as error:
            raise _unopened(self._folder, str(error)) from error


def _run(connection: Connection, statement: Statement, form: str) -> bytes:
    result = _told(lambda: connection.query(statement.sql, form, params=parameter_texts(statement)))
    return bytes(result.bytes() or b"")


def _told(act: Callable[[], T]) -> T:
    """What ``act`` gives; the driver's failures as ours. The driver cannot decode every message of its engine."""
    try:
        return act()
    except UnicodeDecodeError as error:
        raise engine_error(error.object.decode(errors="replace")) from error
    except RuntimeError as error:
        raise engine_error(str(error)) from error


def _comment(query_id: str) -> str:
    # The connection string knows no escapes, so the id travels as hex digits.
    return "hedgerow-" + query_id.encode().hex()


def _usable(folder: Path) -> Path:
    whole = folder.absolute()
    if "?" in str(whole):
        raise EngineUnavailable(f"The data folder {whole} has a '?' in its name, which chDB cannot open.")
    try:
        whole.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineUnavailable(f"The data folder {whole} cannot be made: {error}") from error
    return whole


def _unopened(folder: Path, told: str) -> EngineUnavailable:
    found = engine_error(told)
    if "already initialized with path" in told:
        reason = "this process has another folder open, and chDB opens one at a time"
    else:
        reason = f"{found} (chDB may have told more on standard error)"
    return EngineUnavailable(f"The data folder {folder} cannot be opened: {reason}.", code=found.code)
