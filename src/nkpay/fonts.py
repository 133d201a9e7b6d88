"""The typefaces of figures, pages and print, from files in this package (see fonts/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "fonts"


class FontMissing(Exception):
    """A font file of the package is not there, or a character has no glyph in any of them."""


@dataclass(frozen=True)
class Face:
    """One font file with the CSS that selects it."""

    family: str
    weight: int
    style: str
    file: str

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return _FOLDER / self.file

    @property
    def files(self) -> tuple[Path, ...]:
        """The file and, for the Latin faces, the same as WOFF2 for the web."""
        web = self.path.with_suffix(".woff2")
        return (self.path, web) if self.latin else (self.path,)

    @property
    def latin(self) -> bool:
        """Whether it is one of ours for Latin; the Noto faces draw what these lack."""
        return self.family.startswith("NKPay")

    @property
    def inline(self) -> bool:
        """Whether its commonest letters stand in the style sheet: lines of text must not move."""
        return self.latin and self.family != "NKPay Mono"


FACES: Final = (
    Face("NKPay Serif", 400, "normal", "NKPaySerif-Regular.ttf"),
    Face("NKPay Serif", 400, "italic", "NKPaySerif-Italic.ttf"),
    Face("NKPay Serif", 600, "normal", "NKPaySerif-SemiBold.ttf"),
    Face("NKPay Sans", 400, "normal", "NKPaySans-Regular.ttf"),
    Face("NKPay Sans", 600, "normal", "NKPaySans-SemiBold.ttf"),
    Face("NKPay Mono", 400, "normal", "NKPayMono-Regular.ttf"),
    Face("Noto Sans KR", 400, "normal", "NotoSansKR-Regular.ttf"),
    Face("Noto Sans KR", 600, "normal", "NotoSansKR-SemiBold.ttf"),
    Face("Noto Sans JP", 400, "normal", "NotoSansJP-Regular.ttf"),
    Face("Noto Sans SC", 400, "normal", "NotoSansSC-Regular.ttf"),
)


def folder_of_fonts() -> Path:
    """The folder of the font files, after a check that all of them are there.

    Raises
    ------
    FontMissing
        A file is missing; the message names it and how to get it back.
    """
    for face in FACES:
        for path in face.files:
            if not path.is_file():
                raise FontMissing(
                    f"{path}: font file missing ({face.family} {face.weight} {face.style});"
                    " restore it with 'git checkout -- src/nkpay/fonts'"
                )
    return _FOLDER


@cache
def covered() -> frozenset[int]:
    """Code points that have a glyph in at least one regular face."""
    from fontTools.ttLib import TTFont  # late: few commands read a font

    folder_of_fonts()
    points: set[int] = set()
    for face in FACES:
        if face.weight == 400 and face.style == "normal":
            points.update(TTFont(face.path, lazy=True).getBestCmap())
    return frozenset(points)


def uncovered(text: str) -> set[str]:
    """Printable characters of a text that no bundled font can draw."""
    return {c for c in text if c.isprintable() and ord(c) not in covered() and not c.isspace()}
