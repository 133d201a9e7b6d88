"""What the loader, the registry and the ways from a row to its sources promise in their words."""

from __future__ import annotations

import hashlib
import shutil
from collections import ChainMap, Counter
from pathlib import Path

import pandas as pd
import pytest

from nkpay import code_words, dates, evidence, load, registry, select
from nkpay.data import DataError, Package, package, repository
from nkpay.registry import Number, Registry, Uncomputable, UnknownName
from tests.conftest import ROOT
from tests.recomputed import Raw, Row

# The loader.


def test_a_table_is_typed_by_the_descriptor_and_keyed(data: Package, raw: Raw) -> None:
    assert list(data) == sorted(raw, key=list(data).index) and len(data) == len(raw)
    assert "claims" in data and "claim" not in data
    for name, rows in raw.items():
        table = data[name]
        assert table.index.name == data.key(name) == next(iter(rows[0]))
        assert list(table.index) == [row[data.key(name)] for row in rows]
        for field in data.fields(name)[1:]:
            cells, column = [row[field["name"]] for row in rows], table[field["name"]]
            if field["type"] == "string":
                assert list(column) == cells
            else:
                assert column.dtype == "float64"
                assert ["" if pd.isna(v) else v for v in column] == [c and float(c) for c in cells]


def test_a_table_is_read_once_and_a_caller_gets_a_copy(data: Package) -> None:
    assert data["claims"] is data["claims"]
    mine = load("claims")
    mine.loc[mine.index[0], "statement"] = "altered"
    assert load("claims").iloc[0]["statement"] == data["claims"].iloc[0]["statement"]
    with pytest.raises(KeyError, match="claim"):
        load("claim")


