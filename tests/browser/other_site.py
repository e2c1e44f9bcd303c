"""A page on another site, to show ours in a frame of it."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType


class OtherSite:
    """Serves ``html`` for as long as it is entered; entering answers its address.

    `localhost` and `127.0.0.1`, where servers under test are, are two sites to a browser.
    """

    def __init__(self, html: str) -> None:
        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(html.encode())

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Page)

    def __enter__(self) -> str:
        Thread(target=self._server.serve_forever).start()
        return f"http://localhost:{self._server.server_port}/"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
