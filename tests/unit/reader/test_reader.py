"""Pages are read in processes of their own: what they say, what they may take, and what is left when one goes too far."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from make import source
from monitor.domain import AttachmentLimits, Layout, Link, Page, Paging, PagingKind, Request, Target, Topic
from monitor.errors import BlockedError, EmptyListingError, ParseError, StoppedError, UnreadableError
from monitor.parse.markup import MOST_TAGS
from monitor.reader import PageLimits, PageReader, PageRole
from monitor.reader.work import READERS
from places import ENVIRONMENT

URL = "http://127.0.0.1/list/t20260701_1.html"
LINK = Link(URL, "某市行动计划", date(2026, 7, 1))
TOPICS = (Topic("ai_plus", "人工智能+", (("人工智能", 1.0),)),)
TODAY = date(2026, 7, 2)
TARGET = "<p>到2027年，人工智能产业规模突破100亿元。</p>"


def body(inner: str) -> bytes:
    return f'<h1>某市行动计划</h1><div class="TRS_Editor">{inner}</div>'.encode()


GOOD = Page(URL, body(TARGET))
#: Half a minute of reading, and 220 MB.
LONG = Page(URL, body(TARGET * (MOST_TAGS // 2 - 10)))
#: 190 MB of attributes at once.
WIDE = Page(URL, body("<p " + " ".join(f"a{number}='x'" for number in range(200_000)) + f">{TARGET}"))


@pytest.fixture(scope="module")
def reader():
    with PageReader(processes=1) as made:
        yield made


def article(reader: PageReader, page: Page, **layout: object):
    read_as = source(layout=replace(source().layout, **layout))
    return reader.article(page, read_as, LINK, TOPICS, TODAY)


def test_an_article_comes_with_what_it_says(reader):
    read, reading = article(reader, GOOD)
    assert (read.url, read.title, read.text) == (URL, "某市行动计划", "到2027年，人工智能产业规模突破100亿元。")
    (target,) = (finding for finding in reading.findings if isinstance(finding, Target))
    assert target.quote.topics == ("ai_plus",)
    assert str(target.deadline.end) == "2027-12-31"


def test_a_listing_gives_its_links(reader):
    page = Page("http://127.0.0.1/list/", b"<ul><li><a href='t20260701_1.html'>\xe6\xa0\x87\xe9\xa2\x98</a></li></ul>")
    assert [(link.url, link.title) for link in reader.links(page, source())] == [(URL, "标题")]


def test_a_listing_leads_to_older_pages(reader):
    layout: Layout = replace(source().layout, paging=Paging(PagingKind.PATH, "index_{page0}.html"))
    listing = Request("http://127.0.0.1/list/")
    older = reader.next_request(Page(listing.url, b"<p>1</p>"), source(layout=layout), listing, 2)
    assert older == Request("http://127.0.0.1/list/index_1.html")
    assert reader.next_request(Page(listing.url, b""), source(), listing, 2) is None


def test_every_kind_of_page_has_its_way_of_reading():
    assert set(READERS) == set(PageRole)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("<p>没有链接</p>", EmptyListingError, "the listing has no link at all"),
        ("<p>访问频繁，请稍后再试</p>", BlockedError, "访问频繁"),
    ],
)
def test_an_error_arrives_as_it_was_raised(reader, text, error, message):
    with pytest.raises(error, match=message) as caught:
        reader.links(Page(URL, text.encode()), source())
    assert caught.value.url == URL
    assert str(caught.value).endswith(f"({URL})")


def test_a_defect_of_ours_fails_the_page_and_stands_in_the_log(reader, caplog):
    with pytest.raises(ParseError, match="internal error: TypeError: "):
        article(reader, GOOD, body=5)
    (record,) = [record for record in caplog.records if record.message == "reading failed unexpectedly"]
    assert record.url == URL
    assert "Traceback" in record.exception
    assert article(reader, GOOD)[1].findings, "the same process goes on"


def test_a_page_that_needs_too_much_time_is_refused_and_the_next_is_read():
    with PageReader(PageLimits(seconds=1, patience=1000), processes=1) as reader:
        with pytest.raises(UnreadableError, match=r"needs more than 1 s of CPU \(MONITOR_PAGE_SECONDS\)"):
            article(reader, LONG)
        assert article(reader, GOOD)[1].findings


def test_a_page_that_takes_too_long_by_the_clock_is_refused_and_the_next_is_read():
    with PageReader(PageLimits(patience=0), processes=1) as reader:
        with pytest.raises(UnreadableError, match="the page takes more than 0 s"):
            article(reader, LONG)
        assert not reader._idle


def test_a_page_that_needs_too_much_memory_is_refused_and_the_next_is_read():
    with PageReader(PageLimits(memory=100), processes=1) as reader:
        with pytest.raises(UnreadableError, match=r"needs more than 100 MB of memory \(MONITOR_PAGE_MEMORY\)"):
            article(reader, WIDE)
        assert article(reader, GOOD)[1].findings


@pytest.mark.slow
@pytest.mark.parametrize("memory", [60, 75, 90, 120])
def test_where_memory_is_refused_no_half_of_a_page_passes_for_the_whole(memory):
    with PageReader(PageLimits(memory), processes=1) as reader:
        try:
            read, reading = article(reader, WIDE)
        except UnreadableError:
            return
        assert read.text == "到2027年，人工智能产业规模突破100亿元。"
        assert len(reading.findings) == 1


def test_a_process_that_holds_much_memory_is_replaced():
    with PageReader(PageLimits(memory=2_000), processes=1) as reader:
        article(reader, GOOD)
        first = reader._idle[0]._process.pid
        article(reader, GOOD)
        assert reader._idle[0]._process.pid == first
    with PageReader(PageLimits(memory=80), processes=1) as reader:
        article(reader, GOOD)
        assert not reader._idle, "45 MB are more than half of 80"


def test_a_process_that_died_meanwhile_costs_no_page():
    with PageReader(processes=1) as reader:
        article(reader, GOOD)
        os.kill(reader._idle[0]._process.pid, signal.SIGKILL)
        assert article(reader, GOOD)[1].findings


def test_a_process_that_does_not_end_is_ended():
    with PageReader(processes=1) as reader:
        article(reader, GOOD)
        process = reader._idle[0]._process
        os.kill(process.pid, signal.SIGSTOP)
    assert process.returncode == -signal.SIGKILL


def test_a_page_that_ends_its_process_is_refused_with_the_reason():
    with PageReader(processes=1) as reader:
        process = reader._take()
        process._process.kill()
        process._process.wait()
        answer = process.read(URL, b"", lambda: None)
        process.end()
    assert answer.error.message == "the page ended the process that read it (SIGKILL)"
    assert not answer.again


def test_a_page_is_left_when_the_service_stops():
    stop = Event()
    with PageReader(processes=1, stop=stop) as reader:
        stop.set()
        with pytest.raises(StoppedError):
            article(reader, LONG)
        assert not reader._idle


def test_who_waits_for_a_process_is_let_go_when_the_service_stops():
    stop = Event()
    with PageReader(processes=1, stop=stop) as reader, reader._place():
        stop.set()
        with pytest.raises(StoppedError):
            article(reader, GOOD)


def test_no_more_processes_than_allowed_read_at_once():
    with PageReader(processes=2) as reader:
        threads = [Thread(target=article, args=(reader, GOOD)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 1 <= len(reader._idle) <= 2


def test_a_reading_process_knows_no_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hunter2@db/x")
    monkeypatch.setenv("MONITOR_NOTIFY", "tgram://hunter2")
    with PageReader(processes=1) as reader:
        article(reader, GOOD)
        pid = reader._idle[0]._process.pid
        assert b"hunter2" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_reading_process_ends_with_the_service():
    script = (
        "import os\n"
        "from make import source\n"
        "from monitor.domain import Page\n"
        "from monitor.reader import PageReader\n"
        "reader = PageReader(processes=1)\n"
        "page = Page('http://127.0.0.1/list/', b'<a href=t20260701_1.html>x</a>')\n"
        "reader.links(page, source())\n"
        "os.kill(os.getpid(), 9)\n"
    )
    # The reading process has the same stderr: `run` returns when both have ended.
    done = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, timeout=120, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


def test_an_attachment_comes_with_its_text(reader):
    text = reader.attachment(Page(URL, "到2027年，产业规模突破100亿元。".encode()), "方案.txt")
    assert (text.format, text.outcome, text.text) == ("txt", "read", "到2027年，产业规模突破100亿元。")


def test_an_attachment_over_the_limits_is_an_outcome_and_no_error():
    with PageReader(PageLimits(patience=0), processes=1) as reader:
        text = reader.attachment(Page(URL, b"%PDF-1.7"), "方案.pdf")
    assert (text.outcome, text.reason) == ("too-costly", "the page takes more than 0 s")


def test_an_attachment_that_is_too_large_reaches_no_process():
    with PageReader() as reader:
        text = reader.attachment(Page(URL, b"%PDF-1.7"), "方案.pdf", AttachmentLimits(size=4))
        assert not reader._idle
    assert (text.outcome, text.reason) == ("too-large", "the file has more than 0 MB")
