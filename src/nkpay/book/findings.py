"""The role that prints a finding, with its verdict at the end of the paragraph.

``{finding}`law.duty_not_known` `` prints the statement of a registered finding;
``{finding}`other words <law.duty_not_known>` `` prints words of the chapter's own. The build
stops when the finding no longer holds. The words lead to the finding in the register, the
verdict to the table of the trial.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole

from nkpay import registry, trial, verdicts
from nkpay.book import languages, links
from nkpay.book.problems import report
from nkpay.book.roles import line_of, place_of
from nkpay.data import package
from nkpay.findings import findings

#: The page with the table of the trial.
CHAPTER = "chapters/certainty"


class finding(nodes.Inline, nodes.TextElement):
    """The words of a finding, with its rows and its verdict."""


class verdict(nodes.Inline, nodes.TextElement):
    """What the trial says of the finding of its paragraph."""


def setup(app: Sphinx) -> None:
    """Add the role, its nodes, and what puts verdicts in their place."""
    app.add_role("finding", FindingRole())
    nothing = (_nothing, _nothing)
    app.add_node(finding, html=(_open_finding, _close_finding), text=nothing)
    app.add_node(verdict, html=(_open_verdict, _close_verdict), text=nothing)
    app.connect("doctree-read", _add_verdicts)


class FindingRole(ReferenceRole):
    """Print a finding that the data bear out."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Test the finding and put it on trial (called by Sphinx for each use)."""
        name = self.target
        try:
            held = findings.compute(name, package())
            words = verdicts.in_words(trial.try_one(name, package()), package())
        except (registry.UnknownName, registry.Uncomputable) as error:
            report(self.env, *place_of(self), str(error))
            return [], []
        text = self.title if self.has_explicit_title else findings.about(name).statement
        if not held.holds:
            message = f"the data no longer says \"{text}\": finding '{name}' does not hold"
            report(self.env, *place_of(self), f"{message} ({held.margin}), in: {line_of(self)}")
        return [finding(name, text, name=name, rows=held.rows, verdict=words)], []


def _add_verdicts(app: Sphinx, doctree: nodes.document) -> None:
    """Say the verdict where the paragraph of the finding ends, so that its sentences read on."""
    language = languages.of_page(app.env, app.env.docname)
    for node in list(doctree.findall(finding)):
        words = node["verdict"]
        if language != languages.DEFAULT:
            words = verdicts.in_words(trial.try_one(node["name"], package()), package(), language)
        words = words[:1].upper() + words[1:] + "."
        node.parent.append(verdict("", words, name=node["name"]))


def _open_finding(self: Any, node: finding) -> None:
    attributes = {
        "href": links.evidence(self.builder, links.of_finding(node["name"]), node["rows"]),
        "data-finding": node["name"],
        "data-verdict": node["verdict"],
        "data-rows": " ".join(node["rows"]),
    }
    if not links.is_print(self.builder):
        attributes["ids"] = [node["anchor"]]
    self.body.append(self.starttag(node, "a", "", CLASS="computed finding", **attributes))


def _close_finding(self: Any, node: finding) -> None:
    self.body.append("</a>")


def _open_verdict(self: Any, node: verdict) -> None:
    target = f"#{verdicts.anchor(node['name'])}"
    if not links.is_print(self.builder):
        page = f"{CHAPTER}.html{target}"
        target = links.from_page(self.builder.current_docname, page)
    # A book cut down to other chapters has no trial to lead to.
    known = CHAPTER in self.builder.env.found_docs
    attributes = {"href": target} if known else {}
    self.body.append(" " + self.starttag(node, "a", "", CLASS="verdict", **attributes))


def _close_verdict(self: Any, node: verdict) -> None:
    self.body.append("</a>")


def _nothing(self: Any, node: nodes.Node) -> None:
    """Text builders print the words alone."""
