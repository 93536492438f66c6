"""What every test shares: the corpus switch and a count of quality tests that did not run."""

import os

import pytest
from hypothesis import settings

from browser import CHROMIUM
from places import SHARED

# No example is timed: the machine may be busy, and nothing here claims a speed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


#: What tests with a marker need, where it is missing.
ABSENT = {
    "corpus": None if SHARED.is_dir() else "the shared corpus is absent: ../shared beside the checkout",
    "chromium": None if CHROMIUM else "chromium is absent: apt-get install chromium fonts-noto-cjk",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, reason in ABSENT.items():
        for item in items if reason else ():
            if item.get_closest_marker(marker):
                # Not everyone has these; in CI a skip is a failure, see below.
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    quality = [report for report in skipped if "shared corpus is absent" in str(report.longrepr)]
    if quality:
        terminalreporter.write_line(f"{len(quality)} quality tests did not run: the shared corpus is absent")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, where everything is installed, a skipped test is a failure unless the corpus is absent."""
    if not os.environ.get("CI"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if [report for report in skipped if "shared corpus is absent" not in str(report.longrepr)]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
