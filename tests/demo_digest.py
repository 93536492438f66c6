"""
The digest that a daily reader of the demonstration gets, while one of its sites is broken.

`python tests/demo_digest.py docs` photographs its email as documented in docs/alerts.md.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from browser import photograph
from monitor.demo import Replica
from monitor.digest import preview
from monitor.fetch import Fetcher
from monitor.notify.channels.letter import letter
from monitor.notify.content.message import Language
from monitor.notify.routes import Cadence, Frequency, Route
from monitor.pipeline import Service, check_all
from monitor.reader import PageReader
from monitor.sources import load
from monitor.store import Store
from monitor.track import coverage

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
STEP = timedelta(hours=25)
#: Until then three documents, three reports of progress and a consultation came out, and a site broke.
STEPS = 5


def made(folder: Path, steps: int = STEPS):
    now = START
    daily = Route(id="daily", channels=("terminal",), cadence=Cadence(Frequency.DAILY, time(8, 30)))
    with ExitStack() as stack:
        replica = stack.enter_context(Replica(START.date()))
        store = stack.enter_context(Store.open(f"sqlite:///{folder}/demo.db"))
        fetcher = stack.enter_context(Fetcher("demo/1.0", sleep=lambda _seconds: None))
        (folder / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
        registry = load(folder / "sources.toml")
        service = Service(
            fetcher=fetcher,
            reader=stack.enter_context(PageReader()),
            store=store,
            topics=registry.topics,
            routes=(daily,),
            clock=lambda: now,
        )
        check_all(registry.sources, service)
        for _ in range(steps):
            now += STEP
            replica.step(now.date())
            check_all(registry.sources, service)
        content = preview(store, daily, coverage(registry.sources, store.checks.states(), now), now)
    assert content is not None
    return content


def main(docs: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        part = letter(made(Path(folder)), Language.BOTH, "docs", "watch.example")
    photograph(part.html, 360, 800, docs / "digest-360.png")
    photograph(part.html, 1200, 800, docs / "digest-1200.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
