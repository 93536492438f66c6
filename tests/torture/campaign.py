"""
Kill the service at random moments while findings arrive and alerts go out.

`make torture` runs 200 kills and prints what came of them; the test command
runs a slice with a fixed seed. Promised, and checked here: every alert reaches
every recipient; no more repeats than kills and requests left without an
answer, and each says that it may be one; nothing is told before it is recorded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from fakesite import Site  # noqa: E402 -- its folder is put on the path above

SENDER = [sys.executable, str(HERE / "sender.py")]
#: The digest's recipient first, as the sender takes them.
SINKS = 3
#: Names an article, in its title.
NUMBERED = re.compile(r"第(\d{1,6})号")
#: What a message says that may have come before.
MARK = "may be a repeat"
#: Lives undisturbed by which it is measured how long one lasts until its news is on the way.
MEASURED = 3
#: Share of kills that fall within the moments after a request reached a sink, and how long those are.
KILLED_WHILE_SENDING = 0.5
SENDING_S = 0.05
#: Rounds of half an hour without a kill, at the end: longer than any wait for a next try, and over a day.
LAST_ROUNDS = 54


#: A target is compared with those of its place that speak of the same: here there are few of them.
PLACES = (
    *("北京市", "天津市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省"),
    *("安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "重庆市"),
    *("四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省"),
)
SAID = (
    "{}智能算力规模突破{}EFLOPS",
    "{}人工智能核心产业规模达到{}亿元",
    "{}培育人工智能企业{}家",
    "{}建成人工智能应用场景{}个",
    "{}建设算力中心{}座",
    "{}人工智能专利授权量超过{}件",
    "{}引进人工智能人才{}名",
    "{}制定人工智能标准{}项",
    "{}人工智能开放平台达到{}个",
)


class Server(ThreadingHTTPServer):
    """A server that stops with its block."""

    daemon_threads = True

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class WebServer(Server):
    """The replica site, over real sockets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.site = Site()
        self.lock = threading.Lock()


class Answer(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        with self.server.lock:
            response = self.server.site.response(self.path, self.headers.get("If-None-Match"))
        self.send_response(response.status_code)
        for name in ("etag", "content-type"):
            if name in response.headers:
                self.send_header(name, response.headers[name])
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content)

    def log_message(self, *_: object) -> None:
        pass


class SinkServer(Server):
    """A webhook that mostly accepts; sometimes slow, broken, busy, or silent after it has read everything."""

    def __init__(self, database: Path, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Receive)
        self.database = database
        self.chance = random.Random(seed)
        self.healthy = False
        #: Numbers of the articles in each accepted message, in order of arrival, and whether it is marked.
        self.arrived: list[tuple[tuple[str, ...], bool]] = []
        self.silent = 0
        self.too_early: list[str] = []
        self.lock = threading.Lock()
        self.asked = threading.Event()

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"

    def manner(self) -> str:
        if self.healthy:
            return "accept"
        return self.chance.choices(("accept", "slow", "broken", "busy", "silent"), weights=(80, 8, 4, 4, 4))[
            0
        ]

    def take(self, body: dict[str, Any]) -> None:
        numbers = tuple(NUMBERED.findall(str(body["message"])))
        self.too_early += [number for number in numbers if not is_recorded(self.database, number)]
        self.arrived.append((numbers, MARK in body["title"]))


class Receive(BaseHTTPRequestHandler):
    server: SinkServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        read = self.rfile.read(length)
        self.server.asked.set()
        if len(read) < length:
            self.close_connection = True
            return  # the sender was killed in the middle of it
        body = json.loads(read)
        with self.server.lock:
            manner = self.server.manner()
            if manner in {"accept", "slow", "silent"}:
                self.server.take(body)
            self.server.silent += manner == "silent"
        if manner == "slow":
            time.sleep(0.05)
        if manner == "silent":
            self.close_connection = True
            return
        self.send_response({"broken": 503, "busy": 429}.get(manner, 200))
        if manner == "busy":
            self.send_header("Retry-After", "60")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the sender was killed


