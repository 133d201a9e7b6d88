"""The codebook, ``data/README.md``, written from the descriptor so that the two cannot differ."""

from __future__ import annotations

from nkpay.data import Descriptor, Package

_HEAD = """# Data package: {title}

Version {version}. Sources were searched until {closes}. Licence CC BY 4.0 (`LICENSE-CONTENT.md`).

This page is generated from `datapackage.json` by `make seal-data`; edit that file, not this one.
Files are UTF-8 CSV. An empty cell means that the source does not say, or that the column does
not apply to the row. Dates are as wide as they were printed: `YYYY-MM-DD`, `YYYY-MM`,
`YYYY-Qn`, `YYYY` or a span `YYYY/YYYY`. Ids are never reused and never renumbered.

| table | rows | what a row is | rights |
| --- | ---: | --- | --- |
"""


def codebook(package: Package) -> str:
    """The text of ``data/README.md``."""
    head = _HEAD.format(
        title=package.descriptor["title"], version=package.version, closes=package.closes
    )
    overview = [
        f"| [{name}]({package.resources[name]['path']}) | {len(package[name]):,}"
        f" | {package.resources[name]['description']} | {package.resources[name]['rights']} |"
        for name in package
    ]
    return head + "\n".join(overview) + "\n" + "".join(_table(package, name) for name in package)


def _table(package: Package, name: str) -> str:
    schema = package.resources[name]["schema"]
    targets = {
        field: f"{key['reference']['resource']}.{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", [])
        for field in key["fields"]
    }
    lines = [
        f"| `{field['name']}` | {field['type']} | {field['description']}{_limits(field, targets)} |"
        for field in schema["fields"]
    ]
    return (
        f"\n## {name}\n\n| column | type | meaning |\n| --- | --- | --- |\n"
        + "\n".join(lines)
        + "\n"
    )


def _limits(field: Descriptor, targets: dict[str, str]) -> str:
    """What a cell may hold, after its meaning."""
    limits = field.get("constraints", {})
    parts = []
    if limits.get("required"):
        parts.append("required")
    if "enum" in limits:
        parts.append("one of " + ", ".join(f"`{value}`" for value in limits["enum"]))
    if field["name"] in targets:
        parts.append(f"refers to `{targets[field['name']]}`")
    if "references" in field.get("rule", {}):
        parts.append(f"ids of `{field['rule']['references']}`, separated by semicolons")
    return f" ({'; '.join(parts)})" if parts else ""
