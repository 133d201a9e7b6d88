"""Web fonts: the bundled faces as WOFF2, each only as large as the book needs.

The Latin letters of the chapters and names stand in the style sheet itself, so that they are
there for the first paint and no line moves when they come. Rarer ones, and those of code, whose
letters are as wide in the face that stands in for it, lie in files that few pages fetch, and like
the Korean ones only when the page has been drawn. The Korean faces are cut
in two by ``unicode-range``: characters of the chapters, of what the library prints and of names,
which readers of the chapters fetch, and the rest of the data, which only the register shows.
A page that begins with Korean names carries the few letters of them in itself.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from nkpay.data import package, repository
from nkpay.fonts import FACES, Face, folder_of_fonts
from nkpay.remembered import drawn

_BEYOND_LATIN: Final = 0x2E80
_ASCII: Final = frozenset(range(0x20, 0x7F))
#: What a style sheet can ask of a Latin face; others would bring the shapes for them along.
_FEATURES: Final = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
#: What HarfBuzz keeps unasked.
_USUAL: Final[list[str]] = []
#: Tables for features and for lines from top to bottom, which a few letters in a line need not.
_FOR_SETTING: Final = ("GDEF", "GPOS", "GSUB", "STAT", "BASE", "VORG", "vhea", "vmtx")
#: What the theme prints on every page, and quotation marks, which any text may have.
_FRAME: Final = frozenset(map(ord, "©¶‘’“”"))
#: The style sheets: letters for the first paint, and the others.
FIRST: Final = "fonts.css"
RARE: Final = "fonts-rare.css"
_PLAIN: Final = 400
#: Families of the pages of the register, and the weight of their text; that of headings is more.
_OF_REGISTER: Final = ("NKPay Sans", "Noto Sans KR", "Noto Sans JP", "Noto Sans SC")
_NAMED: Final = ("entities", "places", "names", "systems")


def write(static: Path) -> None:
    """Write both sheets and the files that they name, unless they are there already."""
    sheet, folder = static / FIRST, static / "fonts"
    blocks = _blocks()
    made_from = f"/* made from {digest()} */"
    if sheet.exists() and sheet.read_text(encoding="utf-8").startswith(made_from):
        return
    folder.mkdir(parents=True, exist_ok=True)
    first_rules, rules = [], []
    for face in FACES:
        available = _letters(face)
        if face.latin:
            ready = face.path.with_suffix(".woff2")
            shutil.copyfile(ready, folder / ready.name)
            first = sorted(_first(face))
            cut = _cut(face, first, _FEATURES)
            if face.inline:
                first_rules.append(_rule(face, _in_place(cut), first))
            else:
                name = f"{Path(face.file).stem}-chapters.woff2"
                (folder / name).write_bytes(cut)
                rules.append(_rule(face, f"fonts/{name}", first))
            rules.append(_rule(face, f"fonts/{ready.name}", sorted(available - set(first))))
            continue
        for label, points in blocks.items():
            if present := sorted((points - _latin(points)) & available):
                name = f"{Path(face.file).stem}-{label}.woff2"
                (folder / name).write_bytes(_cut(face, present, _USUAL))
                rules.append(_rule(face, f"fonts/{name}", present))
    (static / RARE).write_text("\n".join(rules) + "\n", encoding="utf-8")
    sheet.write_text("\n".join([made_from, *first_rules]) + "\n", encoding="utf-8")


def rare(text: str) -> str:
    """The letters of a text that do not come with the first sheet, each once."""
    return "".join(sorted(_rare().intersection(text)))


@lru_cache(maxsize=128)  # on many pages only the names in the sidebar are Korean
def inside(letters: str, bold: str) -> str:
    """A sheet with these letters in itself, those of ``bold`` also as headings have them.

    It must come after the other sheets: of two faces for one letter the later is taken.
    """
    rules = []
    for face in FACES:
        if face.family not in _OF_REGISTER:
            continue
        if here := sorted(_late(face).intersection(letters if face.weight == _PLAIN else bold)):
            points = [ord(letter) for letter in here]
            features = _FEATURES if face.latin else None
            rules.append(_rule(face, _in_place(_shapes(face, points, features), "ttf"), points))
    return "\n".join(rules)


@cache
def _rare() -> frozenset[str]:
    return frozenset[str]().union(*(_late(face) for face in FACES if face.family in _OF_REGISTER))


@cache
def _late(face: Face) -> frozenset[str]:
    """What a face can draw and the first sheet does not hold."""
    available = _letters(face)
    return frozenset(map(chr, available - (_first(face) if face.latin else _latin(available))))


@cache
def _first(face: Face) -> frozenset[int]:
    return _letters(face) & (_ASCII | _FRAME | _latin(_blocks()["chapters"]))


@cache
def _letters(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # late: only a cut needs it

    return frozenset(TTFont(face.path, lazy=True).getBestCmap())


def _in_place(font: bytes, kind: str = "woff2") -> str:
    return f"data:font/{kind};base64,{base64.b64encode(font).decode()}"


@cache
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


def _latin(points: AbstractSet[int]) -> set[int]:
    return {point for point in points if point <= _BEYOND_LATIN}


@cache
def digest() -> str:
    """Of all that the sheets are made from; every page names them with their checksums."""
    folder_of_fonts()
    files = [path for face in FACES for path in face.files]
    found = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    found.update(repr([sorted(points) for points in _blocks().values()]).encode())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:16]


def _cut(face: Face, points: list[int], features: list[str]) -> bytes:
    """The part of a face that draws these code points."""
    file = hashlib.sha256(face.path.read_bytes()).hexdigest()
    libraries = [metadata.version(name) for name in ("uharfbuzz", "fonttools", "brotli")]
    made_from = f"cut\n{libraries}\n{file}\n{points}\n{features}"
    return drawn(made_from, lambda: _cut_anew(face, points, features))


def _cut_anew(face: Face, points: list[int], features: list[str]) -> bytes:
    from fontTools.ttLib import TTFont  # late: most builds find the cut letters

    font = TTFont(
        io.BytesIO(_shapes(face, points, features)), recalcBBoxes=False, recalcTimestamp=False
    )
    font.flavor, out = "woff2", io.BytesIO()
    font.save(out)
    return out.getvalue()


def _shapes(face: Face, points: list[int], features: list[str] | None = None) -> bytes:
    """A font with the shapes of these code points, unpacked; letters alone without features."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(points)
    if features is None:
        wanted.drop_table_tag_set.update(map(_tag, _FOR_SETTING))
    elif features:
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(map(_tag, features))
    return bytes(hb.subset(_whole(face), wanted).blob.data)


@cache
def _whole(face: Face) -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(str(face.path)))


def _tag(name: str) -> int:
    """Four letters as OpenType counts them."""
    return int.from_bytes(name.encode())


def _rule(face: Face, address: str, points: list[int]) -> str:
    ranges = ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in _runs(points))
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-style:{face.style};font-display:swap;"
        f"src:url({address});unicode-range:{ranges}}}"
    )


def _runs(points: list[int]) -> list[tuple[int, int]]:
    runs = [(points[0], points[0])]
    for point in points[1:]:
        if point == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs
