"""
Files of settings that are taken up while the service runs.

Between two rounds, and at SIGHUP at once, the service compares the contents of `sources.toml` and `alerts.toml` with
those it runs on. What cannot be used changes nothing, and people are told once what is wrong.
"""

from __future__ import annotations

import hashlib
import logging
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..errors import InputError, MonitorError
from . import assembly

if TYPE_CHECKING:
    from ..domain import Source
    from ..notify import Bilingual
    from ..scheduler import Watch
    from ..settings import Settings

logger = logging.getLogger(__name__)

#: A file's path and a hash of its content; empty while it cannot be read.
Stamp = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class LiveFiles:
    """The files that a running service works with, as they were when they were last looked at."""

    settings: Settings
    #: Gets the sources that are watched from now on.
    on_change: Callable[[Sequence[Source]], None] = lambda _sources: None
    seen: Stamp = field(init=False)
    #: Paths of the files that the service runs on.
    used: set[str] = field(init=False)
    #: The last year whose holidays nobody knew, and people were told.
    told_year: int = 0

    def __post_init__(self) -> None:
        self.seen = self.stamp()
        self.used = {path for path, _ in self.seen}

    def stamp(self) -> Stamp:
        """Return what the files hold now, to be compared."""
        paths = (assembly.registry_path(self.settings), assembly.alerts_path(self.settings))
        return tuple((str(path), digest_of(path.read_bytes)) for path in paths if path)

    def refresh(self, watch: Watch) -> None:
        """Take up what changed in the files; keep what was, and tell why, where a file is gone or cannot be used."""
        stamp = self.stamp()
        if stamp != self.seen:
            self.seen = stamp
            self.take_up(watch)
        self.tell_unknown_year(watch)

    def take_up(self, watch: Watch) -> None:
        """Read the files anew and let the service work with them."""
        try:
            self.miss_nothing()
            registry, alerting = assembly.read_both(self.settings)
            channels = assembly.open_channels(alerting)
            sources = assembly.choose_sources(registry, ())
        except MonitorError as exc:
            self.refuse(watch, exc)
            return
        self.used = {path for path, _ in self.seen}
        watch.sources, watch.channels = sources, channels
        watch.service = replace(
            watch.service, topics=registry.topics, routes=alerting.routes, dead_after=alerting.dead_after
        )
        self.on_change(sources)
        extra = {"action": "configuration_changed", "sources": len(sources), "recipients": len(channels)}
        logger.info("changed files of settings are taken up", extra=extra)

    def miss_nothing(self) -> None:
        """
        Make sure that each file the service runs on is still there: without it another one, or none, would count.

        Raises:
            InputError: a file is gone.

        """
        for path in sorted(self.used - {path for path, _ in self.seen}):
            raise InputError(f"{path} is gone; put it back, or restart the service to run without it")

    def refuse(self, watch: Watch, error: MonitorError) -> None:
        """Tell in the log and to people why changed files are not taken up."""
        from ..notify import Bilingual

        extra = {"action": "configuration_refused", "reason": str(error)}
        logger.error("changed files of settings cannot be used; the old ones count", extra=extra)
        words = Bilingual(
            "配置文件有误，未采用，仍按原配置运行", "Changed files of settings cannot be used; the old ones count"
        )
        tell(watch, f"configuration:{digest_of(lambda: repr(self.seen).encode())}", words, str(error))

    def tell_unknown_year(self, watch: Watch) -> None:
        """Tell once in a year that working days are asked for and the year's holidays are not known."""
        from ..domain import day_in_china, is_announced
        from ..notify import unannounced

        day = day_in_china(watch.service.clock())
        if day.year == self.told_year or is_announced(day):
            return
        if any(source.working_days for source in watch.sources):
            self.told_year = day.year
            tell(watch, f"holidays:{day.year}", unannounced(day))


def digest_of(read: Callable[[], bytes]) -> str:
    """Return a hash of what is read; empty if it cannot be read."""
    try:
        return hashlib.sha256(read()).hexdigest()
    except OSError:
        return ""


def tell(watch: Watch, key: str, words: Bilingual, message: str = "") -> None:
    """Queue an alert of the service about itself; the same matter is told once."""
    from ..notify import postings, service_notice

    now = watch.service.clock()
    alerts = [replace(service_notice(key, words, now), message=message)]
    watch.service.store.alerts.post(postings(alerts, watch.service.routes, now), now)


def look_at_hangup(watch: Watch) -> None:
    """Let SIGHUP, by which programs are told to read their files anew, make the service look at once."""
    signal.signal(signal.SIGHUP, lambda *_: watch.look.set())
