"""Web fonts: the bundled faces as WOFF2, each only as large as the book needs.

The Latin letters of the chapters and names stand in the style sheet itself, so that they are
there for the first paint and no line moves when they come. Rarer ones, and those of code, whose
letters are as wide in the face that stands in for it, lie in files that few pages fetch, and like
the Korean ones only when the page has been drawn. The Korean faces are cut
in two by ``unicode-range``: characters of the chapters, of what the library prints and of names,
which readers of the chapters fetch, and the rest of the data, which only the register shows.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Final

from nkpay.data import package, repository
from nkpay.fonts import FACES, Face, folder_of_fonts
from nkpay.remembered import drawn

_BEYOND_LATIN: Final = 0x2E80
_ASCII: Final = frozenset(range(0x20, 0x7F))
#: What a style sheet can ask of a Latin face; others would bring the shapes for them along.
_FEATURES: Final = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
#: What the theme prints on every page, and quotation marks, which any text may have.
_FRAME: Final = frozenset(map(ord, "©¶‘’“”"))
#: The style sheets: letters for the first paint, and the others.
FIRST: Final = "fonts.css"
RARE: Final = "fonts-rare.css"
_NAMED: Final = ("entities", "places", "names", "systems")


def write(static: Path) -> None:
    """Write both sheets and the files that they name, unless they are there already."""
    from fontTools.ttLib import TTFont  # late: only a cut needs it

    sheet, folder = static / FIRST, static / "fonts"
    blocks = _blocks()
    made_from = f"/* made from {_digest(blocks)} */"
    if sheet.exists() and sheet.read_text(encoding="utf-8").startswith(made_from):
        return
    folder.mkdir(parents=True, exist_ok=True)
    first_rules, rules = [], []
    for face in FACES:
        available = set(TTFont(face.path, lazy=True).getBestCmap())
        if face.latin:
            ready = face.path.with_suffix(".woff2")
            shutil.copyfile(ready, folder / ready.name)
            first = sorted(available & (_ASCII | _FRAME | _latin(blocks["chapters"])))
            cut = _cut(face, first, _FEATURES)
            if face.inline:
                inside = base64.b64encode(cut).decode()
                first_rules.append(_rule(face, f"data:font/woff2;base64,{inside}", first))
            else:
                name = f"{Path(face.file).stem}-chapters.woff2"
                (folder / name).write_bytes(cut)
                rules.append(_rule(face, f"fonts/{name}", first))
            rules.append(_rule(face, f"fonts/{ready.name}", sorted(available - set(first))))
            continue
        for label, points in blocks.items():
            if present := sorted((points - _latin(points)) & available):
                name = f"{Path(face.file).stem}-{label}.woff2"
                (folder / name).write_bytes(_cut(face, present, ["*"]))
                rules.append(_rule(face, f"fonts/{name}", present))
    (static / RARE).write_text("\n".join(rules) + "\n", encoding="utf-8")
    sheet.write_text("\n".join([made_from, *first_rules]) + "\n", encoding="utf-8")


def _blocks() -> dict[str, set[int]]:
    """Code points of chapters, library and names, and those of other data alone."""
    root = repository()
    pages = [root / "index.md", *(root / "chapters").rglob("*.md")]
    near = _points(
        [*pages, *printing(), *(package().path(name) for name in _NAMED if name in package())]
    )
    far = _points(package().path(name) for name in package())
    return {"chapters": near, "register": far - near}


def printing() -> list[Path]:
    """The modules of the library: what it prints in Korean stands in them."""
    return sorted(Path(__file__).parents[1].rglob("*.py"))


def _points(paths: Iterable[Path]) -> set[int]:
    return set(map(ord, "".join(path.read_text(encoding="utf-8") for path in paths)))


def _latin(points: set[int]) -> set[int]:
    return {point for point in points if point <= _BEYOND_LATIN}


def _digest(blocks: dict[str, set[int]]) -> str:
    folder_of_fonts()
    files = [path for face in FACES for path in face.files]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    digest.update(repr([sorted(points) for points in blocks.values()]).encode())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def _cut(face: Face, points: list[int], features: list[str]) -> bytes:
    """The part of a face that draws these code points."""
    file = hashlib.sha256(face.path.read_bytes()).hexdigest()
    made_from = f"cut\n{metadata.version('fonttools')}\n{file}\n{points}\n{features}"
    return drawn(made_from, lambda: _cut_anew(face, points, features))


def _cut_anew(face: Face, points: list[int], features: list[str]) -> bytes:
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=features, recalc_timestamp=False)
    font = subset.load_font(str(face.path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def _rule(face: Face, address: str, points: list[int]) -> str:
    ranges = ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in _runs(points))
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-style:{face.style};font-display:swap;"
        f'src:url({address}) format("woff2");unicode-range:{ranges}}}'
    )


def _runs(points: list[int]) -> list[tuple[int, int]]:
    runs = [(points[0], points[0])]
    for point in points[1:]:
        if point == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs
