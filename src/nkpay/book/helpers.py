"""Processes beside the build that draw figures and make assets while it does other things.

The renderer takes half a second to start and holds Python's lock while it draws, so threads
would gain nothing. Where no helper was started, ``run`` does the work in this process.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import queue
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
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
        self._given = self._done = 0

    def give(self, task: Callable[..., Any], arguments: tuple[Any, ...]) -> int:
        """Send a task whose result nobody waits for yet; return its number."""
        self._connection.send((task, arguments))
        self._given += 1
        return self._given

    def settle(self, number: int | None = None) -> Any:
        """Wait for all that was given, or for all until one; what that returned or raised."""
        result = None
        while self._done < (self._given if number is None else number):
            self._done += 1
            succeeded, result = self._connection.recv()
            if not succeeded:
                raise result
        return result

    def dismiss(self) -> None:
        """Let it end when it has done what it was given."""
        self._connection.send(None)

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()
        self._connection.close()


#: What ``later`` handed over, once it has: whom each task was given to, and its number there.
Batch = Future[list[tuple[_Helper, int]]]

_started: list[_Helper] = []
_idle: queue.SimpleQueue[_Helper] = queue.SimpleQueue()
_turn = itertools.count()
_hand = ThreadPoolExecutor(1)
_given: list[Batch] = []
_dismissed: list[_Helper] = []


def start() -> None:
    """Start as many helpers as there are processors."""
    _started.extend(_Helper() for _ in range(min(os.cpu_count() or 1, 4)))
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


def later(tasks: Iterable[Task]) -> Batch:
    """Give tasks whose results lie in files; ``settle`` before these are read.

    They are handed over beside the build, which would wait whenever the way to a helper is full.
    """
    if not _started:
        nobody: Batch = Future()
        nobody.set_result([])
        return nobody
    batch = _hand.submit(_give, list(tasks), list(_started))
    _given.append(batch)
    return batch


def _give(tasks: list[Task], whom: list[_Helper]) -> list[tuple[_Helper, int]]:
    """Hand tasks to the helpers in turn."""
    turns = ((whom[next(_turn) % len(whom)], *task) for task in tasks)
    return [(helper, helper.give(task, arguments)) for helper, task, arguments in turns]


def settle(batch: Batch | None = None) -> None:
    """Wait until all that was given is done, or a batch of it; a stopped build has left none."""
    for one in [one for one in _given if batch in (None, one)]:
        for helper, number in one.result():
            helper.settle(number)
        _given.remove(one)


def dismiss() -> None:
    """No more will be given: a helper ends when its work is done, and its memory is free.

    What ``run`` is asked after that is done in this process.
    """
    while not _idle.empty():
        _idle.get()
    while _started:
        _dismissed.append(helper := _started.pop())
        _hand.submit(helper.dismiss)  # after what was handed over before


def forget() -> None:
    """In a fork of the build: the helpers answer to the build alone."""
    _started.clear()
    _dismissed.clear()
    _given.clear()


def stop() -> None:
    """End all helpers."""
    for batch in _given:
        batch.cancel()
    _given.clear()
    dismiss()
    while _dismissed:
        _dismissed.pop().stop()


def _serve(connection: Connection) -> None:
    # Chapters and pages first: nobody waits for most of what is done here.
    if hasattr(os, "nice"):  # Windows has none
        os.nice(5)
    while True:
        try:
            message = connection.recv()
        except EOFError:
            return
        if message is None:
            return
        task, arguments = message
        try:
            answer = True, task(*arguments)
        except Exception as error:  # it is raised where the result is waited for
            answer = False, error
        try:
            connection.send(answer)
        except BrokenPipeError:  # the build has ended
            return
