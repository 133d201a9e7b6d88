"""Invariants 1 and 6: from every number and figure to its rows and on to their sources."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from lxml.html import HtmlElement
from pybtex.database import parse_string

from nkpay import registry
from nkpay.book import cards, citation, conflicting, csp, finder, links
from nkpay.book.conflicting import Conflict
from nkpay.book.records import Records
from nkpay.book.register import Register
from nkpay.book.uses import Use
from nkpay.data import Package
from tests.projects import ROOT, Project
from tests.recomputed import Raw

#: Text that would be markup, script or another direction, were it not text.
HOSTILE = "\"'</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e&lt;"


@cache
def page(path: Path) -> HtmlElement:
    return lxml.html.parse(path).getroot()


@pytest.fixture(scope="module")
def documents(book: Project) -> dict[str, HtmlElement]:
    """Landing page and chapters, by name."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    names = [toc["root"], *(chapter["file"] for chapter in toc["chapters"])]
    return {name: page(book.html / f"{name}.html") for name in names}


@pytest.fixture(scope="module")
def tables(raw: Raw) -> dict[str, tuple[str, dict[str, str]]]:
    """Every row that can be cited: id -> table and record, from the CSV."""
    found = {}
    for table, records in raw.items():
        for record in records:
            found[next(iter(record.values()))] = (table, record)
    return found


def marked(document: HtmlElement) -> list[HtmlElement]:
    return document.xpath("//*[@data-number or @data-predicate or @data-finding or @data-figure]")


def in_script(path: Path) -> Any:
    """The content of a data script: one call with JSON in it."""
    call = re.fullmatch(r"[\w.]+\((.*)\);\n", path.read_text(encoding="utf-8"), re.DOTALL)
    assert call, path
    return json.loads(call[1])


# From the book to the source


def test_every_number_and_figure_rests_on_rows_that_name_a_source(
    documents: dict[str, HtmlElement], tables: dict[str, tuple[str, dict[str, str]]], raw: Raw
) -> None:
    sources = {record["source_id"] for record in raw["sources"]}
    for name, document in documents.items():
        for element in marked(document):
            for row in element.get("data-rows").split():
                if row.startswith("table:"):
                    assert row[6:] in raw, name
                    continue
                table, record = tables[row]
                if table == "disclosures":  # an answer rests on the source of its claim
                    record = tables[record["claim_id"]][1]
                cited = record.get("source_ids") or record.get("source_id") or ""
                if table not in ("systems", "outlets", "searches"):  # no statements of sources
                    assert cited and set(cited.split(";")) <= sources, f"{name}: {row}"


def test_the_first_click_shows_the_rows_and_the_second_the_source(
    book: Project,
    documents: dict[str, HtmlElement],
    tables: dict[str, tuple[str, dict[str, str]]],
) -> None:
    rows = set()
    for name, document in documents.items():
        for element in document.xpath("//a[@data-number or @data-predicate or @data-finding]"):
            target, _, anchor = element.get("href").partition("#")
            entry = page((book.html / f"{name}.html").parent / target).get_element_by_id(anchor)
            shown = {a.text for a in entry.xpath(".//li/a")}
            behind = element.get("data-rows").split()
            assert shown == set(behind[:40]), anchor
            rows |= {row for row in behind if ":" not in row}
    assert len(rows) > 400
    for row in rows:
        address = book.html / links.of_row(row).partition("#")[0]
        record = page(address).get_element_by_id(row)
        if tables[row][0] in ("systems", "outlets", "sources", "searches"):
            continue
        assert record.xpath(".//a[contains(@href, '/sources/')]"), row


def test_every_row_that_the_book_uses_leads_back_to_each_place(
    book: Project, documents: dict[str, HtmlElement]
) -> None:
    back: dict[str, set[str]] = {}
    for name, document in documents.items():
        for element in marked(document):
            for row in element.get("data-rows").split():
                if ":" not in row:
                    back.setdefault(row, set()).add(f"../../{name}.html#{element.get('id')}")
    for row, places in back.items():
        record = page(book.html / links.of_row(row).partition("#")[0]).get_element_by_id(row)
        assert places <= set(record.xpath(".//dd[@class='uses']/a/@href")), row


def test_every_row_of_the_data_has_its_address(book: Project, raw: Raw, data: Package) -> None:
    for table in Records(data).citable:
        for record in raw[table]:
            row = next(iter(record.values()))
            found = page(book.html / f"{links.page_of(table, row)}.html").xpath("//@id")
            assert row in found


def test_every_claim_is_one_small_file(book: Project, raw: Raw) -> None:
    for record in raw["claims"]:
        path = book.html / "register" / "claims" / f"{record['claim_id']}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        assert found["statement"] == record["statement"]
        assert [source["id"] for source in found["sources"]] == [record["source_id"]]
        assert path.stat().st_size < 6000


def test_every_row_can_be_searched(book: Project, raw: Raw, data: Package) -> None:
    for table in Records(data).citable:
        found = in_script(book.html / finder.FOLDER / f"{table}.js")
        assert {row[0] for row in found["rows"]} == {next(iter(r.values())) for r in raw[table]}


