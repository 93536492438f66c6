"""Links against a model in plain Python: whatever is noted, failed, recorded and reopened, in any order."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import make
import recordings
from monitor.domain import Link, Reading, Validators
from monitor.store import Backlog, LinkState, Store, upgrade
from monitor.store.links import RETRY_AFTER, UNREAD

SOURCES = ("a", "b")
OLD = date(2025, 3, 1)
NONE = Validators()

sources = st.sampled_from(SOURCES)
numbers = st.integers(1, 4)
days = st.none() | st.sampled_from([date(2025, 2, 1), date(2025, 4, 1), date(2025, 4, 2)])
#: Parsing merges the links of a listing that lead to one address.
found = st.lists(
    st.tuples(numbers, days, st.sampled_from(["题", "新题"])), min_size=1, max_size=4, unique_by=lambda row: row[0]
)


@dataclass
class Known:
    """What the model knows of a link."""

    link: Link
    state: LinkState
    tries: int = 0
    next_try_at: datetime | None = None


def url(number: int) -> str:
    return f"http://127.0.0.1/{number}.html"


class LinkWorld(RuleBasedStateMachine):
    """The store, and a dictionary that says what it should know."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "monitor.db")
        self.store = Store.open(f"sqlite:///{self.folder}/monitor.db")
        self.now = make.NOW
        self.links: dict[tuple[str, str], Known] = {}
        self.articles: set[str] = set()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(source=sources, listed=found, first=st.booleans(), silent=st.booleans())
    def note(self, *, source: str, listed: list[tuple[int, date | None, str]], first: bool, silent: bool) -> None:
        links = [Link(url(number), title, day) for number, day, title in listed]
        old_before = OLD if first else None
        expected = self.expect_noted(source, links, old_before, silent=silent)
        noted = self.store.links.note(source, "list", links, NONE, self.now, old_before=old_before, silent=silent)
        assert noted == expected

    def expect_noted(self, source: str, links: list[Link], old_before: date | None, *, silent: bool) -> int:
        before = {link.url for link in links if (source, link.url) in self.links}
        count = 0
        for link in sorted((link for link in links if link.url in before), key=lambda link: link.url):
            known = self.links[source, link.url]
            count += not silent and self.comes_back(known, link)
            known.link = replace(known.link, title=link.title, published=link.published or known.link.published)
        for link in {link.url: link for link in links if link.url not in before}.values():
            state = LinkState.SILENT if silent else LinkState.PENDING
            if link.url in self.articles:
                state = LinkState.RECORDED
            elif old_before and link.published and link.published < old_before:
                state = LinkState.OLD
            self.links[source, link.url] = Known(link, state)
            count += state in UNREAD
        return count

    def comes_back(self, known: Known, link: Link) -> bool:
        """Make a settled link pending that a listing shows anew; return whether it is."""
        before = known.link.published
        is_later = bool(link.published and before and link.published > before)
        is_recorded = known.state is LinkState.RECORDED
        own = make.article().published
        is_earlier = bool(link.published and before and link.published < before and link.published != own)
        is_retitled = link.title != known.link.title
        if not (
            (is_later and known.state is LinkState.OLD) or (is_recorded and (is_later or is_earlier or is_retitled))
        ):
            return False
        known.state, known.tries, known.next_try_at = LinkState.PENDING, 0, None
        return True

    @rule(source=sources, number=numbers)
    def fail(self, source: str, number: int) -> None:
        known = self.links.get((source, url(number)))
        lost = False
        if known and known.state in UNREAD:
            known.tries += 1
            lost = known.tries > len(RETRY_AFTER)
            if lost:
                known.state = LinkState.GIVEN_UP
            else:
                known.next_try_at = self.now + RETRY_AFTER[known.tries - 1]
        self.store.links.begin(source, url(number), self.now)
        assert self.store.links.failed(source, url(number), "HTTP 503", self.now) is lost

    @rule(source=sources, number=numbers)
    def record(self, source: str, number: int) -> None:
        article = make.article(url(number))
        recordings.record(self.store, source, article, (), (), self.now, reading=Reading(()), validators=NONE)
        self.articles.add(article.url)
        for (_, address), known in self.links.items():
            if address == article.url:
                known.state = LinkState.RECORDED
        link = Link(article.url, article.title, article.published)
        self.links.setdefault((source, article.url), Known(link, LinkState.RECORDED))

    @rule(source=sources, chosen=st.sets(numbers))
    def reopen(self, source: str, chosen: set[int]) -> None:
        count = 0
        for number in chosen:
            known = self.links.get((source, url(number)))
            if known and known.state in {LinkState.OLD, LinkState.GIVEN_UP}:
                known.state, known.tries, known.next_try_at = LinkState.SILENT, 0, None
                count += 1
        assert self.store.links.reopen(source, [url(number) for number in chosen]) == count

    def unread(self, source: str) -> list[Known]:
        return [known for (owner, _), known in self.links.items() if owner == source and known.state in UNREAD]

    @invariant()
    def what_is_pending_agrees(self) -> None:
        for source in SOURCES:
            due = [
                known.link
                for known in self.unread(source)
                if known.next_try_at is None or known.next_try_at <= self.now
            ]
            pending = self.store.links.pending(source, 99, self.now)
            assert set(pending) == set(due)
            dates = [link.published or date.max for link in pending]
            assert dates == sorted(dates), "oldest first, undated ones last"
            assert self.store.links.count_pending(source) == len(self.unread(source))

    @invariant()
    def the_backlog_agrees(self) -> None:
        for source in SOURCES:
            backlog = self.store.links.backlog(self.now).get(source, Backlog())
            pending = self.store.links.pending(source, 99, self.now)
            assert (backlog.pending, backlog.due) == (len(self.unread(source)), len(pending))

    @invariant()
    def silent_and_lost_links_agree(self) -> None:
        for source in SOURCES:
            silent = {
                address: known.tries
                for (owner, address), known in self.links.items()
                if owner == source and known.state is LinkState.SILENT
            }
            assert self.store.links.silent(source) == silent
        lost = {key for key, known in self.links.items() if known.state is LinkState.GIVEN_UP}
        assert {(row.source_id, row.url) for row in self.store.links.given_up(99)} == lost


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make the empty database that each run copies."""
    file = tmp_path_factory.mktemp("links") / "monitor.db"
    upgrade(f"sqlite:///{file}")
    LinkWorld.template = file


TestLinks = LinkWorld.TestCase
TestLinks.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
