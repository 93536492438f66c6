"""
Threads for hosts and threads for recipients: nobody waits for somebody who is slow.

The sources of a host are checked one after another, and no host is read by two processes at once: a host that is
read is a lease in the database.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import NamedTuple, Self

from ..domain import CheckResult, Coverage, Source, SourceState
from ..notify import Channel
from .check import Known, Service
from .delivery import RECIPIENTS_AT_ONCE, deliver_to
from .rounds import LEASE, check_safely, host_of, lease_of, renewing, save, what_is_known

logger = logging.getLogger(__name__)

#: Results are saved in groups of up to so many: a transaction each would cost more than the check.
SAVE_AT_ONCE = 200
#: Seconds for which `check_all` gathers results.
GATHER_S = 0.25

#: Gets a source, its state before the check, and the result.
OnResult = Callable[[Source, SourceState, CheckResult], None]


class Ended(NamedTuple):
    """The check of a source that ended in a thread."""

    source: Source
    known: Known
    future: Future[CheckResult | None]
    #: Nothing of its host is left to check.
    host_is_free: bool


class HostPool:
    """
    Threads that check sources, each a host at a time.

    All methods are for one thread, which also records what came of the checks.
    """

    def __init__(self, service: Service, on_result: OnResult) -> None:
        self.service = service
        self._on_result = on_result
        self._pool = ThreadPoolExecutor(service.threads, thread_name_prefix="host")
        self._ended: SimpleQueue[Ended] = SimpleQueue()
        self._busy: set[str] = set()
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether some check is under way, or ended and not recorded."""
        return bool(self._busy)

    def begin(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """
        Begin to check the sources whose hosts are free; return those whose host another process reads.

        What belongs to a host that is read here already is left out: its time comes when the host is free.
        """
        queues = by_host(source for source in sources if host_of(source) not in self._busy)
        if not queues:
            return ()
        service = self.service
        names = [lease_of(host) for host in queues]
        ours = service.store.checks.acquire_leases(names, service.owner, service.clock(), LEASE)
        known = what_is_known(sources, service)
        for host, queue in queues.items():
            if lease_of(host) in ours:
                self._busy.add(host)
                self._submit(queue, known)
        return tuple(source for host, queue in queues.items() if lease_of(host) not in ours for source in queue)

    def _submit(self, queue: Sequence[Source], known: Known) -> None:
        """Check the first source of a queue; the others go behind what waits for a thread."""
        source, *rest = queue

        def go_on(future: Future[CheckResult | None]) -> None:
            ends = not rest or self._closed or self.service.stop.is_set()
            self._ended.put(Ended(source, known, future, host_is_free=ends))
            if not ends:
                self._submit(rest, known)

        self._pool.submit(check_safely, source, self.service, known).add_done_callback(go_on)

    def collect(self, wait_s: float = 0) -> None:
        """
        Record the checks that ended, or end within so many seconds, and report each.

        Raises:
            StoreUnusableError: the database is locked or out of reach; what is not recorded stays due.

        """
        ended = self._gather(wait_s)
        free = {host_of(check.source) for check in ended if check.host_is_free}
        self._busy -= free
        done = [check for check in ended if not check.future.cancelled()]
        finished = [
            (check.source, check.known.state(check.source), result)
            for check in done
            if not check.future.exception() and (result := check.future.result())
        ]
        save(finished, free, self.service)
        for source, before, result in finished:
            self._on_result(source, before, result)
        for check in done:
            check.future.result()  # raises what no check may catch

    def _gather(self, wait_s: float) -> list[Ended]:
        """Return the checks that ended; wait while hosts are busy."""
        until = time.monotonic() + wait_s
        busy, ended = len(self._busy), list[Ended]()
        while busy and len(ended) < SAVE_AT_ONCE:
            try:
                ended.append(self._ended.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                break
            busy -= ended[-1].host_is_free
        return ended

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is under way and record it; after an error end it early."""
        if kind is not None:
            self.service.stop.set()
        self._closed = True
        self._pool.shutdown(cancel_futures=True)
        if kind is None:
            self.collect()


class RecipientPool:
    """Threads that send, each to one recipient at a time, so that no recipient waits for a slow one."""

    def __init__(self, service: Service, channels: Sequence[Channel]) -> None:
        self.service = service
        self.channels = channels
        self._pool = ThreadPoolExecutor(RECIPIENTS_AT_ONCE, thread_name_prefix="recipient")
        self._sending: dict[str, Future[None]] = {}

    def begin(self, coverage: Callable[[], Coverage]) -> None:
        """Give each recipient that something waits for to a thread, unless one is at work for him."""
        due = self.service.store.outbox.channels_with_due(self.service.clock())
        at_work = {recipient for recipient, sending in self._sending.items() if not sending.done()}
        if waiting := frozenset(due) - at_work:
            shown = coverage()
            for channel in self.channels:
                if channel.id in waiting:
                    self._sending[channel.id] = self._pool.submit(self._send, channel, shown)

    def _send(self, channel: Channel, coverage: Coverage) -> None:
        """Deliver what waits for a recipient; log each message that he did not get."""
        try:
            for refusal in deliver_to(channel, self.service, coverage).refusals:
                logger.warning("message refused", extra={"action": "message_refused", "reason": refusal})
        except Exception:
            # The boundary of a thread: nobody above it would ever see the error, and the message is tried again.
            extra = {"action": "sending_crashed", "channel": channel.id}
            logger.exception("sending failed unexpectedly", extra=extra)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is under way."""
        self._pool.shutdown()


def by_host(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Return the sources of each host, in their order."""
    queues: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        queues[host_of(source)].append(source)
    return queues


def check_all(
    sources: Sequence[Source],
    service: Service,
    on_result: Callable[[Source, CheckResult], None] = lambda _source, _result: None,
) -> tuple[CheckResult, ...]:
    """
    Check sources, hosts in parallel, and record how each check went; results in order of finishing.

    A source whose host another process reads is left out, with a warning. `on_result` is called in the calling
    thread soon after a source is done.

    Raises:
        StoreUnusableError: the database is locked or out of reach; what is not recorded stays due.

    """
    results: list[CheckResult] = []

    def note(source: Source, _before: SourceState, result: CheckResult) -> None:
        results.append(result)
        on_result(source, result)

    with renewing(service), HostPool(service, note) as pool:
        for source in pool.begin(sources):
            extra = {"action": "host_busy", "source": source.id}
            logger.warning("not checked: another process reads its host now", extra=extra)
        while pool.busy:
            pool.collect(GATHER_S)
    return tuple(results)