# Cards


def test_every_number_words_and_title_has_a_card_and_every_mark_a_row(
    book: Project, documents: dict[str, HtmlElement]
) -> None:
    for name, document in documents.items():
        content = in_script(book.html / "_cards" / f"{name}.js")
        named = {"number": "number", "predicate": "predicate", "finding": "finding"}
        for kind, attribute in (*named.items(), ("figure", "title")):
            for element in document.xpath(f"//a[@data-{attribute}]"):
                card = content["cards"][f"{kind}:{element.get(f'data-{attribute}')}"]
                assert card["rules"] and all(rule["rule"] for rule in card["rules"])
                assert {row for row in card["rows"] if ":" not in row} <= set(content["rows"])
        for figure in document.xpath("//figure[@data-figure]"):
            for href in figure.xpath(".//*[local-name()='svg']//a/@href"):
                assert href.partition("#")[2] in content["rows"], figure.get("id")


def test_a_card_says_what_is_coded_who_said_it_and_on_what_evidence(book: Project) -> None:
    content = in_script(book.html / "_cards" / "chapters" / "adoption.js")
    card = content["cards"]["number:adoption.qr_share_pyongyang"]
    assert card["rules"][0]["value"] == "80 per cent of people"
    row = content["rows"][card["rows"][0]]
    assert row["printed"] and row["coded"].startswith("80 (75 to 85)")
    assert row["sources"][0][0] == "Daily NK"
    assert content["evidence"][row["evidence"]][0] == "Anonymous source"
    held = content["cards"]["predicate:adoption.capital_above_provinces"]
    assert "10 points" in held["rules"][0]["value"]
    (tried,) = content["cards"]["finding:adoption.capital_ahead"]["rules"]
    assert "rests on one original" in tried["verdict"] and "corrected" in tried["overturned"]


def test_every_figure_offers_its_files_function_and_citation(
    book: Project, documents: dict[str, HtmlElement]
) -> None:
    for name, document in documents.items():
        for figure in document.xpath("//figure[@data-figure]"):
            folder = (book.html / f"{name}.html").parent
            files = {Path(h).suffix: folder / h for h in figure.xpath(".//a[@download]/@href")}
            assert set(files) == {".csv", ".svg", ".png", ".json", ".ipynb"}, figure.get("id")
            assert files[".png"].read_bytes().startswith(b"\x89PNG")
            assert json.loads(files[".json"].read_text(encoding="utf-8"))["$schema"]
            assert not lxml.html.parse(files[".svg"]).xpath("//a")
            function = registry.chart.function(figure.get("data-figure"))
            (drawn,) = figure.xpath(".//li/code/text()")
            assert drawn.split(" in ")[0] == function.__name__
            assert (ROOT / drawn.split(" in ")[1]).is_file()
            assert "Data version" in " ".join(figure.text_content().split())


# Conflicts


