"""Pages in Chromium: what they weigh, when they paint, how soon they answer."""

from __future__ import annotations

import shutil
import statistics
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

Result = dict[str, Any]
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_PAINTED = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().at(-1).startTime)).observe({type: 'paint', buffered: true}))"""


def run(ours: Path, stock: Path, tenfold: Path) -> list[Result]:
    """Weigh the chapters of two built books; try the register of one with ten times the data."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("no Chromium: pages were not measured")
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        try:
            pages = [p.relative_to(ours).as_posix() for p in sorted(ours.glob("chapters/*.html"))]
            weighed = [_weigh(browser, ours, stock, page) for page in pages]
            return [*weighed, *_first_figure(browser, ours, pages), *_register(browser, tenfold)]
        finally:
            browser.close()


@contextmanager
def _served(folder: Path) -> Any:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def _weigh(browser: Browser, ours: Path, stock: Path, page: str) -> Result:
    made, theirs = (_requests(browser, book, page) for book in (ours, stock))
    return {
        "case": f"page: {page}",
        "ours_s": None,
        "stock_s": None,
        "ratio": None,
        "runs": 1,
        **{f"ours_{key}": value for key, value in made.items()},
        **{f"stock_{key}": value for key, value in theirs.items()},
    }


def _requests(browser: Browser, book: Path, name: str) -> dict[str, Any]:
    """Bytes and requests of a page; those to other hosts are counted and refused."""
    sizes: list[int] = []
    elsewhere: list[str] = []
    with _served(book) as address:
        page = browser.new_page()

        def route(request: Any) -> None:
            if request.request.url.startswith(address):
                request.continue_()
            else:
                elsewhere.append(request.request.url)
                request.abort()

        page.route("**/*", route)
        page.on("response", lambda response: sizes.append(len(response.body())))
        page.goto(f"{address}/{name}", wait_until="load")
        page.wait_for_timeout(500)
        page.close()
    return {"requests": len(sizes), "elsewhere": len(elsewhere), "kb": round(sum(sizes) / 1000)}


def _first_figure(browser: Browser, ours: Path, pages: list[str]) -> list[Result]:
    """Without script a figure is there; with it, how long from a touch to the interactive one."""
    with _served(ours) as address:
        still = browser.new_context(java_script_enabled=False)
        page = still.new_page()
        page.goto(f"{address}/{pages[0]}")
        drawn = page.locator("figure[data-figure] .wide svg").first.is_visible()
        still.close()
        times = [_touch(browser, f"{address}/{name}") for name in pages]
    made = [time for time in times if time is not None]
    return [
        {
            "case": "first figure is painted without script",
            "ours_s": None,
            "stock_s": None,
            "ratio": None,
            "runs": 1,
            "holds": drawn,
        },
        _timed("from first touch to the interactive figure", made),
    ]


def _touch(browser: Browser, address: str) -> float | None:
    page = browser.new_page()
    page.goto(address, wait_until="load")
    button = page.locator(".figure-explore:visible").first
    if not button.count():
        page.close()
        return None
    button.scroll_into_view_if_needed()
    figure = button.locator("xpath=ancestor::figure")
    began = page.evaluate("performance.now()")
    button.click()
    ended = page.evaluate(
        """figure => new Promise(done => { const look = () => figure.querySelector(
            '.vega-embed, .vega-bindings, canvas') ? done(performance.now())
            : requestAnimationFrame(look); look(); })""",
        figure.element_handle(),
    )
    page.close()
    return float(ended - began) / 1000


def _register(browser: Browser, tenfold: Path) -> list[Result]:
    """First paint of the claims' page, and the time to filter it, at ten times the data."""
    candidates = ("register/claims.html", "register/index.html")
    name = next((n for n in candidates if (tenfold / n).is_file()), None)
    if not name:
        return []
    with _served(tenfold) as address:
        page = browser.new_page()
        page.goto(f"{address}/{name}", wait_until="load")
        painted = float(page.evaluate(_PAINTED)) / 1000
        filtered = _filter(page)
        page.close()
    results = [_timed(f"{name} at ten times the data: first paint", [painted])]
    if filtered:
        results.append(_timed(f"{name} at ten times the data: filter, a key", filtered))
    return results


def _filter(page: Page) -> list[float]:
    """From the key to the frame after it, for each letter of a word."""
    box = page.locator("main input[type=search], article input[type=search]").first
    if not box.count():
        return []
    box.wait_for()
    return [
        float(
            box.evaluate(
                """(box, text) => new Promise(done => {
                    const began = performance.now();
                    box.value = text;
                    box.dispatchEvent(new Event('input', {bubbles: true}));
                    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
                })""",
                "Jonsong card"[:length],
            )
        )
        / 1000
        for length in range(1, 13)
    ]


def _timed(name: str, times: list[float]) -> Result:
    return {
        "case": name,
        "ours_s": round(statistics.median(times), 3) if times else None,
        "stock_s": None,
        "ratio": None,
        "runs": len(times),
        "worst_s": round(max(times), 3) if times else None,
    }
