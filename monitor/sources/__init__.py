"""
The sources that the monitor watches: sources.toml and families.toml, checked and merged.

`parse` and `fetch` see only the merged `Source`. docs/sources.md describes every key.
"""

from __future__ import annotations

from .families import Family, bundled_families, family_table
from .packs import Pack, switched, with_packs
from .registry import IssuerCoverage, Registry, default_path, load, plain_source

__all__ = [
    "Family",
    "IssuerCoverage",
    "Pack",
    "Registry",
    "bundled_families",
    "default_path",
    "family_table",
    "load",
    "plain_source",
    "switched",
    "with_packs",
]
