"""
Whether the service does its work, for people and for what watches over it.

`monitor health` says so once. A running service says so over HTTP, pings an outside watchdog while it is healthy, and
tells people itself when the database is gone, in which alerts would wait otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import __version__
from ..errors import MonitorError, StoreReplacedError
from . import assembly

if TYPE_CHECKING:
    from wsgiref.simple_server import WSGIServer
    from wsgiref.types import StartResponse, WSGIEnvironment

    from ..domain import Source
    from ..notify import Channel
    from ..settings import Settings
    from ..store import Store
    from ..track import Vitals

logger = logging.getLogger(__name__)

#: Age of the last sign of life, and time that a message may wait, until which the service counts as healthy.
MAX_AGE, MAX_WAIT = timedelta(seconds=300), timedelta(hours=6)
#: Seconds between two looks at one's own health.
LOOK_S = 60.0
#: Seconds that a client of the probes may take for its request.
CLIENT_S = 10.0


def health(
    max_age: Annotated[int, typer.Option(min=1, help="Seconds since the last sign of life, at most.")] = 300,
    max_wait: Annotated[int, typer.Option(min=1, help="Seconds that a message may wait, at most.")] = 21_600,
) -> None:
    """Exit 0 if the service lives, reaches sources and gets rid of its messages, else 1 with every reason."""
    from ..track import ailments

    try:
        settings = assembly.read_settings()
        registry = assembly.read_registry(settings)
        with assembly.open_store(settings, create=False) as store:
            now = assembly.clock()
            vitals = read_vitals(store, registry.sources, now)
    except MonitorError as exc:
        typer.echo(f"unhealthy: {exc}")
        raise typer.Exit(1) from exc
    found = ailments(vitals, now, max_age=timedelta(seconds=max_age), max_wait=timedelta(seconds=max_wait))
    typer.echo(verdict(vitals, found, now))
    raise typer.Exit(int(bool(found)))


def read_vitals(store: Store, sources: Iterable[Source], now: datetime) -> Vitals:
    """Read from the database what tells whether the service does its work."""
    from ..track import Vitals

    return Vitals(
        beat=store.checks.last_tick(),
        sources=tuple(source for source in sources if source.enabled),
        states=store.checks.states(),
        waiting=store.untold.waiting_longest(now),
    )


def verdict(vitals: Vitals, ailments: Sequence[str], now: datetime) -> str:
    """Return in words that the service is healthy, or a line for each reason why it is not."""
    from ..track import coverage

    if ailments:
        return "\n".join(f"unhealthy: {reason}" for reason in ailments)
    shown = coverage(vitals.sources, vitals.states, now)
    age = round((now - vitals.beat).total_seconds()) if vitals.beat else 0
    return f"healthy: last sign of life {age} s ago; {shown.fresh} of {shown.total} sources checked"


# The running service


@dataclass(slots=True)
class Probes:
    """What a running service answers when it is asked how it is."""

    store: Store
    sources: Sequence[Source]
    clock: Callable[[], datetime]

    def examine(self) -> tuple[Vitals, tuple[str, ...]]:
        """Return what was read, and why the service is not healthy."""
        from ..track import ailments

        now = self.clock()
        vitals = read_vitals(self.store, self.sources, now)
        return vitals, ailments(vitals, now, max_age=MAX_AGE, max_wait=MAX_WAIT)

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """
        Answer one request (WSGI).

        `/healthz`: does the service live? `/readyz`: does it do its work? `/metrics`: numbers for Prometheus.
        """
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path not in {"/healthz", "/readyz", "/metrics"}:
            return said(start_response, "404 Not Found", "there are /healthz, /readyz and /metrics")
        try:
            if path == "/metrics":
                # Only who scrapes needs the library, which takes 10 MB.
                from prometheus_client import make_wsgi_app

                app: Callable[..., Iterable[bytes]] = make_wsgi_app(self)
                return app(environ, start_response)
            words, is_well = self.lives() if path == "/healthz" else self.works()
        except MonitorError as exc:
            words, is_well = f"unhealthy: {exc}", False
        return said(start_response, "200 OK" if is_well else "503 Service Unavailable", words)

    def lives(self) -> tuple[str, bool]:
        """Return in words whether the service gave a sign of life lately, and whether it did."""
        from ..track import lifeless

        found = lifeless(self.store.checks.last_tick(), self.clock(), MAX_AGE)
        return "\n".join(found) or "alive", not found

    def works(self) -> tuple[str, bool]:
        """Return in words whether the service does its work, and whether it does."""
        vitals, found = self.examine()
        return verdict(vitals, found, self.clock()), not found

    def collect(self) -> Iterator[Any]:
        """Yield the metrics; the official client turns them into text."""
        from prometheus_client.core import GaugeMetricFamily

        from ..track import health_at

        now = self.clock()
        vitals, found = self.examine()
        totals = self.store.articles.totals()
        recorded = {
            "articles": totals.articles,
            "measures": totals.measures,
            "targets": totals.targets,
            "progress": totals.progress,
            "pending_links": totals.pending_links,
            "given_up_links": totals.given_up_links,
        }
        yield GaugeMetricFamily("monitor_healthy", "1 if the service does its work", not found)
        if vitals.beat:
            age = (now - vitals.beat).total_seconds()
            yield GaugeMetricFamily("monitor_heartbeat_age_seconds", "Since the last sign of life", age)
        waits = max((now - vitals.waiting[1]).total_seconds(), 0) if vitals.waiting else 0
        yield GaugeMetricFamily("monitor_longest_wait_seconds", "Of an alert that is due and not sent", waits)
        yield family("monitor_recorded", "What is recorded", "kind", recorded)
        success, state = {}, {}
        for source in vitals.sources:
            known = vitals.states.get(source.id)
            state[source.id, str(health_at(source, known, now))] = 1.0
            if known and known.last_success_at:
                success[source.id] = known.last_success_at.timestamp()
        yield family("monitor_source_success_timestamp_seconds", "Last successful check", "source", success)
        health = GaugeMetricFamily(
            "monitor_source_health", "1 for the health of each source", labels=("source", "health")
        )
        for labels in state:
            health.add_metric(labels, 1.0)
        yield health
        deliveries = GaugeMetricFamily(
            "monitor_deliveries", "Alerts by recipient and state", labels=("channel", "state")
        )
        for row in self.store.outbox.counts():
            deliveries.add_metric((row.channel, row.state), row.count)
        yield deliveries


def family(name: str, words: str, label: str, values: dict[str, Any]) -> Any:
    """Return a metric with a value for each label."""
    from prometheus_client.core import GaugeMetricFamily

    made = GaugeMetricFamily(name, words, labels=(label,))
    for key, value in values.items():
        made.add_metric((key,), value)
    return made


def said(start_response: StartResponse, status: str, words: str) -> Iterable[bytes]:
    """Begin an answer of plain text and return its body."""
    body = f"{words}\n".encode()
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def watching_itself(settings: Settings, probes: Probes, channels: Sequence[Channel]) -> Iterator[None]:
    """Serve the probes, and look at one's own health, while the block runs."""
    ended = Event()
    threads = [Thread(target=look_after, args=(settings, probes, channels, ended), name="health", daemon=True)]
    server = open_server(settings.probes, probes)
    if server is not None:
        threads.append(Thread(target=server.serve_forever, name="probes", daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if server is not None:
            server.shutdown()
            server.server_close()


def open_server(address: str, probes: Probes) -> WSGIServer | None:
    """Return the server of the probes; None if there is to be none, or another program has the port."""
    # 30 ms that only the service needs.
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    class ProbeServer(ThreadingMixIn, WSGIServer):
        """Answers several clients at once; a slow one holds up nobody and not the end of the program."""

        daemon_threads = True

    class ProbeRequest(WSGIRequestHandler):
        """One connection of a client."""

        timeout = CLIENT_S

        def log_message(self, *_: object) -> None:
            """Log nothing: probes come every few seconds."""

    if not address:
        return None
    host, _, port = address.rpartition(":")
    try:
        return make_server(host, int(port), probes.answer, ProbeServer, ProbeRequest)
    except OSError as exc:
        extra = {"action": "probes_off", "address": address, "reason": str(exc)}
        logger.warning("health is not served: set MONITOR_PROBES to a free address", extra=extra)
        return None


def look_after(settings: Settings, probes: Probes, channels: Sequence[Channel], ended: Event) -> None:
    """Look at one's own health every minute until the end."""
    told = False
    while not ended.wait(LOOK_S):
        told = look(settings, probes, () if told else channels) or told


def look(settings: Settings, probes: Probes, channels: Sequence[Channel]) -> bool:
    """Ping the watchdog if the service is well; return whether the database is gone, of which people are told."""
    try:
        _vitals, found = probes.examine()
    except StoreReplacedError:
        tell_directly(channels, probes.clock())
        return True
    except MonitorError as exc:
        logger.warning("health is unknown", extra={"action": "health_unknown", "reason": str(exc)})
        return False
    if not found:
        ping_watchdog(settings.watchdog.get_secret_value().strip())
    return False


def ping_watchdog(url: str) -> None:
    """Ask the outside watchdog's address, which then waits for the next time; a failure is logged, without the address."""
    from ..fetch import ping

    if url and (reason := ping(url, f"aiplus-monitor/{__version__}")):
        logger.warning("the watchdog was not reached", extra={"action": "watchdog_failed", "reason": reason})


def tell_directly(channels: Sequence[Channel], now: datetime) -> None:
    """Send what no database can queue: that the database is gone."""
    from ..domain import Coverage
    from ..notify import Bilingual, Language, alerts_content, service_notice

    words = Bilingual(
        "数据库文件丢失，监测已停止，请恢复后重启。",
        "The database file is gone: nothing is watched; restore it and restart.",
    )
    content = alerts_content([service_notice("database", words, now)], "service", Coverage(0, 0), now)
    for channel in channels:
        for part in channel.parts(content, Language.BOTH, f"database:{now.isoformat()}"):
            answer = channel.send(part)
            extra = {"action": "told_directly", "channel": channel.id, "outcome": str(answer.verdict)}
            logger.error("the database is gone: told directly", extra=extra)
