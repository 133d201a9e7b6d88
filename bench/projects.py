"""Copies of the book to build, in folders of their own, by our command or by stock's."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.projects import ROOT, copy_inputs

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Project:
    """A copy of the report's inputs, and the command that builds it."""

    root: Path
    command: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """What the command needs in its environment."""
        return {"NKPAY_ROOT": str(self.root), "PYTHONPATH": f"{HERE / 'stock'}:{ROOT / 'src'}"}

    def clean(self) -> None:
        """No cache of any kind.

        What was built is put aside: after thousands of files have been deleted ext4 takes ten
        times as long to create others, for minutes, and no reader's first build comes after that.
        """
        if (built := self.root / "_build").exists():
            built.rename(tempfile.mkdtemp(dir=self.root.parent, prefix="aside-") + "/_build")

    def append(self, file: str, text: str) -> None:
        """Edit a page: a paragraph more at its end."""
        with (self.root / file).open("a", encoding="utf-8") as page:
            page.write(text)

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit a table: other words in the first place where these stand."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        if old not in text:
            old, new = new, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ours(folder: Path, python: str, *options: str) -> Project:
    """Built as ``make book`` does."""
    copy_inputs(folder)
    return Project(folder, (python, "-m", "nkpay", "book", *options))


def stock(folder: Path, python: str) -> Project:
    """Built by jupyter-book with its own settings and executor."""
    copy_inputs(folder, HERE / "stock" / "_config.yml")
    jupyter_book = str(Path(python).with_name("jupyter-book"))
    return Project(folder, (jupyter_book, "build", str(folder)))
