"""What a page loads before it is drawn, and what comes after that.

Theme, notebooks and book each bring a style sheet of their own, and a browser draws nothing
until it has them all: so they are one file. The colours of code, the rarer letters and all
scripts can wait for the first paint.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay.book import languages, links, webfonts

#: What is needed at once, and what may come late; both in ``_static``.
FIRST: Final = "pages.css"
LATE: Final = ("pygments.css", webfonts.RARE)
#: Pages of one thing or source, which begin with its names or its title.
_NAMES_FIRST: Final = tuple(f"register/{table}/" for table in links.PAGES_OF_THEIR_OWN)
#: Where its template wants the rarer letters of a page, which script finds there by their id.
_LETTERS: Final = '<style id="letters"></style>'
#: So much of a page is seen before its other letters are there; long lists have hundreds of them.
_FIRST_SCREENS: Final = 6000
_HEADING: Final = re.compile(r"<h1\b[^\n]*")
_SCRIPT: Final = re.compile(r"<script src=")


def setup(app: Sphinx) -> None:
    """Announce the sheets; ``write`` makes them."""
    app.connect("config-inited", _announce)
    app.connect("html-page-context", _two_groups)


def _announce(app: Sphinx, config: Any) -> None:
    if config.html_theme != "nkpay_print":
        app.add_css_file(FIRST, priority=900)
        app.add_css_file(webfonts.RARE, priority=910)


def write(builder: StandaloneHTMLBuilder, ours: Path) -> None:
    """Join the sheets of theme, notebooks, letters and book in ``_static``.

    Raises
    ------
    FileNotFoundError
        A sheet that the pages name is in none of the places that sheets come from.
    """
    static = Path(builder.outdir) / "_static"
    sheets = sorted(builder._css_files, key=lambda sheet: sheet.priority)
    named = [str(sheet.filename).removeprefix("_static/") for sheet in sheets]
    places = [static, ours, *_of_theme(builder)]
    joined = [
        _find(name, places)
        for name in (*named, webfonts.FIRST, "book.css")
        if name not in (FIRST, *LATE)
    ]
    (static / FIRST).write_text(
        "\n".join(sheet.read_text(encoding="utf-8").strip() for sheet in joined) + "\n",
        encoding="utf-8",
    )


def deferred(page: str) -> str:
    """The page with scripts that run, in their order, when all of it has been read.

    The page of the search is left alone: its index calls what another of its scripts defines.
    """
    return page if "searchtools.js" in page else _SCRIPT.sub("<script defer src=", page)


def with_letters(page: str) -> str:
    """The page with the letters of its names in itself, if its template asks for them."""
    if _LETTERS not in page:
        return page
    letters = webfonts.rare(page[: page.index("<article") + _FIRST_SCREENS])
    shapes = webfonts.inside(letters, webfonts.rare("".join(_HEADING.findall(page))))
    return page.replace(_LETTERS, f'<style id="letters" data-which="{letters}">{shapes}</style>', 1)


def _of_theme(builder: StandaloneHTMLBuilder) -> list[Path]:
    return [Path(folder) / "static" for folder in builder.theme.get_theme_dirs()]


def _find(name: str, places: list[Path]) -> Path:
    for place in places:
        if (place / name).is_file():
            return place / name
    raise FileNotFoundError(f"no style sheet {name} in {', '.join(map(str, places))}")


def _two_groups(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """The template links the first sheet as usual and the others in its own way."""
    if links.is_print(app.builder):
        return
    by_name = {Path(str(sheet.filename)).name: sheet for sheet in context["css_files"]}
    # Where Korean words stand at the head of a page its lines would move if they came late.
    korean = languages.of_page(app.env, page) != languages.DEFAULT
    first = [FIRST, webfonts.RARE] if korean else [FIRST]
    context["korean_first"] = korean
    context["letters"] = _LETTERS if page.startswith(_NAMES_FIRST) else ""
    context["css_files"] = [by_name[name] for name in first]
    context["late_sheets"] = [by_name[name] for name in LATE if name not in first]
