"""
A small replica of official sites on loopback, whose pages we wrote.

It serves the demonstration and the acceptance tests. The institutions and their
texts are invented; only the layouts are those of real content management
systems. `sites.toml`, `articles.toml` and `steps.toml` say what appears when;
`pages/` has the frames of the pages.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from string import Template
from typing import Self

from .layouts import resources
from .script import articles_on, describe, is_broken, load
from .site import SiteServer

#: China Standard Time, in which the sites date their pages.
_CST = timezone(timedelta(hours=8))


class Replica:
    """
    The replicated sites; a context manager that serves them while it is entered.

    Step 0 is the baseline: articles from the months before `today`. Each later
    step publishes or edits articles, breaks or mends a listing.
    """

    def __init__(self, today: date, host: str = "127.0.0.1") -> None:
        self._script = load()
        self._days = [today]
        self._host = host
        self._servers: dict[str, SiteServer] = {}
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            for site in self._script.sites:
                self._servers[site.key] = starting.enter_context(SiteServer(self._host))
            self._publish()
            self._running = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def steps_left(self) -> int:
        """The number of steps that are left."""
        return len(self._script.steps) - self._step

    @property
    def origins(self) -> dict[str, str]:
        """`http://host:port` of each site by its key in `sites.toml`."""
        return {key: server.origin for key, server in self._servers.items()}

    @property
    def requests(self) -> Counter[int]:
        """Numbers of answers of all sites so far, by status."""
        return sum((server.answers for server in self._servers.values()), Counter())

    def requests_of(self, site: str) -> Counter[int]:
        """Numbers of answers of one site so far, by status."""
        return Counter(self._servers[site].answers)

    def step(self, on: date | None = None) -> tuple[str, ...]:
        """
        Do the next step; return a line for each change, for people; empty at the end.

        The step's articles are dated `on`, by default the day of the step before.
        """
        if not self.steps_left:
            return ()
        self._days.append(on or self._days[-1])
        self._publish()
        return describe(self._script, self._step)

    def sources_toml(self) -> str:
        """Return a registry file of these sites with their present addresses."""
        text = (files(__package__) / "sources.toml").read_text(encoding="utf-8")
        return Template(text).substitute(self.origins)

    @property
    def _step(self) -> int:
        return len(self._days) - 1

    def _publish(self) -> None:
        for site in self._script.sites:
            server = self._servers[site.key]
            articles = articles_on(self._script, site.key, self._days)
            is_redesigned = is_broken(self._script, site.key, self._step)
            pages = resources(site, articles, origin=server.origin, broken=is_redesigned)
            server.publish(pages, self._now())

    def _now(self) -> datetime:
        """Return the moment of this step on the sites' clock; each step has its own, so that HTTP dates differ."""
        midnight = datetime.combine(self._days[-1], time(), _CST)
        return (midnight + timedelta(minutes=self._step)).astimezone(UTC)


__all__ = ["Replica"]
