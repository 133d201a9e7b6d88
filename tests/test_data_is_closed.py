"""Invariant 1: the data package holds what its descriptor says, and no id ever vanishes."""

from __future__ import annotations

import csv
import re
import subprocess

import frictionless

from nkpay import validate
from nkpay.codebook import codebook
from nkpay.data import Package
from tests.conftest import ROOT
from tests.recomputed import Raw


def test_the_package_has_no_fault_and_matches_its_hashes(data: Package) -> None:
    assert validate.faults(data) == []


def test_frictionless_alone_accepts_the_package(data: Package) -> None:
    assert frictionless.Package(str(data.folder / "datapackage.json")).validate().valid


def test_the_codebook_is_the_one_that_the_descriptor_gives(data: Package) -> None:
    assert (data.folder / "README.md").read_text(encoding="utf-8") == codebook(data)


def test_every_table_has_a_licence_and_a_rights_note(data: Package) -> None:
    assert all(r["licenses"] and r["rights"] for r in data.resources.values())


def test_every_claim_has_source_date_evidence_and_locator_or_its_status(raw: Raw) -> None:
    for claim in raw["claims"]:
        assert claim["source_id"], claim["claim_id"]
        assert claim["evidence"], claim["claim_id"]
        assert claim["locator_status"] == "excerpt" or claim["locator"], claim["claim_id"]
        assert claim["as_of"] or claim["notes"], f"{claim['claim_id']}: no date and no reason"


def test_what_is_only_a_draft_says_so_in_id_and_kind(raw: Raw) -> None:
    """By its id a draft is left out where countries are compared, by its kind a reader sees it."""
    drafts = {law["law_id"] for law in raw["laws"] if law["kind"] == "draft"}
    assert drafts == {law["law_id"] for law in raw["laws"] if "-draft-" in law["law_id"]}
    assert drafts


def test_no_id_has_vanished(data: Package) -> None:
    """Ids are for ever: a row may be withdrawn but not removed, so numbers have no gap."""
    for name in data:
        ids = data[name].index
        if re.fullmatch(r"[A-Z]\d+", str(ids[0])):
            numbers = sorted(int(i[1:]) for i in ids)
            assert numbers == list(range(1, len(numbers) + 1)), f"{name}: an id is missing"


def test_ids_of_earlier_commits_are_still_there(data: Package) -> None:
    commits = _git("log", "--format=%H", "--", "data").split()
    for commit in commits:
        for name in data:
            shown = _git("show", f"{commit}:data/{name}.csv")
            before = {row[0] for row in csv.reader(shown.splitlines()[1:]) if row}
            assert before <= set(data[name].index), f"{name}: ids of {commit[:8]} vanished"


def _git(*arguments: str) -> str:
    """What git prints; nothing in a tree without history, where there is nothing to compare."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout
