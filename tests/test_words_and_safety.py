"""How values read, and that text from the data stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from nkpay import dates, fonts, wording, wording_ko
from nkpay.book import digests, figure_files, figures, notebooks, webfonts
from nkpay.book.records import Records
from nkpay.data import Package, package
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("value", "text"),
    [(60, "60"), (5.4, "5.4"), (0.7, "0.7"), (8400, "8,400"), (99.999, "100"), (0.001, "0"),
     (12.004, "12"), (1234567.5, "1,234,567.5")],
)  # fmt: skip
def test_a_quantity_has_commas_and_no_needless_decimals(value: float, text: str) -> None:
    assert wording.quantity(value) == text


def test_counts_up_to_twelve_are_words() -> None:
    assert [wording.count(n) for n in (0, 1, 12, 13, 1200)] == [
        "no",
        "one",
        "twelve",
        "13",
        "1,200",
    ]


@pytest.mark.parametrize(
    ("ratio", "text"), [(4.12, "4.1 times"), (9.96, "10 times"), (37.2, "37 times")]
)
def test_ratios_are_as_exact_as_is_worth_saying(ratio: float, text: str) -> None:
    assert wording.times(ratio) == text


def test_lists_and_ranges_read_as_prose() -> None:
    assert wording.listing(["a", "b", "c"]) == "a, b and c"
    assert wording.between(10, 20, "per cent") == "10 to 20 per cent"
    assert wording.between(3, 3, "per cent") == "3 per cent"


@pytest.mark.parametrize(
    ("text", "words", "precision", "first", "last"),
    [
        ("2025-11-27", "27 November 2025", "day", "2025-11-27", "2025-11-27"),
        ("2024-02", "February 2024", "month", "2024-02-01", "2024-02-29"),
        ("2011-Q2", "the second quarter of 2011", "quarter", "2011-04-01", "2011-06-30"),
        ("2023", "2023", "year", "2023-01-01", "2023-12-31"),
        ("2016/2019", "2016 to 2019", "interval", "2016-01-01", "2019-12-31"),
    ],
)
def test_a_date_is_as_wide_as_it_was_printed(
    text: str, words: str, precision: str, first: str, last: str
) -> None:
    span = dates.parse(text)
    assert (dates.in_words(text), span.precision) == (words, precision)
    assert (str(span.first), str(span.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-02-30", "25-01-01", "2025-Q5", "2019/2016", "soon"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"none of|day is|month must|ends before"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-11-27", "2025년 11월 27일"),
        ("2024-02", "2024년 2월"),
        ("2011-Q2", "2011년 2분기"),
        ("2023", "2023년"),
        ("2016/2019", "2016~2019년"),
        ("2024-05/2025-11", "2024년 5월~2025년 11월"),
    ],
)
def test_a_date_in_korean_is_as_wide_as_it_was_printed(text: str, words: str) -> None:
    assert wording_ko.date(text) == words


def test_quantities_in_korean_stand_before_their_counter() -> None:
    assert wording_ko.count(1610) == "1,610건"
    assert wording_ko.between(35, 65) == "35~65%" and wording_ko.between(3, 3) == "3%"
    assert wording_ko.of_ten(80) == "10명 중 8명꼴" and wording_ko.of_ten(15) == "10명 중 1~2명꼴"
    assert wording_ko.myriads(1_900_000) == "190만"


def test_every_character_of_book_and_data_has_a_glyph() -> None:
    pages = [ROOT / "index.md", *(ROOT / "chapters").rglob("*.md")]
    tables = [package().path(name) for name in package()]
    texts = [*pages, *tables, *webfonts.printing()]
    missing = {c for path in texts for c in fonts.uncovered(path.read_text("utf-8"))}
    assert missing == set()


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.file)
def test_every_face_has_a_space(face: fonts.Face) -> None:
    """Text set in it has some, and without one prints the sign for a missing letter."""
    assert ord(" ") in TTFont(face.path, lazy=True).getBestCmap()


def test_a_cell_that_a_spreadsheet_would_run_is_text_in_downloads() -> None:
    table = {"columns": ["a"], "data": [["=1+1"], ["@x"], ["+1"], ["-1"], ["plain"], [-1.5]]}
    assert figure_files.as_csv(table).splitlines() == [
        "a",
        "'=1+1",
        "'@x",
        "'+1",
        "'-1",
        "plain",
        "-1.5",
    ]


def test_only_sources_whose_policy_says_so_are_live_links(data: Package) -> None:
    live = {row for row, source in Records(data).sources.items() if source.live}
    assert live
    policies = data["sources"].loc[sorted(live), "link_policy"]
    assert set(policies) == {"live"}
    assert not [
        u for u in data["sources"].loc[sorted(live), "url"] if re.match(r"https?://[^/]*\.kp\b", u)
    ]


def test_scripts_of_the_book_name_no_host() -> None:
    for script in (Path(figures.__file__).parent / "static").glob("*.js"):
        code = re.sub(r"(?m)(^|\s)//\s.*$", "", script.read_text(encoding="utf-8"))
        assert "//" not in code, script.name


def test_the_digest_follows_every_file_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "nkpay" / "book"
    library.mkdir(parents=True)
    (library / "digests.py").write_text("")
    monkeypatch.setattr(digests, "__file__", str(library / "digests.py"))
    before = digests.library.__wrapped__()
    (library / "new.html").write_text("x")
    assert digests.library.__wrapped__() != before


def test_roles_become_values_in_notebooks_but_not_where_they_are_shown_as_code() -> None:
    shown = "Write ``{num}`a.b` `` so: {num}`adoption.qr_share_pyongyang` of ten."
    assert notebooks.with_values(shown) == "Write ``{num}`a.b` `` so: about eight in ten of ten."
