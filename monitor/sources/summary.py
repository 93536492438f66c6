"""The families as a table for documents."""

from __future__ import annotations

from .families import GENERIC, bundled_families
from .registry import Registry


def family_table(registry: Registry) -> str:
    """Return a Markdown table of the families: how to recognise each, what is known of it, its sources."""
    lines = [
        "| family | made by | recognised by | evidence | sources (enabled) |",
        "|---|---|---|---|---|",
    ]
    for family in bundled_families().values():
        if family.name == GENERIC:
            continue
        own = [source for source in registry.sources if source.family == family.name]
        enabled = sum(source.enabled for source in own)
        known = f"{family.evidence}: {family.seen}"
        lines.append(
            f"| `{family.name}` | {family.made_by} | {family.recognise} | {known} | {len(own)} ({enabled}) |"
        )
    return "\n".join(lines) + "\n"
