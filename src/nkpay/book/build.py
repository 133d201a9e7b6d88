"""``make book``: one build from data to HTML, PDF and notebooks.

Everything is made in ``_build/.work`` and moved into place when it is right, so that a failed
or interrupted build leaves the last good book readable. The pages are written anew in every
build, from doctrees and executions that are kept: sidebars, links and stylesheets can't go
stale, and a deleted chapter is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path

import yaml
from filelock import FileLock, Timeout

from nkpay import validate
from nkpay.book import notebooks
from nkpay.book.freshness import digest
from nkpay.data import repository
from nkpay.fonts import FontMissing

_SETTINGS = ("_config.yml", "_toc.yml", "CITATION.cff")
_PUBLIC = ("html", "notebooks", "pdf")


def build(*, strict: bool = True) -> int:
    """Build what is out of date and publish it; return the exit status."""
    out = repository() / "_build"
    try:
        out.mkdir(exist_ok=True)
        with FileLock(out / ".lock", timeout=0):
            return _build(out, strict)
    except Timeout:
        _say("another build is running in this checkout; this one stops")
    except yaml.YAMLError as error:
        _say(f"_config.yml or _toc.yml is not valid YAML: {error}")
    except OSError as error:
        _say(f"the book was not built, the last one is intact: {error}")
    return 1


def _build(out: Path, strict: bool) -> int:
    start = time.perf_counter()
    _put_back(out)
    if validate.check(hashes=False, quiet=True):
        return 1
    stamp, state = out / ".state", _state()
    if stamp.is_file() and stamp.read_text() == state + _published(out):
        _say("nothing has changed; the book is up to date")
        return 0
    stamp.unlink(missing_ok=True)
    work = out / ".work"
    if status := _html(work, strict):
        return status
    html_seconds = time.perf_counter() - start
    # Before the PDF, which may lack Pango: the HTML is then complete all the same.
    _publish(work / "html", out / "html")
    _publish(work / "html" / notebooks.FOLDER, out / "notebooks")
    if status := _pdf(work, out, strict):
        return status
    stamp.write_text(state + _published(out))
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
    try:
        print_edition.write_pdf(work / "singlehtml" / "index.html", target)
    except BookError as error:
        _say(str(error))
        return 1
    _publish(target.parent, out / "pdf")
    return 0


def _sphinx(work: Path, builder: str, strict: bool, overrides: dict[str, object]) -> int:
    """Run Jupyter Book's own build with one builder on the shared doctrees."""
    from jupyter_book.sphinx import build_sphinx

    root = repository()
    doctrees = work / "doctrees"
    shutil.rmtree(work / builder, ignore_errors=True)
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
    """Put a finished folder in place of the last one, which stays until then."""
    fresh, old = (
        public.with_name(f".{public.name}.{part}-{os.getpid()}") for part in ("new", "old")
    )
    shutil.copytree(made, fresh)
    if public.exists():
        public.rename(old)
    fresh.rename(public)
    for leftover in public.parent.glob(f".{public.name}.*-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _put_back(out: Path) -> None:
    """Undo a publication that was killed between its two renames."""
    for name in _PUBLIC:
        kept = sorted(out.glob(f".{name}.old-*"), key=lambda path: path.stat().st_mtime)
        if kept and not (out / name).exists():
            kept[-1].rename(out / name)


def _state() -> str:
    """A digest of every input of the book."""
    root = repository()
    state = hashlib.sha256((digest() + sys.version).encode())
    for path in _inputs(root):
        state.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return state.hexdigest()


def _inputs(root: Path) -> list[Path]:
    """Settings, pages, and whatever lies in the folders of pages, pictures for instance."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    named = [toc["root"], *(entry["file"] for entry in toc.get("chapters", []))]
    folders = {(root / name).parent for name in named} - {root}
    beside = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    above = [
        *(root / name for name in _SETTINGS),
        *root.glob("*.md"),
        *root.glob("editions/*.json"),
    ]
    return sorted({*above, *(p for p in beside if ".ipynb_checkpoints" not in p.parts)})


def _published(out: Path) -> str:
    """A digest of what lies in the public folders: name, size and time of every file."""
    files = [p for name in _PUBLIC for p in sorted((out / name).rglob("*")) if p.is_file()]
    listing = [(str(p.relative_to(out)), p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return hashlib.sha256(json.dumps(listing).encode()).hexdigest()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
