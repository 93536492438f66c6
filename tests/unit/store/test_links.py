"""Listings and their links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import make
import recordings
from monitor.domain import KnownListing, Link, LinkKind, Reading, Validators
from monitor.store import Backlog, LostLink, Store
from monitor.store.links import INTERRUPTED, RETRY_AFTER

NOW = make.NOW
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LISTING = "http://127.0.0.1/list/"
ETAG = Validators(etag='"a"', last_modified="Wed, 02 Apr 2025 00:00:00 GMT", body_hash="00ff")


def link(number: int, day: int | None = 1, **changes: Any) -> Link:
    published = None if day is None else date(2025, 4, day)
    return replace(Link(f"http://127.0.0.1/t{number}.html", f"通知{number}", published), **changes)


def note(store: Store, *links: Link, source_id: str = "a", now=NOW, **options: Any) -> int:
    return store.links.note(source_id, LISTING, links, ETAG, now, **options)


def urls(links) -> list[str]:
    return [one.url for one in links]


def record(store: Store, url: str, source_id: str = "a", now=NOW, **options) -> None:
    article = make.article(url, published=options.pop("published", date(2025, 4, 1)))
    recordings.record(store, source_id, article, (), (), now, reading=Reading(()), validators=ETAG, **options)


def test_links_come_back_as_they_were_noted(store):
    noted = link(
        1, kind=LinkKind.INTERPRETATION, document_number="国办发〔2018〕71号", issuer="示例部", dated_by_address=True
    )
    assert note(store, noted) == 1
    assert store.links.pending("a", 10, NOW) == (noted,)


def test_validators_are_saved_with_the_links_by_source_and_listing(store):
    note(store, link(1))
    store.links.note("b", "other", (), Validators(), NOW)
    assert store.checks.listings() == {
        ("a", LISTING): KnownListing(ETAG, NOW),
        ("b", "other"): KnownListing(Validators(), NOW),
    }


def test_newer_validators_replace_older_ones(store):
    note(store, link(1))
    store.links.note("a", LISTING, (), Validators(etag='"b"'), NOW)
    assert store.checks.listings() == {("a", LISTING): KnownListing(Validators(etag='"b"'), NOW)}


def test_noting_the_same_links_again_changes_nothing(store):
    assert note(store, link(1), link(2)) == 2
    assert note(store, link(1), link(2), now=NOW + HOUR) == 0
    assert store.links.pending("a", 10, NOW) == (link(1), link(2))


def test_a_link_that_stands_twice_in_a_listing_is_one_link(store):
    assert note(store, link(1), link(1)) == 1


def test_more_links_than_fit_into_one_statement_are_all_noted(store):
    many = [link(number) for number in range(1201)]
    assert note(store, *many) == 1201
    assert note(store, *many) == 0
    assert urls(store.links.pending("a", 5000, NOW)) == urls(many)


def test_pending_links_come_oldest_first_undated_last_then_as_listed(store):
    note(store, link(5, None), link(1, 3), link(2, 2), link(9, 2), link(4, 1))
    note(store, link(6, None), now=NOW + HOUR)
    assert urls(store.links.pending("a", 10, NOW)) == urls(link(number) for number in (4, 2, 9, 1, 5, 6))
    assert urls(store.links.pending("a", 2, NOW)) == urls(link(number) for number in (4, 2))


def test_pending_links_are_those_of_the_source(store):
    note(store, link(1))
    note(store, link(1), link(2), source_id="b")
    assert urls(store.links.pending("a", 10, NOW)) == urls([link(1)])
    assert store.links.count_pending("b") == 2
    assert store.links.count_pending("c") == 0


def test_the_newest_title_and_date_of_a_pending_link_win(store):
    note(store, link(1, 1, dated_by_address=True))
    note(store, link(1, 2, title="通知1（修订）"))
    assert store.links.pending("a", 10, NOW) == (link(1, 2, title="通知1（修订）"),)


def test_a_listing_without_dates_does_not_take_a_known_date_away(store):
    note(store, link(1, 1))
    note(store, link(1, None, title="另一题"))
    assert store.links.pending("a", 10, NOW) == (link(1, 1, title="另一题"),)


def test_what_a_first_check_finds_too_old_is_set_aside_and_stays_so(store):
    assert note(store, link(1, 1), link(2, 2), link(3, None), old_before=date(2025, 4, 2)) == 2
    assert note(store, link(1, 1)) == 0
    assert urls(store.links.pending("a", 10, NOW)) == urls([link(2), link(3)])


def test_reopening_makes_old_and_lost_links_pending_again_and_no_others(store):
    note(store, link(1, 1), link(2, 2), old_before=date(2025, 4, 2))
    lose(store, link(2))
    record(store, link(3).url)
    assert store.links.reopen("b", [link(1).url]) == 0
    assert store.links.reopen("a", urls([link(1), link(2), link(3), link(4)])) == 2
    assert urls(store.links.pending("a", 10, NOW)) == urls([link(1), link(2)])
    assert store.links.reopen("a", []) == 0


def fail(store: Store, lost: Link, message: str, now=NOW) -> bool:
    """Begin a try of a link and let it fail; return whether the link is given up."""
    store.links.begin("a", lost.url, now)
    return store.links.failed("a", lost.url, message, now)


def lose(store: Store, lost: Link, now=NOW) -> list[bool]:
    return [fail(store, lost, f"HTTP 50{number}", now + number * DAY) for number in range(len(RETRY_AFTER) + 1)]


def test_a_failed_link_is_tried_again_after_growing_waits(store):
    note(store, link(1))
    now = NOW
    for wait in (HOUR, 4 * HOUR, DAY, DAY, DAY, DAY, DAY):
        assert fail(store, link(1), "HTTP 503", now) is False
        assert store.links.pending("a", 10, now + wait - timedelta(seconds=1)) == ()
        now += wait
        assert store.links.pending("a", 10, now) == (link(1),)
    assert store.links.count_pending("a") == 1
    assert fail(store, link(1), "HTTP 503", now) is True
    assert store.links.pending("a", 10, now + 99 * DAY) == ()


def test_a_try_that_ended_the_service_counts_and_only_the_first_is_repeated_at_once(store):
    note(store, link(1))
    now = NOW
    for wait in (timedelta(0), HOUR, 4 * HOUR, DAY, DAY, DAY, DAY, DAY):
        assert store.links.begin("a", link(1).url, now) is True
        now += wait
        assert store.links.pending("a", 10, now - timedelta(seconds=1)) == (() if wait else (link(1),))
        assert store.links.pending("a", 10, now) == (link(1),)
    assert store.links.begin("a", link(1).url, now) is False
    assert store.links.failed("a", link(1).url, INTERRUPTED, now) is True
    assert store.links.given_up() == (LostLink("a", link(1).url, "通知1", INTERRUPTED),)


def test_a_try_that_we_interrupted_is_given_back(store):
    note(store, link(1), silent=True)
    store.links.begin("a", link(1).url, NOW)
    assert store.links.silent("a") == {link(1).url: 1}
    store.links.give_back("a", link(1).url)
    assert store.links.silent("a") == {link(1).url: 0}
    store.links.give_back("a", link(1).url)
    assert store.links.silent("a") == {link(1).url: 0}
    assert store.links.pending("a", 10, NOW) == (link(1),)


def test_a_try_of_a_recorded_article_is_not_given_back(store):
    note(store, link(1))
    store.links.begin("a", link(1).url, NOW)
    record(store, link(1).url)
    store.links.give_back("a", link(1).url)
    assert store.links.pending("a", 10, NOW) == ()


def test_the_eighth_failure_gives_a_link_up_and_says_so_once(store):
    note(store, link(1), link(2))
    assert lose(store, link(1)) == [False] * 7 + [True]
    assert fail(store, link(1), "HTTP 503", NOW) is False
    assert store.links.given_up() == (LostLink("a", link(1).url, "通知1", "HTTP 507"),)
    assert (store.articles.totals().pending_links, store.articles.totals().given_up_links) == (1, 1)


def test_a_failure_of_an_unknown_link_is_nothing(store):
    assert fail(store, link(1), "HTTP 503", NOW) is False
    assert store.links.given_up() == ()


def test_links_given_up_are_listed_newest_first_up_to_the_limit(store):
    note(store, link(1), link(2))
    note(store, link(3), now=NOW + HOUR)
    for number in (1, 2, 3):
        lose(store, link(number))
    assert urls(store.links.given_up()) == urls([link(3), link(2), link(1)])
    assert urls(store.links.given_up(1)) == urls([link(3)])


def test_the_backlog_counts_what_is_pending_and_what_is_due(store):
    note(store, link(1), link(2))
    note(store, link(3), source_id="b")
    record(store, link(4).url, "c")
    fail(store, link(1), "HTTP 503", NOW)
    assert store.links.backlog(NOW) == {"a": Backlog(2, 1), "b": Backlog(1, 1)}
    assert store.links.backlog(NOW + HOUR)["a"] == Backlog(2, 2)


def test_a_recorded_link_is_pending_no_more_for_any_source(store):
    note(store, link(1), link(2))
    note(store, link(1), source_id="b")
    record(store, link(1).url)
    assert urls(store.links.pending("a", 10, NOW)) == urls([link(2)])
    assert store.links.pending("b", 10, NOW) == ()


def test_a_link_to_an_article_that_another_source_brought_is_recorded_at_once(store):
    record(store, link(1).url)
    assert note(store, link(1), link(2), source_id="b") == 1
    assert urls(store.links.pending("b", 10, NOW)) == urls([link(2)])


def test_a_link_to_an_article_reached_through_the_same_redirect_is_recorded_at_once(store):
    note(store, link(1))
    record(store, link(2).url, link_url=link(1).url)
    assert store.links.pending("a", 10, NOW) == ()
    assert note(store, link(1), link(2), source_id="b") == 0


def test_a_given_up_link_whose_article_another_source_brings_is_recorded(store):
    note(store, link(1))
    lose(store, link(1))
    record(store, link(1).url, "b")
    assert store.links.given_up() == ()


# Reading recorded articles again


SINCE, BEFORE = NOW - 7 * DAY, NOW + DAY


def again(store: Store, source_id: str = "a", since=SINCE, before=BEFORE, limit: int = 10) -> list[str]:
    return urls(link for link, _ in store.articles.rechecks(source_id, since=since, before=before, limit=limit))


def test_a_young_article_is_read_again_with_its_validators(store):
    record(store, link(1).url)
    expected = Link(link(1).url, make.article().title, date(2025, 4, 1))
    assert store.articles.rechecks("a", since=SINCE, before=BEFORE, limit=10) == ((expected, ETAG),)
    assert store.articles.recheck_sources(since=SINCE, before=BEFORE) == {"a"}


def test_an_article_read_since_is_not_read_again(store):
    record(store, link(1).url, now=BEFORE)
    assert again(store) == []
    assert store.articles.recheck_sources(since=SINCE, before=BEFORE) == frozenset()


@pytest.mark.parametrize(("published", "expected"), [(date(2025, 3, 26), True), (date(2025, 3, 25), False)])
def test_young_is_what_was_published_since_that_day_in_china(store, published, expected):
    # 2025-03-25 20:00 UTC is already the 26th in China.
    record(store, link(1).url, published=published)
    since = NOW.replace(month=3, day=25, hour=20)
    assert bool(again(store, since=since)) is expected
    assert bool(store.articles.recheck_sources(since=since, before=BEFORE)) is expected


def test_an_undated_article_is_young_from_when_it_was_first_seen(store):
    record(store, link(1).url, published=None)
    assert again(store, since=NOW) == urls([link(1)])
    assert again(store, since=NOW + HOUR) == []


def test_the_articles_unread_longest_come_first(store):
    record(store, link(1).url, now=NOW + HOUR)
    record(store, link(2).url)
    record(store, link(3).url, "b")
    assert again(store) == urls([link(2), link(1)])
    assert again(store, limit=1) == urls([link(2)])


def test_an_unchanged_article_waits_for_its_next_turn_with_new_validators(store):
    record(store, link(1).url)
    store.articles.unchanged("a", link(1).url, Validators(etag='"b"'), NOW + HOUR)
    assert again(store, before=NOW + HOUR) == []
    ((_, validators),) = store.articles.rechecks("a", since=SINCE, before=BEFORE, limit=10)
    assert validators == Validators(etag='"b"')


def test_an_article_behind_a_redirect_is_read_again_at_the_listed_address(store):
    record(store, link(2).url, link_url=link(1).url)
    assert again(store) == urls([link(1)])
    store.articles.unchanged("a", link(1).url, ETAG, NOW + HOUR)
    assert again(store, before=NOW + HOUR) == []


def test_an_article_that_cannot_be_read_again_goes_to_the_end_of_the_queue(store):
    record(store, link(1).url)
    record(store, link(2).url)
    store.articles.unchanged("a", link(1).url, ETAG, NOW + HOUR)
    assert again(store) == urls([link(2), link(1)])
    assert again(store, before=NOW + HOUR) == urls([link(2)])


def test_a_failed_try_of_a_recorded_article_gives_nothing_up(store):
    record(store, link(1).url)
    assert fail(store, link(1), "HTTP 404", NOW + HOUR) is False
    assert store.links.given_up() == ()


# A 304 must mean "everything is recorded or pending"


def test_a_304_never_hides_an_unrecorded_article(store):
    note(store, link(1), link(2))
    record(store, link(1).url)
    fail(store, link(2), "HTTP 503", NOW)
    assert store.checks.listings()["a", LISTING].validators == ETAG, "the next answer will be 304"
    assert urls(store.links.pending("a", 10, NOW + HOUR)) == urls([link(2)])


def test_validators_are_not_saved_when_the_links_cannot_be(store):
    broken = replace(link(1), title=None)  # type: ignore[arg-type] # what no column takes
    with pytest.raises(Exception, match="refused"):
        note(store, broken)
    assert store.checks.listings() == {}


def test_broken_characters_in_a_title_are_replaced_one_for_one(store):
    assert note(store, link(1, title="坏\x00字\ud83d符")) == 1
    assert store.links.pending("a", 10, NOW)[0].title == "坏\ufffd字\ufffd符"


def test_days_of_publication_are_those_of_listings_else_of_articles(store):
    note(store, link(1, day=3), link(2, day=3), link(3, day=None), link(4, day=None))
    record(store, link(3).url, published=date(2025, 3, 20))
    note(store, link(5, day=1), source_id="b")
    assert store.links.days(date(2025, 3, 1)) == {"a": {date(2025, 4, 3), date(2025, 3, 20)}, "b": {date(2025, 4, 1)}}
    assert store.links.days(date(2025, 4, 2)) == {"a": {date(2025, 4, 3)}}
