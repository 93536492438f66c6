"""What a round without news loads: the import of a heavy part costs as much as hundreds of its checks."""

import subprocess
import sys

import pytest

ROUND = "import monitor.cli.assembly, monitor.settings, monitor.sources, monitor.pipeline, monitor.notify"
HEAVY = {"alembic", "apprise", "bs4", "feedparser", "lxml", "opencc", "psycopg", "trafilatura"}


def loaded_after(code):
    """Return the top modules that a fresh interpreter has loaded after running the code."""
    shown = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_round_without_news_loads_no_parser_no_rules_and_no_channel():
    loaded = loaded_after(ROUND)
    assert {"httpx", "sqlalchemy"} <= loaded
    assert not HEAVY & loaded


@pytest.mark.parametrize("part", ["lxml", "bs4"])
def test_the_parsers_come_with_the_room_that_reads_pages(part):
    assert part in loaded_after("import monitor.parse")
