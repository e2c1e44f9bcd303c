"""A real Chromium on a real server."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.server_process import ServerProcess, started_server

EMAIL = "owner@hedgerow.local"
PASSWORD = "hedgerow-demo"
NOW = "2026-06-15T16:20:00Z"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@cache
def axe() -> str:
    """The accessibility checker, as the web app's packages bring it."""
    return (Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js").read_text()


@dataclass
class Watched:
    """A page, and what went wrong in it or left for other hosts."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def note_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def note_console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.foreign_requests.append(request.url)

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA on the page as it stands: a rule, and where it is broken."""
        self.page.evaluate(axe())
        tags = json.dumps(WCAG)
        found = self.page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {tags}}}}})")
        return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]

    def sign_in(self) -> None:
        """Be the owner on whatever is opened next; the form has a test of its own."""
        answer = self.page.request.post(f"{self.url}/api/login", data={"email": EMAIL, "password": PASSWORD})
        assert answer.ok, answer.text()

    def enter(self) -> None:
        """Sign in and open what is shown first."""
        self.sign_in()
        self.page.goto(self.url)


Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser per module: while Playwright is up, its event loop keeps other tests from running theirs."""
    found = shutil.which("chromium")
    assert found, "the browser tests need Chromium on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """The demo as `make run` serves it, on a day in June. The first worker of a run loads it, all serve a copy."""
    own = tmp_path_factory.getbasetemp()
    loaded = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-loaded"
    with loaded.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            loading = loaded.with_name("demo-loading")
            started_server(loading, "demo", HEDGEROW_NOW=NOW).stop()
            loading.rename(loaded)
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(loaded, data, symlinks=True)  # the engine finds its tables through one
    server = started_server(data, "demo", HEDGEROW_NOW=NOW)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server on a folder that did not exist."""
    server = started_server(tmp_path_factory.mktemp("fresh") / "data", HEDGEROW_OWNER_PASSWORD=PASSWORD)
    yield server
    server.stop()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens pages of their own session, of a phone with ``touch``.

    ``open_page(server, width=1280, height=900, color_scheme="light", touch=False)``
    """
    opened: list[Page] = []

    def open_one(
        server: ServerProcess,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        touch: bool = False,
    ) -> Watched:
        page = chromium.new_page(
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="UTC",
            color_scheme=color_scheme,
            has_touch=touch,
            is_mobile=touch,
        )
        page.set_default_timeout(20_000)
        opened.append(page)
        watched = Watched(page, server.url)
        page.on("pageerror", watched.note_error)
        page.on("console", watched.note_console)
        page.on("request", watched.note_request)
        return watched

    yield open_one
    for page in opened:
        page.close()


@pytest.fixture
def screenshots() -> str | None:
    """Where to keep the pictures that the documentation shows; None unless HEDGEROW_SCREENSHOTS names a folder."""
    return os.environ.get("HEDGEROW_SCREENSHOTS")
