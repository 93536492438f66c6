"""
Channels and routes: as `alerts.toml` states them, or the defaults without that file.

docs/alerts.md explains every key. Addresses hold passwords and tokens, so the file holds none: a channel
names the environment variable or the secret file that holds its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ..domain import AlertKind
from ..errors import NotifyError
from ..toml import (
    BadValueError,
    Problems,
    RawTable,
    Reader,
    filled_texts,
    flag,
    identifier,
    note_missing,
    one_of,
    read_table,
    read_toml,
    share,
    span,
    suggestion,
    tables_of,
    text,
    time_zone,
    whole,
)
from .channels import TERMINAL, Recipient, default_id, parse_address, recipients_of
from .content import Language, Severity
from .routes import Cadence, Route, cadence, quiet_hours

LARGEST_BYTES = 1024 * 1024
#: `${NAME}` and nothing else.
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}")


def alert_kinds(value: object) -> frozenset[AlertKind]:
    """Read kinds of alerts."""
    known = {str(kind): kind for kind in AlertKind}
    written = filled_texts(value)
    unknown = [word for word in written if word not in known]
    if unknown:
        words = ", ".join(map(repr, unknown)) + (" are no kinds" if len(unknown) > 1 else " is no kind")
        raise BadValueError(f"{words} of alert; known are {', '.join(known)}")
    return frozenset(known[word] for word in written)


def severity(value: object) -> Severity:
    """Read the name of a severity."""
    known = {severity.name.lower(): severity for severity in Severity}
    if not isinstance(value, str) or value not in known:
        raise BadValueError(f"{value!r} is no severity; known are {', '.join(known)}")
    return known[value]


TOP: Mapping[str, Reader] = {"dead_after": span}
CHANNEL: Mapping[str, Reader] = {"id": identifier, "url": text, "secret": text}
ROUTE: Mapping[str, Reader] = {
    "id": identifier,
    "channels": filled_texts,
    "kinds": alert_kinds,
    "issuers": filled_texts,
    "regions": filled_texts,
    "themes": filled_texts,
    "sources": filled_texts,
    "min_confidence": share,
    "cadence": cadence,
    "time_zone": time_zone,
    "quiet": quiet_hours,
    "break_through": severity,
    "language": one_of(Language),
    "working_days": flag,
    "nothing_new": flag,
    "max_per_hour": whole(1, 1000),
}
#: Keys whose field of `Route` has another name.
_FIELDS = {"time_zone": "zone"}
#: Keys that affect only digests, and keys that affect only immediate routes.
_ONLY_DIGEST = ("nothing_new",)
_ONLY_IMMEDIATE = ("quiet", "break_through", "max_per_hour")


@dataclass(frozen=True, slots=True)
class Alerting:
    """All recipients, and the routes that lead to them."""

    recipients: tuple[Recipient, ...]
    routes: tuple[Route, ...]
    #: A message that no service accepts for this long is given up.
    dead_after: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AddressPlaces:
    """Where addresses may stand besides the file."""

    environment: Mapping[str, str]
    #: Folder of secret files.
    secrets: Path


def split_addresses(written: str) -> tuple[str, ...]:
    """Return the addresses of MONITOR_NOTIFY, order kept, each once."""
    return tuple(dict.fromkeys(written.split()))


def default_alerting(addresses: Sequence[str]) -> Alerting:
    """Return the alerting without a file: every alert at once to every address, or to the terminal."""
    found = [recipient for address in addresses for recipient in recipients_of(default_id(address), address)]
    by_id = {recipient.id: recipient for recipient in found}
    recipients = tuple(by_id.values()) or (Recipient(TERMINAL, TERMINAL),)
    return Alerting(recipients, (Route(id="default", channels=tuple(by_id) or (TERMINAL,)),))


def load_alerting(path: Path, environment: Mapping[str, str], secrets: Path, sources: Sequence[str] | None) -> Alerting:
    """
    Read a file of channels and routes; `sources` are the ids that routes may name, None allows any.

    Raises:
        ConfigError: with every problem, each with file, key and remedy.

    """
    problems = Problems(str(path))
    raw = read_toml(path, LARGEST_BYTES)
    for key in raw.keys() - {"channel", "route", *TOP}:
        problems.add(key, f"is unknown; {suggestion(key, ['channel', 'route', *TOP])}")
    top = read_table({key: raw[key] for key in TOP if key in raw}, TOP, "", problems)
    channels = read_channels(raw, AddressPlaces(environment, secrets), problems)
    if environment.get("MONITOR_NOTIFY") and "${MONITOR_NOTIFY}" not in str(raw.get("channel", "")):
        remedy = 'add a channel with url = "${MONITOR_NOTIFY}", or unset it'
        problems.add("channel", f"none uses MONITOR_NOTIFY, which is set: {remedy}")
    routes = read_routes(raw, channels, sources, problems)
    problems.raise_any()
    recipients = dict.fromkeys(recipient for found in channels.values() for recipient in found)
    return Alerting(tuple(recipients), routes, **top)


def named_tables(raw: RawTable, name: str, problems: Problems) -> list[tuple[str, RawTable]]:
    """Return the `[[name]]` tables, each with its place for messages; note a problem if there is none."""
    found = tables_of(raw, name, problems)
    if not raw.get(name):
        problems.add(name, f"there is none; add a [[{name}]] table")
    return [
        (f"{name}[{table['id'] if isinstance(table.get('id'), str) else f'#{number}'}]", table)
        for number, table in enumerate(found, 1)
    ]


# ------------------------------------------------------------------- channels


def read_channels(raw: RawTable, places: AddressPlaces, problems: Problems) -> dict[str, tuple[Recipient, ...]]:
    """Return the recipients of each channel, by the channel's id."""
    channels: dict[str, tuple[Recipient, ...]] = {}
    for place, table in named_tables(raw, "channel", problems):
        name, recipients = read_channel(table, place, places, problems)
        if name in channels:
            problems.add(f"{place}.id", "is taken by an earlier channel; choose another one")
        channels[name] = recipients
    return channels


