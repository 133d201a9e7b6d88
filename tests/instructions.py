"""What the pages of the repository tell a reader to type."""

from __future__ import annotations

import re
import textwrap

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without the indentation of a list."""
    found = re.findall(rf"(?ms)^( *)```{language}\n(.*?)^\1```$", text)
    return [textwrap.dedent(block) for _, block in found]


def commands(text: str) -> list[str]:
    return [line for block in blocks(text, "sh") for line in block.splitlines() if line]
