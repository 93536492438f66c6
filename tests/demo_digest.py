"""
The digest that a daily reader of the demonstration gets, while one of its sites is broken.

`python tests/demo_digest.py docs` photographs its email as documented in docs/alerts.md.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--hide-scrollbars",
)
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
STEP = timedelta(hours=25)
#: Until then three documents, three reports of progress and a consultation came out, and a site broke.
STEPS = 5


def made(folder: Path, steps: int = STEPS):
    from monitor.demo import Replica  # noqa: PLC0415
    from monitor.digest import preview  # noqa: PLC0415
    from monitor.fetch import Fetcher  # noqa: PLC0415
    from monitor.notify.routing import Cadence, Pace, Route  # noqa: PLC0415
    from monitor.pipeline import Service, check_all  # noqa: PLC0415
    from monitor.sources import load  # noqa: PLC0415
    from monitor.store import Store  # noqa: PLC0415
    from monitor.track import coverage  # noqa: PLC0415

    now = START
    daily = Route(id="daily", channels=("terminal",), cadence=Cadence(Pace.DAILY, time(8, 30)))
    with ExitStack() as stack:
        replica = stack.enter_context(Replica(START.date()))
        store = stack.enter_context(Store.open(f"sqlite:///{folder}/demo.db"))
        fetcher = stack.enter_context(Fetcher("demo/1.0", sleep=lambda _seconds: None))
        (folder / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
        registry = load(folder / "sources.toml")
        service = Service(
            fetcher=fetcher, store=store, topics=registry.topics, routes=(daily,), clock=lambda: now
        )
        check_all(registry.sources, service)
        for _ in range(steps):
            now += STEP
            replica.step(now.date())
            check_all(registry.sources, service)
        content = preview(store, daily, coverage(registry.sources, store.states(), now), now)
    assert content is not None
    return content


def photograph(page: str, width: int, height: int, target: Path) -> None:
    assert CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mail.html"
        file.write_text(page, encoding="utf-8")
        size = (f"--window-size={width},{height}", f"--user-data-dir={folder}/profile")
        command = [CHROMIUM, *FLAGS, *size, f"--screenshot={target}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def main(docs: Path) -> None:
    from monitor.notify.content import Language  # noqa: PLC0415
    from monitor.notify.mail import letter  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        part = letter(made(Path(folder)), Language.BOTH, "docs", "watch.example")
    photograph(part.html, 360, 800, docs / "digest-360.png")
    photograph(part.html, 1200, 800, docs / "digest-1200.png")


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1])]
    main(Path(sys.argv[1]))
