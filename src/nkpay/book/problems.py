"""Faults that the author must mend, gathered so that one build reports all of them.

They are raised when all pages have been read and before Sphinx stores that it has read
them. A later failure would leave a page that counts as up to date, and the next build would
pass.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from nkpay.data import repository

_KEY = "nkpay_problems"


class BookError(SphinxError):
    """A fault in a chapter or in the data, in words for its author."""

    category = "The book was not built"


def report(env: BuildEnvironment, source: str | None, line: int | None, message: str) -> None:
    """Note a fault at a place in a chapter."""
    where = relative(source) if source else env.docname
    text = f"{where}:{line}: {message}" if line else f"{where}: {message}"
    if text not in _problems(env):
        _problems(env).append(text)


def relative(path: str | Path) -> str:
    """A path as authors write it: from the root of the checkout."""
    try:
        return Path(path).resolve().relative_to(repository().resolve()).as_posix()
    except ValueError:
        return str(path)


def _problems(env: BuildEnvironment) -> list[str]:
    if not hasattr(env.app, _KEY):
        setattr(env.app, _KEY, [])
    problems: list[str] = getattr(env.app, _KEY)
    return problems


def raise_if_any(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop the build with every fault found while reading."""
    problems = _problems(env)
    if problems:
        raise BookError("\n" + "\n".join(problems))
