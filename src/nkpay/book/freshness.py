"""What makes a page out of date: its text, and the data and library behind it.

Sphinx re-reads a page when its file changes; jupyter-cache executes it again when its code
changes. Neither sees a changed CSV or a changed function.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from nkpay.book import digests


def setup(app: Sphinx) -> None:
    """Put the library's digest into the name of the execution cache and into the environment."""
    app.connect("config-inited", _choose_cache)
    app.connect("env-get-outdated", _outdated)


def as_before(app: Sphinx) -> bool:
    """Whether data and library are those of the last build, which found no fault in them."""
    return getattr(app, "nkpay_same", False)


def _choose_cache(app: Sphinx, config: Config) -> None:
    """Execute into a cache of this library, and drop those of earlier ones."""
    caches = Path(app.outdir).parent / ".executed"
    current = caches / digests.library()[:16]
    if caches.is_dir():
        for old in caches.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages with another text than when they were read; all, when data or library are others."""
    texts = {name: digests.of_files([Path(env.doc2path(name))]) for name in env.found_docs}
    never: tuple[dict[str, str], str] = ({}, "")
    read, behind = getattr(env, "nkpay_read", never)
    env.nkpay_read = texts, digests.behind_pages()  # type: ignore[attr-defined]  # stored with it
    lost = not Path(app.config.nb_execution_cache_path).is_dir()
    app.nkpay_same = not lost and behind == digests.behind_pages()  # type: ignore[attr-defined]
    if not as_before(app):
        return list(env.found_docs)
    return [name for name, text in texts.items() if read.get(name) != text]
