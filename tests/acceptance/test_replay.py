"""Real pages served by host from a local server, with listings made for them, through the whole pipeline."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.demo.site import Resource, SiteServer
from monitor.domain import CheckResult, Outcome, Source
from monitor.fetch import Fetcher
from monitor.pipeline import Service, check_all
from monitor.sources import load
from monitor.store import RecordFilter, Store
from places import CORPUS
from world import READER

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

#: The day after the newest page, so that it is young enough to be read again.
START = datetime(2026, 6, 26, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
#: Of the addresses in the corpus; each becomes a server, a listing and a source.
FAMILIES = {"www.gov.cn": "govcn_json"}
OTHERS = "nfcms"
LISTING = "/replay/listing"
EDITED_HOST = "rsj.gz.gov.cn"


@dataclass(frozen=True)
class Original:
    """One page of the corpus with what its listing says of it."""

    host: str
    path: str
    title: str
    published: str | None
    body: bytes


class Web:
    """The corpus' hosts on loopback, one port each; pages can be hidden, changed and made to fail."""

    def __init__(self, originals: list[Original], servers: dict[str, SiteServer]) -> None:
        self._pages = {(page.host, page.path): page for page in originals}
        self._servers = servers
        self._failing: set[tuple[str, str]] = set()

    def publish(self, now: datetime) -> None:
        for host, server in self._servers.items():
            pages = [page for page in self._pages.values() if page.host == host]
            shown = {page.path: self._resource(page) for page in pages} | {LISTING: listing(host, pages)}
            server.publish(shown, now)

    def hide(self, page: Original) -> None:
        del self._pages[page.host, page.path]

    def put(self, page: Original) -> None:
        self._pages[page.host, page.path] = page

    def fail(self, page: Original, *, still: bool = True) -> None:
        (self._failing.add if still else self._failing.discard)((page.host, page.path))

    def url(self, page: Original) -> str:
        return self._servers[page.host].origin + page.path

    def sources(self, folder: Path) -> tuple[Source, ...]:
        tables = [source_table(host, server.origin) for host, server in self._servers.items()]
        (folder / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
        # Some pages are years old; a first check must read back to them.
        return tuple(replace(s, overlap=timedelta(days=20_000)) for s in load(folder / "sources.toml").sources)

    def taken(self, host: str) -> dict[int, int]:
        """Return the answers given by a host since the last call, by status."""
        answers = dict(self._servers[host].answers)
        self._servers[host].answers.clear()
        return answers

    def _resource(self, page: Original) -> Resource:
        if (page.host, page.path) in self._failing:
            return Resource(body=b"", status=503)
        return Resource(body=page.body, validators="etag+date")


def originals() -> list[Original]:
    rows = [json.loads(line) for line in (CORPUS / "gold" / "articles.jsonl").read_text("utf-8").splitlines()]
    return [
        Original(
            urlsplit(row["url"]).netloc,
            urlsplit(row["url"]).path,
            row["title"],
            row["published"],
            (CORPUS / row["path"]).read_bytes(),
        )
        for row in rows
        if row["url"]
    ]


def listing(host: str, pages: list[Original]) -> Resource:
    """List pages the way the host's family does."""
    if host in FAMILIES:
        rows = [{"TITLE": page.title, "URL": page.path, "DOCRELPUBTIME": page.published or ""} for page in pages]
        return Resource(body=json.dumps(rows).encode(), content_type="application/json", validators="etag+date")
    rows = [
        f'<li><a href="{page.path}" title="{page.title}">{page.title[:20]}…</a>'
        f'<span class="date">{page.published}</span></li>'
        for page in pages
    ]
    return Resource(body=f'<ul class="newsIlist">{"".join(rows)}</ul>'.encode(), validators="etag+date")


def source_table(host: str, origin: str) -> str:
    return f"""
[[source]]
id = "{host.replace(".", "_")}"
name = "{host}"
issuer = "{host}"
region = "全国"
level = "national"
kind = "policy"
family = "{FAMILIES.get(host, OTHERS)}"
url = "{origin}{LISTING}"
min_gap_s = 0
"""


class Replay:
    """The service on the replayed web, with a clock that the test moves."""

    def __init__(self, web: Web, store: Store, fetcher: Fetcher, sources: tuple[Source, ...]) -> None:
        self.web = web
        self.store = store
        self.now = START
        self._sources = sources
        self._service = Service(
            fetcher=fetcher, reader=READER, store=store, topics=(), routes=(), clock=lambda: self.now, threads=4
        )

    def check(self, *, after: timedelta = timedelta(0)) -> dict[str, CheckResult]:
        self.now += after
        self.web.publish(self.now)
        return {result.source_id.replace("_", "."): result for result in check_all(self._sources, self._service)}

    def versions(self) -> dict[str, int]:
        """Return the number of versions of every recorded article by its address."""
        rows = self.store.articles.newest(RecordFilter(), limit=1000)
        versions = {row.url: row.versions for row in rows}
        assert len(versions) == len(rows)
        return versions


@pytest.fixture
def pages() -> list[Original]:
    return originals()


@pytest.fixture
def replay(pages: list[Original], tmp_path: Path) -> Iterator[Replay]:
    with ExitStack() as stack:
        hosts = dict.fromkeys(page.host for page in pages)
        servers = {host: stack.enter_context(SiteServer("127.0.0.1")) for host in hosts}
        web = Web(pages, servers)
        store = stack.enter_context(Store.open(f"sqlite:///{tmp_path}/replay.db"))
        fetcher = stack.enter_context(Fetcher("replay/1.0", sleep=lambda _seconds: None))
        yield Replay(web, store, fetcher, web.sources(tmp_path))


def page_of(pages: list[Original], host: str, number: int = 0) -> Original:
    return [page for page in pages if page.host == host][number]


def test_checking_twice_records_every_real_page_once(replay: Replay, pages: list[Original]) -> None:
    first = replay.check()
    assert {result.outcome for result in first.values()} == {Outcome.OK}
    assert sum(result.new_articles for result in first.values()) == len(pages) >= 40
    once = replay.versions()
    assert once == {replay.web.url(page): 1 for page in pages}

    for host in first:
        replay.web.taken(host)
    second = replay.check(after=timedelta(hours=4))
    assert {result.outcome for result in second.values()} == {Outcome.UNCHANGED}
    assert {host: replay.web.taken(host) for host in second} == {host: {304: 1} for host in second}
    assert replay.versions() == once


def test_an_edit_is_a_new_version_and_an_addition_a_new_article(replay: Replay, pages: list[Original]) -> None:
    edited, added = page_of(pages, EDITED_HOST, -1), page_of(pages, "www.gov.cn", 3)
    replay.web.hide(added)
    replay.check()
    before = replay.versions()

    replay.web.put(replace(edited, body=edited.body.replace(b"</p>", "（已修订）</p>".encode())))
    replay.web.put(added)
    results = replay.check(after=DAY + timedelta(hours=1))
    assert {host: (r.new_articles, r.new_versions) for host, r in results.items() if r.outcome is Outcome.OK} == {
        "www.gov.cn": (1, 0),
        EDITED_HOST: (0, 1),
    }
    assert replay.versions() == before | {replay.web.url(added): 1, replay.web.url(edited): 2}
    article = replay.store.articles.at(replay.web.url(edited))
    assert article
    assert "（已修订）" in article.text


def test_a_304_never_hides_an_unrecorded_article(replay: Replay, pages: list[Original]) -> None:
    host = "www.gz.gov.cn"
    failing = page_of(pages, host, 2)
    replay.web.fail(failing)
    first = replay.check()
    assert (first[host].outcome, first[host].pending) == (Outcome.PARTIAL, 1)
    assert [failure.url for failure in first[host].failures] == [replay.web.url(failing)]
    assert replay.versions() == {replay.web.url(page): 1 for page in pages if page is not failing}

    replay.web.taken(host)
    second = replay.check(after=timedelta(hours=4))
    assert (second[host].outcome, second[host].pending) == (Outcome.PARTIAL, 1)
    assert replay.web.taken(host) == {304: 1, 503: 3}

    replay.web.fail(failing, still=False)
    third = replay.check(after=timedelta(hours=12))
    assert (third[host].new_articles, third[host].pending) == (1, 0)
    assert replay.web.taken(host) == {304: 1, 200: 1}
    assert replay.versions() == {replay.web.url(page): 1 for page in pages}


def test_changes_of_all_kinds_at_once_leave_nothing_undone(replay: Replay, pages: list[Original]) -> None:
    edited, added = page_of(pages, EDITED_HOST, -1), page_of(pages, "www.gz.gov.cn", 1)
    failing = page_of(pages, "www.gov.cn", 5)
    replay.web.hide(added)
    replay.web.hide(failing)
    replay.check()
    replay.check(after=timedelta(hours=4))

    replay.web.put(replace(edited, body=edited.body.replace(b"</p>", "（已修订）</p>".encode())))
    replay.web.put(added)
    replay.web.put(failing)
    replay.web.fail(failing)
    replay.check(after=DAY)
    replay.web.fail(failing, still=False)
    replay.check(after=timedelta(hours=4))
    wanted = {replay.web.url(page): 1 for page in pages} | {replay.web.url(edited): 2}
    assert replay.versions() == wanted

    last = replay.check(after=timedelta(hours=4))
    assert {result.outcome for result in last.values()} == {Outcome.UNCHANGED}
    assert replay.versions() == wanted
