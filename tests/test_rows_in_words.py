"""What a reader meets of a row is words: sentences, names of lists, heads that fit, counts."""

from __future__ import annotations

import re

import pytest
from lxml.html import HtmlElement

from nkpay import code_words, evidence
from nkpay.data import Package
from nkpay.editions import report
from nkpay.editions.compare import Move


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("sanctions", "list", code_words.LISTS),
        ("sanctions", "list", code_words.LISTS_BY_HOUSE),
        ("sanctions", "status", code_words.STATUS),
        ("disclosures", "means", code_words.MEANS_HERE | code_words.MEANS_ELSEWHERE),
        ("disclosures", "question", code_words.ANSWERS),
    ],
)
def test_every_code_that_the_data_allow_has_words(
    data: Package, table: str, column: str, words: dict[str, object]
) -> None:
    (field,) = (f for f in data.fields(table) if f["name"] == column)
    assert set(words) == set(field["constraints"]["enum"])


def test_rows_of_codes_read_as_sentences(data: Package) -> None:
    said = {row: evidence.statement_of(row, data) for row in ("S001", "S100", "D001", "A0004")}
    assert said == {
        "S001": "Central Bank of the DPRK was found on the list of Specially Designated Nationals"
        " of the United States",
        "S100": "626 Information Technology Company was not found on the Foreign End User List of"
        " Japan, an export control",
        "D001": "Narae card: users need not show who they are, says C1618",
        "A0004": "Apnal wallet: function to change currency",
    }


def texts(page: HtmlElement, path: str) -> list[str]:
    """The text of each element that a path finds, with single spaces."""
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


@pytest.mark.parametrize(
    ("table", "head"),
    [
        *(("outlets", "Publisher"), ("systems", "System"), ("laws", "Law"), ("sources", "Title")),
        *(("searches", "Question"), ("claims", "What it says"), ("names", "Name")),
    ],
)
def test_a_list_is_headed_by_what_it_lists(
    trees: dict[str, HtmlElement], table: str, head: str
) -> None:
    assert texts(trees[f"register/{table}.html"], "//thead//th")[0] == head


def test_the_register_prints_no_code_of_a_list_or_theme(trees: dict[str, HtmlElement]) -> None:
    terms = {"sanctions/S1": "list", "concerns/Q0": "theme", "series/O000": "scope"}
    for page, term in terms.items():
        found = texts(trees[f"register/{page}.html"], f"//dt[.='{term}']/following-sibling::dd[1]")
        assert len(found) > 50
        assert not [text for text in found if re.search(r"[a-z]-[a-z]|^[a-z]{2}$|^dprk$", text)]


def test_rows_side_by_side_have_no_empty_column(trees: dict[str, HtmlElement]) -> None:
    pages = [page for name, page in trees.items() if name.startswith("register/conflicts/")]
    assert pages
    for page in pages:
        rows = [texts(row, "./td") for row in page.xpath("//table[caption]/tbody/tr")]
        assert len(rows) > 1
        assert all(map(any, zip(*rows, strict=True)))


def test_conflicts_stand_by_the_alphabet_and_then_by_year(trees: dict[str, HtmlElement]) -> None:
    listed = texts(trees["register/conflicts.html"], "//section//li")
    titles = texts(trees["register/conflicts.html"], "//section//li/a")
    assert titles == sorted(titles, key=str.casefold)
    same = [text for text in listed if text.startswith("Koryolink subscribers")]
    assert len(same) > 1 and same == sorted(same)
    shown = trees["chapters/certainty.html"].xpath("//a[contains(@href, 'register/conflicts/')]")
    asked = list(dict.fromkeys(a.text_content().strip() for a in shown))
    assert asked == sorted(asked, key=str.casefold)


def test_other_names_repeat_no_heading(trees: dict[str, HtmlElement]) -> None:
    seen = 0
    for name, page in trees.items():
        if re.match(r"register/(outlets|systems|laws)/", name):
            (heading,) = texts(page, "//h1")
            others = texts(page, "//p[@class='names']/span")
            seen += bool(others)
            assert heading not in others, name
            assert bool(others) == ("Other names" in texts(page, "//h2")), name
    assert seen > 50


def test_whole_tables_are_named_in_one_phrase(trees: dict[str, HtmlElement]) -> None:
    sources = texts(trees["chapters/methods.html"], "//p[@class='figure-source']")
    several = [text for text in sources if "every row of the tables" in text]
    assert several and all(text.count("every row") == 1 for text in sources)
    assert all(re.search(r"tables \w[\w, ]+ and \w+", text) for text in several)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("+1 claims", "up by 1 claim"),
        ("-1 capabilities", "down by 1 capability"),
        ("+25 claims", "up by 25 claims"),
        ("-400 won a dollar", "down by 400 won a dollar"),
        ("", ""),
    ],
)
def test_how_far_a_number_moved_is_said_in_words(by: str, words: str) -> None:
    assert report.by_how_much(Move("number", "a.b", "1", "2", by)) == words


def test_the_page_of_changes_says_what_moved_and_by_how_much(
    trees: dict[str, HtmlElement],
) -> None:
    moves = texts(trees["changes.html"], "//section//li[.//span[@class='row-id']]")
    assert len(moves) > 50
    assert not [text for text in moves if re.search(r"\([+-][\d.,]+ ", text)]
    assert [text for text in moves if "up by 1 claim " in text]
    found = [text for text in moves if text.endswith(" certainty.claims_in_korean")]
    assert found and found[0].startswith("Of all claims, those coded from a page in Korean: ")
    headed = [texts(table, ".//th") for table in trees["changes.html"].xpath("//table")]
    assert {"New columns" in heads for heads in headed} == {True, False}
