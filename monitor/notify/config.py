"""
`alerts.toml`: channels and routes. docs/alerts.md explains every key.

Addresses hold passwords and tokens, so none stands in the file: a channel names
the environment variable or the secret file that holds its address.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import tomli

from ..errors import ConfigError, NotifyError, Problem
from .channels import channel_id, hashed, service
from .letters import Recipient
from .readers import (
    BadValueError,
    a_cadence,
    a_language,
    a_severity,
    a_span,
    a_zone,
    an_id,
    kinds,
    quiet_hours,
    share,
    some_names,
    some_words,
    truth,
    whole_number,
    words,
)
from .routing import Cadence, Route

TERMINAL = "terminal"
LARGEST_BYTES = 1024 * 1024
#: `${NAME}` and nothing else.
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}\Z")
MAIL = ("mailto:", "mailtos:")
#: Recipients of an email address, in its query.
_TO = re.compile(r"(?<=[?&])to=([^&#]{1,4000})")

Reader = Callable[[object], object]
TOP: Mapping[str, Reader] = {"dead_after": a_span}
CHANNEL: Mapping[str, Reader] = {"id": an_id, "url": words, "secret": words}
ROUTE: Mapping[str, Reader] = {
    "id": an_id,
    "channels": some_names,
    "kinds": kinds,
    "issuers": some_words,
    "regions": some_words,
    "themes": some_words,
    "sources": some_words,
    "min_confidence": share,
    "cadence": a_cadence,
    "time_zone": a_zone,
    "quiet": quiet_hours,
    "break_through": a_severity,
    "language": a_language,
    "working_days": truth,
    "nothing_new": truth,
    "max_per_hour": whole_number,
}
#: Keys that the field of a route calls otherwise.
_FIELDS = {"time_zone": "zone"}
#: Keys of a route that only a digest, or only an immediate route, has a use for.
_ONLY_DIGEST = ("nothing_new",)
_ONLY_IMMEDIATE = ("quiet", "break_through", "max_per_hour")


@dataclass(frozen=True, slots=True)
class Alerting:
    """Who is told, and who of them gets what."""

    recipients: tuple[Recipient, ...]
    routes: tuple[Route, ...]
    #: Messages not accepted for this long are given up.
    dead_after: timedelta = timedelta(days=7)


@dataclass(slots=True)
class Found:
    """The problems found so far in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, key: str, message: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(self.file, key, message))


def default_alerting(addresses: Sequence[str]) -> Alerting:
    """Return what holds without a file: everything at once to every address, or to the terminal."""
    made = [one for address in addresses for one in recipients_of(default_id(address), address)]
    recipients = tuple({one.id: one for one in made}.values()) or (Recipient(TERMINAL, TERMINAL),)
    return Alerting(recipients, (Route(id="default", channels=tuple(one.id for one in recipients)),))


def default_id(address: str) -> str:
    """
    Return the id of a channel of which nothing but the address is known.

    That of an email goes by its reader: a new password must not make what waits for him nobody's.
    """
    readers = readers_of(address)
    if len(readers) == 1:
        return f"mail-{hashed(readers[0])}"
    return "mail" if readers else channel_id(address)


def load(
    path: Path, environment: Mapping[str, str], secrets: Path, sources: Sequence[str] | None
) -> Alerting:
    """
    Read a file of channels and routes; `sources` are the ids that routes may name, None: any.

    Raises:
        ConfigError: with every problem, each with file, key and remedy.

    """
    found = Found(str(path))
    raw = read_toml(path)
    for key in raw.keys() - {"channel", "route", *TOP}:
        found.add(key, f"is unknown; {near(key, ['channel', 'route', *TOP])}")
    top = read_table({key: raw[key] for key in TOP if key in raw}, TOP, "", found)
    channels: dict[str, tuple[Recipient, ...]] = {}
    for place, table in tables(raw, "channel", found):
        name, made = read_channel(table, place, environment, secrets, found)
        if name in channels:
            found.add(f"{place}.id", "is taken by an earlier channel; choose another one")
        channels[name] = made
    if environment.get("MONITOR_NOTIFY") and "${MONITOR_NOTIFY}" not in str(raw.get("channel", "")):
        found.add(
            "channel",
            'none uses MONITOR_NOTIFY, which is set: add a channel with url = "${MONITOR_NOTIFY}", or unset it',
        )
    routes = read_routes(raw, channels, sources, found)
    if found.problems:
        raise ConfigError(tuple(found.problems))
    recipients = tuple(dict.fromkeys(one for made in channels.values() for one in made))
    return Alerting(recipients, routes, **top)


