"""``make book``: one build from data to HTML, PDF and notebooks.

Everything is made in ``_build/.work`` and moved into place when all of it is right, so that a
failed or interrupted build leaves the last good book readable.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

from filelock import FileLock, Timeout

from nkpay import validate
from nkpay.book import notebooks
from nkpay.book.freshness import digest
from nkpay.data import repository
from nkpay.fonts import FontMissing


def build(*, strict: bool = True) -> int:
    """Build what is out of date and publish it; return the exit status."""
    out = repository() / "_build"
    out.mkdir(exist_ok=True)
    try:
        with FileLock(out / ".lock", timeout=0):
            return _build(out, strict)
    except Timeout:
        _say("another build is running in this checkout; this one stops")
        return 1
    except OSError as error:
        _say(f"cannot write the book: {error.strerror}: {error.filename}; the last one is intact")
        return 1


def _build(out: Path, strict: bool) -> int:
    start = time.perf_counter()
    if validate.check(hashes=False, quiet=True):
        return 1
    stamp, state = out / ".state", _state()
    if stamp.is_file() and stamp.read_text() == state and _complete(out):
        _say("nothing has changed; the book is up to date")
        return 0
    stamp.unlink(missing_ok=True)
    work = out / ".work"
    if status := _html(work, strict):
        return status
    html_seconds = time.perf_counter() - start
    _publish(work / "html", out / "html")
    _publish(work / "html" / notebooks.FOLDER, out / "notebooks")
    if status := _pdf(work, out, strict):
        return status
    stamp.write_text(state)
    total = time.perf_counter() - start
    _say(f"_build/html/index.html and _build/pdf/ written: {html_seconds:.1f} s, {total:.1f} s")
    return 0


def _html(work: Path, strict: bool) -> int:
    return _sphinx(work, "html", strict, {})


def _pdf(work: Path, out: Path, strict: bool) -> int:
    from nkpay.book import print_edition
    from nkpay.book.problems import BookError

    try:
        print_edition.weasyprint()
    except (BookError, FontMissing) as error:
        _say(str(error))
        return 1
    if status := _sphinx(work, "singlehtml", strict, {"html_theme": "nkpay_print"}):
        return status
    target = work / "pdf" / print_edition.FILE
    print_edition.write_pdf(work / "singlehtml" / "index.html", target)
    _publish(target.parent, out / "pdf")
    return 0


def _sphinx(work: Path, builder: str, strict: bool, overrides: dict[str, object]) -> int:
    """Run Jupyter Book's own build with one builder on the shared doctrees."""
    from jupyter_book.sphinx import build_sphinx

    root = repository()
    doctrees = work / "doctrees"
    result = build_sphinx(
        root,
        work / builder,
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={
            "external_toc_path": str(root / "_toc.yml"),
            "latex_individualpages": False,
            **overrides,
        },
        doctreedir=doctrees,
        builder=builder,
        warningiserror=strict,
        keep_going=True,
        quiet=True,
    )
    failed = result if isinstance(result, int) else 1
    if failed:
        # A page with a warning counts as read; forget it, or the next build would pass.
        (doctrees / "environment.pickle").unlink(missing_ok=True)
    return failed


def _publish(made: Path, public: Path) -> None:
    """Put a finished folder in place of the last one."""
    fresh = public.with_name(f".{public.name}.new")
    old = public.with_name(f".{public.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(made, fresh)
    if public.exists():
        public.rename(old)
    fresh.rename(public)
    shutil.rmtree(old, ignore_errors=True)


def _state() -> str:
    """A digest of every input of the book."""
    root = repository()
    state = hashlib.sha256(digest().encode())
    pages = [root / "_config.yml", root / "_toc.yml", root / "index.md"]
    for path in [*pages, *sorted((root / "chapters").rglob("*.md"))]:
        state.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    state.update(sys.version.encode())
    return state.hexdigest()


def _complete(out: Path) -> bool:
    made = (out / "html" / "index.html", out / "pdf", out / "notebooks")
    return all(path.exists() for path in made) and any(os.scandir(out / "pdf"))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
