"""A site in memory behind httpx's MockTransport: pages with ETags, failures on demand, requests counted."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable

import httpx

HOST = "http://site.example"
LISTING = f"{HOST}/zcfb/"
#: Seconds after which a test that waits has failed.
A_WHILE = 30.0


class Site:
    """Serves pages by path; every answer carries an ETag and honours If-None-Match."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        #: path → status answered instead of the page.
        self.failing: dict[str, int] = {}
        #: path → path that it redirects to.
        self.moved: dict[str, str] = {}
        #: Paths whose server says “not modified” to everyone who asks conditionally.
        self.denying: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.transport = httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        self.asked[path] += 1
        response = self.response(path, request.headers.get("if-none-match"))
        self.statuses[response.status_code] += 1
        return response

    def response(self, path: str, seen: str | None) -> httpx.Response:
        if path in self.failing:
            return httpx.Response(self.failing[path])
        if path in self.moved:
            return httpx.Response(302, headers={"Location": self.moved[path]})
        if path not in self.pages:
            return httpx.Response(404)
        body = self.pages[path].encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if seen == etag or (seen and path in self.denying):
            return httpx.Response(304, headers={"ETag": etag})
        return httpx.Response(200, content=body, headers={"ETag": etag, "Content-Type": "text/html"})

    def publish(self, number: int, title: str, *paragraphs: str, day: str = "20250401") -> str:
        """Add an article and list it; return its path."""
        path = f"/zcfb/202504/t{day}_{number}.html"
        self.pages[path] = article_page(title, paragraphs, day)
        self.list_articles()
        return path

    def list_articles(self) -> None:
        """Write the listing of all articles that stand, newest first."""
        rows = "".join(
            f'<li><a href=".{path.removeprefix("/zcfb")}" title="{title_of(page)}">…</a>'
            f"<span>{shown_day(path)}</span></li>"
            for path, page in reversed(self.pages.items())
            if path.startswith("/zcfb/2")
        )
        self.pages["/zcfb/"] = f"<html><body><ul class='u-list'>{rows}</ul></body></html>"


def article_page(title: str, paragraphs: Iterable[str], day: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    shown = f"{day[:4]}-{day[4:6]}-{day[6:]} 09:00"
    return (
        f'<html><head><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{shown}">'
        f'<title>{title}</title></head><body><h1>{title}</h1><div class="TRS_Editor">{body}</div></body></html>'
    )


def title_of(page: str) -> str:
    return page.partition("<title>")[2].partition("</title>")[0]


def shown_day(path: str) -> str:
    day = path.rpartition("/t")[2][:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def until(condition: Callable[[], bool]) -> None:
    """Look again and again whether something came true that no event tells of; fail after `A_WHILE`."""
    end = time.monotonic() + A_WHILE
    while not condition():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.01)


class SlowSite(Site):
    """Answers for the hosts in `held` only when they are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, threading.Event] = {}
        #: Set as soon as a held host is asked.
        self.asked_held = threading.Event()
        #: Hosts that are asked now, and those that were asked twice at once.
        self.open: Counter[str] = Counter()
        self.asked_twice: set[str] = set()

    def answer(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        self.open[host] += 1
        if self.open[host] > 1:
            self.asked_twice.add(host)
        if host in self.held:
            self.asked_held.set()
            self.held[host].wait(A_WHILE)
        self.open[host] -= 1
        return super().answer(request)
