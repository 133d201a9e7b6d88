"""The two roles of the prose: a computed number, and words that the data must bear out.

``{num}`adoption.qr_share_pyongyang` `` prints a registered number. ``{says}`fewer than
<adoption.qr_lower_in_provinces>` `` prints "fewer than" and stops the build when the
predicate no longer holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole, SphinxRole

from nkpay import registry
from nkpay.book import links
from nkpay.book.problems import raise_if_any, report
from nkpay.data import package


class computed(nodes.Inline, nodes.TextElement):
    """Text that a registered function made or vouches for, with the rows behind it."""


def setup(app: Sphinx) -> None:
    """Add both roles and the way their text is written."""
    app.add_role("num", NumberRole())
    app.add_role("says", SaysRole())
    app.add_node(computed, html=(_open, _close), text=(_nothing, _nothing))
    app.connect("env-updated", raise_if_any)


class NumberRole(SphinxRole):
    """Print a registered number as a link to the evidence behind it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Compute the number (called by Sphinx for each use)."""
        name = self.text.strip()
        try:
            number = registry.number.compute(name, package())
        except (registry.UnknownName, registry.Uncomputable) as error:
            report(self.env, *place_of(self), str(error))
            return [], []
        return [computed(name, number.text, kind="number", name=name, rows=number.rows)], []


class SaysRole(ReferenceRole):
    """Print words that a registered predicate vouches for."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Test the predicate (called by Sphinx for each use)."""
        place = place_of(self)
        if not self.has_explicit_title:
            report(self.env, *place, f"write {{says}}`words <{self.target}>`, with the words")
            return [], []
        try:
            verdict = registry.predicate.compute(self.target, package())
        except (registry.UnknownName, registry.Uncomputable) as error:
            report(self.env, *place, str(error))
            return [], []
        if not verdict.holds:
            report(self.env, *place, self._false(verdict))
        node = computed(
            self.title, self.title, kind="predicate", name=self.target, rows=verdict.rows
        )
        return [node], []

    def _false(self, verdict: registry.Verdict) -> str:
        return (
            f"the data no longer says \"{self.title}\": '{self.target}' does not hold"
            f" ({verdict.margin}), in: {line_of(self)}"
        )


def place_of(role: SphinxRole) -> tuple[str, int]:
    """File and line of a role. MyST gives the line on which its paragraph begins."""
    source, begins = role.get_source_info()
    try:
        lines = Path(source).read_text(encoding="utf-8").splitlines()
    except OSError:
        return source, begins
    # A role may be broken over two lines: its first word is enough to find it.
    sought = f"`{role.text.split()[0]}"
    found = (i for i, line in enumerate(lines[begins - 1 :], start=begins) if sought in line)
    return source, next(found, begins)


def line_of(role: SphinxRole) -> str:
    """The line of the chapter that the role stands in."""
    source, line = place_of(role)
    try:
        return Path(source).read_text(encoding="utf-8").splitlines()[line - 1].strip()
    except (OSError, IndexError):
        return role.rawtext


def _open(self: Any, node: computed) -> None:
    attributes = {
        "href": links.evidence(self.builder, links.of_name(node["name"]), node["rows"]),
        f"data-{node['kind']}": node["name"],
        "data-rows": " ".join(node["rows"]),
    }
    if not links.is_print(self.builder):
        # Two chapters may use one number: on paper, one document, the anchors would clash.
        attributes["ids"] = [node["anchor"]]
    self.body.append(self.starttag(node, "a", "", CLASS=f"computed {node['kind']}", **attributes))


def _close(self: Any, node: computed) -> None:
    self.body.append("</a>")


def _nothing(self: Any, node: computed) -> None:
    """Text builders print the words alone."""
