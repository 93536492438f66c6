"""Addresses of articles: joined, made canonical, dated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit

from ..domain import Layout
from ..text.shown_dates import find_date

_NAMES = r"[\w-][\w.-]{0,200}(?:/[\w-][\w.-]{0,200}){0,20}/?"
#: A plain relative path, `./202607/t1.html`, `../../tz/`; not `a:b`, `//host/x`, `x.html?y#z`, `a/../b`.
_PLAIN = re.compile(rf"(?:\./)?((?:\.\./){{0,9}})({_NAMES})\Z", re.ASCII)
#: A plain absolute path, `/col/art_1.html`.
_ROOTED = re.compile(rf"/{_NAMES}\Z", re.ASCII)
_ABSOLUTE = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_UP = len("../")
_WEB = frozenset({"http", "https"})
#: A folder's name, which is not `.`, `..` or empty.
_USUAL = re.compile(r"[^./?#\\][^/?#\\]{0,200}")
_DEEPEST = 20
_COMPACT_DAY = 8
_DAY_PARTS = 3


@dataclass(frozen=True, slots=True)
class Base:
    """The address that links of one page are joined to."""

    url: str
    host: str = field(init=False)
    #: `scheme://host[:port]`.
    origin: str = field(init=False)
    #: The page's folder, then the folders above it up to the root; none for an unusual address.
    _folders: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = _split(self.url)
        scheme, netloc, path = parts or ("", "", "")
        names = path.split("/")[1:-1]
        origin = f"{scheme}://{netloc}"
        is_usual = (
            bool(netloc) and scheme in _WEB and len(names) <= _DEEPEST and all(map(_USUAL.fullmatch, names))
        )
        depths = range(len(names), -1, -1) if is_usual else ()
        folders = ("/".join((origin, *names[:depth], "")) for depth in depths)
        object.__setattr__(self, "host", bare_host(self.url))
        object.__setattr__(self, "origin", origin)
        object.__setattr__(self, "_folders", tuple(folders))

    def join(self, href: str) -> str | None:
        """
        Return the absolute http(s) address without fragment; None when the link leads nowhere.

        Scripts, mail links, anchors in the page and broken addresses lead nowhere.
        """
        href = href.strip()
        if not href or href[0] == "#":
            return None
        # urljoin takes 10 µs, a millisecond a page; these two shapes are nearly all links.
        if self._folders:
            if plain := _PLAIN.match(href):
                level = min(len(plain[1]) // _UP, len(self._folders) - 1)
                return self._folders[level] + plain[2]
            if _ROOTED.match(href):
                return self.origin + href
        return self._joined(href)

    def _joined(self, href: str) -> str | None:
        try:
            url = urljoin(self.url, href.replace("\\", "/")).partition("#")[0]
        except ValueError:
            return None
        return url if _ABSOLUTE.match(url) and bare_host(url) else None


def bare_host(url: str) -> str:
    """Return the lower-case host without port and `www.`; empty for what is no address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_host_of(url: str, base: Base, hosts: tuple[str, ...]) -> bool:
    """Say whether the address is on the base's host or one of `hosts` (`.sh.gov.cn`: any below)."""
    if url.startswith(base.origin + "/"):
        return True
    host = bare_host(url)
    return host == base.host or any(
        host == h.removeprefix("www.") or (h[:1] == "." and host.endswith(h)) for h in hosts
    )


def canonical(url: str, layout: Layout) -> str:
    """Return the main address of the article: twins resolved. Idempotent for sane patterns."""
    for pattern, replacement in layout.twins:
        url = pattern.sub(replacement, url)
    return url


def date_in_address(url: str, pattern: re.Pattern[str]) -> date | None:
    """Return the day that the groups of the link pattern find in the address, if they give one."""
    match = pattern.search(url)
    groups = [group for group in match.groups() if group] if match else []
    if len(groups) == _DAY_PARTS:
        return find_date("-".join(groups))
    digits = "".join(character for group in groups for character in group if character.isdigit())
    return find_date(digits) if len(digits) == _COMPACT_DAY else None


def _split(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc, parts.path
