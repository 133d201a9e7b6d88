"""Findings can fail, are printed with their verdict, and their trial is what it says."""

from __future__ import annotations

import csv
import re
from collections import ChainMap
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from nkpay import trial, verdicts
from nkpay.data import Package
from nkpay.editions import record
from nkpay.findings import findings
from nkpay.registry import Uncomputable, UnknownName, Verdict
from tests.projects import Project, small
from tests.reading import sheets, squeezed
from tests.recomputed import Raw
from tests.recomputed import trial as raw_trial
from tests.recomputed.findings import all_findings

NAMES = sorted(findings)


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_holds_and_the_change_named_in_advance_overturns_it(
    name: str, data: Package
) -> None:
    assert findings.compute(name, data).holds
    assert not findings.compute(name, findings.about(name).overturned_by(data)).holds


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_says_a_sentence_and_a_rule(name: str) -> None:
    about = findings.about(name)
    assert about.statement[0].isupper() and not about.statement.endswith(".")
    assert len(about.rule) > 20 and about.overturning.endswith(".")


def test_every_finding_has_a_second_computation() -> None:
    assert sorted(all_findings()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_trial_equals_brute_force_on_the_raw_rows(name: str, data: Package, raw: Raw) -> None:
    tried = trial.try_one(name, data)
    ours = {
        (removal.way, removal.key): removal.stands
        for way in trial.WAYS
        for removal in tried.by(way)
    }
    assert ours == raw_trial.outcomes(raw, name)
    rows = {raw_trial.identity(row) for row in all_findings()[name].rows(raw)}
    assert set(tried.verdict.rows) == rows


@pytest.mark.parametrize("name", NAMES)
def test_taking_away_what_a_finding_does_not_rest_on_changes_nothing(
    name: str, data: Package
) -> None:
    verdict = findings.compute(name, data)
    kept = {
        table: data[table][data[table].index.isin(verdict.rows)] for table in findings.tables(name)
    }
    alone = findings.compute(name, ChainMap(kept, data))  # type: ignore[arg-type]
    assert (alone.holds, alone.margin) == (verdict.holds, verdict.margin)


def test_a_finding_that_reads_no_claims_is_tried_by_the_claims_that_its_rows_name(
    data: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    def issuers(system_attributes: pd.DataFrame) -> Verdict:
        rows = system_attributes[system_attributes["attribute"] == "issuer"]
        return Verdict(len(rows) > 1, f"{len(rows)} rows", tuple(rows.index))

    monkeypatch.setitem(findings._functions, "made.issuers", issuers)
    tried = trial.try_one("made.issuers", data)
    named = set(data["system_attributes"].loc[list(tried.rows), "claim_id"]) - {""}
    assert len(named) > 5
    assert set(data["claims"].loc[sorted(named), "original"]) <= set(tried.originals)
    assert {removal.key for removal in tried.by("original")} == set(tried.originals)
    assert all(removal.stands for removal in tried.by("original"))


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_without_data_gives_one_clear_message(name: str, data: Package) -> None:
    empty = {table: data[table].iloc[:0] for table in findings.tables(name)}
    with pytest.raises(Uncomputable) as error:
        findings.compute(name, ChainMap(empty, data))  # type: ignore[arg-type]
    message = str(error.value)
    assert name in message and "\n" not in message


def test_an_unknown_finding_suggests_near_names() -> None:
    with pytest.raises(UnknownName, match=r"near: 'law\.duty_not_known'"):
        findings.about("law.duty_unknown")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("adoption.capital_ahead", "rests on one original (Daily NK 2023)"),
        ("adoption.share_not_known", "rests on one publisher (Daily NK)"),
        ("law.businesses_named_most", "stands without any one original; falls without Daily NK"),
        ("surveillance.bank_records_used", "rests on anonymous sources alone"),
        ("adoption.no_count_inside", "one find would overturn it"),
    ],
)
def test_verdicts_are_plain_words(name: str, words: str, data: Package) -> None:
    assert words in verdicts.in_words(trial.try_one(name, data), data)


# In the book.


def test_every_finding_is_printed_with_its_verdict_in_html_and_pdf(
    book: Project, data: Package
) -> None:
    pages = [book.html / "index.html", *sorted((book.html / "chapters").glob("*.html"))]
    printed: dict[tuple[str, str], Tag] = {}
    for path in pages:
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for element in soup.select("[data-finding]"):
            marked = element.find_parent("section", lang=True)
            language = str(marked["lang"]) if isinstance(marked, Tag) else "en"
            printed[language, str(element["data-finding"])] = element
    assert sorted(name for language, name in printed if language == "en") == NAMES
    assert {language for language, _ in printed} == set(verdicts.PHRASES)
    pdf = squeezed("".join(sheets(book.pdf)))
    for (language, name), element in printed.items():
        tried = trial.try_one(name, data)
        assert element["data-verdict"] == verdicts.in_words(tried, data)
        assert set(str(element["data-rows"]).split()) == set(findings.compute(name, data).rows)
        paragraph = element.find_parent("p")
        assert isinstance(paragraph, Tag)
        # A paragraph may have several findings, and then as many verdicts.
        (link,) = paragraph.select(f'a.verdict[href$="#{verdicts.anchor(name)}"]')
        words = verdicts.in_words(tried, data, language)
        assert link.get_text().rstrip(".").lower() == words.lower()
        assert squeezed(link.get_text()) in pdf, name


@pytest.mark.parametrize("name", NAMES)
def test_a_verdict_in_korean_names_what_the_english_names(name: str, data: Package) -> None:
    tried = trial.try_one(name, data)
    english, korean = (verdicts.in_words(tried, data, language) for language in ("en", "ko"))
    assert english.count(";") == korean.count(";")
    assert re.findall(r"\(([^()]*)\)", english) == re.findall(r"\(([^()]*)\)", korean)
    for key, kind in verdicts.PHRASES["en"].kinds.items():
        assert (kind in english) == (verdicts.PHRASES["ko"].kinds[key] in korean)


def test_the_book_tells_what_changed(book: Project) -> None:
    page = BeautifulSoup((book.html / "changes.html").read_text(encoding="utf-8"), "lxml")
    shown = [str(head["id"]) for head in page.select("h2[id^=edition-]")]
    assert shown == [f"edition-{edition.version}" for edition in record.read_all()]
    ElementTree.parse(book.html / "changes.xml")


def test_a_finding_that_became_false_stops_the_build_with_its_sentence(tmp_path: Path) -> None:
    project = small(tmp_path / "book", "# One\n\n{finding}`adoption.sign_ups_of_one_original`.\n")
    path = project.root / "data" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = (r for r in rows if r["indicator_id"] == "wallet-users" and r["rank"] == "normal")
    next(counted)["original"] = "dailynk-2025-digital-push"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    done = project.build()
    assert done.returncode == 1
    assert "chapters/one.md:3: the data no longer says" in done.stderr
    assert "finding 'adoption.sign_ups_of_one_original' does not hold" in done.stderr
