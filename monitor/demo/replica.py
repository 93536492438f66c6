"""All sites of the replica together, moved on step by step."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from string import Template
from typing import Self

from .layouts import resources
from .resources import Stored, renew
from .script import describe, is_broken, load, postings
from .site import SiteServer

#: China Standard Time, in which the sites date their pages.
_CST = timezone(timedelta(hours=8))


class Replica:
    """
    The replicated sites; a context manager that serves while it is entered.

    Step 0, the baseline, stands from the beginning: articles up to some
    months older than `today`. Each `step` publishes, edits, breaks or mends.
    """

    def __init__(self, today: date, host: str = "127.0.0.1") -> None:
        self._script = load()
        self._days = [today]
        self._host = host
        self._servers: dict[str, SiteServer] = {}
        self._standing: dict[str, dict[str, Stored]] = {}
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            for site in self._script.sites:
                self._servers[site.key] = starting.enter_context(SiteServer(self._host))
            self._show()
            self._running = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def steps_left(self) -> int:
        """How many steps are still to come."""
        return len(self._script.steps) - self._step

    @property
    def origins(self) -> dict[str, str]:
        """`http://host:port` of each site by its key in `sites.toml`."""
        return {key: server.origin for key, server in self._servers.items()}

    @property
    def requests(self) -> Counter[int]:
        """Answers given so far by all sites, by status."""
        return sum((server.answers for server in self._servers.values()), Counter())

    def requests_of(self, site: str) -> Counter[int]:
        """Answers given so far by one site, by status."""
        return Counter(self._servers[site].answers)

    def step(self, on: date | None = None) -> tuple[str, ...]:
        """
        Do the next step and say for people what changed, one line a change; empty at the end.

        What it publishes is dated `on`: without it, like the step before.
        """
        if not self.steps_left:
            return ()
        self._days.append(on or self._days[-1])
        self._show()
        return describe(self._script, self._step)

    def sources_toml(self) -> str:
        """Return the registry of these sites, with this run's addresses."""
        text = (files(__package__) / "sources.toml").read_text(encoding="utf-8")
        return Template(text).substitute(self.origins)

    @property
    def _step(self) -> int:
        return len(self._days) - 1

    def _show(self) -> None:
        now = self._now()
        for site in self._script.sites:
            server = self._servers[site.key]
            shown = resources(
                site,
                postings(self._script, site.key, self._days),
                origin=server.origin,
                broken=is_broken(self._script, site.key, self._step),
            )
            self._standing[site.key] = renew(self._standing.get(site.key, {}), shown, now)
            server.show(self._standing[site.key])

    def _now(self) -> datetime:
        """Return the moment of this step on the sites' own clock: HTTP dates differ from step to step."""
        midnight = datetime.combine(self._days[-1], time(), _CST)
        return (midnight + timedelta(minutes=self._step)).astimezone(UTC)
