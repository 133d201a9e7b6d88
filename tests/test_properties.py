"""What must hold for any input, tried with inputs that nobody thought of.

hypothesis makes the inputs, the same in every run: a failure on one machine is one on all.
"""

from __future__ import annotations

import csv
import json
import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nkpay.data import DataError, Package
from nkpay.validation.cells import cell_faults
from nkpay.validation.files import unreadable
from nkpay.validation.rows import row_faults
from tests.recomputed import Raw, Row

tried = settings(derandomize=True, deadline=None, max_examples=60, database=None)

# The loader.

FIELDS = [("key", "string"), ("words", "string"), ("sum", "number")]
#: Any text: quotes, commas, line ends, Hangul, marks of writing from right to left.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@contextmanager
def packaged(content: bytes) -> Iterator[Package]:
    """A package of one small table with this content."""
    with tempfile.TemporaryDirectory() as folder:
        schema = {"fields": [{"name": n, "type": t} for n, t in FIELDS], "primaryKey": "key"}
        table = {"name": "small", "path": "small.csv", "schema": schema}
        about = {"name": "tried", "version": "1.0.0", "evidenceCloses": "2026-01-01"}
        descriptor = json.dumps({**about, "resources": [table]})
        Path(folder, "datapackage.json").write_text(descriptor, encoding="utf-8")
        Path(folder, "small.csv").write_bytes(content)
        yield Package(Path(folder))


def written(rows: list[tuple[str, str]], delimiter: str = ",") -> bytes:
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(name for name, _ in FIELDS)
        writer.writerows((n, *row) for n, row in enumerate(rows))
        file.seek(0)
        return file.read().encode()


@tried
@given(st.lists(st.tuples(TEXT, FLOATS.map(repr) | st.just("")), min_size=1, max_size=4))
def test_any_text_and_any_number_come_back_from_the_file(rows: list[tuple[str, str]]) -> None:
    with packaged(written(rows)) as package:
        table = package["small"]
    assert list(table.index) == [str(n) for n in range(len(rows))]
    for (words, number), read in zip(rows, table.itertuples(index=False), strict=True):
        assert read.words == words
        if number:
            assert read.sum == pytest.approx(float(number), rel=1e-12, abs=1e-300)
        else:
            assert math.isnan(read.sum)


def is_no_number(text: str) -> bool:
    try:
        return not math.isfinite(float(text))
    except ValueError:
        return True


NO_NUMBERS = st.sampled_from(["nan", "inf", "-inf", "INF", "1,5", "12 won", "n/a", "—"])


@tried
@given(st.integers(0, 5), st.integers(0, 5), NO_NUMBERS | TEXT.filter(is_no_number))
def test_what_is_no_number_is_named_by_file_row_and_column(
    before: int, after: int, cell: str
) -> None:
    assume(cell and "\n" not in cell)
    rows = [("", "1.5")] * before + [("", cell)] + [("", "")] * after
    with packaged(written(rows)) as package, pytest.raises(DataError) as error:
        package["small"]
    said = str(error.value)
    assert f"small.csv: row {before + 2}, column 'sum': {cell!r} is not a number" in said


@tried
@given(st.lists(st.tuples(TEXT.filter(lambda t: "\n" not in t), FLOATS.map(repr)), min_size=1))
def test_a_file_that_a_spreadsheet_has_spoilt_is_named(rows: list[tuple[str, str]]) -> None:
    good = written(rows)
    spoilt = {
        "byte-order mark": b"\xef\xbb\xbf" + good,
        "CR line ends": good.replace(b"\n", b"\r\n"),
        "described are": written(rows, ";"),
        "cut short": good[:-1],
        "not UTF-8": good + b"\xff\n",
    }
    with packaged(good) as package:
        assert not [*unreadable(package)]
        for words, content in spoilt.items():
            package.path("small").write_bytes(content)
            assert any(f.file == "small.csv" and words in f.message for f in unreadable(package))


# Rules of coding.


def faults_of(data: Package, raw: Raw, **cells: str) -> dict[str, str]:
    """What the rules say of one claim with these cells, by column."""
    claim: Row = {**dict.fromkeys(raw["claims"][0], ""), "claim_id": "C0001", **cells}
    tables: dict[str, list[Row]] = {name: [] for name in data}
    tables |= {name: raw[name] for name in ("indicators", "verbal_quantities")}
    return {f.column: f.message for f in row_faults(data, {**tables, "claims": [claim]})}


QUANTITY = st.integers(0, 1000).map(str) | st.just("")


@tried
@given(low=QUANTITY, value=QUANTITY, high=QUANTITY)
def test_low_value_and_high_rise_or_are_named(
    data: Package, raw: Raw, low: str, value: str, high: str
) -> None:
    given_ = [float(n) for n in (low, value, high) if n]
    found = faults_of(data, raw, value_low=low, value=value, value_high=high)
    assert ("do not rise" in found.get("value_low", "")) == (given_ != sorted(given_))
    assert ("without an indicator" in found.get("indicator_id", "")) == bool(given_)


@tried
@given(at=st.integers(0), value=FLOATS)
def test_a_value_beyond_the_bounds_of_its_indicator_is_named(
    data: Package, raw: Raw, at: int, value: float
) -> None:
    indicator = raw["indicators"][at % len(raw["indicators"])]
    low, high = (float(indicator[c] or math.copysign(math.inf, s)) for c, s in BOUNDS)
    unit, id_ = indicator["unit"], indicator["indicator_id"]
    found = faults_of(data, raw, value=repr(value), indicator_id=id_, unit=unit)
    assert ("is outside" in found.get("value", "")) == (not low <= value <= high)
    assert "unit" not in found and "unit" in faults_of(data, raw, value="1", indicator_id=id_)


BOUNDS = (("minimum", -1), ("maximum", 1))


@tried
@given(at=st.integers(0), column=st.sampled_from(["value", "low", "high"]), other=QUANTITY)
def test_a_quantity_in_words_is_coded_as_the_table_says(
    data: Package, raw: Raw, at: int, column: str, other: str
) -> None:
    phrase = raw["verbal_quantities"][at % len(raw["verbal_quantities"])]
    coded = {"value": phrase["value"], "low": phrase["low"], "high": phrase["high"], column: other}
    cells = {("value" if c == "value" else f"value_{c}"): v for c, v in coded.items()}
    found = faults_of(data, raw, phrase_id=phrase["phrase_id"], **cells)
    told = [c for c, message in found.items() if phrase["phrase"] in message]
    same = float(other or "nan") == float(phrase[column] or "nan") or other == phrase[column]
    assert told == ([] if same else ["value" if column == "value" else f"value_{column}"])


HIDDEN = st.sampled_from("\u200b\u200f\u202e\u00ad\ufeff\u00a0\t\n")


@tried
@given(before=st.text("abc 가나"), hidden=HIDDEN, after=st.text("abc 가나"))
def test_no_invisible_character_enters_the_data(
    data: Package, raw: Raw, before: str, hidden: str, after: str
) -> None:
    tables: dict[str, list[Row]] = {name: [] for name in data}
    claim = {**dict.fromkeys(raw["claims"][0], ""), "statement": before + hidden + after}
    found = [*cell_faults(data, "claims", {**tables, "claims": [claim]})]
    assert [(f.row, f.column) for f in found] == [(2, "statement")]
