"""The list of mutants that no test sees, with what each would do to a reader."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from tests.mutants.making import ROOT, Mutant

LIST = ROOT / "docs" / "mutants.md"
#: What stands in the list until somebody has thought about a mutant.
UNJUDGED = "Not judged yet."
_ENTRY = re.compile(r"(?ms)^- `([0-9a-f]{8})` in [^:]*(?:::[^:]*)?: (.*?)\n\n")
_WRAPPED: Final[dict[str, Any]] = {
    "width": 100,
    "subsequent_indent": "  ",
    "break_long_words": False,
    "break_on_hyphens": False,
}

Survivors = list[tuple[str, Mutant]]


def judged() -> dict[str, str]:
    """What the list says of each mutant, by its id."""
    text = LIST.read_text(encoding="utf-8")
    return {id_: " ".join(said.split()) for id_, said in _ENTRY.findall(text)}


def differences(survivors: Survivors, *, whole: bool) -> Iterator[str]:
    """Survivors that the list does not judge, and, of a whole run, entries that are seen now."""
    known = judged()
    for _, mutant in survivors:
        if known.get(mutant.id, UNJUDGED) == UNJUDGED:
            yield f"survives, and docs/mutants.md does not say what it does:\n{entry(mutant)}"
    gone = sorted(set(known) - {mutant.id for _, mutant in survivors}) if whole else []
    if gone:
        yield f"listed in docs/mutants.md, but seen or not drawn now: {', '.join(gone)}"


def write(survivors: Survivors) -> None:
    """Write the survivors, each with what the list said of it before."""
    known = judged()
    text = LIST.read_text(encoding="utf-8").partition("\n## ")[0].rstrip()
    for group in dict.fromkeys(group for group, _ in survivors):
        mine = [mutant for of, mutant in survivors if of == group]
        mine.sort(key=lambda m: (str(m.path), m.index))
        entries = "\n".join(entry(m, known.get(m.id, UNJUDGED)) for m in mine)
        text += f"\n\n## {group.capitalize()}\n\n{entries.rstrip()}"
    LIST.write_text(f"{text}\n", encoding="utf-8")


def entry(mutant: Mutant, said: str = UNJUDGED) -> str:
    """One mutant as the list has it."""
    place = str(mutant.path.relative_to(ROOT)) + (f"::{mutant.where}" if mutant.where else "")
    change = f"  ```diff\n  - {mutant.before}\n  + {mutant.after}\n  ```\n"
    words = textwrap.fill(f"- `{mutant.id}` in `{place}`: {said}", **_WRAPPED)
    return f"{words}\n\n{change}"
