"""How the report asks to be cited, by people and by machines."""

from __future__ import annotations

import json

import yaml
from lxml.html import HtmlElement
from pybtex.database import parse_string

from nkpay.book import citation
from nkpay.data import Package
from tests.projects import ROOT, Project
from tests.reading import documents
from tests.recomputed import Raw


def test_citations_name_the_authors_version_and_date_of_the_one_file(
    book: Project, data: Package
) -> None:
    described = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert described["cff-version"] == "1.2.0" and described["message"]
    assert described["authors"] == [{"name": "The contributors of this report"}]
    library = parse_string((book.html / "cite" / "all.bib").read_text("utf-8"), "bibtex")
    items = json.loads((book.html / "cite" / "all.csl.json").read_text(encoding="utf-8"))
    assert len(library.entries) == len(items) == len(documents()) + 1
    for entry in library.entries.values():
        assert "The contributors of this report" in str(entry.persons["author"][0])
        assert entry.fields["year"] == data.closes[:4] and data.version in entry.fields["note"]
    for item in items:
        assert item["author"] == [{"literal": "The contributors of this report"}]
        assert item["version"] == data.version


def test_pages_describe_themselves_to_machines(
    chapters: dict[str, HtmlElement], data: Package
) -> None:
    for name, document in chapters.items():
        texts = document.xpath("//script[@type='application/ld+json']/text()")
        found = {item["@type"]: item for item in map(json.loads, texts)}
        assert set(found) == ({"Report", "Dataset"} if name == "index" else {"Chapter"})
        assert all(item["version"] == data.version for item in found.values())


def test_the_data_lie_beside_the_pages_as_their_description_says(
    book: Project, chapters: dict[str, HtmlElement], raw: Raw
) -> None:
    texts = chapters["index"].xpath("//script[@type='application/ld+json']/text()")
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
