"""What a round without news loads: the import of a heavy part costs as much as hundreds of its checks."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import monitor.track
from fakeweb import Server

LISTING = '<ul><li><a href="./202504/t20250401_1.html">关于人工智能的通知</a> 2025-04-01</li></ul>'
SOURCE = """[[source]]
id = "quiet"
name = "安静站"
issuer = "示例市人民政府"
region = "示例市"
level = "city"
kind = "news"
family = "trs_static"
url = "{url}"
"""
CHECK = "import sys; sys.argv = ['monitor', 'check']\nfrom monitor.cli import main\nmain()"
HEAVY = {
    *("alembic", "apprise", "bs4", "click", "feedparser", "icalendar", "jinja2", "lxml", "opencc", "psycopg"),
    *("docx", "pdfplumber", "pypdfium2", "python_calamine", "xlrd"),
    *("pygments", "rapidfuzz", "requests", "rich", "sqlalchemy.dialects.postgresql", "trafilatura"),
}
#: Rooms of which an unchanged round needs little, with what it needs of them.
NEEDED = {
    *("track", "track.schedule", "track.source_health"),
    *(
        "pipeline",
        "pipeline.check",
        "pipeline.delivery",
        "pipeline.pools",
        "pipeline.rounds",
        "pipeline.site_pages",
        "pipeline.telling",
    ),
}
SELDOM = ("detect", "parse", "pipeline", "text", "track")
FACES = [
    *("monitor.domain", "monitor.notify", "monitor.notify.channels", "monitor.notify.content", "monitor.parse"),
    *("monitor.pipeline", "monitor.store", "monitor.track"),
]


def run(code, **environment):
    """Run code in a fresh interpreter; return what it printed, and the modules that it had loaded in the end."""
    shown = f"import atexit, sys\natexit.register(lambda: print('loaded', *sys.modules))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True, env=os.environ | environment
    )
    printed, _, loaded = done.stdout.rpartition("loaded ")
    return printed, set(loaded.split())


@pytest.fixture
def rounds(tmp_path):
    """Return a function that checks a site whose listing never changes; each call is a round."""

    def answer(connection):
        is_known = b"if-none-match" in connection.head.lower()
        connection.reply(
            b"" if is_known else LISTING.encode(), "304 Not Modified" if is_known else "200 OK", 'ETag: "1"\r\n'
        )

    server = Server(answer)
    (tmp_path / "sources.toml").write_text(SOURCE.format(url=server.url("/xwdt/")), encoding="utf-8")
    variables = {"DATABASE_URL": f"sqlite:///{tmp_path}/monitor.db", "MONITOR_SOURCES": str(tmp_path / "sources.toml")}
    yield lambda: run(CHECK, **variables)
    server.close()


def test_an_unchanged_round_loads_nothing_that_reads_or_follows_articles(rounds):
    rounds()
    printed, loaded = rounds()
    assert "1 source(s) unchanged" in printed
    ours = {name.removeprefix("monitor.") for name in loaded if name.startswith("monitor.")}
    assert {name for name in ours if name.partition(".")[0] in SELDOM} == NEEDED
    assert HEAVY & loaded == set()


@pytest.mark.parametrize("face", FACES)
def test_a_face_gives_each_of_its_names_in_a_fresh_interpreter(face):
    run(f"from {face} import *")


def test_a_face_has_no_name_of_a_module_beside_it():
    """Python binds a module to its package when it is loaded, which would hide the name of the face."""
    for face in FACES:
        beside = {path.stem for path in Path(import_module(face).__file__).parent.iterdir()}
        assert beside.isdisjoint(import_module(face).__all__), face


def test_an_unknown_name_is_an_error_that_names_the_face():
    with pytest.raises(AttributeError, match=r"module 'monitor\.track' has no attribute 'nothing'"):
        _ = monitor.track.nothing