def read_channel(
    table: RawTable, place: str, places: AddressPlaces, problems: Problems
) -> tuple[str, tuple[Recipient, ...]]:
    """Return a channel's id and its recipients; no recipient if its address cannot be found."""
    values = read_table(table, CHANNEL, place, problems)
    note_missing(table, ("id",), place, problems)
    name = str(values.get("id", place))
    if ("url" in table) == ("secret" in table):
        message = 'needs an address: url = "${VARIABLE}" or secret = "file name", one of the two'
        problems.add(f"{place}.url", message)
        return name, ()
    key = f"{place}.{'url' if 'url' in table else 'secret'}"
    address = None
    if "url" in values:
        address = from_environment(values["url"], key, places.environment, problems)
    elif "secret" in values:
        address = from_secret_file(values["secret"], key, places.secrets, problems)
    recipients = recipients_of(name, address) if address else ()
    for message in dict.fromkeys(address_problem(recipient.address) for recipient in recipients):
        if message:
            problems.add(key, message)
    return name, recipients


def address_problem(address: str) -> str:
    """Return why an address cannot be used; empty if it can."""
    try:
        if address != TERMINAL:
            parse_address(address)
    except NotifyError as exc:
        return str(exc)
    return ""


def from_environment(written: str, key: str, environment: Mapping[str, str], problems: Problems) -> str | None:
    """Return the address that a variable holds; only the terminal may stand in the file itself."""
    if written == TERMINAL:
        return TERMINAL
    match = _VARIABLE.fullmatch(written)
    if match is None:
        remedy = "put the address into that variable"
        problems.add(key, f'must be "${{VARIABLE}}", so that no password stands in the file: {remedy}')
        return None
    name = match[1]
    if name.startswith("MONITOR_") and name != "MONITOR_NOTIFY":
        problems.add(key, f"names {name}: variables MONITOR_… are settings; choose another name")
        return None
    address = environment.get(name, "").strip()
    if not address:
        problems.add(key, f"names {name}, which is not set; export it, or give it to the container")
        return None
    return single_address(address, key, problems)


def from_secret_file(name: str, key: str, secrets: Path, problems: Problems) -> str | None:
    """Return the address that a secret file holds."""
    if Path(name).name != name:
        problems.add(key, f"must be the name of a file in {secrets}, without a folder")
        return None
    try:
        address = (secrets / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        problems.add(key, f"cannot be read in {secrets}: {type(exc).__name__}; check MONITOR_SECRETS_DIR")
        return None
    if not address:
        problems.add(key, f"is empty in {secrets}; put the Apprise address into it")
        return None
    return single_address(address, key, problems)


def single_address(address: str, key: str, problems: Problems) -> str | None:
    """Return the address, unless the text holds several."""
    if len(address.split()) == 1:
        return address
    problems.add(key, "holds several addresses; make a channel for each of them")
    return None


# ------------------------------------------------------------------- routes


def read_routes(
    raw: RawTable, channels: Mapping[str, tuple[Recipient, ...]], sources: Sequence[str] | None, problems: Problems
) -> tuple[Route, ...]:
    """Return the routes without problems; note the problems of the others."""
    routes: dict[str, Route] = {}
    for place, table in named_tables(raw, "route", problems):
        before = len(problems)
        values = read_table(table, ROUTE, place, problems)
        note_missing(table, ("id", "channels"), place, problems)
        note_unknown(values.get("channels", ()), channels, f"{place}.channels", problems)
        if sources is not None:
            note_unknown(values.get("sources", ()), sources, f"{place}.sources", problems)
        note_without_effect(table, values.get("cadence", Cadence()), place, problems)
        if values.get("id") in routes:
            problems.add(f"{place}.id", "is taken by an earlier route; choose another one")
        if len(problems) == before:
            ids = [recipient.id for name in values["channels"] for recipient in channels[name]]
            fields = {_FIELDS.get(key, key): value for key, value in values.items()}
            routes[values["id"]] = Route(**fields | {"channels": tuple(dict.fromkeys(ids))})
    return tuple(routes.values())


def note_unknown(names: Iterable[str], known: Iterable[str], key: str, problems: Problems) -> None:
    """Note the names of channels or sources that do not exist; the key ends with which of them it is."""
    kind = key.rpartition(".")[2].removesuffix("s")
    for name in names:
        if name not in known:
            problems.add(key, f"names {name!r}, but no {kind} has that id; {suggestion(name, known)}")


def note_without_effect(table: RawTable, cadence: Cadence, place: str, problems: Problems) -> None:
    """Note the keys that have no effect on a route of such a cadence."""
    digest = Route(id="", channels=(), cadence=cadence).is_digest
    kind = "a digest, which has a time of its own" if digest else "an immediate route"
    for key in _ONLY_IMMEDIATE if digest else _ONLY_DIGEST:
        if key in table:
            problems.add(f"{place}.{key}", f"has no effect on {kind}; remove it")
