"""The data release opens with pandas, DuckDB, R and frictionless alone, and is reproducible."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from nkpay import data_release
from nkpay.data import DataError, Package
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_release.build(ROOT / "data", tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="module")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(zipped).extractall(folder)
    return folder


def test_frictionless_alone_accepts_the_release_with_its_computed_tables(unpacked: Path) -> None:
    package = frictionless.Package(str(unpacked / "datapackage.json"))
    assert package.validate().valid
    assert {"conflicts", "credibility", "real_terms"} <= set(package.resource_names)


def test_every_file_has_the_checksum_that_is_printed(unpacked: Path) -> None:
    listed = dict(
        line.split("  ")[::-1] for line in (unpacked / "SHA256SUMS").read_text().splitlines()
    )
    files = {str(p.relative_to(unpacked)) for p in unpacked.rglob("*") if p.is_file()}
    assert set(listed) == files - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest, name


def test_sqlite_holds_the_same_rows_with_keys_that_hold(unpacked: Path, data: Package) -> None:
    with sqlite3.connect(unpacked / "nkpay.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in data:
            rows = pd.read_sql(f'SELECT * FROM "{name}"', database, index_col=data.key(name))
            for field in data.fields(name)[1:]:
                column = rows[field["name"]]
                if field["type"] == "string":
                    column = column.fillna("")
                expected = data[name][field["name"]]
                assert list(column.fillna(-1)) == list(expected.fillna(-1)), (name, field["name"])


def test_duckdb_reads_tables_and_database(unpacked: Path, data: Package) -> None:
    duckdb = pytest.importorskip("duckdb")
    claims = duckdb.sql(f"SELECT count(*) FROM read_csv('{unpacked}/claims.csv')").fetchall()
    assert claims == [(len(data["claims"]),)]
    grades = duckdb.sql(
        f"SELECT count(*) FROM '{unpacked}/claims.csv' AS c"
        f" JOIN '{unpacked}/computed/credibility.csv' AS g USING (claim_id)"
    ).fetchall()
    assert grades == claims


def test_r_reads_the_tables(unpacked: Path, data: Package) -> None:
    if not (rscript := shutil.which("Rscript")):
        pytest.skip("R is not installed")
    code = f"cat(nrow(read.csv('{unpacked}/claims.csv', encoding='UTF-8')))"
    done = subprocess.run([rscript, "-e", code], capture_output=True, text=True, check=True)
    assert done.stdout == str(len(data["claims"]))


def test_two_releases_of_the_same_data_have_the_same_bytes(zipped: Path, tmp_path: Path) -> None:
    again = data_release.build(ROOT / "data", tmp_path)
    assert again.read_bytes() == zipped.read_bytes()


def test_a_broken_cell_stops_the_release_and_leaves_no_zip(data_copy: Path) -> None:
    (data_copy.parent / "LICENSE-CONTENT.md").write_text("A licence.", encoding="utf-8")
    path = data_copy / "claims.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("C0001,dailynk-2025-digital-push", "C0001,nobody", 1))
    with pytest.raises((DataError, KeyError)):
        data_release.build(data_copy, data_copy / "out")
    assert not list((data_copy / "out").glob("*.zip"))


def test_the_command_refuses_faulty_data_in_one_line(data_copy: Path) -> None:
    root = data_copy.parent
    text = (data_copy / "claims.csv").read_text(encoding="utf-8")
    (data_copy / "claims.csv").write_text(text.replace(",inference,", ",rumour,", 1))
    done = subprocess.run(
        [sys.executable, "-m", "nkpay", "data-release"],
        env={"NKPAY_ROOT": str(root), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "claims.csv: row" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "_build" / "data").exists()
