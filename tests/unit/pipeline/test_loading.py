"""What a round without news loads: the import of a heavy part costs as much as hundreds of its checks."""

import subprocess
import sys

import pytest

ROUND = "import monitor.cli.check, monitor.settings, monitor.sources, monitor.pipeline, monitor.digest"
HEAVY = {
    *("alembic", "apprise", "bs4", "click", "feedparser", "icalendar", "jinja2", "lxml", "opencc", "psycopg"),
    *("pygments", "rapidfuzz", "requests", "rich", "sqlalchemy.dialects.postgresql", "trafilatura"),
}


def loaded_after(code):
    """Return the modules that a fresh interpreter has loaded after running the code."""
    shown = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_round_without_news_loads_no_parser_no_rules_and_no_channel():
    loaded = loaded_after(ROUND)
    assert {"httpx", "sqlalchemy.dialects.sqlite"} <= loaded
    assert HEAVY & loaded == set()


@pytest.mark.parametrize("part", ["lxml", "bs4"])
def test_the_parsers_come_with_the_room_that_reads_pages(part):
    assert part in loaded_after("import monitor.parse")
