"""The evidence register: a page for each citable table, and one for numbers and predicates.

Pages are collected at the end of the build rather than written as documents, which would
take a hundred times as long. Every row has its id as anchor, for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay import registry
from nkpay.book import freshness, kept, links, templates
from nkpay.book.problems import report
from nkpay.data import package
from nkpay.evidence import CITABLE, sources_of, statement_of

Page = tuple[str, dict[str, Any], str]

_TITLES = {
    "claims": "Claims",
    "series": "Observations",
    "events": "Events",
    "provisions": "Provisions of law",
    "concerns": "Concerns and drivers",
    "capabilities": "What the state can see",
    "system_attributes": "Attributes of payment systems",
    "systems": "Payment systems",
    "laws": "Laws",
    "sources": "Sources",
    "outlets": "Publishers",
}

#: Columns for whoever works with the CSV: they say nothing that the record does not show.
_IN_THE_BACK = re.compile(r"^(coded_from|status)$|_precision$")

#: The column that heads a record, the first of these that a table has.
_LEADS = ("statement", "title", "obligation", "capability", "summary", "name")


def setup(app: Sphinx) -> None:
    """Add the register to the pages of the HTML book."""
    app.connect("env-updated", _check, priority=400)
    app.connect("html-collect-pages", kept.unless_kept(_pages))


def _pages(app: Sphinx) -> Iterator[Page]:
    if links.is_print(app.builder):
        return
    tables = [name for name in CITABLE if name in package()]
    for name in tables:
        yield _page(
            f"register/{name}",
            _TITLES[name],
            templates.render("register_table.html", **_table(name)),
        )
    yield _page(
        "register/numbers",
        "Numbers",
        templates.render("register_numbers.html", entries=list(_entries())),
    )
    overview = [(name, _TITLES[name], len(package()[name])) for name in tables]
    yield _page(
        "register/index",
        "Evidence register",
        templates.render(
            "register_index.html",
            tables=overview,
            version=package().version,
            closes=package().closes,
            entries=sum(1 for _ in registry.number) + sum(1 for _ in registry.predicate),
        ),
    )


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    """The register prints every number, used or not: what can't be computed stops the build."""
    if freshness.as_before(app):
        return
    for kind in (registry.number, registry.predicate):
        for name in kind:
            try:
                kind.compute(name, package())
            except registry.Uncomputable as error:
                report(env, "data", None, str(error))


def _page(name: str, title: str, body: str) -> Page:
    return name, {"title": title, "body": body, "nkpay_register": True}, "page.html"


def _table(name: str) -> dict[str, Any]:
    table = package()[name]
    shown = [c for c in table.columns if not _IN_THE_BACK.search(c) and _used(table[c])]
    return {
        "title": _TITLES[name],
        "description": package().resources[name]["description"],
        "rows": list(zip(table.index, table[shown].to_dict("records"), strict=True)),
        "columns": [(c, _label(c)) for c in shown],
        "lead": next((c for c in _LEADS if c in shown), ""),
        "targets": _targets(name),
        "live": _live_links(),
        "names": _labels(),
    }


def _label(column: str) -> str:
    """A column's name as readers see it: ``source_id`` -> ``source``."""
    return column.removesuffix("_id").removesuffix("_ids").replace("_", " ")


def _used(column: pd.Series) -> bool:
    return bool(column.notna().any() if column.dtype == "float64" else (column != "").any())


def _targets(name: str) -> dict[str, str]:
    """Columns whose values are ids of another citable table: column -> table."""
    schema = package().resources[name]["schema"]
    keys = {
        key["fields"][0] if isinstance(key["fields"], list) else key["fields"]: key["reference"][
            "resource"
        ]
        for key in schema.get("foreignKeys", [])
    }
    if "source_ids" in package()[name].columns:
        keys["source_ids"] = "sources"
    return {column: table for column, table in keys.items() if table in CITABLE}


def _live_links() -> frozenset[str]:
    """Sources whose address may be a live link; the others are printed as text."""
    sources = package()["sources"]
    safe = sources["url"].str.match(r"https?://") & (sources["link_policy"] == "live")
    return frozenset(sources.index[safe])


def _labels() -> dict[str, str]:
    """Readable names of ids that rows refer to."""
    labels: dict[str, str] = {}
    named = {"entities": "label", "places": "name", "indicators": "label", "outlets": "name"}
    for table, column in named.items():
        labels |= dict(package()[table][column])
    sources = package()["sources"]
    houses = sources["outlet_id"].map(package()["outlets"]["name"])
    labels |= dict(houses + ": " + sources["title"])
    return labels | dict(package()["evidence_kinds"]["label"])


def _entries() -> Iterator[dict[str, Any]]:
    """One entry a number or predicate: its words, its rule, its rows."""
    for name in registry.number:
        number = registry.number.compute(name, package())
        yield _entry(name, number.text, registry.number.function(name), number.rows)
    for name in registry.predicate:
        verdict = registry.predicate.compute(name, package())
        words = f"{'holds' if verdict.holds else 'does not hold'}: {verdict.margin}"
        yield _entry(name, words, registry.predicate.function(name), verdict.rows)


def _entry(name: str, words: str, function: Any, rows: registry.Rows) -> dict[str, Any]:
    return {
        "name": name,
        "words": words,
        "rule": " ".join((function.__doc__ or "").split()),
        "rows": [
            (row, links.of_row(row), statement_of(row, package()), sources_of(row, package()))
            for row in rows
        ],
    }