def test_version_close_and_digest_are_those_of_the_files(data: Package, data_copy: Path) -> None:
    assert (data.version, data.closes) == (
        data.descriptor["version"],
        data.descriptor["evidenceCloses"],
    )
    content = (data.folder / "datapackage.json").read_bytes()
    content += b"".join((data.folder / f"{n}.csv").read_bytes() for n in sorted(data))
    assert data.digest == hashlib.sha256(content).hexdigest() == Package(data_copy).digest
    with (data_copy / "claims.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Package(data_copy).digest != data.digest


def test_what_cannot_be_loaded_is_named(data_copy: Path) -> None:
    (data_copy / "claims.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"claims\.csv: row 1: columns are \['a', 'b'\].*claim_id"):
        Package(data_copy)["claims"]
    (data_copy / "claims.csv").write_bytes(b"a,b\n\xff\xfe,2\n")
    with pytest.raises(DataError, match=r"claims\.csv: cannot be read as UTF-8 CSV: .+"):
        Package(data_copy)["claims"]
    (data_copy / "claims.csv").unlink()
    with pytest.raises(DataError, match=r"claims\.csv: listed in datapackage\.json but missing"):
        Package(data_copy)["claims"]
    (data_copy / "datapackage.json").write_text('{\n"name": }', encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json:2: not valid JSON: Expecting"):
        len(Package(data_copy))
    shutil.rmtree(data_copy)
    with pytest.raises(DataError, match=r"the descriptor of the data package is missing"):
        len(Package(data_copy))


def test_the_folder_of_the_project_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NKPAY_ROOT", raising=False)
    assert repository() == ROOT and package().folder == ROOT / "data"
    monkeypatch.setenv("NKPAY_ROOT", "/elsewhere")
    assert repository() == Path("/elsewhere")


# The registry.


def test_a_registry_calls_by_name_once_and_tells_near_names(data: Package) -> None:
    calls = []
    mine: Registry[Number] = Registry("number", "tests.mutants")

    def counted(claims: pd.DataFrame, *, width: int = 0) -> Number:
        calls.append(width)
        return Number(len(claims), f"{len(claims)}", ("table:claims",))

    counted.__module__ = "tests.mutants.here.below"
    mine._import_modules = lambda: None  # type: ignore[method-assign]
    assert mine(counted) is counted
    with pytest.raises(ValueError, match=r"number 'here\.counted' is registered twice"):
        mine(counted)
    assert (list(mine), mine.tables("here.counted")) == (["here.counted"], ("claims",))
    once = Package(data.folder)
    assert mine.compute("here.counted", once) is mine.compute("here.counted", once)
    mine.compute("here.counted", once, width=3)
    mine.compute("here.counted", ChainMap({}, {"claims": once["claims"]}))
    assert calls == [0, 3, 0]
    with pytest.raises(
        UnknownName, match=r"number 'here\.count' is not .*; near: 'here\.counted'$"
    ):
        mine.function("here.count")
    with pytest.raises(UnknownName, match=r"number 'zzz' is not registered$"):
        mine.compute("zzz", once)
    assert registry.place_of(counted) == "counted in src/tests/mutants/here/below.py"


@pytest.mark.parametrize("error", [LookupError, ValueError, TypeError, AttributeError])
def test_data_that_a_function_cannot_use_is_named(error: type[Exception], data: Package) -> None:
    mine: Registry[Number] = Registry("number", "tests.mutants")

    def broken(claims: pd.DataFrame) -> Number:  # noqa: ARG001  # it names the table
        raise error("no such row")

    mine._functions["here.broken"] = broken
    mine._import_modules = lambda: None  # type: ignore[method-assign]
    said = rf"number 'here\.broken' cannot be computed .*\({error.__name__}: no such row\)"
    with pytest.raises(Uncomputable, match=said):
        mine.compute("here.broken", data)


def test_the_one_row_of_a_selection_or_an_error_that_lists_them(data: Package) -> None:
    claims = data["claims"]
    assert select.only(claims.iloc[[3]], "a claim").name == claims.index[3]
    with pytest.raises(select.NotOne, match=r"a claim: expected one row, the data has 0 \(none\)"):
        select.only(claims.iloc[:0], "a claim")
    two = ", ".join(claims.index[:2])
    with pytest.raises(select.NotOne, match=rf"has 2 \({two}\)"):
        select.only(claims.iloc[:2], "a claim")
    assert select.ids(claims.iloc[2], claims.iloc[1:3]) == (claims.index[2], claims.index[1])


# From a row to its sources.


def cited(raw: Raw, table: str, row: Row) -> tuple[str, ...]:
    """The sources of a raw row."""
    if table == "sources":
        return (row["source_id"],)
    if table == "disclosures":
        (claim,) = (c for c in raw["claims"] if c["claim_id"] == row["claim_id"])
        return (claim["source_id"],)
    named = row.get("source_ids") or row.get("source_id") or ""
    return tuple(named.split(";")) if named else ()


def test_each_row_leads_to_its_table_its_sources_and_its_kind(data: Package, raw: Raw) -> None:
    for table in evidence.CITABLE:
        for row in raw[table][::9]:
            id_ = row[data.key(table)]
            assert evidence.table_of(id_, data) == table
            assert evidence.sources_of(id_, data) == cited(raw, table, row), id_
            assert evidence.kind_of(id_, data) == row.get("evidence", "")
    assert evidence.table_of("table:claims", data) == "claims"
    assert evidence.sources_of("table:claims", data) == ()
    assert evidence.kind_of("table:claims", data) == ""
    with pytest.raises(evidence.UnknownRow, match="row 'X1' is in no table of the data package"):
        evidence.table_of("X1", data)


def test_sources_and_kinds_of_several_rows_are_counted(data: Package, raw: Raw) -> None:
    claims = raw["claims"][:200]
    rows = [c["claim_id"] for c in claims]
    uses = Counter(c["source_id"] for c in claims)
    expected = sorted(uses, key=lambda source: (-uses[source], source))
    assert evidence.sources_behind([*rows, "table:claims"], data) == expected
    ranked = sorted(raw["evidence_kinds"], key=lambda k: int(k["rank_order"]))
    kinds = Counter(c["evidence"] for c in claims)
    mix = [(k["evidence"], kinds[k["evidence"]]) for k in ranked if kinds[k["evidence"]]]
    assert list(evidence.evidence_mix([*rows, "table:claims"], data).items()) == mix
    assert evidence.originals(data["claims"].loc[rows]) == len({c["original"] for c in claims})


def statement(raw: Raw, table: str, row: Row) -> str:
    """What a raw row says, in one sentence."""

    def cell(of: str, key: str, column: str) -> str:
        return next(r[column] for r in raw[of] if next(iter(r.values())) == key)

    match table:
        case "series":
            of, at = (cell("indicators", row["indicator_id"], c) for c in ("label", "unit"))
            place = cell("places", row["place_id"], "name")
            return f"{of}, {place}, {dates.in_words(row['period'])}: {quantity(row)} {at}"
        case "system_attributes":
            labels = {r["entity_id"]: r["label"] for r in raw["entities"]}
            value = labels.get(row["value"], row["value"].replace("_", " "))
            if row["date_precision"]:
                value = dates.in_words(row["value"])
            if row["attribute"] == "function":
                value = f"to {code_words.FUNCTIONS[row['value']]}"
            return f"{labels[row['system_id']]}: {row['attribute'].replace('-', ' ')} {value}"
        case "disclosures":
            means = {**code_words.MEANS_HERE, **code_words.MEANS_ELSEWHERE}[row["means"]]
            answer = code_words.ANSWERS[row["question"]][row["answer"]]
            return f"{means[:1].upper() + means[1:]}: {answer}, says {row['claim_id']}"
        case "sanctions":
            label = cell("entities", row["entity_id"], "label")
            found = code_words.STATUS[row["status"]]
            return f"{label} {found} the {code_words.LISTS[row['list']]}"
        case "systems" | "laws":
            return cell("entities", next(iter(row.values())), "label")
    says = {"provisions": "obligation", "capabilities": "capability", "searches": "question"}
    says |= {"sources": "title", "outlets": "name", "events": "title" if "title" in row else ""}
    return row["statement"] if row.get("statement") else row[says[table]]


def quantity(row: Row) -> str:
    value, low, high = (
        f"{float(row[c]):,.10g}" if row[c] else "" for c in ("value", "value_low", "value_high")
    )
    return value or (f"{low} to {high}" if high else f"at least {low}")


def test_each_row_says_one_sentence(data: Package, raw: Raw) -> None:
    for table in evidence.CITABLE:
        for row in raw[table][::9]:
            said = evidence.statement_of(row[data.key(table)], data)
            assert said == statement(raw, table, row)
    assert evidence.statement_of("table:claims", data) == "Every row of the table 'claims'."
    bounded = pd.Series({"value": float("nan"), "value_low": 2000.0, "value_high": float("nan")})
    assert evidence._value(bounded) == "at least 2,000"
    bounded["value_high"] = 3000.0
    assert evidence._value(bounded) == "2,000 to 3,000"
