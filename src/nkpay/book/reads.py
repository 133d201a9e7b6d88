"""Which files each page has read when it was executed: it runs again when one has changed."""

from __future__ import annotations

import ast
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from nkpay import watching
from nkpay.book import digests

_FILE = "reads.json"


class Reads:
    """For the code of each page the files that it read, each with its digest, kept in a file."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._kept: dict[str, dict[str, str]] = {}
        # What was not written whole is as if it were not there.
        with suppress(FileNotFoundError, ValueError):
            self._kept = json.loads(self._path.read_text(encoding="utf-8"))

    def hold(self, key: str) -> bool:
        """Whether all that the code read is still as it was."""
        files = self._kept.get(key)
        return files is not None and all(_digest(f) == digest for f, digest in files.items())

    def note(self, key: str, files: list[str]) -> None:
        """Remember what an execution has read."""
        self._kept[key] = {name: _digest(name) for name in files}

    def save(self) -> None:
        """Write the file."""
        self._path.write_text(json.dumps(self._kept, indent=1, sort_keys=True), encoding="utf-8")


def key(docname: str, notebook: nbformat.NotebookNode) -> str:
    """A digest of the code of a page."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return digests.of(docname, *code, json.dumps(notebook.metadata.get("kernelspec", {})))


def watch(client: NotebookClient) -> None:
    """Let the kernel note from now on which files it reads."""
    _ask(client, "start()")


def watched(client: NotebookClient) -> list[str]:
    """The files of the checkout that the kernel has read."""
    answer = _ask(client, "seen()")
    if answer.get("status") != "ok":
        return [watching.ANYTHING]
    return str(ast.literal_eval(answer["data"]["text/plain"])).splitlines()


def _ask(client: NotebookClient, call: str) -> Any:
    """Evaluate a call of ``nkpay.watching`` without a trace in the names of the notebook."""
    expression = f"__import__('nkpay.watching', fromlist=['watching']).{call}"
    kernel: Any = client.kc
    message = kernel.execute("", silent=True, user_expressions={"answer": expression})
    reply: Any = client.wait_for_reply(message)
    return reply["content"]["user_expressions"]["answer"]


def _digest(name: str) -> str:
    if name == watching.ANYTHING:
        return digests.of(digests.data(), digests.beside(), digests.pages())
    return digests.read_file(name)
