"""``make bench``: measure, print a table, write ``bench/results.json``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import browser, cases, profiling, scale

_RESULTS = Path(__file__).parent / "results.json"
_PARTS = ("builds", "scale", "pages", "profile")


def main() -> int:
    """Run the parts that are asked for; all of them by default."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=_PARTS, action="append")
    options = parser.parse_args()
    parts = options.only or _PARTS
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="nkpay-bench-") as name:
        folder, python = Path(name), sys.executable
        if "builds" in parts:
            results += cases.run(folder / "builds", python, options.rounds)
            results += cases.memory(folder / "builds", python)
        if "scale" in parts:
            results += scale.run(folder / "scale", python)
        if "pages" in parts:
            results += browser.run(*cases.built(folder / "pages", python))
        if "profile" in parts:
            print(profiling.cold(folder / "profile", python))
    _RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for result in results:
        print(_line(result))
    return 0


def _line(result: dict[str, Any]) -> str:
    shown = {k: v for k, v in result.items() if k != "case" and v is not None and "_all_" not in k}
    return f"{result['case']:<62} " + "  ".join(f"{k} {v}" for k, v in shown.items())


if __name__ == "__main__":
    sys.exit(main())
