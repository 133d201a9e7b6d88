"""How to cite book, chapters and data: BibTeX, CSL-JSON and JSON-LD, all from ``CITATION.cff``.

Version and date are those of the data package. Addresses are given where ``_config.yml`` says
under which the book is published (``html: baseurl``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay import dates
from nkpay.book import downloads, kept, links, templates
from nkpay.book.shell import Shell
from nkpay.data import package, repository

FOLDER: Final = "cite"
_LICENCES: Final = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


@dataclass(frozen=True)
class Work:
    """Something to cite: the book, a chapter of it, or the data set."""

    kind: str
    key: str
    title: str
    page: str


def setup(app: Sphinx) -> None:
    """Write the citations beside the pages, and JSON-LD into them."""
    app.connect("html-collect-pages", kept.unless_kept(_collect))
    app.connect("html-page-context", _describe)


@cache
def described() -> dict[str, Any]:
    """``CITATION.cff``."""
    return yaml.safe_load((repository() / "CITATION.cff").read_text(encoding="utf-8"))


def authors() -> list[str]:
    """Who wrote it, as ``CITATION.cff`` names them."""
    people = described()["authors"]
    return [
        person.get("name") or f"{person['family-names']}, {person['given-names']}"
        for person in people
    ]


def works(app: Sphinx) -> list[Work]:
    """Book, chapters in their order, data set."""
    root = app.config.root_doc
    chapters = app.env.toctree_includes.get(root, [])
    return [
        Work("book", "book", described()["title"], root),
        *(Work("chapter", c.rpartition("/")[2], app.env.titles[c].astext(), c) for c in chapters),
        Work("data", "data", f"{described()['title']}: data set", "register/index"),
    ]


def in_words(work: Work, base: str) -> str:
    """A citation as a reference list prints it."""
    who = "; ".join(authors())
    inside = f" In: {described()['title']}." if work.kind == "chapter" else ""
    return f"{who} ({_year()}). {work.title}.{inside} {_edition()}.{_at(work.page, base)}"


def of_figure(title: str, place: str, base: str) -> str:
    """A citation of one figure."""
    at = f" {base}{place}" if base else ""
    return (
        f"{'; '.join(authors())} ({_year()}). “{title}” [figure]. In: {described()['title']}."
        f" {_edition()}.{at}"
    )


def _year() -> str:
    return package().closes[:4]


def _edition() -> str:
    return f"Data version {package().version}, sources to {dates.in_words(package().closes)}"


def _at(page: str, base: str) -> str:
    return f" {base}{page}.html" if base else ""


def base_url(app: Sphinx) -> str:
    """Where the book is published, with a closing slash; "" where that is not set."""
    base = str(app.config.html_baseurl or "")
    return f"{base.rstrip('/')}/" if base else ""


def bibtex(work: Work, base: str) -> str:
    """One entry; braces keep capitals and names as they are."""
    kind = {"book": "book", "chapter": "incollection", "data": "misc"}[work.kind]
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in authors()),
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": f"{{{_tex(described()['title'])}}}" if work.kind == "chapter" else "",
        "year": _year(),
        "note": _tex(("Data set. " if work.kind == "data" else "") + _edition()),
        "url": _at(work.page, base).strip(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{nkpay-{work.key}-{_year()},", *lines, "}"]) + "\n"


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def csl(work: Work, base: str) -> dict[str, Any]:
    """The same for Zotero, pandoc and other readers of CSL-JSON."""
    item: dict[str, Any] = {
        "id": f"nkpay-{work.key}-{_year()}",
        "type": {"book": "report", "chapter": "chapter", "data": "dataset"}[work.kind],
        "title": work.title,
        "author": [{"literal": name} for name in authors()],
        "issued": {"date-parts": [[int(part) for part in package().closes.split("-")]]},
        "version": package().version,
        "language": "en-GB",
        "note": _edition(),
    }
    if work.kind == "chapter":
        item["container-title"] = described()["title"]
    if base:
        item["URL"] = _at(work.page, base).strip()
    return item


def json_ld(work: Work, base: str) -> dict[str, Any]:
    """The same for search engines, in schema.org's terms."""
    about = described()
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": {"book": "Report", "chapter": "Chapter", "data": "Dataset"}[work.kind],
        "name": work.title,
        "author": [{"@type": "Organization", "name": name} for name in authors()],
        "dateModified": package().closes,
        "version": package().version,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": _LICENCES[about["license"]],
    }
    if work.kind == "chapter":
        item["isPartOf"] = {"@type": "Report", "name": about["title"]}
    else:
        item |= {"description": " ".join(about["abstract"].split()), "keywords": about["keywords"]}
    if work.kind == "data":
        item |= {"spatialCoverage": "North Korea", "creator": item["author"]}
        item["distribution"] = [_download(file, base) for file in downloads.files()]
    if base:
        item["url"] = _at(work.page, base).strip()
    return item


def _download(file: Path, base: str) -> dict[str, str]:
    """A file of the data beside the pages; without a base its address is that from the root."""
    formats = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": formats[file.suffix],
        "contentUrl": f"{base}{downloads.FOLDER}/{file.name}",
    }


def _collect(app: Sphinx) -> Iterable[Any]:
    """Write the files and the page on how to cite."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or links.is_print(builder):
        return []
    base, found = base_url(app), works(app)
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for work in found:
        (folder / f"{work.key}.bib").write_text(bibtex(work, base), encoding="utf-8")
        (folder / f"{work.key}.csl.json").write_text(_dumps([csl(work, base)]), encoding="utf-8")
    (folder / "all.bib").write_text("\n".join(bibtex(w, base) for w in found), encoding="utf-8")
    (folder / "all.csl.json").write_text(_dumps([csl(w, base) for w in found]), encoding="utf-8")
    body = templates.render(
        "cite.html",
        works=[(work, in_words(work, base)) for work in found],
        folder=FOLDER,
        edition=_edition(),
        version=package().version,
    )
    Shell(builder).write("cite", "How to cite", body)
    return []


def _dumps(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _describe(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    if links.is_print(app.builder) or doctree is None:
        return
    for work in _on_page(app, page):
        # "<" is escaped, so that no text ends the script element.
        text = json.dumps(json_ld(work, base_url(app)), ensure_ascii=False).replace("<", "\\u003c")
        script = f'<script type="application/ld+json">{text}</script>'
        context["metatags"] = context.get("metatags", "") + script


def _on_page(app: Sphinx, page: str) -> Iterator[Work]:
    """The work that a page is; the landing page stands for the data set too."""
    for work in works(app):
        if work.page == page or (work.kind == "data" and page == app.config.root_doc):
            yield work
