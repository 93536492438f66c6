"""
What both reference scripts share: state in SQLite, links and article text by lexbor.

They do by hand what a short script can do with the fastest libraries there are: conditional requests,
the body's hash before parsing, new links of known listings, and the text of the articles behind them.
No robots.txt, no pauses, no retries, no rules: they are a floor, not a rival.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass, field
from urllib.parse import urljoin

_CHARSET = re.compile(rb"charset=[\"']?([\w-]{3,12})", re.IGNORECASE)
_SCHEMA = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS listing(url TEXT PRIMARY KEY, etag TEXT, modified TEXT, digest BLOB);
CREATE TABLE IF NOT EXISTS article(url TEXT PRIMARY KEY, title TEXT, body TEXT);
"""


@dataclass
class State:
    """What is known of listings and articles; written back once, at the end."""

    path: str
    listings: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    answers: list[tuple[str, str, str, bytes]] = field(default_factory=list)
    articles: list[tuple[str, str, str]] = field(default_factory=list)
    #: (address, title) of articles to read: new links of listings that were known.
    unread: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._database = sqlite3.connect(self.path)
        self._database.executescript(_SCHEMA)
        self.listings = {url: rest for url, *rest in self._database.execute("SELECT * FROM listing")}

    def conditions(self, url: str) -> dict[str, str]:
        etag, modified, _ = self.listings.get(url, ("", "", b""))
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return {name: value for name, value in headers.items() if value}

    def listing(self, url: str, headers: tuple[str, str], body: bytes) -> None:
        """Take a listing that was answered with 200."""
        digest = hashlib.blake2b(body, digest_size=16).digest()
        known = self.listings.get(url)
        self.answers.append((url, *headers, digest))
        if known and known[2] == digest:
            return
        for address, title in _links(body, url):
            if self._database.execute("SELECT 1 FROM article WHERE url = ?", (address,)).fetchone():
                continue
            if known:
                self.unread.append((address, title))
            else:
                self.articles.append((address, title, ""))

    def article(self, url: str, title: str, body: bytes) -> None:
        self.articles.append((url, title, _text(body)))

    def save(self) -> None:
        with self._database as write:
            write.executemany("INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?)", self.answers)
            write.executemany("INSERT OR IGNORE INTO article VALUES (?, ?, ?)", self.articles)
        self._database.close()


def _decoded(body: bytes) -> str:
    found = _CHARSET.search(body, 0, 1024)
    charset = found[1].decode().lower() if found else "utf-8"
    return body.decode("gb18030" if charset.startswith("gb") else charset, "replace")


def _links(body: bytes, base: str) -> list[tuple[str, str]]:
    # Loaded late: an unchanged round parses nothing.
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- see above

    found = LexborHTMLParser(_decoded(body)).css(".articles a[href]")
    return [(urljoin(base, node.attributes["href"]), node.text(strip=True)) for node in found]


def _text(body: bytes) -> str:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- see above

    return "\n".join(node.text(strip=True) for node in LexborHTMLParser(_decoded(body)).css(".TRS_Editor p"))
