"""
Configuration files in TOML: typed values, and every problem with its file, key and remedy.

A `Reader` turns one value that `tomli` returned into the value that the
program needs, or raises `BadValueError` with the remedy. `read_table` applies
a reader to each key of a table and collects the problems, so that a person
sees all of them at once. This module knows no file by name: which keys exist
is the business of the room that reads the file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli

from .errors import ConfigError, Problem

#: A registry of 1,000 sources has some 400 kB.
LARGEST_BYTES = 8 * 1024 * 1024
#: `Expected '=' after a key (at line 3, column 5)`.
_PLACE = re.compile(r"(.{1,300}) \(at (line \d{1,9}, column \d{1,9}|end of document)\)\Z", re.DOTALL)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")  # ndrc_tz; not NDRC, not "ndrc tz"
_SPAN = re.compile(r"(\d{1,4})([hd])")  # 12h, 7d; not 7 days
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
#: Characters of a value that an error message repeats.
_SHOWN_LENGTH = 40
#: Known words that an error message lists at most.
_LISTED_WORDS = 60

#: What `tomli` returns for a table.
RawTable = Mapping[str, object]
#: Turns a raw value into a typed value, or raises BadValueError.
Reader = Callable[[object], object]
E = TypeVar("E", bound=StrEnum)


class BadValueError(ValueError):
    """A value cannot be used; the text says what is wanted."""


@dataclass(slots=True)
class Problems:
    """The problems found so far in one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.found)

    def add(self, key: str, message: str) -> None:
        """Note a problem at a key."""
        self.found.append(Problem(self.file, key, message))

    def raise_any(self) -> None:
        """Raise ConfigError if there is any problem."""
        if self.found:
            raise ConfigError(tuple(self.found))


# ------------------------------------------------------------------- files and tables


def read_toml(path: Path, largest_bytes: int = LARGEST_BYTES) -> RawTable:
    """
    Return the tables of a file.

    Raises:
        ConfigError: missing, a folder, unreadable, too large, not UTF-8, or not TOML.

    """
    try:
        with path.open("rb") as file:
            body = file.read(largest_bytes + 1)
    except OSError as exc:
        raise _unusable(path, f"cannot be read: {exc.strerror}; check the name and its permissions") from exc
    if len(body) > largest_bytes:
        raise _unusable(path, f"is larger than {largest_bytes // 2**20} MB; is it the right file?")
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


def _unusable(path: Path, message: str, place: str = "(file)") -> ConfigError:
    return ConfigError((Problem(str(path), place, message),))


def tables_of(raw: RawTable, name: str, problems: Problems) -> list[RawTable]:
    """Return the `[[name]]` tables in order; note a problem if anything else has that name."""
    value = raw.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        problems.add(name, f"must be written as [[{name}]] tables")
        return []
    return value


def read_table(raw: RawTable, readers: Mapping[str, Reader], place: str, problems: Problems) -> dict[str, Any]:
    """
    Return the values of the keys that can be read; note the other keys as problems.

    `place` names the table in messages, as in `source[ndrc_tz]`; empty for the
    top of the file.
    """
    values = {}
    for key, value in raw.items():
        full_key = f"{place}.{key}" if place else key
        reader = readers.get(key)
        if reader is None:
            problems.add(full_key, f"is unknown; {suggestion(key, readers)}")
            continue
        try:
            values[key] = reader(value)
        except BadValueError as exc:
            problems.add(full_key, str(exc))
    return values


def note_missing(raw: RawTable, needed: Iterable[str], place: str, problems: Problems) -> None:
    """Note each key that the table needs and does not have."""
    for key in needed:
        if key not in raw:
            problems.add(f"{place}.{key}", "is missing; add it")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a remedy for an unknown word: the nearest known word, else the known words."""
    words = list(known)
    close = difflib.get_close_matches(word, words, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are {', '.join(words[:_LISTED_WORDS])}"


# ------------------------------------------------------------------- readers of single values


def shown(value: object) -> str:
    """Return a value as a person would write it, cut short, for an error message."""
    if isinstance(value, bool):
        return str(value).lower()
    kind = "a table" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else ""
    return kind or repr(value)[:_SHOWN_LENGTH]


def text(value: object) -> str:
    """Return a string that is not blank."""
    if not isinstance(value, str):
        raise BadValueError(f"must be a string in quotes, not {shown(value)}")
    if not value.strip():
        raise BadValueError("is empty; write a value or remove the key")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Return one or several strings; a single string counts as a list of one."""
    if isinstance(value, str):
        return (text(value),)
    if not isinstance(value, list):
        raise BadValueError(f'must be a list of strings, ["…", "…"], not {shown(value)}')
    return tuple(text(entry) for entry in value)


def filled_texts(value: object) -> tuple[str, ...]:
    """Read one or several texts; an empty list names nothing."""
    if value == []:
        raise BadValueError('is an empty list; name something, as in ["…", "…"], or remove the key')
    return texts(value)


def share(value: object) -> float:
    """Read a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadValueError(f"{value!r} is not from 0 to 1; write 0.7")
    return float(value)


def span(value: object) -> timedelta:
    """Read a number of hours or days."""
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        raise BadValueError(f'{value!r} is no span of time; write "12h" or "7d"')
    return int(match[1]) * _UNITS[match[2]]


def time_zone(value: object) -> ZoneInfo:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(text(value))
    except (ZoneInfoNotFoundError, OSError, ValueError) as exc:
        if isinstance(exc, BadValueError):
            raise
        raise BadValueError(f'{value!r} is no time zone; write "Asia/Shanghai" or "Europe/Berlin"') from exc


def flag(value: object) -> bool:
    """Return a boolean; words and numbers are refused."""
    if not isinstance(value, bool):
        raise BadValueError(f"must be true or false without quotes, not {shown(value)}")
    return value


def identifier(value: object) -> str:
    """Return an id that commands, logs and the database can carry."""
    if not _ID.fullmatch(text(value)):
        raise BadValueError(f"{value!r} is not an id; use 1 to 40 small letters, digits, '_' and '-', as in 'ndrc_tz'")
    return text(value)


def whole(minimum: int, maximum: int | None = None) -> Callable[[object], int]:
    """Make a reader of whole numbers from `minimum` to `maximum`; None means no upper bound."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadValueError(f"must be a whole number, not {shown(value)}")
        if value < minimum or (maximum is not None and value > maximum):
            wanted = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
            raise BadValueError(f"must be {wanted}, not {value}")
        return value

    return read


def number(value: object) -> float:
    """Return a finite number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadValueError(f"must be a number, not {shown(value)}")
    if not 0 <= value < float("inf"):
        raise BadValueError(f"must be 0 or more, not {value}")
    return float(value)


def one_of(kinds: type[E]) -> Callable[[object], E]:
    """Make a reader of one word of an enum."""
    words = {str(kind): kind for kind in kinds}

    def read(value: object) -> E:
        if text(value) not in words:
            raise BadValueError(f"{value!r} is unknown; choose one of {', '.join(map(repr, words))}")
        return words[text(value)]

    return read
