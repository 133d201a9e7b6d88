"""Which pages of the last build this one may keep.

A page depends on its own text, on the data and library behind it, and on what all pages show
of each other: titles, contents, numbers of figures, labels, and the letters of their style sheets.
While the last two are as they were, Sphinx writes only the pages that it has read anew; otherwise
every page is written, into an empty folder, so that nothing stale or orphaned can stay. Of the
register's thousands of small files those that say what they said are then linked from the folder of
the last build: creating one takes many file systems longer than reading one, and most after others
have been deleted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay.book import digests, links, webfonts


def setup(app: Sphinx) -> None:
    """Decide when all is read and numbered; note what was written when the build is right."""
    app.connect("env-before-read-docs", _read)
    app.connect("env-get-updated", _decide, priority=900)
    app.connect("html-collect-pages", _tidy_index)
    app.connect("build-finished", _note, priority=900)


def keeps(app: Sphinx) -> bool:
    """Whether pages that were not read anew stay as they are."""
    return getattr(app, "nkpay_keeps", False)


def written(app: Sphinx) -> list[str]:
    """The pages that this build writes, in their order."""
    return sorted(app.nkpay_read_anew if keeps(app) else app.env.found_docs)  # type: ignore[attr-defined]


def unless_kept(pages: Callable[[Sphinx], Iterable[Any]]) -> Callable[[Sphinx], Iterable[Any]]:
    """A handler of ``html-collect-pages`` for pages that follow from data and shell alone."""
    return lambda app: () if keeps(app) else pages(app)


def _read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    app.nkpay_read_anew = list(docnames)  # type: ignore[attr-defined]


def _decide(app: Sphinx, env: BuildEnvironment) -> list[str]:
    if links.is_print(app.builder) or app.builder.format != "html":
        return []
    stamp, folder = _stamp(app), Path(app.outdir)
    written = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    # Until this build is right nothing of it may be kept by the next.
    stamp.unlink(missing_ok=True)
    if written == digests.of(_shell(app, env), digests.listing(folder)):
        app.nkpay_keeps = True  # type: ignore[attr-defined]
        return []
    shutil.rmtree(_last(folder), ignore_errors=True)
    folder.rename(_last(folder))
    folder.mkdir()
    return sorted(env.found_docs)


def _tidy_index(app: Sphinx) -> tuple[()]:
    """Take words out of the search index that no page has any more; Sphinx keeps them, empty."""
    index = getattr(app.builder, "indexer", None)
    for words in (index._mapping, index._title_mapping) if index else ():
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
    return ()


def put(out: Path, place: str, text: str) -> None:
    """Write a file that nothing writes into later, or link the last build's if it is the same."""
    target, last, content = out / place, _last(out) / place, text.encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # there was none, or the file system has no links
        if last.read_bytes() == content:
            os.link(last, target)
            return
    target.write_bytes(content)


def _last(folder: Path) -> Path:
    """Where the pages of the last build lie while those of this one are written."""
    return folder.with_name(f".{folder.name}-last")


def _note(app: Sphinx, error: Exception | None) -> None:
    if app.builder.format == "html":
        shutil.rmtree(_last(Path(app.outdir)), ignore_errors=True)
    if error or app._warncount or links.is_print(app.builder) or app.builder.format != "html":
        return
    now = digests.of(_shell(app, app.env), digests.listing(Path(app.outdir)))
    _stamp(app).write_text(now, encoding="utf-8")


def _stamp(app: Sphinx) -> Path:
    return Path(app.doctreedir) / "pages-written"


def _shell(app: Sphinx, env: BuildEnvironment) -> str:
    """A digest of all that a page shows besides its own text."""
    shared = {
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "contents": {name: toc.pformat() for name, toc in env.tocs.items()},
        "includes": env.toctree_includes,
        "sections": env.toc_secnumbers,
        "figures": env.toc_fignumbers,
        "headings": {name: _headings(meta) for name, meta in env.metadata.items()},
        "labels": env.get_domain("std").data,
        "images": {name: image for name, (_, image) in env.images.items()},
        "downloads": {name: file for name, (_, file) in env.dlfiles.items()},
        "ours": {k: v for k, v in vars(env).items() if k[:6] == "nkpay_" and k != "nkpay_read"},
    }
    return digests.of(
        digests.behind_pages(),
        digests.settings(),
        webfonts.digest(),
        json.dumps(_plain(shared), sort_keys=True, default=repr),
    )


def _headings(metadata: dict[str, Any]) -> list[Any]:
    """What a link from another page can lead to, and how deep contents go; no line numbers."""
    slugs = metadata.get("myst_slugs", {})
    return [metadata.get("tocdepth"), *((slug, *place[1:]) for slug, place in slugs.items())]


def _plain(value: Any) -> Any:
    """Without keys that JSON lacks."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value
