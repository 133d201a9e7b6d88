"""A page that arrives in parts, as from a slow network: what is seen of it stays where it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import opened
from tests.projects import Project

#: What opens an element whose end moves it or its neighbours, and letters of it that come first.
PARTS = {
    "search.html": [("<footer", 400), ('<div class="header-right', 200)],
    "cite.html": [("<footer", 400)],
    "register/sources.html": [('<form class="finder"', 900), ("<tbody", 1500), ("<tbody", 2500)],
}
#: Long enough for a first part to be drawn, whatever else the machine does.
PAUSE_S = 0.4
WATCH = """window.moved = []; new PerformanceObserver(list => {
  for (const shift of list.getEntries()) {
    window.moved.push([shift.value, ...shift.sources.map(part => part.node?.nodeName)]);
  }
}).observe({type: "layout-shift", buffered: true});"""


class _InTwoParts(SimpleHTTPRequestHandler):
    """Sends so many bytes of a page as its query says, waits, and sends the rest."""

    def do_GET(self) -> None:
        path, _, first = self.path.partition("?first=")
        if not first:
            super().do_GET()
            return
        content = Path(self.translate_path(path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: int(first)])
        self.wfile.flush()
        time.sleep(PAUSE_S)
        self.wfile.write(content[int(first) :])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def slow(book: Project) -> Iterator[str]:
    """The book on a server that pauses in the middle of a page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_InTwoParts, directory=str(book.html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_nothing_moves_when_the_rest_of_a_page_arrives(
    browser: Browser, slow: str, book: Project, width: int
) -> None:
    size = {"width": width, "height": 900}
    for page in opened(browser, slow, viewport=size, reduced_motion="reduce"):
        page.add_init_script(WATCH)
        page.goto(f"{slow}/search.html")  # style sheets and scripts are there from now on
        for address, parts in PARTS.items():
            content = (book.html / address).read_bytes()
            for opening, letters in parts:
                first = content.index(opening.encode()) + letters
                page.goto(f"{slow}/{address}?first={first}", wait_until="networkidle")
                assert page.evaluate("window.moved") == [], (address, opening, letters)
            # What waited for its end is there.
            for part in page.locator("footer, table").all():
                assert part.evaluate("e => getComputedStyle(e).visibility") == "visible"
