"""The print edition is made in a process of its own, while the pages are written.

It is forked before Sphinx starts, so that it has the libraries and no page of another build,
and waits until the pages have been read. Where forking is not to be had it is made afterwards.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay.book import helpers

#: On macOS the system's own libraries do not survive a fork, and Windows has none.
FORKS = sys.platform.startswith("linux")
Make = Callable[[], int]


class Printer:
    """Makes the PDF by ``make``, which returns an exit status and says what is wrong."""

    def __init__(self, make: Make, log: Path) -> None:
        self._make, self._log = make, log
        self._process: Any = None
        if FORKS:
            # What was collected until now stays: looking at it again would copy it.
            gc.freeze()
            context = multiprocessing.get_context("fork")
            ours, theirs = context.Pipe()
            self._go = ours
            self._process = context.Process(target=self._wait, args=(ours, theirs), daemon=True)
            self._process.start()
            theirs.close()
        _waiting.append(self)

    def go(self) -> None:
        """All pages have been read: begin."""
        if self._process and not self._go.closed:
            self._go.send(True)
            self._go.close()

    def finish(self) -> int:
        """Wait for the PDF, say what was said while it was made, return the exit status."""
        if not self._process:
            return self._make()
        self.go()
        self._process.join()
        print(self._log.read_text(encoding="utf-8"), end="", file=sys.stderr, flush=True)
        return int(self._process.exitcode != 0)

    def stop(self) -> None:
        """The pages are wrong: no PDF."""
        _waiting.remove(self)
        if self._process:
            self._process.terminate()
            self._process.join()

    def _wait(self, ours: Connection, theirs: Connection) -> None:
        ours.close()
        helpers.forget()
        # What is wrong with a page was said when it was written; here it is kept until asked for.
        log = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        gc.disable()  # short of memory it is not, and it makes millions of small objects
        try:
            theirs.recv()
        except EOFError:
            sys.exit(1)  # the build has ended without pages
        sys.exit(self._make())


def in_fork(make: Make) -> int:
    """The exit status of ``make``, done in a fork that leaves its files and nothing in memory."""
    if not FORKS:
        return make()
    sys.stdout.flush()  # or both would write what waits there
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit(make())  # as the printer would, which says what was raised


_waiting: list[Printer] = []


def setup(app: Sphinx) -> None:
    """Begin to print as soon as the pages have been read and stored."""
    app.connect("env-check-consistency", _go)


def _go(app: Sphinx, env: BuildEnvironment) -> None:
    for printer in _waiting:
        printer.go()
