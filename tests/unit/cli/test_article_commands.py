"""`monitor article`: what was edited, and what an edit changed."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

import make
import recordings
from monitor.cli import app
from monitor.domain import Attachment, Block, Reading, Validators
from monitor.errors import InputError
from monitor.store import Store

FIRST = ("各地区：", "到2026年底，智能算力规模突破100EFLOPS。", "抓好落实。", "示例市人民政府")
SECOND = ("各地区：", "到2027年底，智能算力规模突破120EFLOPS。", "抓好落实。", "示例市人民政府", "2025年4月2日")
URL = "http://site.example/1.html"


@pytest.fixture
def run(monkeypatch, tmp_path):
    address = f"sqlite:///{tmp_path}/monitor.db"
    monkeypatch.setenv("DATABASE_URL", address)
    with Store.open(address) as store:
        for number, lines in enumerate((FIRST, SECOND, FIRST)):
            record(store, URL, "人工智能行动计划", lines, number)
        record(store, "http://site.example/2.html", "人工智能通知", FIRST, 0)

    def run(*arguments, **options):
        done = CliRunner().invoke(app, ["article", *arguments], **options)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return run


def record(store, url, title, lines, day):
    article = make.article(
        url,
        title=title,
        blocks=tuple(map(Block, lines)),
        attachments=(Attachment("http://site.example/a.pdf", "附件"),),
    )
    now = make.NOW + timedelta(days=day)
    recordings.record(store, "a", article, (), (), now, reading=Reading(()), validators=Validators())


def test_edited_articles_are_listed_with_their_numbers(run):
    assert run("edited").splitlines() == ["1  人工智能行动计划", f"  2 versions  {URL}"]
    (row,) = json.loads(run("edited", "--json"))
    assert (row["id"], row["article"]["url"]) == (1, URL)


def test_a_difference_shows_the_changed_lines_only_with_marks_and_without_colours_in_a_pipe(run):
    title, url, moments, blank, *lines = run("diff", "1", "--edition", "2").splitlines()
    assert (title, url, blank) == ("人工智能行动计划", URL, "")
    assert moments.startswith("read 2025-04-")
    assert lines == [
        "… 2 unchanged",
        "到[-2026-]{+2027+}年底，智能算力规模突破[-100-]{+120+}EFLOPS。",
        "… 2 unchanged",
        "{+2025年4月2日+}",
        "… 1 unchanged",
    ]


def test_a_terminal_shows_colours(run):
    assert "\x1b[31m[-2027-]" in run("diff", "行动计划", color=True)


def test_the_last_edit_is_shown_of_an_article_named_by_its_address_and_json_has_both_versions(run):
    shown = json.loads(run("diff", URL, "--json"))
    assert shown["url"] == URL
    texts = [[block["text"] for block in shown[side]["article"]["blocks"]] for side in ("old", "new")]
    assert texts == [list(SECOND), list(FIRST)]
    assert {"side": "old", "text": "2027"} in shown["passages"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["行动纲要"], "no article"),
        ([""], "no article"),
        (["人工智能"], "several articles"),
        (["2"], "was not found edited"),
        (["1", "--edition", "4"], "has 3 editions, not 4"),
    ],
)
def test_what_cannot_be_shown_is_said(run, arguments, words):
    with pytest.raises(InputError, match=words):
        run("diff", *arguments)
