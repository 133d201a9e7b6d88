"""Processes beside the build that draw figures and make assets while it does other things.

The renderer takes half a second to start and holds Python's lock while it draws, so threads
would gain nothing. Where no helper was started, ``run`` does the work in this process.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

Task = tuple[Callable[..., Any], tuple[Any, ...]]


class _Helper:
    """One process and the way to it. It ends when this end of the way is closed."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._owed = 0

    def give(self, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        """Send a task whose result nobody waits for yet."""
        self._connection.send((task, arguments))
        self._owed += 1

    def settle(self) -> Any:
        """Wait for all that was given; the result of the last, or what it raised."""
        result = None
        while self._owed:
            self._owed -= 1
            succeeded, result = self._connection.recv()
            if not succeeded:
                raise result
        return result

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()
        self._connection.close()


_started: list[_Helper] = []
_idle: queue.SimpleQueue[_Helper] = queue.SimpleQueue()


def start(*first: Task) -> None:
    """Start as many helpers as there are processors, and give them these tasks."""
    _started.extend(_Helper() for _ in range(min(os.cpu_count() or 1, 4)))
    for index, (task, arguments) in enumerate(first):
        _started[index % len(_started)].give(task, arguments)
    for helper in _started:
        _idle.put(helper)


def run(task: Callable[..., Any], *arguments: Any) -> Any:
    """Have a helper do a task; threads may call this side by side."""
    if not _started:
        return task(*arguments)
    helper = _idle.get()
    try:
        helper.settle()
        helper.give(task, arguments)
        return helper.settle()
    finally:
        _idle.put(helper)


def later(tasks: Iterable[Task]) -> None:
    """Give tasks whose results lie in files; ``settle`` before these are read."""
    for index, (task, arguments) in enumerate(tasks):
        if _started:
            _started[index % len(_started)].give(task, arguments)


def settle() -> None:
    """Wait until all that was given is done."""
    for helper in _started:
        helper.settle()


def stop() -> None:
    """End all helpers."""
    while _started:
        _started.pop().stop()
    while not _idle.empty():
        _idle.get()


def _serve(connection: Connection) -> None:
    while True:
        try:
            task, arguments = connection.recv()
        except EOFError:
            return
        try:
            answer = True, task(*arguments)
        except Exception as error:  # it is raised where the result is waited for
            answer = False, error
        try:
            connection.send(answer)
        except BrokenPipeError:  # the build has ended
            return
