"""Execute the chapters before Sphinx reads them, side by side, and say so.

Results go into the jupyter-cache that MyST-NB reads from, so that one execution serves page,
print and notebook. A cell that raises stops the build with its file and line.
"""

from __future__ import annotations

import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core.read import create_nb_reader
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay.book.problems import BookError, relative

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Chapter:
    """A page with code: its path and its notebook as MyST-NB reads it."""

    docname: str
    path: Path
    notebook: nbformat.NotebookNode


def setup(app: Sphinx) -> None:
    """Run when Sphinx knows which pages it will read."""
    app.connect("env-before-read-docs", _execute)


def say(text: str) -> None:
    """Progress for the person who waits; Sphinx may be quiet."""
    print(text, file=sys.stderr, flush=True)


def read_chapter(env: BuildEnvironment, docname: str) -> Chapter | None:
    """The notebook of a page, or None for a page without code."""
    path = Path(env.doc2path(docname))
    text = path.read_text(encoding="utf-8")
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)  # type: ignore[attr-defined]
    return Chapter(docname, path, reader.read(text)) if reader else None


def executed(env: BuildEnvironment, chapter: Chapter) -> nbformat.NotebookNode:
    """The chapter with its outputs, from the cache."""
    _, notebook = _cache(env).merge_match_into_notebook(chapter.notebook)
    return notebook


def _cache(env: BuildEnvironment) -> JupyterCacheAbstract:
    return get_cache(env.config.nb_execution_cache_path)


def _execute(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    cache = _cache(env)
    chapters = [c for name in docnames if (c := read_chapter(env, name))]
    waiting = [c for c in chapters if not _is_cached(cache, c)]
    if not waiting:
        return
    say(f"executing {len(waiting)} of {len(env.found_docs)} pages")
    timeout = env.config.nb_execution_timeout
    faults = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        runs = [pool.submit(_run, chapter, timeout) for chapter in waiting]
        for chapter, run in zip(waiting, runs, strict=True):
            try:
                seconds = run.result()
            except BookError as error:
                faults.append(str(error))
                continue
            bundle = CacheBundleIn(
                chapter.notebook, str(chapter.path), data={"execution_seconds": seconds}
            )
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    if faults:
        raise BookError("\n" + "\n".join(faults))


def _is_cached(cache: JupyterCacheAbstract, chapter: Chapter) -> bool:
    try:
        cache.match_cache_notebook(chapter.notebook)
    except KeyError:
        return False
    return True


def _run(chapter: Chapter, timeout: int) -> float:
    """Execute one chapter in a kernel of its own, in place; return the seconds it took."""
    start = time.perf_counter()
    say(f"  {relative(chapter.path)} ...")
    client = NotebookClient(
        chapter.notebook,
        timeout=timeout,
        record_timing=False,
        # Kernels warn of plain TCP at start and complain when stopped; faults arrive as cells.
        extra_arguments=["--IPKernelApp.log_level=50"],
        resources={"metadata": {"path": str(chapter.path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        name, value = error.ename, _ANSI.sub("", error.evalue)
        raise BookError(f"{_place(chapter)}: the cell raised {name}: {value}") from None
    except CellTimeoutError:
        raise BookError(f"{_place(chapter)}: the cell ran longer than {timeout} s") from None
    except NoSuchKernel as error:
        raise BookError(
            f"{relative(chapter.path)}: no kernel '{error.name}' is installed; use python3"
        ) from None
    except DeadKernelError:
        raise BookError(f"{_place(chapter)}: the kernel died in this cell") from None
    seconds = time.perf_counter() - start
    say(f"  {relative(chapter.path)}  {seconds:.1f} s")
    return seconds


def _place(chapter: Chapter) -> str:
    """File and line of the first code cell that did not finish."""
    lines = chapter.notebook.metadata.get("source_map", [])
    for index, cell in enumerate(chapter.notebook.cells):
        failed = any(o.output_type == "error" for o in cell.get("outputs", []))
        unfinished = cell.cell_type == "code" and cell.get("execution_count") is None
        if (failed or unfinished) and index < len(lines):
            return f"{relative(chapter.path)}:{lines[index] + 1}"
    return relative(chapter.path)