def read_toml(path: Path) -> dict[str, Any]:
    """
    Return the tables of a file.

    Raises:
        ConfigError: missing, unreadable, too large, or not TOML.

    """
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST_BYTES + 1)
    except OSError as exc:
        message = f"cannot be read: {exc.strerror}; check the name and its permissions"
        raise ConfigError((Problem(str(path), "(file)", message),)) from exc
    try:
        if len(body) > LARGEST_BYTES:
            raise ConfigError((Problem(str(path), "(file)", "is larger than 1 MB; is it the right file?"),))
        return tomli.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as exc:
        message = f"is not TOML in UTF-8: {exc}; compare it with docs/alerts.md"
        raise ConfigError((Problem(str(path), "(file)", message),)) from exc


def tables(raw: Mapping[str, object], name: str, found: Found) -> list[tuple[str, dict[str, object]]]:
    """Return the `[[name]]` tables with the place of each."""
    value = raw.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        found.add(name, f"must be written as [[{name}]] tables")
        return []
    if not value:
        found.add(name, f"there is none; add a [[{name}]] table")
    return [
        (f"{name}[{entry.get('id') if isinstance(entry.get('id'), str) else f'#{number}'}]", entry)
        for number, entry in enumerate(value, 1)
    ]


def read_table(
    raw: Mapping[str, object], keys: Mapping[str, Reader], place: str, found: Found
) -> dict[str, Any]:
    """Return the values of the keys that could be read; note the others as problems."""
    values = {}
    for key, value in raw.items():
        at = f"{place}.{key}" if place else key
        if key not in keys:
            found.add(at, f"is unknown; {near(key, keys)}")
            continue
        try:
            values[key] = keys[key](value)
        except BadValueError as exc:
            found.add(at, str(exc))
    return values


def read_channel(
    table: Mapping[str, object], place: str, environment: Mapping[str, str], secrets: Path, found: Found
) -> tuple[str, tuple[Recipient, ...]]:
    """Return a channel's id and its recipients; none if its address cannot be found."""
    values = read_table(table, CHANNEL, place, found)
    if "id" not in table:
        found.add(f"{place}.id", "is missing; add it")
    name = str(values.get("id", place))
    key = f"{place}.{'url' if 'url' in table else 'secret'}"
    if ("url" in table) == ("secret" in table):
        message = 'needs an address: url = "${VARIABLE}" or secret = "file name", one of the two'
        found.add(f"{place}.url", message)
        return name, ()
    if "url" in values:
        address = from_environment(values["url"], f"{place}.url", environment, found)
    else:
        address = from_file(values.get("secret"), f"{place}.secret", secrets, found)
    made = recipients_of(name, address) if address else ()
    for message in dict.fromkeys(message for one in made if (message := wrong_with(one.address))):
        found.add(key, message)
    return name, made


def wrong_with(address: str) -> str:
    """Return why an address cannot be used; empty if it can."""
    try:
        if address != TERMINAL:
            service(address)
    except NotifyError as exc:
        return str(exc)
    return ""


def from_environment(written: str, place: str, environment: Mapping[str, str], found: Found) -> str | None:
    """Return the address that a variable holds; only the terminal may be written as it is."""
    if written == TERMINAL:
        return TERMINAL
    match = _VARIABLE.match(written)
    if match is None:
        found.add(
            place,
            'must be "${VARIABLE}", so that no password stands in the file: put the address into that variable',
        )
        return None
    name = match[1]
    if name.startswith("MONITOR_") and name != "MONITOR_NOTIFY":
        found.add(place, f"names {name}: variables MONITOR_… are settings; choose another name")
        return None
    address = environment.get(name, "").strip()
    if not address:
        found.add(place, f"names {name}, which is not set; export it, or give it to the container")
        return None
    return one_address(address, place, found)


