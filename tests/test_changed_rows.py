"""Invariant 3 through the whole book: rows are changed, and HTML and PDF say what follows."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement

from nkpay import registry, validate
from nkpay.data import Package, package
from nkpay.evidence import table_of
from nkpay.findings import findings
from tests.changing import another_date, outcome, with_quantities
from tests.projects import ROOT, Project, whole
from tests.reading import documents, in_context, set_in, sheets, squeezed, without_heads
from tests.recomputed import Raw, Row, second_way

CHANGED = 20
#: Tables of which a quantity or a date is changed.
TABLES = ("claims", "series", "events", "system_attributes", "laws")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, set[str]]:
    """The book of data in which rows that printed numbers rest on were changed, and which."""
    project = whole(tmp_path_factory.mktemp("changed") / "book")
    rows = set()
    for row, table, altered in _candidates(project):
        if len(rows) == CHANGED:
            break
        path = project.root / "data" / f"{table}.csv"
        kept = path.read_bytes()
        _write(path, row, altered)
        if _bears_the_book_out(project.root / "data", table, row):
            rows.add(row)
        else:
            path.write_bytes(kept)
    assert len(rows) == CHANGED
    assert project.run(sys.executable, "-m", "nkpay", "seal-data").returncode == 0
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project, rows


def _candidates(project: Project) -> Iterator[tuple[str, str, Row]]:
    """Rows that numbers of the book rest on, each with another quantity or date, at random."""
    data = Package(project.root / "data")
    found = (registry.number.compute(name, data).rows for name in printed())
    # A row among hundreds moves a count of them only when it goes.
    citable = sorted({r for rows in found if len(rows) < 20 for r in rows if ":" not in r})
    random.Random(20).shuffle(citable)
    for row in citable:
        table = table_of(row, data)
        if table in TABLES:
            (record,) = (r for r in _rows(data.path(table)) if r[data.key(table)] == row)
            for alter in (a_little_more, another_date):
                altered = alter(record, [])
                if altered != record:
                    yield row, table, altered


def a_little_more(row: Row, _: list[Row]) -> Row:
    """One more of what is counted or measured: sentences about it may stay true."""
    return with_quantities(row, lambda quantity: quantity + 1)


def printed() -> list[str]:
    """Names of the numbers that chapters print."""
    text = "".join((ROOT / f"{page}.md").read_text(encoding="utf-8") for page in documents())
    return [name for name in registry.number if f"`{name}`" in text]


def _bears_the_book_out(folder: Path, table: str, row: str) -> bool:
    """Whether some number is another, every sentence still true, and the data valid."""
    now, before = Package(folder), package()
    names = [n for n in printed() if row in registry.number.compute(n, before).rows]
    texts = {n: outcome(lambda n=n: registry.number.compute(n, now).text) for n in names}
    if "no value" in texts.values():
        return False
    if all(registry.number.compute(n, before).text == text for n, text in texts.items()):
        return False
    kinds = ((kind, name) for kind in (registry.predicate, findings) for name in kind)
    true = (
        outcome(lambda n=name, k=kind: bool(k.compute(n, now).holds)) is True
        for kind, name in kinds
        if table in kind.tables(name)
    )
    return all(true) and not validate.faults(now, hashes=False)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, row: str, altered: Row) -> None:
    rows = _rows(path)
    key = next(iter(altered))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(altered), lineterminator="\n")
        writer.writeheader()
        writer.writerows(altered if r[key] == row else r for r in rows)


def numbers_of(project: Project) -> Iterator[tuple[str, HtmlElement]]:
    """Every number of every chapter as the page prints it."""
    for name in documents():
        tree = lxml.html.parse(project.html / f"{name}.html").getroot()
        yield from ((name, number) for number in tree.xpath("//article//*[@data-number]"))


@pytest.mark.slow
def test_pages_and_pdf_print_what_changed_rows_give_and_all_else_as_before(
    book: Project, changed: tuple[Project, set[str]]
) -> None:
    project, rows = changed
    raw: Raw = {path.stem: _rows(path) for path in (project.root / "data").glob("*.csv")}
    again, told = second_way("NUMBERS"), set()
    before = {number.get("id"): number for _, number in numbers_of(book)}
    for page, number in numbers_of(project):
        name, text = number.get("data-number"), number.text_content()
        assert text == again[name](raw), f"{page}: {name}"
        was = before.get(number.get("id"), number)
        # A changed row may also be one on which the number rests no longer.
        behind = {*number.get("data-rows").split(), *was.get("data-rows").split()}
        touched = rows & behind
        if not touched and not any(row.startswith("table:") for row in behind):
            assert text == was.text_content(), f"{page}: {name}"
        elif text != was.text_content():
            told |= touched
    assert told == rows
    assert_the_pdf_prints_the_same(project)


def assert_the_pdf_prints_the_same(project: Project) -> None:
    body = squeezed("".join(map(without_heads, sheets(project.pdf))))
    for name in documents():
        soup = BeautifulSoup((project.html / f"{name}.html").read_text("utf-8"), "lxml")
        for number in soup.select("article [data-number]"):
            line = number.find_parent(["p", "li", "td"])
            assert isinstance(line, Tag)
            assert set_in(body, in_context(line, number)), f"{name}: {number['data-number']}"
