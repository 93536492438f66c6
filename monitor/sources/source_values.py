"""
Readers of the values that sources.toml and families.toml hold.

Each takes what `tomli` returned and gives what the domain needs, or raises
`BadValueError` with the remedy. `monitor/toml.py` has the readers that any
configuration file can use.
"""

from __future__ import annotations

import codecs
import json
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

import cssselect

from ..domain import Paging, PagingKind
from ..toml import BadValueError, number, one_of, shown, text, texts

EPOCH_MS = "epoch_ms"
MAX_DATE_GROUPS = 3
#: A year: what is older belongs to `backfill`.
MAX_DAYS = 366
_HOST = re.compile(r"\.?(?:[\w-]{1,63}\.){0,8}[\w-]{1,63}")  # www.gov.cn, .sh.gov.cn; not https://www.gov.cn
_DURATION = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?")  # 4h, 1h30m; not "4 hours"
_STEP = r"[^.\s\[\]]{1,60}(?:\[\d{0,4}\])?"
_JSON_PATH = re.compile(rf"{_STEP}(?:\.{_STEP}){{0,9}}")  # $, data.list[], groupData[0].data; not a..b
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}")  # RFC 9110, section 5.1
_NOT_IN_ADDRESS = re.compile(r"[\s{}<>\"\\^`|]")  # RFC 3986 allows none of them
#: Listings are read by cssselect, articles by soupsieve, which BeautifulSoup brings. Every selector that cssselect
#: accepts is one that soupsieve accepts, save ids that begin with a digit; so cssselect decides, and the start
#: need not import BeautifulSoup.
_TO_XPATH = cssselect.HTMLTranslator()
_DIGIT_ID = re.compile(r"(?<![\"'])#[\d-]")  # #1a, #-1; not a[href="#1"]
_SAMPLE_DAY = date(2026, 3, 17)
_OWN_HEADERS = {
    "user-agent": "remove it: one honest User-Agent is sent to every site",
    "host": "remove it: it follows from the address",
    "content-length": "remove it: it follows from the body",
}


def days(value: object) -> timedelta:
    """Return a number of days, 0 or more, as a span."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValueError(f"must be a whole number of days, not {shown(value)}")
    if not 0 <= value <= MAX_DAYS:
        raise BadValueError(f"must be 0 to {MAX_DAYS} days, not {value}")
    return timedelta(days=value)


def method(value: object) -> str:
    """Return an HTTP method that reads."""
    if value not in ("GET", "POST"):
        raise BadValueError(f'must be "GET" or "POST", not {shown(value)}')
    return text(value)


def duration(value: object) -> timedelta:
    """Return a span such as 90s, 30m, 4h, 1d, 1h30m."""
    match = _DURATION.fullmatch(text(value))
    if not match or not any(match.groups()):
        raise BadValueError(f"{value!r} is not a duration; write 90s, 30m, 4h, 1d or 1h30m")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def interval(value: object) -> timedelta:
    """Return a span longer than nothing."""
    span = duration(value)
    if not span:
        raise BadValueError("must be longer than 0s")
    return span


def security_level(value: object) -> int:
    """Return an OpenSSL security level below the normal one."""
    if isinstance(value, bool) or value not in (0, 1):
        raise BadValueError(f"must be 1 (old servers) or 0 (very old servers), not {shown(value)}")
    return 1 if value else 0


def encoding(value: object) -> str:
    """Return the name of a charset that Python can decode."""
    try:
        codecs.lookup(text(value))
    except LookupError as exc:
        raise BadValueError(f"{value!r} is not a charset; for Chinese pages write 'gb18030'") from exc
    return text(value)


def address(value: object) -> str:
    """Return an absolute http or https address without credentials or fragment."""
    url = text(value)
    if found := _NOT_IN_ADDRESS.search(url):
        raise BadValueError(f"{url!r} has {found.group()!r} in it, which no address may have; encode it with %")
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as exc:
        raise BadValueError(f"{url!r} is not an address: {exc}") from exc
    if parts.scheme not in ("http", "https") or not host:
        raise BadValueError(f"{url!r} is not an http or https address, as in 'https://www.ndrc.gov.cn/'")
    if parts.username is not None or parts.fragment:
        raise BadValueError(f"{url!r} must have neither a user name nor a '#' part")
    return url


def addresses(value: object) -> tuple[str, ...]:
    """Return several addresses."""
    return tuple(address(url) for url in texts(value))


def hosts(value: object) -> tuple[str, ...]:
    """Return host names, lower case; one with a leading dot stands for all hosts below it."""
    for host in texts(value):
        if not _HOST.fullmatch(host):
            raise BadValueError(f"{host!r} is not a host name; write 'www.gov.cn' without scheme and path")
    return tuple(host.lower() for host in texts(value))


def pairs(value: object) -> tuple[tuple[str, str], ...]:
    """Return the names and values of a flat table, order kept; whole numbers become text."""
    if not isinstance(value, dict):
        raise BadValueError(f'must be a table, {{ name = "value" }}, not {shown(value)}')
    for name, entry in value.items():
        if isinstance(entry, bool) or not isinstance(entry, str | int):
            raise BadValueError(f"{name!r} must be a string or a whole number, not {shown(entry)}")
    return tuple((str(name), str(entry)) for name, entry in value.items())


def headers(value: object) -> tuple[tuple[str, str], ...]:
    """Return request headers; those that the program sets itself are refused."""
    read = pairs(value)
    for name, entry in read:
        if remedy := _OWN_HEADERS.get(name.lower()):
            raise BadValueError(f"{name!r} cannot be set: {remedy}")
        if not _HEADER_NAME.fullmatch(name) or not (entry.isascii() and entry.isprintable()):
            raise BadValueError(f"{name!r}: a header's name and value are printable ASCII; encode other text with %")
    return read


def json_body(value: object) -> str:
    """Return a table as compact JSON text, order kept."""
    if not isinstance(value, dict):
        raise BadValueError(f"must be a table, {{ current = 1, size = 10 }}, not {shown(value)}")
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except TypeError as exc:
        raise BadValueError(f"has a value that JSON does not know: {exc}") from exc


def json_path(value: object) -> str:
    """Return a dotted path into JSON; `[]` walks a list, `$` is the root."""
    if not _JSON_PATH.fullmatch(text(value)):
        raise BadValueError(f"{value!r} is not a path; write it as in 'data.list[]', or '$' for the root")
    return text(value)


def selector(value: object) -> str:
    """Return a CSS selector that can be used on listings and on articles."""
    if problem := _selector_problem(text(value)):
        raise BadValueError(f"{value!r} is not a CSS selector: {problem}")
    return text(value)


def selectors(value: object) -> tuple[str, ...]:
    """Return CSS selectors, tried in order."""
    return tuple(selector(entry) for entry in texts(value))


def pattern(value: object) -> re.Pattern[str]:
    """Return a compiled regular expression."""
    return _compiled(text(value))


def link_pattern(value: object) -> re.Pattern[str]:
    """Return the shape of article addresses, with at most three groups for the date."""
    compiled = pattern(value)
    if compiled.groups > MAX_DATE_GROUPS:
        raise BadValueError(
            f"has {compiled.groups} groups; up to {MAX_DATE_GROUPS} give year, month, day: write (?:…) for the others"
        )
    if compiled.search(""):
        raise BadValueError("fits every address; name what the address of an article has and others have not")
    return compiled


def twins(value: object) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return pairs of a pattern and what replaces it."""
    if not isinstance(value, list):
        raise BadValueError(f'must be a list of pairs, [["_ext", ""]], not {shown(value)}')
    return tuple(_twin(pair) for pair in value)