def test_rows_that_exclude_each_other_name_each_other_and_share_a_page(
    data: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Conflict(
        *("share-pyongyang", "share-of-people", "pyongyang", ("C0083", "C0087")),
        pairs=(("C0083", "C0087"),),
        differs=("definition",),
        standing="C0087",
        rule="the better kind of evidence",
    )
    monkeypatch.setattr(conflicting, "conflicts", lambda: (found,))
    conflicting._against.cache_clear()
    rows = Records(data)
    try:
        Register(_Builder(tmp_path), rows, []).write()  # type: ignore[arg-type]
        card = cards.of_row(rows, "C0087")
    finally:
        conflicting._against.cache_clear()
    (against,) = card["against"]
    address = "register/conflicts/share-pyongyang.html"
    assert against == ["C0083", rows.statement("C0083"), f"{address}#share-pyongyang"]
    record = page(tmp_path / "register" / "claims" / "C00.html").get_element_by_id("C0083")
    assert f"../../{address}#share-pyongyang" in record.xpath(".//a/@href")
    together = page(tmp_path / address)
    assert len(together.xpath("//article")) == 2
    assert "The report uses C0087: the better kind of evidence" in together.text_content()
    overview = page(tmp_path / "register" / "conflicts.html")
    assert overview.xpath("//li/a/@href") == [f"../{address}#share-pyongyang"]
    claim = json.loads((tmp_path / "register" / "claims" / "C0083.json").read_text("utf-8"))
    assert claim["conflicts_with"] == ["C0087"]


# Hostile text


class _Builder:
    """As much of a Sphinx builder as the register asks for."""

    def __init__(self, out: Path) -> None:
        self.outdir = out

    def handle_page(self, name: str, context: dict[str, Any], template: str, **to: str) -> None:
        text = f'<html><meta charset="utf-8"><title>{context["title"]}</title>{context["body"]}'
        target = Path(to["outfilename"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register and cards of data in which every free text is hostile."""
    package = Package(ROOT / "data")
    fields = {
        "claims": ("statement", "cited", "population", "quantity_printed", "notes"),
        "sources": ("title", "authors", "notes", "url"),
        "outlets": ("name", "name_native", "description"),
        "events": ("title", "description"),
        "entities": ("label",),
        "names": ("spelling",),
        "places": ("name", "hangul"),
    }
    for table, columns in fields.items():
        package[table].loc[:, list(columns)] = HOSTILE
    rows, out = Records(package), tmp_path_factory.mktemp("hostile")
    use = Use("number", "adoption.qr_share_pyongyang", HOSTILE, "one", HOSTILE, "x", ("C0087",))
    Register(_Builder(out), rows, [use]).write()  # type: ignore[arg-type]
    cards.write(out, rows, [use])
    return out


def test_hostile_text_stays_text_on_every_page(hostile: Path) -> None:
    files = sorted(hostile.rglob("*.html"))
    assert len(files) > 500
    for path in files:
        tree = page(path)
        assert not tree.xpath("//script | //img | //*[@onerror] | //a[starts-with(@href, '\"')]")
    record = page(hostile / "register" / "claims" / "C00.html").get_element_by_id("C0087")
    assert HOSTILE in record.text_content()
    source = page(next((hostile / "register" / "sources").glob("dailynk-2025-dig*.html")))
    assert source.xpath("//h1")[0].text_content() == HOSTILE
    assert source.xpath("//title")[0].text_content() == HOSTILE


def test_hostile_text_stays_text_in_scripts_and_files(hostile: Path) -> None:
    scripts = sorted(hostile.rglob("*.js"))
    assert len(scripts) > 10
    for path in scripts:
        assert "<" not in path.read_text(encoding="utf-8")
    content = in_script(hostile / "_cards" / "one.js")
    assert content["rows"]["C0087"]["says"] == HOSTILE
    rows = in_script(hostile / finder.FOLDER / "claims.js")["rows"]
    assert {row[1] for row in rows} == {HOSTILE}
    claim = json.loads((hostile / "register" / "claims" / "C0087.json").read_text("utf-8"))
    assert claim["statement"] == HOSTILE


# Citations


def test_citations_name_the_authors_version_and_date_of_the_one_file(
    book: Project, data: Package
) -> None:
    described = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert described["cff-version"] == "1.2.0" and described["message"]
    assert described["authors"] == [{"name": "The contributors of this report"}]
    library = parse_string((book.html / "cite" / "all.bib").read_text("utf-8"), "bibtex")
    items = json.loads((book.html / "cite" / "all.csl.json").read_text(encoding="utf-8"))
    assert len(library.entries) == len(items) == len(yaml_documents()) + 1
    for entry in library.entries.values():
        assert "The contributors of this report" in str(entry.persons["author"][0])
        assert entry.fields["year"] == data.closes[:4] and data.version in entry.fields["note"]
    for item in items:
        assert item["author"] == [{"literal": "The contributors of this report"}]
        assert item["version"] == data.version


def yaml_documents() -> list[str]:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for chapter in toc["chapters"])]


def test_pages_describe_themselves_to_machines(
    documents: dict[str, HtmlElement], data: Package
) -> None:
    for name, document in documents.items():
        texts = document.xpath("//script[@type='application/ld+json']/text()")
        found = {item["@type"]: item for item in map(json.loads, texts)}
        assert set(found) == ({"Report", "Dataset"} if name == "index" else {"Chapter"})
        assert all(item["version"] == data.version for item in found.values())


def test_the_data_lie_beside_the_pages_as_their_description_says(
    book: Project, documents: dict[str, HtmlElement], raw: Raw
) -> None:
    texts = documents["index"].xpath("//script[@type='application/ld+json']/text()")
    (described,) = (i for i in map(json.loads, texts) if i["@type"] == "Dataset")
    files = [book.html / item["contentUrl"] for item in described["distribution"]]
    assert {file.stem for file in files if file.suffix == ".csv"} == set(raw)
    for file in files:
        assert file.read_bytes() == (ROOT / "data" / file.name).read_bytes()


def test_addresses_in_citations_follow_the_base_url() -> None:
    work = citation.Work("chapter", "law", "The law", "chapters/law")
    assert "https" not in citation.bibtex(work, "") + citation.in_words(work, "")
    base = "https://example.org/report/"
    assert f"{base}chapters/law.html" in citation.bibtex(work, base)
    assert citation.csl(work, base)["URL"] == citation.json_ld(work, base)["url"]


# Policy


def test_every_page_has_a_policy_that_names_each_inline_script_and_no_host(book: Project) -> None:
    for path in book.html.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', text)
        assert "default-src 'none'" in policy and "unsafe-eval" not in policy
        assert not re.search(r"https?:|\*", policy)
        (scripts,) = re.findall(r"script-src ([^;]*)", policy)
        assert "unsafe-inline" not in scripts
        assert text.index("Content-Security-Policy") < text.index("<script")
        for script in re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", text, re.DOTALL):
            assert csp._hash(script) in scripts, path
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), path
