"""Packs: groups of sources that are switched as a whole, so that a small server need not read all."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import tomli

from ..domain import Source
from ..errors import InputError
from ..toml import Problems, RawTable, note_missing, read_table, suggestion
from .keys import NEEDED_BY_PACK, PACK

#: What stands before the first table of a file: only there can `packs` stand.
_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINE = re.compile(r"^packs\s*=\s*\[[^\]]*\][^\n]*\n?", re.MULTILINE)
_EXTENDS = re.compile(r"^extends\s*=[^\n]*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pack:
    """A group of sources and whether it is switched on."""

    id: str
    name: str
    name_en: str
    on: bool


def read_packs(tables: list[tuple[str, RawTable]], names_on: object, problems: Problems) -> tuple[Pack, ...]:
    """Return the packs of a registry, those named in `names_on` switched on; problems are noted."""
    packs = []
    for place, raw in tables:
        known_problems = len(problems)
        values = read_table(raw, PACK, place, problems)
        note_missing(raw, NEEDED_BY_PACK, place, problems)
        if len(problems) == known_problems:
            packs.append(Pack(**values, on=isinstance(names_on, list) and values["id"] in names_on))
    known = [pack.id for pack in packs]
    if not isinstance(names_on, list) or not all(isinstance(name, str) for name in names_on):
        problems.add("packs", 'must be a list of packs, as in ["core", "data"]')
        return tuple(packs)
    for name in sorted(set(names_on).difference(known)):
        problems.add("packs", f"names {name!r}, which is unknown; {suggestion(name, known)}")
    return tuple(packs)


def check_packs(sources: Sequence[Source], packs: Sequence[Pack], problems: Problems) -> None:
    """Note each pack that a source names and no table defines."""
    known = [pack.id for pack in packs]
    for source in sources:
        for name in sorted(set(source.packs).difference(known)):
            problems.add(f"source[{source.id}].packs", f"names {name!r}, which is unknown; {suggestion(name, known)}")


def by_packs(source: Source, packs: Sequence[Pack], asked_for: Collection[str]) -> Source:
    """
    Return the source, disabled with the reason when it names packs and all of them are off.

    `asked_for` holds ids of sources that the file itself enables: packs do not switch them off.
    """
    is_on = not source.packs or any(pack.on and pack.id in source.packs for pack in packs)
    if is_on or not source.enabled or source.id in asked_for:
        return source
    reason = f"its packs are off: {', '.join(source.packs)}; `monitor sources packs --on` switches one on"
    return replace(source, enabled=False, disabled_because=reason)


def switched(packs: Sequence[Pack], on: Collection[str], off: Collection[str]) -> list[str]:
    """
    Return the ids of the packs that are on after switching, in the order of the registry.

    Raises:
        InputError: no pack has such an id, or an id is switched both ways.

    """
    known = [pack.id for pack in packs]
    for name in [*on, *off]:
        if name not in known:
            raise InputError(f"no pack is called {name!r}; {suggestion(name, known)}")
        if name in on and name in off:
            raise InputError(f"{name!r} is switched on and off at once; name it once")
    return [pack.id for pack in packs if pack.id in on or (pack.on and pack.id not in off)]


def with_packs(text: str, ids: Sequence[str]) -> str:
    """
    Return the text of a registry file with `packs` set; everything else stays as it is, comments too.

    An empty text becomes a file that extends the bundled registry.

    Raises:
        InputError: the text is no TOML, or it writes `packs` in a form that this function does not know.

    """
    before = text or 'extends = "default"\n'
    table = _FIRST_TABLE.search(before)
    end = table.start() if table else len(before)
    head, tables = before[:end], before[end:]
    line = f"packs = {json.dumps(list(ids))}\n"
    if _LINE.search(head):
        head = _LINE.sub(line, head, count=1)
    elif extends := _EXTENDS.search(head):
        head = f"{head[: extends.end()].rstrip()}\n{line}{head[extends.end() :]}"
    else:
        head = line + head
    return _checked(before, head + tables, list(ids))


def _checked(before: str, after: str, ids: list[str]) -> str:
    """Return the new text when it says what the old one said, save `packs`."""
    try:
        same = {**tomli.loads(before), "packs": ids} == tomli.loads(after)
    except tomli.TOMLDecodeError:
        same = False
    if not same:
        raise InputError(f"the file cannot be changed by the program; write packs = {json.dumps(ids)} at its top")
    return after
