"""The tree is what its pages say, and small enough to find one's way in."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from nkpay import registry
from nkpay.data import Package
from nkpay.findings import findings
from tests.conftest import ROOT
from tests.recomputed import Raw

DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, *(ROOT / n for n in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))]
FOLDERS = ("src", "tests", "bench")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))

#: Most lines of a module, and of a function with its signature and docstring.
MODULE, FUNCTION = 250, 40
#: Modules that are longer, each with its length and the reason.
LONGER = {
    "src/nkpay/book/register.py": 260,  # every kind of page of the register in turn
}

#: Paths that a page names as an example, or that a build makes.
NOT_KEPT = re.compile(
    r"_build/|register/|\.venv|<|src/nkpay/.*directions\.py|tests/.*directions\.py|\.csv$"
)


def named(page: Path) -> list[tuple[str, str]]:
    """The paths in backticks, each with the function after ``::``, if there is one."""
    text = re.sub(r"(?ms)^( *)(`{3,}).*?^\1\2$", "", page.read_text(encoding="utf-8"))
    found = re.findall(r"`([\w.-]*(?:/[\w.-]*)+|[A-Z]\w+\.\w+)(?:::([\w.]+))?`", text)
    return [(path, name) for path, name in found if not NOT_KEPT.search(path)]


@cache
def defined(path: Path) -> set[str]:
    """Functions, classes and their methods."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{n.name}" for n in node.body if isinstance(n, ast.FunctionDef)}
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_file_and_function_that_a_page_names_exists(page: Path) -> None:
    for path, name in named(page):
        assert (ROOT / path).exists(), f"{page.name} names {path}"
        if name:
            assert name in defined(ROOT / path), f"{page.name} names {path}::{name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            heads = re.findall(r"(?m)^#+ (.*)$", file.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in heads}


def test_the_walk_names_a_number_and_a_figure_from_csv_to_pdf() -> None:
    paths = [path for path, _ in named(ROOT / "docs" / "architecture.md")]
    assert len(paths) > 40
    for part in ("data/datapackage.json", "src/nkpay/data.py", "src/nkpay/drawing.py"):
        assert part in paths


def test_code_that_a_page_quotes_stands_so_in_its_file() -> None:
    quoted = [
        match
        for page in DOCS
        for match in re.findall(r"(?ms)^```python (\S+)\n(.*?)^```$", page.read_text("utf-8"))
    ]
    assert quoted
    for path, code in quoted:
        assert code in (ROOT / path).read_text(encoding="utf-8"), path


# Size and shape


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_and_its_functions_can_be_read_at_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGER.get(path.relative_to(ROOT).as_posix(), MODULE)
    assert long_functions(text) == []


def long_functions(text: str) -> list[str]:
    """Functions and methods with more lines than they may have, from ``def`` to their end."""
    return [
        f"{node.name}: {lines} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    ]


def test_the_check_finds_a_long_function() -> None:
    text = "class A:\n    async def f(self):\n" + "        pass\n" * FUNCTION
    assert long_functions(text) == [f"f: {FUNCTION + 1} lines"]


def test_no_module_imports_itself_by_a_detour() -> None:
    """Imports at the head of a module; those inside a function wait until it is called."""
    graph = {_name(path): path for path in MODULES}
    try:
        TopologicalSorter({n: _imports(p) & set(graph) - {n} for n, p in graph.items()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[parts[0] == "src" :]).removesuffix(".__init__")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_everything_registered_is_printed_drawn_or_asserted() -> None:
    """By name in a page, or in the library where a figure or a table asserts or prints it."""
    pages = [ROOT / "index.md", *(ROOT / "chapters").glob("*.md"), *(ROOT / "src").rglob("*.py")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    used = set(re.findall(r"[a-z]+\.\w+", text))
    registered = (*registry.number, *registry.predicate, *registry.chart, *findings)
    assert [name for name in registered if name not in used] == []


def test_every_exception_to_a_rule_of_the_linter_has_its_reason() -> None:
    for path in MODULES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.search(r"# noqa: [A-Z0-9, ]+(.*)", line):
                assert match[1].strip(), f"{path.name}: {line.strip()}"


# The coding manual


def test_the_manual_has_the_kinds_of_evidence_with_an_example_of_each(
    data: Package, raw: Raw
) -> None:
    text = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    kinds = data["evidence_kinds"].sort_values("rank_order")
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \| ([^|]+) \| [^|]+ \| `(C\d+)` \|$", text)
    assert [(kind, meaning) for kind, meaning, _ in rows] == list(kinds["meaning"].items())
    coded = {claim["claim_id"]: claim["evidence"] for claim in raw["claims"]}
    assert [coded[example] for *_, example in rows] == [kind for kind, *_ in rows]


def test_the_manual_has_every_quantity_in_words(raw: Raw) -> None:
    text = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \| (\d*) \| (\d*) \| (\d*) \|$", text)
    table = [(r["phrase_id"], r["value"], r["low"], r["high"]) for r in raw["verbal_quantities"]]
    assert sorted(rows) == sorted(table)
