"""A small ClickHouse HTTP interface on chDB, enough for the official client.

No ClickHouse server can be installed where the tests run. This front takes what `clickhouse_connect` sends (query in
the body, in the URL or in a form, ``param_`` values, settings, data after an INSERT) and answers as the server does:
the format asked for, ``X-ClickHouse-Summary``, ``X-ClickHouse-Exception-Code``, gzip when allowed.

Where it differs from the server: it has one user, no sessions, and a query's id is its ``log_comment``.
"""

import gzip
import json
import re
from base64 import b64encode
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chdb import _chdb

USER, PASSWORD = "hedgerow", "secret/word"
TRANSPORT = {
    "query", "database", "query_id", "wait_end_of_query", "send_progress_in_http_headers", "compress", "decompress",
    "http_headers_progress_interval_ms", "enable_http_compression", "client_protocol_version", "session_id", "role",
}  # fmt: skip
CODE = re.compile(r"Code: (\d+)\.")


class ClickHouseFront:
    """A server on ``port`` of the loopback, or a free one, answering from the chDB folder ``folder``."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.folder = folder
        self.answers_lost = 0
        """So many inserts are stored next without an answer."""
        self.closed = False
        self.requests: list[tuple[str, str]] = []
        """Database and text of each query received."""
        front = self

        class Handler(_Handler):
            pass

        Handler.front = front
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def url(self, database: str) -> str:
        return f"http://{USER}:{PASSWORD.replace('/', '%2F')}@127.0.0.1:{self._server.server_port}/{database}"

    def close(self) -> None:
        self.closed = True  # what is still connected gets no answer any more
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    front: ClickHouseFront
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(200, b"Ok.\n", {})

    def do_POST(self) -> None:
        body = self._body()
        if self.front.closed:
            self.close_connection = True
            return None
        if self.headers.get("Authorization") != "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode():
            return self._fail("Code: 516. DB::Exception: hedgerow: Authentication failed. (AUTHENTICATION_FAILED)", 403)
        given = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if self.headers.get_content_type() == "multipart/form-data":
            given |= self._form(body)
            body = b""
        text = given.get("query", "")
        sql, rows = (text, body) if text else (body.decode(), b"")
        self.front.requests.append((given.get("database", ""), sql))
        try:
            result = self._run(sql, given, rows)
        except UnicodeDecodeError as error:
            return self._fail(error.object.decode(errors="replace"))
        except RuntimeError as error:
            return self._fail(str(error))
        if self.front.answers_lost and sql.startswith("INSERT"):
            self.front.answers_lost -= 1
            self.close_connection = True
            return None
        return self._answer(200, *result)

    def _run(self, sql: str, given: dict[str, str], rows: bytes) -> tuple[bytes, dict[str, str]]:
        settings = {name: value for name, value in given.items() if name not in TRANSPORT and name[:6] != "param_"}
        settings["log_comment"] = given.get("query_id", "").encode().hex()
        if given.get("database"):
            settings["database"] = given["database"]
        sql = sql.replace("KILL QUERY WHERE query_id =", "KILL QUERY WHERE upper(Settings['log_comment']) = hex")
        parameters = {name[6:]: value for name, value in given.items() if name.startswith("param_")}
        chosen = "&".join(f"{name}={value}" for name, value in settings.items())
        connection: Any = _chdb.connect(f"{self.front.folder}?{chosen}")  # type: ignore[attr-defined]  # untyped
        try:
            with TemporaryFile() as file:
                file.write(rows)
                file.flush()
                if rows:
                    sql = sql.replace(" FORMAT ", f" FROM INFILE '/dev/fd/{file.fileno()}' FORMAT ")
                result = connection.query(sql, "TabSeparated", params=parameters)
            summary = {"read_rows": str(result.rows_read()), "read_bytes": str(result.bytes_read())}
            return bytes(result.bytes() or b""), {"X-ClickHouse-Summary": json.dumps(summary)}
        finally:
            connection.close()

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _form(self, body: bytes) -> dict[str, str]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form = message_from_bytes(head + body, policy=HTTP)
        return {
            str(part.get_param("name", header="Content-Disposition")): bytes(part.get_payload(decode=True)).decode()
            for part in form.iter_parts()
        }

    def _fail(self, text: str, status: int = 500) -> None:
        found = CODE.search(text)
        self._answer(
            status, f"{text} (version 26.9)".encode(), {"X-ClickHouse-Exception-Code": found[1] if found else "0"}
        )

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        allowed = "enable_http_compression=1" in self.path and "gzip" in self.headers.get("Accept-Encoding", "")
        if allowed:
            body = gzip.compress(body, 1)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if allowed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
