"""
Kill the service at random moments while findings arrive and alerts go out.

`make torture` runs 300 kills on each database and prints what came of them; the
test command runs a slice with a fixed seed. One of the sites drips for ever, one
has a page that exhausts whoever reads it, one of the recipients drips. Promised,
and checked here: every alert reaches every recipient; no more repeats than kills
and requests left without an answer, and each says that it may be one; nothing is
told before it is recorded; alerts of the good site come within half a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sqlalchemy import Engine, create_engine, text  # noqa: E402 -- after the line above, as the others

from databases import postgres_database  # noqa: E402 -- its folder is put on the path above
from fakesite import Site  # noqa: E402 -- the same
from monitor.store.engine import parse_url  # noqa: E402 -- the same

SENDER = [sys.executable, str(HERE / "sender.py")]
#: The digest's recipient first, as the sender takes them; the last one drips.
SINKS = 4
#: Seconds from the record of an alert to its arrival at recipients that do not drip.
PROMPT_S = 30.0
#: Seconds between two bytes of whoever drips.
DRIP_S = 0.05
#: A page of a few KB that becomes 7 MB of nothing but tags: as large as is read at all.
POISON = gzip.compress(b"<html><body><div class='TRS_Editor'>" + b"<br>" * 1_800_000)
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
    """A replica site, over real sockets."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Answer)
        self.site = Site()
        self.lock = threading.Lock()
        self.drips = False
        #: Addresses that are answered with the poison page.
        self.poison: set[str] = set()

    @property
    def origin(self) -> str:
        return f"http://{self.server_address[0]}:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        if self.server.drips:
            drip(self, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            return
        with self.server.lock:
            response = self.server.site.response(self.path, self.headers.get("If-None-Match"))
        poisoned = self.path in self.server.poison
        content = POISON if poisoned else response.content
        self.send_response(response.status_code)
        for name in ("etag", "content-type"):
            if name in response.headers:
                self.send_header(name, response.headers[name])
        if poisoned:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):  # the service was killed
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def drip(handler: BaseHTTPRequestHandler, first: bytes) -> None:
    """Say a byte now and then until the client leaves or the server heals."""
    handler.close_connection = True
    with suppress(ConnectionError):
        handler.wfile.write(first)
        while handler.server.drips:
            time.sleep(DRIP_S)
            handler.wfile.write(b"x")


class SinkServer(Server):
    """A webhook that mostly accepts; sometimes slow, broken, busy, or silent after it has read everything."""

    def __init__(self, database: Engine, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Receive)
        self.database = database
        self.chance = random.Random(seed)
        self.healthy = False
        self.drips = False
        #: When each accepted message arrived, the numbers of its articles, and whether it is marked.
        self.arrived: list[tuple[float, tuple[str, ...], bool]] = []
        #: When a message with the article first came, accepted or not, by number.
        self.came: dict[str, float] = {}
        self.silent = 0
        self.too_early: list[str] = []
        self.lock = threading.Lock()
        self.asked = threading.Event()

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"

    def heal(self) -> None:
        self.healthy = True
        self.drips = False

    def manner(self) -> str:
        if self.drips:
            return "drip"
        if self.healthy:
            return "accept"
        manners = ("accept", "slow", "broken", "busy", "silent")
        return self.chance.choices(manners, weights=(80, 8, 4, 4, 4))[0]

    def take(self, body: dict[str, Any]) -> None:
        numbers = tuple(NUMBERED.findall(str(body["message"])))
        self.too_early += [number for number in numbers if not is_recorded(self.database, number)]
        self.arrived.append((time.time(), numbers, MARK in body["title"]))


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
            for number in NUMBERED.findall(str(body["message"])):
                self.server.came.setdefault(number, time.time())
            manner = self.server.manner()
            if manner in {"accept", "slow", "silent", "drip"}:
                self.server.take(body)
            self.server.silent += manner in {"silent", "drip"}
        self.answer(manner)

    def answer(self, manner: str) -> None:
        if manner == "drip":
            drip(self, b"HTTP/1.1 200 OK\r\nX-Drip: ")
            return
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


def is_recorded(database: Engine, number: str) -> bool:
    """Tell whether another process can see the alert of an article, and so its finding."""
    query = "SELECT count(*) FROM alert JOIN article ON article.url = alert.article_url WHERE alert.article_title LIKE :title"
    with database.connect() as connection:
        return connection.execute(text(query), {"title": f"%第{number}号%"}).scalar_one() > 0


@dataclass(slots=True)
class Result:
    """What came of a campaign."""

    seed: int
    database: str
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
    #: Seconds from the record of an alert until it came to a recipient who does not drip; one who refuses it waits by his own doing.
    delays: list[float] = field(default_factory=list)

    @property
    def prompt(self) -> bool:
        """Whether every alert of the good site came in time."""
        return max(self.delays) <= PROMPT_S

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
            f"{self.database}, seed {self.seed}, commit {commit()}, {self.seconds:.0f} s",
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
            (
                f"seconds from record to arrival: median {median(self.delays):.1f}, "
                f"longest {max(self.delays):.1f} (allowed: {PROMPT_S:.0f})"
            ),
            "every promise was kept" if self.kept and self.prompt else "A PROMISE WAS BROKEN",
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


