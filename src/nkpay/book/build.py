"""``make book``: one build from data to HTML, PDF and notebooks.

Everything is made in ``_build/.work`` and moved into place when it is right, so that a failed
or interrupted build leaves the last good book readable.

Little is imported until something has to be made: with nothing changed the answer should come
at once.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import yaml
from filelock import FileLock, Timeout

from nkpay import remembered
from nkpay.book import digests, garbage
from nkpay.data import repository
from nkpay.fonts import FontMissing

_PUBLIC = ("html", "notebooks", "pdf")


def build(*, strict: bool = True, pdf: bool = True) -> int:
    """Build what is out of date and publish it; return the exit status."""
    out = repository() / "_build"
    garbage.look_seldom()
    try:
        out.mkdir(exist_ok=True)
        with FileLock(out / ".lock", timeout=0):
            return _build(out, strict, pdf)
    except Timeout:
        _say("another build is running in this checkout; this one stops")
    except yaml.YAMLError as error:
        _say(f"_config.yml or _toc.yml is not valid YAML: {error}")
    except OSError as error:
        _say(f"the book was not built, the last one is intact: {error}")
    finally:
        garbage.look_no_more()
    return 1


def _build(out: Path, strict: bool, pdf: bool) -> int:
    start = time.perf_counter()
    _put_back(out)
    stamp, work, state = out / ".state", out / ".work", digests.book()
    if stamp.is_file() and stamp.read_text() == state + _published(out):
        _say("nothing has changed; the book is up to date")
        return 0
    stamp.unlink(missing_ok=True)
    work.mkdir(exist_ok=True)
    _remember(work / "remembered")
    from nkpay.book import helpers

    try:
        _get_ready(work)
        status = _wrong_data(work) or _make(out, work, start, strict, pdf)
    finally:
        helpers.stop()
    if not status and pdf:
        stamp.write_text(state + _published(out))
    return status


def _remember(folder: Path) -> None:
    """Let every process of this build find what was computed by this state of the library.

    Who builds many books names a folder, beside which those of all of them are to lie.
    """
    shared = os.environ.get(remembered.FOLDER)
    root = Path(shared).parent if shared else folder
    ours = root / digests.library()[:16]
    for other in () if shared else folder.glob("*"):
        if other not in (ours, folder / remembered.DRAWINGS):
            shutil.rmtree(other)
    ours.mkdir(parents=True, exist_ok=True)
    os.environ[remembered.FOLDER] = str(ours)


def _get_ready(work: Path) -> None:
    """Start what takes long to start, where it will be needed."""
    from nkpay.book import assets, helpers

    assets.distrust(work / ".assets")
    behind = digests.behind_pages()
    if (work / ".behind").is_file() and (work / ".behind").read_text() == behind:
        return  # only pages have changed: no chapter, or one, will be executed
    from nkpay.book import warm

    warm.start()
    helpers.start()
    assets.begin(work / ".assets")


def _wrong_data(work: Path) -> int:
    """Validate the data, unless they are those that were found right the last time."""
    stamp, behind = work / ".behind", digests.behind_pages()
    if stamp.is_file() and stamp.read_text() == behind:
        return 0
    from nkpay import validate

    stamp.unlink(missing_ok=True)
    if status := validate.check(hashes=False, quiet=True):
        return status
    stamp.write_text(behind)
    return 0


def _make(out: Path, work: Path, start: float, strict: bool, pdf: bool) -> int:
    from nkpay.book import notebooks
    from nkpay.book.printing import Printer

    printer = Printer(lambda: _pdf(work, strict), work / "print.log") if pdf else None
    status = _sphinx(work, "html", strict, {})
    if not status:
        # Before the PDF, which may lack Pango and takes longer: the HTML is complete.
        _publish(work / "html", out / "html")
        _publish(work / "html" / notebooks.FOLDER, out / "notebooks")
        _say(f"_build/html/index.html written: {time.perf_counter() - start:.1f} s")
    if printer:
        status = status or printer.finish()
        printer.stop()
    if pdf and not status:
        _publish(work / "pdf", out / "pdf")
        _say(f"_build/pdf/ written: {time.perf_counter() - start:.1f} s")
    elif not status and (out / "pdf").exists():
        _say("_build/pdf/ is of an earlier state; 'make book' makes it anew")
    return status


def _pdf(work: Path, strict: bool) -> int:
    from nkpay.book import print_edition, printing

    def assemble() -> int:
        print_edition.weasyprint()  # or there is no use in it
        gc.enable()
        shutil.rmtree(work / "singlehtml", ignore_errors=True)
        # On paper nobody can take the address of a heading.
        settings = {"html_theme": "nkpay_print", "html_permalinks": False}
        return _sphinx(work, "singlehtml", strict, settings)

    def typeset() -> int:
        target = work / "pdf" / print_edition.FILE
        print_edition.write_pdf(work / "singlehtml" / "index.html", target)
        return 0

    # The memory of all pages goes with the fork; setting them needs as much again.
    return printing.in_fork(lambda: _told(assemble)) or _told(typeset)


def _told(make: Callable[[], int]) -> int:
    from nkpay.book.problems import BookError

    try:
        return make()
    except (BookError, FontMissing) as error:
        _say(str(error))
        return 1


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
    """Put a finished folder in place of the last one, which stays until then."""
    fresh, old = (
        public.with_name(f".{public.name}.{part}-{os.getpid()}") for part in ("new", "old")
    )
    shutil.copytree(
        made,
        fresh,
        # Sphinx's note of its settings is for its next build, and names the place of the checkout.
        ignore=shutil.ignore_patterns(".buildinfo"),
        copy_function=lambda file, target: _take(Path(file), Path(target), made, public),
    )
    if public.exists():
        public.rename(old)
    fresh.rename(public)
    for leftover in public.parent.glob(f".{public.name}.*-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _take(file: Path, target: Path, made: Path, public: Path) -> None:
    """Take the published file over if it is as it was made, as most are; or copy it.

    A file of the register is never written again, only replaced with all others, so it can lie in
    both folders. Copying its thousands of small files takes longer than writing a chapter.
    """
    place = file.relative_to(made)
    with suppress(OSError):  # none was published, or the file system has no links
        if place.parts[0] == "register":
            os.link(file, target)
            return
        now, then = file.stat(), (public / place).stat()
        if (then.st_size, then.st_mtime_ns) == (now.st_size, now.st_mtime_ns):
            os.link(public / place, target)
            return
    shutil.copy2(file, target)


def _put_back(out: Path) -> None:
    """Undo a publication that was killed between its two renames."""
    for name in _PUBLIC:
        kept = sorted(out.glob(f".{name}.old-*"), key=lambda path: path.stat().st_mtime)
        if kept and not (out / name).exists():
            kept[-1].rename(out / name)


def _published(out: Path) -> str:
    """A digest of what lies in the public folders."""
    return digests.listing(*(out / name for name in _PUBLIC))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
