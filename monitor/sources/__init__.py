"""
What is watched: sources.toml and the presets of families.toml, checked and merged.

`parse` and `fetch` see only the merged `Source`. Every key is described in
docs/sources.md.
"""

from __future__ import annotations

from .families import Family, bundled_families
from .registry import IssuerCoverage, Registry, default_path, load, plain_source
from .summary import family_table

__all__ = [
    "Family",
    "IssuerCoverage",
    "Registry",
    "bundled_families",
    "default_path",
    "family_table",
    "load",
    "plain_source",
]
