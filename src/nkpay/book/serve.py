"""``make serve``: the book in the browser, built again at each save and reloaded.

A process that has everything loaded waits for changes, and each build is a fork of it, so that
no build sees what an earlier one left. A change of the library itself needs a new process.
"""

from __future__ import annotations

import asyncio
import importlib
import multiprocessing
import sys
from collections.abc import AsyncIterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from tornado import iostream, web
from watchfiles import Change, awatch

from nkpay.data import repository

#: Imported once, ahead of the first build.
_HEAVY: Final = (
    "jupyter_book.sphinx",
    "nkpay.book.execute",
    "nkpay.book.register",
    "nkpay.book.pages",
    "nkpay.validate",
    "pandas",
)
_SCRIPT: Final = "new EventSource('/-/changes').onmessage = () => location.reload();"
_TAG: Final = b'<script src="/-/reload.js" defer></script></body>'
_listeners: set[asyncio.Queue[str]] = set()


def serve(port: int) -> int:
    """Build, serve and rebuild until interrupted."""
    try:
        asyncio.run(_serve(port))
    except KeyboardInterrupt:
        print("\n'make book' makes the PDF of what you have now", file=sys.stderr)
    return 0


async def _serve(port: int) -> None:
    builder = _Builder()
    try:
        await _show(builder, port)
    finally:
        builder.stop()


async def _show(builder: _Builder, port: int) -> None:
    await builder.build()
    pages = str(repository() / "_build" / "html")
    application = web.Application(
        [
            (r"/-/changes", _Changes),
            (r"/-/reload\.js", _Script),
            (r"/(.*\.html|.*/|)", _Page, {"path": pages}),
            (r"/(.*)", web.StaticFileHandler, {"path": pages}),
        ]
    )
    application.listen(port, address="127.0.0.1")
    print(f"http://127.0.0.1:{port}/ (Ctrl-C ends)", file=sys.stderr, flush=True)
    async for changed in _changes():
        if any(path.suffix == ".py" for path in changed):
            builder.renew()
        if await builder.build() == 0:
            for listener in _listeners:
                listener.put_nowait("built")


class _Builder:
    """The loaded process, and the way to it."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_wait, args=(theirs,))
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process; the end of the way to it is the sign."""
        self._connection.close()
        self._process.join()

    def renew(self) -> None:
        """Start over, with the library as it is now."""
        self.stop()
        self._start()

    async def build(self) -> int:
        """Build the pages; the exit status."""
        self._connection.send("build")
        return int(await asyncio.to_thread(self._connection.recv))


def _wait(connection: Connection) -> None:
    for name in _HEAVY:
        importlib.import_module(name)
    method = "fork" if sys.platform.startswith("linux") else "spawn"
    while True:
        try:
            connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        process = multiprocessing.get_context(method).Process(target=_build)  # type: ignore[attr-defined]
        process.start()
        process.join()
        connection.send(process.exitcode)


def _build() -> None:
    from nkpay.book.build import build

    sys.exit(build(pdf=False))


async def _changes() -> AsyncIterator[set[Path]]:
    """The inputs that were saved since the last time."""
    root = repository()
    library = Path(__file__).parents[1]
    saved: asyncio.Queue[set[Path]] = asyncio.Queue()

    async def watch(*folders: Path, recursive: bool) -> None:
        async for changes in awatch(*folders, recursive=recursive, watch_filter=_counts):
            saved.put_nowait({Path(path) for _, path in changes})

    watching = [
        asyncio.create_task(watch(root, recursive=False)),
        asyncio.create_task(watch(root / "chapters", root / "data", library, recursive=True)),
    ]
    while all(not task.done() for task in watching):
        changed = await saved.get()
        while not saved.empty():
            changed |= saved.get_nowait()
        yield changed


def _counts(change: Change, path: str) -> bool:
    """Whether a file is an input: no folder, no editor's copy, nothing that Python writes."""
    name = Path(path)
    return name.suffix in {".md", ".yml", ".csv", ".json", ".py", ".css", ".js", ".html", ".svg"}


class _Page(web.RequestHandler):
    """A page with the script that reloads it."""

    def initialize(self, path: str) -> None:
        self._root = Path(path)

    def get(self, path: str) -> None:
        """Send it as it is now."""
        root = self._root.resolve()
        file = (root / (path or ".") / ("" if path.endswith(".html") else "index.html")).resolve()
        if not (file.is_relative_to(root) and file.is_file()):
            raise web.HTTPError(404)
        page = file.read_bytes()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        # The policy of the pages forbids all connections; this one is the writer's own.
        page = page.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
        self.finish(page.replace(b"</body>", _TAG, 1))


class _Script(web.RequestHandler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript")
        self.finish(_SCRIPT)


class _Changes(web.RequestHandler):
    """Tells the browser of each build, as long as it listens."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        queue: asyncio.Queue[str] = asyncio.Queue()
        _listeners.add(queue)
        try:
            await self.flush()
            while True:
                self.write(f"data: {await queue.get()}\n\n")
                await self.flush()
        except iostream.StreamClosedError:
            pass
        finally:
            _listeners.discard(queue)