def from_file(name: object, place: str, secrets: Path, found: Found) -> str | None:
    """Return the address that a secret file holds."""
    if not isinstance(name, str):
        return None
    if Path(name).name != name:
        found.add(place, f"must be the name of a file in {secrets}, without a folder")
        return None
    try:
        address = (secrets / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        found.add(place, f"cannot be read in {secrets}: {type(exc).__name__}; check MONITOR_SECRETS_DIR")
        return None
    if not address:
        found.add(place, f"is empty in {secrets}; put the Apprise address into it")
        return None
    return one_address(address, place, found)


def one_address(address: str, place: str, found: Found) -> str | None:
    """Return the address, unless there are several in one."""
    if len(address.split()) == 1:
        return address
    found.add(place, "holds several addresses; make a channel for each of them")
    return None


def recipients_of(name: str, address: str) -> tuple[Recipient, ...]:
    """Return a recipient for each reader of an email address; other services take one reader an address."""
    readers = readers_of(address)
    if len(readers) < 2:  # noqa: PLR2004 -- a single one needs no splitting
        return (Recipient(name, address),)
    before, after = _TO.split(address, maxsplit=1)[:: _TO.groups + 1]
    return tuple(
        Recipient(f"{name}-{hashed(one)}", f"{before}to={quote(one, safe='@')}{after}") for one in readers
    )


def readers_of(address: str) -> tuple[str, ...]:
    """Return the readers that an email address names in its query, each once."""
    to = _TO.search(address) if address.startswith(MAIL) else None
    said = unquote(to[1]).split(",") if to else []
    return tuple(dict.fromkeys(one.strip() for one in said if one.strip()))


def read_routes(
    raw: Mapping[str, object],
    channels: Mapping[str, tuple[Recipient, ...]],
    sources: Sequence[str] | None,
    found: Found,
) -> tuple[Route, ...]:
    """Return the routes; those with problems are left out, and noted."""
    routes: dict[str, Route] = {}
    for place, table in tables(raw, "route", found):
        before = len(found.problems)
        values = read_table(table, ROUTE, place, found)
        for key in ("id", "channels"):
            if key not in table:
                found.add(f"{place}.{key}", "is missing; add it")
        note_unknown(values.get("channels", ()), channels, f"{place}.channels", "channel", found)
        if sources is not None:
            note_unknown(values.get("sources", ()), sources, f"{place}.sources", "source", found)
        note_misfits(table, values.get("cadence", Cadence()), place, found)
        if values.get("id") in routes:
            found.add(f"{place}.id", "is taken by an earlier route; choose another one")
        if len(found.problems) == before:
            told = tuple(one.id for name in values["channels"] for one in channels[name])
            named = {_FIELDS.get(key, key): value for key, value in values.items()}
            routes[values["id"]] = Route(**named | {"channels": tuple(dict.fromkeys(told))})
    return tuple(routes.values())


def note_unknown(
    names: Sequence[str], known: Sequence[str] | Mapping[str, object], place: str, what: str, found: Found
) -> None:
    """Note names of what does not exist."""
    for name in names:
        if name not in known:
            found.add(place, f"names {name!r}, but no {what} has that id; {near(name, known)}")


def note_misfits(table: Mapping[str, object], cadence: Cadence, place: str, found: Found) -> None:
    """Note keys that would have no effect on such a route."""
    digest = Route(id="", channels=(), cadence=cadence).is_digest
    kind = "a digest, which has a time of its own" if digest else "an immediate route"
    for key in _ONLY_IMMEDIATE if digest else _ONLY_DIGEST:
        if key in table:
            found.add(f"{place}.{key}", f"has no effect on {kind}; remove it")


def near(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """Return the nearest known word as a remedy, else what is known."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(list(known)[:20])}"
