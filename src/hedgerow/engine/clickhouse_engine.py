"""The engine on a ClickHouse server or cluster, over HTTP by the official client.

The client is used without sessions, so that threads share it; its connection pool holds as many as run at once.
Parameters are written by us (`hedgerow.engine.parameters`), answers come as JSON, so both engines meet the same text.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import clickhouse_connect
import urllib3
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError, Error
from clickhouse_connect.driver.httputil import get_pool_manager

from hedgerow.base.errors import EngineError, EngineUnavailable, InvalidRequest
from hedgerow.engine.answers import ANSWER_FORMAT, answer
from hedgerow.engine.ddl import create_database
from hedgerow.engine.failures import UNKNOWN_DATABASE, engine_error
from hedgerow.engine.frozen_files import FrozenFiles
from hedgerow.engine.parameters import parameter_texts
from hedgerow.engine.port import NO_LIMITS, RowForm
from hedgerow.engine.reading import check_read
from hedgerow.engine.settings import INSERT_SETTINGS, Allowance, read_settings
from hedgerow.engine.table_reads import EXPLAIN, table_reads
from hedgerow.engine.turns import Turns
from hedgerow.vocab.statement import Answer, Limits, Parameter, Statement, TableRead

T = TypeVar("T")

_KILL = "KILL QUERY WHERE query_id = ({id:String}) ASYNC"
_CONNECT_SECONDS = 10
_GRACE_SECONDS = 30
"""How much longer than the server's own limit the client waits, so that the server speaks first."""


class ClickHouseEngine:
    """The database that ``url`` names (``http://user:password@host:8123/database``), made when missing.

    ``compress`` lets bodies travel compressed. Raises EngineUnavailable when the server cannot be reached or does
    not let us in.
    """

    shared = True

    def __init__(
        self,
        url: str,
        *,
        connections: int = 8,
        memory_bytes: int = 4 * 2**30,
        seconds: float = 60.0,
        compress: bool = True,
    ) -> None:
        self._place = urlsplit(url)
        self._shown = f"{self._place.scheme}://{self._place.hostname}:{self._port}"
        self._allowance = Allowance(seconds=seconds, memory_bytes=memory_bytes)
        self._turns = Turns(connections)
        self._closed = False
        # Beside the queries: an insert, a command and a cancel.
        self._pool = get_pool_manager(maxsize=connections + 3)
        self._compress = compress
        self._client = self._opened(unquote(self._place.path.strip("/")) or "default")

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
            settings["query_id"] = query_id
        with self._turns.turn(query_id, written=statement.written):
            body = self._told(
                lambda: self._client.raw_query(
                    statement.sql, parameters=_bound(statement), settings=settings, fmt=ANSWER_FORMAT
                )
            )
        return answer(body)

    def insert(self, table: str, rows: bytes, *, form: RowForm = "JSONEachRow") -> None:
        """See `Engine.insert`. Raises QueryFailed when a row does not fit."""
        # As a command: what the client calls an insert it sends again when the connection breaks, perhaps twice.
        text = f"INSERT INTO {table} FORMAT {form}"
        self._told(lambda: self._client.command(text, data=rows, settings=INSERT_SETTINGS))

    def command(self, statement: Statement) -> None:
        """See `Engine.command`."""
        self._told(lambda: self._client.command(statement.sql, parameters=_bound(statement)))

    def cancel(self, query_id: str) -> None:
        """See `Engine.cancel`; works while all connections are lent."""
        self._turns.call_off(query_id, lambda: self._killed(query_id))

    def version(self) -> str:
        """See `Engine.version`."""
        return str(self.query(Statement("SELECT version()")).rows[0][0])

    def frozen(self) -> AbstractContextManager[FrozenFiles]:
        """See `Engine.frozen`."""
        raise InvalidRequest("The events are on a ClickHouse server: back it up with its own BACKUP statement.")

    def close(self) -> None:
        """See `Engine.close`."""
        self._closed = True
        self._turns.close()
        self._client.close()
        self._pool.clear()

    def _killed(self, query_id: str) -> bool:
        kill = Statement(_KILL, (Parameter("id", "String", query_id),))
        found = self._told(lambda: self._client.raw_query(kill.sql, parameters=_bound(kill), fmt="TabSeparated"))
        return bool(found)

    @property
    def _port(self) -> int:
        return self._place.port or (8443 if self._place.scheme == "https" else 8123)

    def _opened(self, database: str) -> Client:
        try:
            return self._told(lambda: self._connected(database))
        except EngineError as error:
            if error.code != UNKNOWN_DATABASE:
                raise EngineUnavailable(f"{self._shown} cannot be used: {error}", code=error.code) from error
        client = self._told(lambda: self._connected("__default__"))
        self._told(lambda: client.command(create_database(database)))
        return self._told(lambda: self._connected(database))

    def _connected(self, database: str) -> Client:
        return clickhouse_connect.get_client(
            interface=self._place.scheme,
            host=self._place.hostname or "localhost",
            port=self._port,
            username=unquote(self._place.username or "default"),
            password=unquote(self._place.password or ""),
            database=database,
            compress=self._compress,
            connect_timeout=_CONNECT_SECONDS,
            send_receive_timeout=int(self._allowance.seconds) + _GRACE_SECONDS,
            pool_mgr=self._pool,
            autogenerate_session_id=False,
            show_clickhouse_errors="scrub",
            client_name="hedgerow",
        )

    def _told(self, act: Callable[[], T]) -> T:
        if self._closed:
            raise EngineUnavailable("The engine is closed.")
        try:
            return act()
        except Error as error:
            if error.code is None and isinstance(error.__cause__, urllib3.exceptions.HTTPError):
                raise EngineUnavailable(f"{self._shown} does not answer: {error.__cause__}") from error
            raise engine_error(str(error), code=error.code) from error
        except ClickHouseError as error:
            raise engine_error(str(error)) from error


class _Written:
    """A value the client passes on as it stands: it writes with ``str`` whatever is of no type it knows."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _bound(statement: Statement) -> dict[str, _Written]:
    return {name: _Written(text) for name, text in parameter_texts(statement).items()}