def today() -> str:
    """Return the day on which the sender's clock begins."""
    return date.today().strftime("%Y%m%d")  # noqa: DTZ011 -- the same clock


def publish(web: WebServer, number: int) -> None:
    """Publish an article with one target that no other has, in words that make it no neighbour of others."""
    said = SAID[number // len(PLACES) % len(SAID)].format(PLACES[number % len(PLACES)], 100 + number)
    with web.lock:
        web.site.publish(number, f"示例市人工智能情况第{number}号", f"到2030年底，{said}。", day=today())


def run(folder: Path, url: str, kills: int, seed: int) -> Result:
    """Run a campaign in an empty folder, on an empty database."""
    chance = random.Random(seed)
    started = time.monotonic()
    result = Result(seed, url.partition(":")[0])
    with ExitStack() as stack:
        database = create_engine(parse_url(url))
        stack.callback(database.dispose)
        web, slow, poisoned = (WebServer(f"127.0.0.{number}") for number in (1, 2, 3))
        sinks = [SinkServer(database, seed + number) for number in range(SINKS)]
        for server in (web, slow, poisoned, *sinks):
            stack.enter_context(serving(server))
        addresses = [server.origin for server in (web, slow, poisoned)] + [sink.address for sink in sinks]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        call = [*SENDER, url, str(folder / "lives"), *addresses]
        sender = Sender(stack.enter_context(subprocess.Popen(call, text=True, **pipes)))
        for server in (web, slow, poisoned):
            publish(server, 0)
        live(sender, 1)  # the first reading
        fall_ill(slow, poisoned, sinks[-1])
        usual_s = measure(web, sender, sinks, result)
        while result.kills < kills:
            result.articles += 1
            publish(web, result.articles)
            result.while_sending += life(sender, sinks, chance, usual_s)
            result.kills += 1
        slow.drips = False
        for sink in sinks:
            sink.heal()
        live(sender, LAST_ROUNDS)
        judge(result, database, sinks, folder / "lives")
    result.seconds = time.monotonic() - started
    return result


def fall_ill(slow: WebServer, poisoned: WebServer, sink: SinkServer) -> None:
    """Let a site and a recipient drip, and another site list a page that exhausts whoever reads it."""
    slow.drips = sink.drips = True
    with poisoned.lock:
        poisoned.poison.add(poisoned.site.publish(1, "示例市通知", "推动人工智能发展。", day=today()))


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
    sink = chance.choice(sinks[1:-1])
    sink.asked.clear()
    sender.begin(0)
    if chance.random() < KILLED_WHILE_SENDING:
        sink.asked.wait(5 * usual_s)
        time.sleep(chance.uniform(0, SENDING_S))
    else:
        time.sleep(chance.uniform(0, 1.5 * usual_s))
    sender.kill()
    return sink.asked.is_set()


def judge(result: Result, database: Engine, sinks: list[SinkServer], lives: Path) -> None:
    """Compare what was queued with what arrived, and when."""
    queue = {"digest:daily": "sink0"}
    with database.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT delivery.channel, alert.article_title, alert.created_at FROM delivery"
                " JOIN alert ON alert.id = delivery.alert_id"
                " WHERE delivery.state != 'suppressed' AND alert.finding IS NOT NULL AND alert.source_id = 'ministry'"
            )
        ).all()
        count = "SELECT count(*) FROM article WHERE url LIKE :url"
        recorded = connection.execute(text(count), {"url": "http://127.0.0.1:%"}).scalar_one()
    assert recorded == result.articles + 1, "an article was never recorded"
    detected = {NUMBERED.search(row.article_title)[1]: real_time(lives, moment(row.created_at)) for row in rows}
    for number, sink in enumerate(sinks):
        name = f"sink{number}"
        titles = [row.article_title for row in rows if queue.get(row.channel, row.channel) == name]
        result.queued[name] = Counter(NUMBERED.search(title)[1] for title in titles)
        first: dict[str, float] = {}
        for at, numbers, marked in sink.arrived:
            repeats = not first.keys().isdisjoint(numbers)
            result.repeats += repeats
            result.unmarked += repeats and not marked
            for told in numbers:
                first.setdefault(told, at)
        result.lost[name] = sorted(result.queued[name].keys() - first.keys())
        if 0 < number < len(sinks) - 1:
            result.delays += [sink.came[told] - detected[told] for told in result.queued[name] if told in first]
        result.messages += len(sink.arrived)
        result.silent += sink.silent
        result.too_early += sink.too_early


def moment(stored: str | datetime) -> float:
    """Return the time stamp of a moment that a database gives, in UTC."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def real_time(lives: Path, virtual: float) -> float:
    """Return when a moment of the service's clock was, by the lives that noted both clocks at their beginning."""
    began = [tuple(map(float, line.split())) for line in lives.read_text(encoding="utf-8").splitlines()]
    ahead, real = max(pair for pair in began if pair[0] <= virtual)
    return real + virtual - ahead


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    results = []
    with postgres_database() as address:
        for url in (f"sqlite:///{options.folder}/torture.db", address):
            folder = options.folder / url.partition(":")[0]
            folder.mkdir()
            results.append(run(folder, url, options.kills, options.seed))
            sys.stdout.write("\n".join(results[-1].lines()) + "\n")
            sys.stdout.flush()
    sys.exit(not all(result.kept and result.prompt for result in results))


if __name__ == "__main__":
    main()
