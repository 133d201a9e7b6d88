"""Where the book is built, what was done to its files: the right result or one clear message."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nkpay import validate
from nkpay.data import Package
from tests.projects import Project, differing, small

CHAPTER = """# One

In Pyongyang {num}`adoption.qr_share_pyongyang` people paid so.

```{code-cell}
from nkpay import figure
figure("surveillance.capability_levels")
```
"""
OFFERED = ("html", "pdf", "notebooks")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small book with a number and a figure, built where nothing is wrong."""
    project = small(tmp_path_factory.mktemp("surroundings") / "book", CHAPTER, executable=True)
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


def can(*command: str) -> bool:
    """Whether this machine lets us run a command in surroundings of its own."""
    return (
        bool(shutil.which(command[0]))
        and not subprocess.run([*command, "true"], check=False, capture_output=True).returncode
    )


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_named(data_copy: Path) -> None:
    path = data_copy / "outlets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    found = validate.faults(Package(data_copy), hashes=False)
    assert any(f.file == "outlets.csv" and "semicolons" in str(f) for f in found), found[:3]


@pytest.mark.parametrize("mangled", ["03/04/2021", "44290", "2021-3-4", "Mar-21"])
def test_a_date_that_a_spreadsheet_has_rewritten_is_named(mangled: str, data_copy: Path) -> None:
    path = data_copy / "events.csv"
    head, row, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    column = head.strip().split(",").index("date")
    cells = row.split(",")
    cells[column] = mangled
    path.write_text("".join([head, ",".join(cells), *rest]), encoding="utf-8")
    found = validate.faults(Package(data_copy), hashes=False)
    assert any((f.file, f.row, f.column) == ("events.csv", 2, "date") for f in found), found[:3]


@pytest.mark.slow
@pytest.mark.skipif(not can("unshare", "-n"), reason="no network namespaces here")
def test_without_a_network_the_book_is_the_same(built: Project, tmp_path: Path) -> None:
    lonely = small(tmp_path / "lonely", CHAPTER, executable=True)
    # Kernels are spoken to through the machine's own loopback, which must be there.
    book = f"ip link set lo up && exec {sys.executable} -m nkpay book"
    done = lonely.run("unshare", "-n", "sh", "-c", book)
    assert done.returncode == 0, done.stderr
    assert differing(built.root / "_build", lonely.root / "_build", OFFERED) == []


@pytest.mark.slow
def test_without_a_home_the_book_is_the_same(built: Project, tmp_path: Path) -> None:
    homeless = small(tmp_path / "homeless", CHAPTER, executable=True)
    done = homeless.build(HOME="/dev/null")  # in which nobody can write, not even root
    assert done.returncode == 0, done.stderr
    assert differing(built.root / "_build", homeless.root / "_build", OFFERED) == []


@pytest.mark.slow
@pytest.mark.skipif(not can("unshare", "-m"), reason="no mount namespaces here")
def test_a_read_only_tree_is_named_and_the_last_book_stays(built: Project, tmp_path: Path) -> None:
    sealed = Project(tmp_path / "sealed")
    shutil.copytree(built.root, sealed.root)
    sealed.edit("index.md", "A landing page.", "A landing place.")
    before = {p: p.read_bytes() for p in sealed.html.rglob("*") if p.is_file()}
    mount = f"mount --bind {sealed.root} {sealed.root} && mount -o remount,ro,bind {sealed.root}"
    done = sealed.run("unshare", "-m", "sh", "-c", f"{mount} && {sys.executable} -m nkpay book")
    assert done.returncode == 1
    assert re.search(r"the book was not built.*Read-only file system", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert {p: p.read_bytes() for p in sealed.html.rglob("*") if p.is_file()} == before


#: Files between builds that another program, or a full disk, may have damaged.
#: In pairs, of which neither is read for the sake of the other.
KEPT = (
    ("doctrees/environment.pickle", ".assets/fonts.css"),
    ("doctrees/index.doctree", ".executed/*/global.db"),
    ("doctrees/pages-written", ".executed/*/reads.json"),
    (".executed/*/executed/*/base.ipynb", ".behind"),
)


@pytest.mark.slow
@pytest.mark.parametrize("kept", KEPT, ids=" and ".join)
def test_a_damaged_cache_costs_time_and_nothing_else(
    kept: tuple[str, str], built: Project, tmp_path: Path
) -> None:
    damaged = Project(tmp_path / "damaged")
    shutil.copytree(built.root, damaged.root)
    for one in kept:
        (path,) = (damaged.root / "_build" / ".work").glob(one)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"\0spoilt")
    # Something to do, or the build would not look at its caches at all.
    damaged.edit("index.md", "A landing page.", "A landing page. ")
    done = damaged.build()
    assert done.returncode == 0, done.stderr
    assert differing(built.root / "_build", damaged.root / "_build", OFFERED) == []