def date_formats(value: object) -> tuple[str, ...]:
    """Return strptime formats that give a whole day, or `epoch_ms`."""
    for form in texts(value):
        if form != EPOCH_MS and not _gives_a_day(form):
            raise BadValueError(
                f"{form!r} does not give a day; write it as in '%Y-%m-%d', or {EPOCH_MS!r} for milliseconds"
            )
    return texts(value)


def paging(value: object) -> Paging:
    """Return how older pages are reached."""
    if not isinstance(value, dict):
        raise BadValueError(f'must be a table, {{ kind = "param", param = "page" }}, not {shown(value)}')
    if unknown := sorted(set(value) - {"kind", "template", "param"}):
        raise BadValueError(f"does not know {unknown[0]!r}; its keys are kind, template and param")
    kind = one_of(PagingKind)(value.get("kind", ""))
    template = text(value["template"]) if "template" in value else ""
    param = text(value["param"]) if "param" in value else ""
    _check_paging(kind, template, param)
    return Paging(kind, template, param)


def weights(value: object) -> tuple[tuple[str, float], ...]:
    """Return the terms of a topic and what each counts."""
    if not isinstance(value, dict) or not value:
        raise BadValueError('must be a table of terms and weights, "算力" = 0.6, with one term or more')
    read = []
    for term, weight in value.items():
        if not term.strip():
            raise BadValueError("has an empty term; remove it")
        try:
            read.append((term, number(weight)))
        except BadValueError as exc:
            raise BadValueError(f"{term!r} {exc}") from exc
    return tuple(read)


@lru_cache(maxsize=1024)
def _selector_problem(selector: str) -> str:
    """Return why the selector cannot be used; empty when it can."""
    if _DIGIT_ID.search(selector):
        return "an id begins with a letter or '_'; write [id=\"1a\"] for others"
    try:
        _TO_XPATH.css_to_xpath(selector)
    except cssselect.SelectorError as exc:
        return str(exc).splitlines()[0]
    return ""


@lru_cache(maxsize=1024)
def _compiled(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as exc:
        raise BadValueError(f"{source!r} is not a regular expression: {exc}") from exc


def _twin(pair: object) -> tuple[re.Pattern[str], str]:
    match pair:
        case [str(find), str(replacement)]:
            compiled = pattern(find)
        case _:
            raise BadValueError(f"each entry is a pair of strings, [pattern, replacement], not {shown(pair)}")
    try:
        re.compile(f"(?:{find})|").sub(replacement, "")
    except (re.error, IndexError) as exc:
        raise BadValueError(f"{replacement!r} cannot replace {find!r}: {exc}") from exc
    return compiled, replacement


@lru_cache(maxsize=256)
def _gives_a_day(form: str) -> bool:
    if not any(year in form for year in ("%Y", "%y", "%G", "%c", "%x")):
        # Not asked of strptime: Python 3.13 warns of days without a year, later versions fail.
        return False
    try:
        return datetime.strptime(_SAMPLE_DAY.strftime(form), form).date() == _SAMPLE_DAY  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):
        return False


def _check_paging(kind: PagingKind, template: str, param: str) -> None:
    if kind is PagingKind.PATH and not ("{page}" in template or "{page0}" in template):
        raise BadValueError("of kind 'path' needs a template with {page} (from 1) or {page0} (from 0)")
    if kind is PagingKind.PARAM and not param:
        raise BadValueError("of kind 'param' needs param, the name of the parameter that counts pages")
    if (template and kind is not PagingKind.PATH) or (param and kind is not PagingKind.PARAM):
        raise BadValueError(f"of kind '{kind}' has a key that belongs to another kind; remove it")
