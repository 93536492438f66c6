"""From files to tables of read values, with every problem collected on the way."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli

from ..errors import ConfigError, Problem
from .values import BadValueError, Reader

#: A registry of 1,000 sources has some 400 kB.
LARGEST_BYTES = 8 * 1024 * 1024
#: `Expected '=' after a key (at line 3, column 5)`.
_PLACE = re.compile(r"(.{1,300}) \(at (line \d{1,9}, column \d{1,9}|end of document)\)\Z", re.DOTALL)

#: What `tomli` returns for a table.
RawTable = Mapping[str, object]


@dataclass(slots=True)
class Findings:
    """The problems found so far in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, key: str, message: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(self.file, key, message))

    def raise_any(self) -> None:
        """Raise ConfigError if there is any problem."""
        if self.problems:
            raise ConfigError(tuple(self.problems))


def read_toml(path: Path) -> RawTable:
    """
    Return the tables of a file.

    Raises:
        ConfigError: missing, a folder, unreadable, too large, not UTF-8, or not TOML.

    """
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST_BYTES + 1)
    except OSError as exc:
        raise _unusable(path, f"cannot be read: {exc.strerror}; check the name and its permissions") from exc
    if len(body) > LARGEST_BYTES:
        raise _unusable(path, f"is larger than {LARGEST_BYTES // 2**20} MB; is it the right file?")
    if b"\0" in body:
        raise _unusable(path, "is a binary file; give a TOML file")
    try:
        # Editors on Windows put a byte order mark before the text.
        return tomli.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        line = body.count(b"\n", 0, exc.start) + 1
        raise _unusable(path, "is not UTF-8; save it as UTF-8", f"line {line}") from exc
    except tomli.TOMLDecodeError as exc:
        placed = _PLACE.match(str(exc))
        message, place = placed.groups() if placed else (str(exc), "(file)")
        raise _unusable(path, f"is not TOML: {message}", place) from exc


def read_table(
    raw: RawTable, keys: Mapping[str, Reader], place: str, findings: Findings
) -> dict[str, object]:
    """Return the values of the keys that could be read; note the others as problems."""
    values = {}
    for key, value in raw.items():
        reader = keys.get(key)
        if reader is None:
            findings.add(f"{place}.{key}", f"is unknown; {suggestion(key, keys)}")
            continue
        try:
            values[key] = reader(value)
        except BadValueError as exc:
            findings.add(f"{place}.{key}", str(exc))
    return values


def note_missing(raw: RawTable, needed: Iterable[str], place: str, findings: Findings) -> None:
    """Note the keys that a table cannot do without and does not have."""
    for key in needed:
        if key not in raw:
            findings.add(f"{place}.{key}", "is missing; add it")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word as a remedy, else what is known."""
    words = list(known)
    close = difflib.get_close_matches(word, words, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are {', '.join(words)}"


def tables_of(raw: RawTable, name: str, findings: Findings) -> list[RawTable]:
    """Return the `[[name]]` tables, in order; note anything else that stands there."""
    value = raw.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        findings.add(name, f"must be written as [[{name}]] tables")
        return []
    return value


def _unusable(path: Path, message: str, place: str = "(file)") -> ConfigError:
    return ConfigError((Problem(str(path), place, message),))
