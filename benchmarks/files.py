"""
The files that the benchmark's server serves; run as a program, so that the measuring process stays small.

    python benchmarks/files.py write FOLDER SITES
    python benchmarks/files.py publish FOLDER SITES     one new article on every tenth site
    python benchmarks/files.py withdraw FOLDER SITES    as it was before

The same arguments give the same bytes and the same times of change, hence the same ETags.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pages

#: Time of change of all files as first written (2025-05-01, in seconds); a new listing is a day younger.
WRITTEN_AT = 1_746_057_600
PUBLISHED_AT = WRITTEN_AT + 86_400
#: One site in so many has something new in the changed round.
CHANGED_EVERY = 10
#: Different old articles; the other addresses are hard links to these, because nobody reads them.
POOL = 50
#: Every second site has a robots.txt, as in life; the others answer 404.
ROBOTS_EVERY = 2


def address(site: int) -> str:
    """Return a loopback address of the site's own: 127.1.0.1, 127.1.0.2, …"""
    return f"127.1.{site // 200}.{site % 200 + 1}"


def listing_file(folder: Path, site: int) -> Path:
    return folder / address(site) / "xwdt" / "index.html"


def is_changing(site: int) -> bool:
    return site % CHANGED_EVERY == 3


def write(folder: Path, sites: int) -> None:
    """Write robots.txt, listing and articles of every site."""
    pool = {
        charset: [_store(folder / "pool" / f"{charset}{n}.html", _old_article(charset, n)) for n in range(POOL)]
        for charset in ("utf-8", "gb18030")
    }
    for site in range(sites):
        place = listing_file(folder, site)
        newest, *shown = pages.articles(site, pages.LINKS + 1)
        _store(place, pages.listing(site, shown))
        if site % ROBOTS_EVERY == 0:
            _store(place.parent.parent / "robots.txt", _robots(site))
        for entry in shown:
            _link(pool[pages.charset_of(site)][(site + entry.number) % POOL], place.parent / entry.path)
        if is_changing(site):
            _store(place.parent / newest.path, pages.article(site, newest))


def publish(folder: Path, sites: int) -> None:
    """Put one new article on top of every tenth listing."""
    for site in filter(is_changing, range(sites)):
        shown = pages.articles(site, pages.LINKS + 1)[: pages.LINKS]
        _store(listing_file(folder, site), pages.listing(site, shown), PUBLISHED_AT)


def withdraw(folder: Path, sites: int) -> None:
    """Put the listings back."""
    for site in filter(is_changing, range(sites)):
        shown = pages.articles(site, pages.LINKS)
        _store(listing_file(folder, site), pages.listing(site, shown))


def _robots(site: int) -> bytes:
    lines = ("User-agent: *", "Disallow: /admin/", f"Disallow: /search{site}/", "Allow: /")
    return "\n".join(lines).encode()


def _old_article(charset: str, number: int) -> bytes:
    site = pages.GB_EVERY - 1 if charset == "gb18030" else 0
    return pages.article(site, pages.articles(site, POOL)[number])


def _store(path: Path, content: bytes, at: int = WRITTEN_AT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    os.utime(fresh, (at, at))
    fresh.replace(path)
    return path


def _link(target: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.hardlink_to(target)


if __name__ == "__main__":
    verb, folder, sites = sys.argv[1:]
    {"write": write, "publish": publish, "withdraw": withdraw}[verb](Path(folder), int(sites))
