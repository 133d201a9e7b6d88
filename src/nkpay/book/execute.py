"""Execute the chapters before Sphinx reads them, side by side, and say so.

Results go into the jupyter-cache that MyST-NB reads from, so that one execution serves page,
print and notebook. A cell that raises stops the build with its file and line.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core.read import create_nb_reader
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.reader import NotJSONError
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sqlalchemy.exc import DatabaseError

from nkpay import drawing
from nkpay.book import helpers, reads, warm
from nkpay.book.problems import BookError, relative

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Chapter:
    """A page with code: its path and its notebook as MyST-NB reads it."""

    docname: str
    path: Path
    notebook: nbformat.NotebookNode

    @property
    def key(self) -> str:
        """A digest of its code."""
        return reads.key(self.docname, self.notebook)


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


def _sound_cache(env: BuildEnvironment) -> JupyterCacheAbstract:
    """The cache; an empty one if its database was damaged."""
    cache = _cache(env)
    try:
        cache.list_cache_records()
    except DatabaseError:
        say("the cache of executed chapters is damaged: all are executed")
        shutil.rmtree(env.config.nb_execution_cache_path)
        cache = _cache(env)
    return cache


def _execute(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    cache, known = _sound_cache(env), reads.Reads(Path(env.config.nb_execution_cache_path))
    chapters = [c for name in docnames if (c := read_chapter(env, name))]
    waiting = [c for c in chapters if not (_is_cached(cache, c) and known.hold(c.key))]
    if not waiting:
        return
    say(f"executing {len(waiting)} of {len(env.found_docs)} pages")
    timeout = env.config.nb_execution_timeout
    faults = []
    # One more than there are processors: while a chapter's figures are drawn its kernel waits.
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 0) + 1) as pool:
        runs = [pool.submit(_run, chapter, timeout) for chapter in waiting]
        for chapter, run in zip(waiting, runs, strict=True):
            try:
                files = run.result()
            except BookError as error:
                faults.append(str(error))
                continue
            bundle = CacheBundleIn(chapter.notebook, str(chapter.path))
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            known.note(chapter.key, files)
    warm.stop()
    known.save()
    if faults:
        raise BookError("\n" + "\n".join(faults))


def _is_cached(cache: JupyterCacheAbstract, chapter: Chapter) -> bool:
    try:
        cache.merge_match_into_notebook(chapter.notebook)
    except (KeyError, ValueError, NotJSONError):  # none, or one that was not written whole
        return False
    return True


def _run(chapter: Chapter, timeout: int) -> list[str]:
    """Execute one chapter in a kernel of its own, in place; return the files that it read."""
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
        files = _cells(client)
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
    except (RuntimeError, TimeoutError, Empty) as error:
        reason = f": {error}" if str(error) else ""
        raise BookError(
            f"{relative(chapter.path)}: its kernel did not start or fell silent"
            f" ({type(error).__name__}{reason}); try 'python -m ipykernel --version'"
        ) from None
    say(f"  {relative(chapter.path)}  {time.perf_counter() - start:.1f} s")
    _draw(chapter.notebook)
    return files


def _cells(client: NotebookClient) -> list[str]:
    """Execute every cell, with a watch on what the kernel reads."""
    client.reset_execution_trackers()
    with client.setup_kernel(env={**os.environ, drawing.LATER: "1"}):
        kernel: Any = client.kc
        info: Any = client.wait_for_reply(kernel.kernel_info())
        client.nb.metadata["language_info"] = info["content"]["language_info"]
        reads.watch(client)
        for index, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
        client.set_widgets_metadata()
        return reads.watched(client)


def _draw(notebook: nbformat.NotebookNode) -> None:
    """Put the drawings into the outputs of figures, which the kernel left out."""
    for forms in figures(notebook):
        forms[drawing.MIME] = helpers.run(drawing.with_drawings, forms[drawing.MIME])


def figures(notebook: nbformat.NotebookNode) -> Iterator[dict[str, Any]]:
    """Every output that is a figure, in the forms that it has."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if drawing.MIME in output.get("data", {}):
                yield output["data"]


def _place(chapter: Chapter) -> str:
    """File and line of the first code cell that did not finish."""
    lines = chapter.notebook.metadata.get("source_map", [])
    for index, cell in enumerate(chapter.notebook.cells):
        failed = any(o.output_type == "error" for o in cell.get("outputs", []))
        unfinished = cell.cell_type == "code" and cell.get("execution_count") is None
        if (failed or unfinished) and index < len(lines):
            return f"{relative(chapter.path)}:{lines[index] + 1}"
    return relative(chapter.path)
