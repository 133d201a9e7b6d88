"""What makes a page out of date: its text, and the data and library behind it.

Sphinx re-reads a page when its file changes; jupyter-cache re-executes it when its code
changes. Neither sees a changed CSV or a changed function, so both get a digest of these.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from nkpay.data import package, repository


def setup(app: Sphinx) -> None:
    """Put the digest into the name of the execution cache and into the environment."""
    app.connect("config-inited", _choose_cache)
    app.connect("env-get-outdated", _outdated)


@cache
def library_digest() -> str:
    """SHA-256 over the source of this library and the locked versions it runs on."""
    digest = hashlib.sha256()
    library = Path(__file__).parents[1]
    files = [p for p in library.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    for path in [*sorted(files), repository() / "requirements.txt"]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digest() -> str:
    """One digest of everything but its own text that a page is made from."""
    return hashlib.sha256((package().digest + library_digest()).encode()).hexdigest()


def _choose_cache(app: Sphinx, config: Config) -> None:
    """Execute into a cache of this digest, and drop those of earlier ones."""
    caches = Path(app.outdir).parent / ".executed"
    current = caches / digest()[:16]
    if caches.is_dir():
        for old in caches.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Every page, when data or library differ from those of the last successful read."""
    before = getattr(env, "nkpay_digest", None)
    env.nkpay_digest = digest()  # type: ignore[attr-defined]  # stored with the environment
    lost = not Path(app.config.nb_execution_cache_path).is_dir()
    return list(env.found_docs) if lost or before != digest() else []
