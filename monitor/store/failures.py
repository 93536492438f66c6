"""Turn the driver's errors into ours, with the place and the remedy, and without secrets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from ..errors import StoreError, StoreUnusableError

#: (words of SQLite, psycopg or the server; what a person can do), first match wins.
_REMEDIES = (
    ("unable to open database file", "check that its folder exists and may be written"),
    ("readonly database", "give this user write permission on the file and its folder"),
    ("is locked", "another program holds it: stop that program, or try again later"),
    ("lock timeout", "another program holds it: stop that program, or try again later"),
    ("not a database", "name another file, or move this one away"),
    ("malformed", "the file is damaged: restore a backup, or move it away"),
    ("is full", "free some disk space"),
    ("disk i/o error", "check the disk"),
    ("authentication failed", "check the user and the password"),
    ("no password supplied", "check the user and the password"),
    ("does not exist", "create the database and the user first"),
    ("too many", "close other connections, or raise the server's limit"),
)
_REMEDY_OTHERWISE = "check that the server runs and that the address is right"

#: What says that the database as a whole cannot be used now, rather than that one statement is wrong.
_UNUSABLE = (
    exc.OperationalError,
    exc.InternalError,
    exc.InterfaceError,
    exc.TimeoutError,
    sqlite3.DatabaseError,
)

_Refusal = exc.SQLAlchemyError | sqlite3.Error


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise StoreUnusableError or StoreError, chained, for whatever SQLAlchemy or SQLite raises inside."""
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        raise _translation(error, place) from error


def _translation(error: _Refusal, place: str) -> StoreError:
    words = _first_line(error)
    # SQLite reports "not a database" and "malformed" as a bare DatabaseError.
    if isinstance(error, _UNUSABLE) or type(error) is exc.DatabaseError:
        return StoreUnusableError(f"the database {place} cannot be used: {words}; {_remedy(words)}")
    return StoreError(f"the database {place} refused: {words}")


def _first_line(error: _Refusal) -> str:
    """Return the driver's own words: SQLAlchemy's would add the statement and its parameters."""
    origin = error.orig if isinstance(error, exc.StatementError) else error
    return str(origin).strip().partition("\n")[0]


def _remedy(words: str) -> str:
    lower = words.lower()
    return next((remedy for sign, remedy in _REMEDIES if sign in lower), _REMEDY_OTHERWISE)
