"""The service as processes on both databases: nothing waits for the slowest, and one process at a time reads a host."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pytest

import fakeweb
import servers
from databases import postgres_database
from fakesite import Site
from places import ROOT

pytestmark = pytest.mark.slow

#: Seconds within which another process takes over from one that was killed.
TAKEOVER_S = 60
#: Seconds within which alerts of good sources go out.
PROMPT_S = 30

SOURCE = """
    [[source]]
    id = "{id}"
    name = "{id}"
    name_en = "{id}"
    issuer = "示例部"
    region = "全国"
    level = "national"
    kind = "policy"
    family = "trs_static"
    url = "{url}"
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/monitor.db"
        return
    with postgres_database() as address:
        yield address


class Host(fakeweb.Server):
    """A host with a site; notes what it is asked, and whether it was ever asked twice at once."""

    def __init__(self, address: str, articles: int = 1) -> None:
        self.site = Site()
        for number in range(articles):
            day = date.today().strftime("%Y%m%d")  # noqa: DTZ011 -- the service's clock is real
            self.site.publish(number, f"示例市人工智能情况第{number}号", "推动人工智能发展。", day=day)
        self.asked: list[str] = []
        self.open = 0
        self.twice_at_once = False
        self.silent = False
        self.was_asked = threading.Event()
        super().__init__(self.answer, host=address)

    def answer(self, connection: fakeweb.Connection) -> None:
        self.asked.append(connection.path)
        self.was_asked.set()
        self.open += 1
        self.twice_at_once = self.twice_at_once or self.open > 1
        try:
            if self.silent:
                connection.sock.recv(1)  # until the client leaves
                return
            response = self.site.response(connection.path, None)
            connection.reply(response.content, f"{response.status_code} x", "Content-Type: text/html\r\n")
        finally:
            self.open -= 1


@contextmanager
def host(address: str, articles: int = 1) -> Iterator[Host]:
    server = Host(address, articles)
    try:
        yield server
    finally:
        server.close()


def start(folder: Path, url: str, *hosts: Host, notify: str = "terminal") -> subprocess.Popen[str]:
    """Start the service with a source on each host."""
    toml = "".join(SOURCE.format(id=f"source{number}", url=each.url("/zcfb/")) for number, each in enumerate(hosts))
    (folder / "sources.toml").write_text(toml, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME"} or "COVERAGE" in key}
    ours = {"DATABASE_URL": url, "MONITOR_CONTACT": "a@b.example", "MONITOR_TICK": "1", "MONITOR_NOTIFY": notify}
    environment = kept | ours | {"PYTHONPATH": str(ROOT), "MONITOR_SOURCES": str(folder / "sources.toml")}
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", "run"],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def ends_well(process: subprocess.Popen[str]) -> bool:
    """Tell whether all threads of a process end by themselves within ten seconds of SIGTERM."""
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=10)
    return process.returncode == 0 and "stopped; nothing is lost" in said


def test_a_host_with_a_long_pause_delays_no_alert_of_others(tmp_path, url):
    with host("127.0.0.2", articles=30) as slow, host("127.0.0.3") as good, servers.sink() as sink:
        slow.silent = True
        with start(tmp_path, url, slow, good, notify=sink.address) as process:
            assert slow.was_asked.wait(60)
            assert sink.told.wait(PROMPT_S), "the first reading of the good source"
            assert slow.open == 1
            assert ends_well(process)


def test_a_process_that_is_killed_is_followed_within_a_minute_and_no_host_is_asked_twice_at_once(tmp_path, url):
    with ExitStack() as stack, host("127.0.0.4", articles=3) as site:
        site.silent = True
        first = stack.enter_context(start(tmp_path, url, site))
        assert site.was_asked.wait(60)
        second = stack.enter_context(start(tmp_path, url, site))
        assert "watching 1 sources" in second.stderr.readline()
        while "another process is the scheduler" not in second.stderr.readline():
            pass
        assert site.asked == ["/zcfb/"]
        site.silent = False
        site.was_asked.clear()
        first.kill()
        first.communicate()
        assert site.was_asked.wait(TAKEOVER_S)
        until_all_read(site)
        assert ends_well(second)
    assert not site.twice_at_once
    articles = [path for path in site.asked if path != "/zcfb/"]
    assert sorted(articles) == sorted(set(articles)), "no article is fetched twice"
    assert site.asked.count("/zcfb/") == 2


def until_all_read(site: Host) -> None:
    wanted = set(site.site.pages)
    for _ in range(600):
        if wanted <= set(site.asked) and not site.open:
            return
        threading.Event().wait(0.1)
    raise AssertionError(f"never asked for {wanted - set(site.asked)}")


def test_a_signal_ends_the_service_while_a_site_and_a_recipient_drip(tmp_path, url):
    with host("127.0.0.5") as slow, host("127.0.0.6") as good:
        slow.silent = True
        sending = threading.Event()
        with (
            servers.endless(b"z", b"HTTP/1.1 200 OK\r\nX: y", 0.05, sending.set) as port,
            start(tmp_path, url, slow, good, notify=f"json://127.0.0.1:{port}/hook") as process,
        ):
            assert sending.wait(60)
            assert slow.was_asked.wait(60)
            assert ends_well(process)


def test_a_second_signal_ends_a_process_at_once():
    code = (
        "from monitor.cli.assembly import stop_at_signals\n"
        "stop = stop_at_signals()\n"
        "print('ready', flush=True)\n"
        "stop.wait()\n"
        "print('stopping', flush=True)\n"
        "import threading; threading.Event().wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "stopping\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 128 + signal.SIGTERM
