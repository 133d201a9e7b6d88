"""The repository around the report: workflows, hooks, templates, licences, metadata."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from nkpay.book import release
from nkpay.data import DataError, Package
from tests.conftest import ROOT
from tests.projects import Project

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = {"new-source", "correction", "figure"}


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tracked() -> list[str]:
    """Files that git keeps; all files in a tree without history."""
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()


# Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_a_workflow_has_no_permission_that_a_job_does_not_name(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        allowed = {"deploy": {"pages", "id-token"}, "offer": {"contents"}}.get(name, set())
        assert writes <= allowed, f"{path.name}: {name} may write {writes}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_actions_are_pinned_by_the_hash_of_a_commit_and_keep_no_credentials(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for used in re.findall(r"uses: (\S.*)", text):
        assert re.fullmatch(r"\./\.github/workflows/\w+\.yml|[\w/-]+@[0-9a-f]{40} # v[\d.]+", used)
    steps = [s for job in loaded(path)["jobs"].values() for s in job.get("steps", [])]
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        # Text from outside, a branch name for instance, would be run as a command.
        assert "${{" not in step.get("run", "")


def test_one_action_has_one_hash_everywhere() -> None:
    found: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: (actions/\S+)@(\S+)", path.read_text("utf-8")):
            found.setdefault(action, set()).add(pin)
    assert {action: pins for action, pins in found.items() if len(pins) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_every_make_target_of_a_workflow_exists(path: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
    steps = [s for job in loaded(path)["jobs"].values() for s in job.get("steps", [])]
    named = {n for s in steps for n in re.findall(r"\bmake ([a-z-]+)", s.get("run", ""))}
    assert named <= targets
    assert all(job.get("timeout-minutes") or "uses" in job for job in loaded(path)["jobs"].values())


def test_the_checks_on_github_are_those_of_the_repository() -> None:
    here = set(re.findall(r"(?m)^make (\w+)$", (ROOT / ".ci" / "run").read_text("utf-8")))
    there = set(re.findall(r"run: make ([\w-]+)", (GITHUB / "workflows/check.yml").read_text()))
    assert here == {"lint", "test"} and here <= there
    versions = loaded(GITHUB / "workflows/check.yml")["jobs"]["test"]["strategy"]["matrix"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert versions["python"][0] == project["requires-python"].removeprefix(">=")


# Hooks


def test_the_hooks_run_the_commands_of_lint_and_of_the_data_check() -> None:
    (local,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local", (
        "a hook from elsewhere would be another version than the lock's"
    )
    entries = [h["entry"] for h in local["hooks"] if h["language"] == "system"]
    done = subprocess.run(
        ["make", "-n", "--no-print-directory", "-o", ".venv/.ready", "lint", "check-data"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert entries == done.stdout.splitlines()


def test_no_output_of_a_build_is_kept() -> None:
    (hook,) = [
        h
        for h in loaded(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
        if h["language"] == "fail"
    ]
    for example in ("chapters/a.ipynb", "_build/html/index.html", "a.pdf"):
        assert re.search(hook["files"], example)
    assert [name for name in tracked() if re.search(hook["files"], name)] == []


# Templates


def test_there_is_a_form_and_a_list_for_each_kind_of_contribution() -> None:
    forms = {p.stem: loaded(p) for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml")}
    assert set(forms) == {*FORMS, "config"}
    assert {p.stem for p in (GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")} == FORMS
    general = (GITHUB / "pull_request_template.md").read_text("utf-8")
    for name in FORMS:
        assert forms[name]["labels"] == [name.replace("-", " ")]
        assert f"?template={name}.md" in general
        ids = [part["id"] for part in forms[name]["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        assert all(
            part["attributes"]["label"]
            for part in forms[name]["body"]
            if part["type"] != "markdown"
        )


def test_the_form_for_a_source_offers_the_kinds_of_evidence(data: Package) -> None:
    form = loaded(GITHUB / "ISSUE_TEMPLATE" / "new-source.yml")
    (asked,) = [part for part in form["body"] if part.get("id") == "evidence"]
    ranked = data["evidence_kinds"].sort_values("rank_order").index
    assert asked["attributes"]["options"][:-1] == list(ranked)


# Environments


def test_every_lock_has_a_hash_a_line_and_names_no_registry() -> None:
    folders = ("", "bench/", ".ci/", "tests/mutants/")
    for name in (f"{folder}requirements.txt" for folder in folders):
        text = (ROOT / name).read_text("utf-8")
        entries = re.split(r"(?m)^(?=\w)", text)[1:]
        assert entries
        for entry in entries:
            assert "--hash=sha256:" in entry, f"{name}: {entry.splitlines()[0]}"
        assert "://" not in text and "index-url" not in text


def test_the_containers_have_what_the_readme_says_the_pdf_needs() -> None:
    (line,) = re.findall(r"`apt install ([^`]*)`", (ROOT / "README.md").read_text("utf-8"))
    wanted = set(line.split())
    assert len(wanted) == 3
    assert set((ROOT / ".binder" / "apt.txt").read_text("utf-8").split()) == wanted
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert wanted <= set(container["onCreateCommand"].split())
    for path in WORKFLOWS:
        lines = re.findall(r"apt-get install -y (.*)", path.read_text("utf-8"))
        for line in (set(line.split()) for line in lines):
            assert line == wanted or not line & wanted, path.name
        assert not lines or wanted in [set(line.split()) for line in lines], path.name


def test_binder_installs_the_lock_and_builds_the_notebooks() -> None:
    binder = ROOT / ".binder"
    line = (binder / "requirements.txt").read_text("utf-8").strip()
    assert (binder / line.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
    assert (binder / "postBuild").stat().st_mode & 0o100
    assert "-m nkpay book" in (binder / "postBuild").read_text("utf-8")


# Licences, citation, release


def test_licences_are_recorded_for_code_text_data_and_fonts(data: Package) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme[readme.index("## Licences") :]
    for file in ("LICENSE", "LICENSE-CONTENT.md", "src/nkpay/fonts/README.md"):
        assert f"`{file}`" in table and (ROOT / file).is_file()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT" and "MIT" in (ROOT / "LICENSE").read_text("utf-8")
    assert [licence["name"] for licence in data.descriptor["licenses"]] == ["CC-BY-4.0"]
    fonts = ROOT / "src" / "nkpay" / "fonts"
    recorded = (fonts / "README.md").read_text("utf-8")
    for path in fonts.glob("*.ttf"):
        assert path.name.partition("-")[0] in recorded, path.name
    assert all(name in recorded for name in (p.name for p in fonts.glob("OFL-*.txt")))


def test_the_citation_file_has_what_its_format_requires(data: Package) -> None:
    cited = loaded(ROOT / "CITATION.cff")
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited) and cited["type"] == "dataset"
    assert cited["license"] == data.descriptor["licenses"][0]["name"]
    # The contributors as one entity: no person is named who did not ask for it.
    assert [set(author) for author in cited["authors"]] == [{"name"}]


def test_the_metadata_for_zenodo_agree_with_citation_and_data(data: Package) -> None:
    cited, given = loaded(ROOT / "CITATION.cff"), release.zenodo()
    for field in ("title", "keywords"):
        assert given[field] == cited[field]
    assert given["license"].upper() == cited["license"]
    assert given["creators"] == cited["authors"]
    assert (given["version"], given["publication_date"]) == (data.version, data.closes)


def test_a_release_has_every_part_with_its_checksum(book: Project, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(book.root, root, ignore=shutil.ignore_patterns(".work"))
    shutil.copy(ROOT / "LICENSE-CONTENT.md", root)
    version = Package(root / "data").version
    done = Project(root).run(sys.executable, "-m", "nkpay", "release", "--tag", f"v{version}")
    assert done.returncode == 0, done.stderr
    folder = root / "_build" / "release"
    listed = dict(
        line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    assert {p.name for p in folder.iterdir()} == {*listed, "SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    (pages,) = folder.glob("*-html.zip")
    assert "index.html" in zipfile.ZipFile(pages).namelist()
    assert {Path(name).suffix for name in listed} == {".pdf", ".zip", ".json"}
    assert f"nkpay-{version}.zip" in listed


def test_a_release_under_another_tag_or_without_a_book_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match=r"the tag v0\.0\.1 is not that of the data"):
        release.gather("v0.0.1")
    monkeypatch.setattr(release, "repository", lambda: tmp_path)
    with pytest.raises(FileNotFoundError, match="run 'make book'"):
        release.gather()
