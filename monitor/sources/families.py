"""The presets of content management systems, from families.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..domain import Evidence
from .tables import Findings, RawTable, note_missing, read_table, read_toml, tables_of
from .vocabulary import FAMILY, LAYOUT, NEEDED_BY_FAMILY

FAMILIES_FILE = Path(__file__).resolve().parent.parent / "families.toml"
#: The layout of addresses that belong to no source; a table of its own in the file.
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Family:
    """A content management system, or one operator's front of it, and how its pages are laid out."""

    name: str
    #: Who makes or runs it, in a few words.
    made_by: str
    #: How a person recognises it.
    recognise: str
    evidence: Evidence
    #: Which pages the evidence consists of.
    seen: str
    #: Keys of the layout that the preset sets, read.
    layout: Mapping[str, object]


@cache
def bundled_families() -> Mapping[str, Family]:
    """Return the presets by name, in the file's order; the last one is the generic layout."""
    return read_families(FAMILIES_FILE)


def read_families(path: Path) -> Mapping[str, Family]:
    """
    Return the presets of a file by name.

    Raises:
        ConfigError: the file or anything in it is wrong.

    """
    raw = read_toml(path)
    findings = Findings(str(path))
    tables = [*tables_of(raw, "family", findings), *_generic(raw, findings)]
    for key in raw.keys() - {"family", GENERIC}:
        findings.add(key, f"is unknown; there are [[family]] tables and one [{GENERIC}]")
    families = [_family(number, table, findings) for number, table in enumerate(tables, 1)]
    names = [family.name for family in families if family]
    for name in sorted({name for name in names if names.count(name) > 1}):
        findings.add(f"family[{name}].name", "stands twice; give one of them another name")
    findings.raise_any()
    return {family.name: family for family in families if family}


def _generic(raw: RawTable, findings: Findings) -> list[RawTable]:
    table = raw.get(GENERIC)
    if not isinstance(table, dict):
        findings.add(GENERIC, f"is missing or no table; write [{GENERIC}]")
        return []
    return [{"name": GENERIC, **table}]


def _family(number: int, raw: RawTable, findings: Findings) -> Family | None:
    """Return the family; None when a problem was noted."""
    place = f"family[{raw.get('name', f'#{number}')}]"
    before = len(findings.problems)
    values = read_table(raw, FAMILY, place, findings)
    note_missing(raw, NEEDED_BY_FAMILY, place, findings)
    if len(findings.problems) > before:
        return None
    return Family(
        name=str(values["name"]),
        made_by=str(values["made_by"]),
        recognise=str(values["recognise"]),
        evidence=Evidence(str(values["evidence"])),
        seen=str(values["seen"]),
        layout={key: value for key, value in values.items() if key in LAYOUT},
    )
