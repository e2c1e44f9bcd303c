"""A shop's website: pages of another origin than the server's, with a released browser client on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx2
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.sdks.folders import NODE_MODULES
from tests.server_process import ServerProcess

SHOP = """<!doctype html><title>Shop</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"@posthog/core": "/node_modules/@posthog/core/dist/index.mjs"}}</script>
<nav id="top"><a class="link big" href="#sale" data-kind="sale">Sale</a></nav>
<form onsubmit="event.preventDefault()"><input name="q"><button class="go">Find</button></form>"""
FLUSH_MS = 250
"""How long the client gathers events before it sends them."""

BLANK = '<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/node_modules/"):
            self._answer((NODE_MODULES.parent / path.lstrip("/")).read_bytes(), "text/javascript")
        else:
            self._answer((SHOP if path == "/" else BLANK).encode(), "text/html")

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class _WithoutCors(_Site):
    """The server as it would be if it did not open its public paths to pages."""

    upstream = ""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = httpx2.request(self.command, self.upstream + self.path, content=body, headers=dict(self.headers))
        self._answer(answer.content, answer.headers.get("Content-Type", "text/plain"), answer.status_code)

    do_GET = do_POST = do_OPTIONS = _pass_on  # noqa: N815 - the library's names


@contextmanager
def website() -> Iterator[str]:
    """The address of the shop."""
    with _serving(_Site) as url:
        yield url


@contextmanager
def without_cors(server: ServerProcess) -> Iterator[str]:
    """The address of ``server`` behind a proxy that leaves its CORS headers out."""
    with _serving(type("_Proxy", (_WithoutCors,), {"upstream": server.url})) as url:
        yield url


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    site = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_port}"
    finally:
        site.shutdown()
        site.server_close()


@dataclass
class Visit:
    """A visitor's browser on the shop, and everything that went wrong between it and the server."""

    page: Page
    shop: str
    host: str
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    @staticmethod
    @contextmanager
    def of(browser: Browser, shop: str, host: str) -> Iterator["Visit"]:
        """A new visitor, whose page talks to the server at ``host``."""
        with browser.new_context() as context:
            visit = Visit(context.new_page(), shop, host)
            visit.page.set_default_timeout(20_000)
            visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            visit.page.on("console", visit._console)
            context.on("request", visit._request)
            context.on("response", visit._response)
            context.on("requestfinished", visit._request_ended)
            context.on("requestfailed", visit._request_ended)
            visit.page.goto(shop)
            yield visit

    def start(self, script: str, token: str, **options: Any) -> None:
        """Load the client from ``script`` and start it for the project of ``token``."""
        self.page.add_script_tag(url=script)
        settings = {
            "api_host": self.host,
            "opt_out_useragent_filter": True,  # or the client takes this browser for a robot
            "request_queue_config": {"flush_interval_ms": FLUSH_MS},
            **options,
        }
        self.page.evaluate(
            """([token, settings]) => {
                posthog.init(token, settings)
                posthog.onFeatureFlags((_flags, _variants, about) => { window.flagsCame = !about?.errorsLoading })
            }""",
            [token, settings],
        )

    def sends(self, script: str) -> Request:
        """Run ``script`` and answer the request with events that it made, once that is answered."""
        paths = (f"{self.host}/e/", f"{self.host}/i/v0/e/")
        with self.page.expect_event("requestfinished", lambda request: request.url.startswith(paths)) as made:
            self.page.evaluate(script)
        request: Request = made.value
        return request

    def leave(self, last: str = "") -> None:
        """Run ``last`` and go to a page without the client at once; what the client holds back leaves as the page does.

        What it is sending before that is waited for: a browser breaks off the requests of a page that is left.
        """
        self.page.wait_for_timeout(2 * FLUSH_MS)
        while self.under_way:
            self.page.wait_for_timeout(50)
        with self.page.expect_navigation():
            self.page.evaluate(f"{last}; location.href = '{self.shop}/elsewhere'")

    def sent_to(self, path: str) -> list[Request]:
        """The requests to the server's paths that begin with ``path``."""
        return [request for request in self.requests if request.url.startswith(f"{self.host}{path}")]

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def _request(self, request: Request) -> None:
        self.requests.append(request)
        self.under_way.add(request)

    def _request_ended(self, request: Request) -> None:
        self.under_way.discard(request)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")
