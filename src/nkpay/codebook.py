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

_RULES = """
## Rules of coding

**One row a statement.** A claim is one statement by one source. Low to high is the range of one
population; two places, two occupations or two years are two rows. What the source does not say
is left empty.

**Kind of evidence** is the weakest link in the chain from the event to the page. An anonymous
source who relays a survey is `anonymous-source`; a columnist who names nobody is `inference`; a
law text, an app or an official act that the author saw is `inspected`.

**Quantities in words** take value, low and high from `verbal_quantities`, and nothing else.

**Originals.** A page that repeats another carries the key of that other in `original` and counts
with it once.

**Money.** Sums and rates in won say which won: a hundred old won became one new won on 30
November 2009. Market, official, state-exchange and card rates are told apart in `rate_kind`. A
value that is our midpoint or arithmetic says so in `obtained`.

**Dates** are as wide as they were printed. A date that the page does not print is `inferred`.

**Safety.** Private persons are coded to county and month at the finest, with no age, sum, kin or
workplace, even where these were published. No method of evasion enters the data. The check
refuses the words in which such details come; it cannot judge, so the coder must.
"""
_COMPUTED = """
# Computed tables

These are in the data release, not in `data/`: they follow from the tables above.
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
    tables = "".join(_table(resource) for resource in package.resources.values())
    computed = "".join(_table(resource) for resource in package.descriptor.get("computed", []))
    return head + "\n".join(overview) + "\n" + _RULES + tables + _COMPUTED + computed


def _table(resource: Descriptor) -> str:
    name, schema = resource["name"], resource["schema"]
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


def _targets(references: str | list[str]) -> str:
    if references == "rows":
        return "any row"
    names = [references] if isinstance(references, str) else references
    return " or ".join(f"`{name}`" for name in names)


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
        parts.append(f"ids of {_targets(field['rule']['references'])}, separated by semicolons")
    return f" ({'; '.join(parts)})" if parts else ""