def is_recorded(database: Path, number: str) -> bool:
    """Tell whether another process can see the alert of an article, and so its finding."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM alert JOIN article ON article.url = alert.article_url WHERE alert.article_title LIKE ?"
        return connection.execute(query, (f"%第{number}号%",)).fetchone()[0] > 0


@dataclass(slots=True)
class Result:
    """What came of a campaign."""

    seed: int
    kills: int = 0
    seconds: float = 0.0
    articles: int = 0
    #: Alerts that were queued, by recipient.
    queued: dict[str, Counter[str]] = field(default_factory=dict)
    #: Alerts that never arrived, by recipient.
    lost: dict[str, list[str]] = field(default_factory=dict)
    #: Lives that ended while or just after a message was on its way.
    while_sending: int = 0
    messages: int = 0
    repeats: int = 0
    #: Repeats that do not say so.
    unmarked: int = 0
    silent: int = 0
    too_early: list[str] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return (
            not any(self.lost.values())
            and not self.too_early
            and not self.unmarked
            and self.repeats <= self.kills + self.silent
            and all(self.queued.values())
        )

    def lines(self) -> list[str]:
        alerts = sum(sum(counts.values()) for counts in self.queued.values())
        return [
            f"seed {self.seed}, commit {commit()}, {self.seconds:.0f} s",
            (
                f"kills {self.kills}, {self.while_sending} of them with a message on its way; "
                f"articles published {self.articles}; alerts queued {alerts} "
                f"for {len(self.queued)} recipients; messages accepted {self.messages}"
            ),
            (
                f"lost {sum(len(one) for one in self.lost.values())}; told before recorded {len(self.too_early)}; "
                f"repeats {self.repeats} (allowed: {self.kills} kills + {self.silent} without an answer), "
                f"{self.unmarked} of them unmarked"
            ),
            "every promise was kept" if self.kept else "A PROMISE WAS BROKEN",
        ]


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


@contextmanager
def serving(server: Server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def publish(web: WebServer, number: int) -> None:
    """Publish an article with one target that no other has, in words that make it no neighbour of others."""
    day = date.today().strftime("%Y%m%d")  # noqa: DTZ011 -- the sender's clock begins today
    said = SAID[number // len(PLACES) % len(SAID)].format(PLACES[number % len(PLACES)], 100 + number)
    with web.lock:
        web.site.publish(number, f"示例市人工智能情况第{number}号", f"到2030年底，{said}。", day=day)


def run(folder: Path, kills: int, seed: int) -> Result:
    """Run a campaign in an empty folder."""
    chance = random.Random(seed)
    database = folder / "torture.db"
    started = time.monotonic()
    result = Result(seed)
    web, sinks = WebServer(), [SinkServer(database, seed + number) for number in range(SINKS)]
    with ExitStack() as stack:
        for server in (web, *sinks):
            stack.enter_context(serving(server))
        addresses = [sink.address for sink in sinks]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        call = [*SENDER, f"sqlite:///{database}", web.origin, *addresses]
        sender = Sender(stack.enter_context(subprocess.Popen(call, text=True, **pipes)))
        publish(web, 0)
        live(sender, 1)  # the first reading
        usual_s = measure(web, sender, sinks, result)
        while result.kills < kills:
            result.articles += 1
            publish(web, result.articles)
            result.while_sending += life(sender, sinks, chance, usual_s)
            result.kills += 1
        for sink in sinks:
            sink.healthy = True
        live(sender, LAST_ROUNDS)
    judge(result, database, sinks)
    result.seconds = time.monotonic() - started
    return result


class Sender:
    """Makes processes that serve, one at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._serving = 0

    def begin(self, rounds: int) -> None:
        """Start a process."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{rounds}\n")
        self._process.stdin.flush()
        self._serving = self._told()

    def ended(self) -> int:
        """Wait for the end of the process; return its status as `waitpid` gives it."""
        return self._told()

    def kill(self) -> None:
        """Kill the process, as abruptly as can be."""
        os.kill(self._serving, signal.SIGKILL)
        assert self.ended() == signal.SIGKILL, "the service ended by itself"

    def _told(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def live(sender: Sender, rounds: int) -> None:
    """Let a process serve so many rounds, undisturbed."""
    sender.begin(rounds)
    assert sender.ended() == 0, "the service failed by itself"


def measure(web: WebServer, sender: Sender, sinks: list[SinkServer], result: Result) -> float:
    """Return the seconds that a process needs until it sends its first message."""
    lives = []
    for _ in range(MEASURED):
        result.articles += 1
        publish(web, result.articles)
        sinks[1].asked.clear()
        began = time.monotonic()
        sender.begin(0)
        sinks[1].asked.wait(60)
        lives.append(time.monotonic() - began)
        result.kills += 1
        sender.kill()
    return sorted(lives)[MEASURED // 2]


def life(sender: Sender, sinks: list[SinkServer], chance: random.Random, usual_s: float) -> bool:
    """Start a process and kill it at a random moment; tell whether a message was on its way to one sink."""
    sink = chance.choice(sinks[1:])
    sink.asked.clear()
    sender.begin(0)
    if chance.random() < KILLED_WHILE_SENDING:
        sink.asked.wait(5 * usual_s)
        time.sleep(chance.uniform(0, SENDING_S))
    else:
        time.sleep(chance.uniform(0, 1.5 * usual_s))
    sender.kill()
    return sink.asked.is_set()


def judge(result: Result, database: Path, sinks: list[SinkServer]) -> None:
    """Compare what was queued with what arrived."""
    queue = {"digest:daily": "sink0"}
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT delivery.channel, alert.article_title FROM delivery JOIN alert ON alert.id = delivery.alert_id"
            " WHERE delivery.state != 'suppressed' AND alert.finding IS NOT NULL"
        ).fetchall()
        recorded = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    assert recorded == result.articles + 1, "an article was never recorded"
    for number, sink in enumerate(sinks):
        name = f"sink{number}"
        titles = [title for channel, title in rows if queue.get(channel, channel) == name]
        result.queued[name] = Counter(NUMBERED.search(title)[1] for title in titles)
        seen: set[str] = set()
        for numbers, marked in sink.arrived:
            repeats = not seen.isdisjoint(numbers)
            result.repeats += repeats
            result.unmarked += repeats and not marked
            seen |= set(numbers)
        result.lost[name] = sorted(result.queued[name].keys() - seen)
        result.messages += len(sink.arrived)
        result.silent += sink.silent
        result.too_early += sink.too_early


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    result = run(options.folder, options.kills, options.seed)
    sys.stdout.write("\n".join(result.lines()) + "\n")
    sys.exit(not result.kept)


if __name__ == "__main__":
    main()
