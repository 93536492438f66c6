"""Why a source failed, for readers of Chinese."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest

import make
from monitor.domain import AlertKind, Coverage, Link
from monitor.fetch.challenge import SCRIPTS, SOFT_ERRORS, STATUSES, TEXTS
from monitor.notify import Language, alerts_content, coverage_line, plain
from monitor.notify.content.compose import NOT_ALL_WELL, no_news
from monitor.notify.content.phrases import brief_words, coverage_words, in_chinese, reason_words
from monitor.pipeline.telling import denied_notice, left_out_notice
from monitor.track import silence

TODAY = make.NOW.date()
QUIET = "自 2025-03-13 起 20 天没有新内容；此前一年有 40 天发布，通常间隔不超过 1 天"
CHALLENGES = [*STATUSES.values(), *(one for _, one in (*SCRIPTS, *TEXTS, *SOFT_ERRORS))]


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda one: one.kind)
def test_every_challenge_has_words_in_chinese(challenge):
    said = in_chinese(f"status 412, {challenge}")
    assert said.startswith("状态 412，")
    assert not re.search(r"challenge|page|denied|requests|captcha|browser", said)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            "status 521, JavaScript cookie challenge (加速乐): it wants",
            "状态 521，要求浏览器执行脚本的验证页（加速乐）",
        ),
        (f"status 503 ({HTTPStatus(503).phrase}), tried 3 times", "状态 503，已试 3 次"),
        ("status 404 (Not Found): look up the new address on the site", "状态 404"),
        (
            "none of 12 links has the shape of an article of this family, for example /a",
            "12 个链接都不像文章，版面可能已改",
        ),
        ("none of 3 entries leads to an article of this family", "3 个链接都不像文章，版面可能已改"),
        ("the listing has no link at all", "列表为空"),
        ("the JSON has no entry at $.data", "列表为空"),
        ("the HTML in the JSON is empty: the column page must be loaded first", "列表为空"),
        ("the listing is not an RSS or Atom feed", "列表格式已变"),
        ("the feed is broken: 'textinput'", "订阅源（RSS）格式有误"),
        ("the page has 4,000,000 tags; at most 100,000 are read", "页面过大，未读取"),
        ("the page has 16.0 MB; at most 8 MB are read", "页面过大，未读取"),
        ("the JSON has 600,000 values; at most 500,000 are read", "页面过大，未读取"),
        ("the site answered with a block or error page that says “系统维护”", "拦截页或错误页：“系统维护”"),
        ("https://www.example.gov.cn/robots.txt forbids this address to aiplus-monitor", "robots.txt 不允许读取"),
        ("status 503: no answer for https://x.example/robots.txt, and without it", "robots.txt 读取失败"),
        ("[Errno 111] Connection refused; tried 3 times", "连接被拒绝"),
        ("The read operation timed out", "连接超时"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "证书无效"),
        (silence([TODAY - timedelta(days=number) for number in range(20, 60)], TODAY)[1], QUIET),
        (
            denied_notice("http://127.0.0.1/", 3, make.NOW, timedelta(days=30)).message,
            "网站称列表“未修改”，实际已有 3 个新链接；今后 30 天每次检查都完整读取",
        ),
        (
            left_out_notice(Link("http://127.0.0.1/", "算力券（试行）")).message,
            "“算力券（试行）”的网址超过 2000 字节，未读取，请到网站查看",
        ),
        ("something that nobody foresaw: {0}", ""),
    ],
)
def test_known_sentences_are_said_in_chinese_and_others_as_they_stand(reason, words):
    assert in_chinese(reason) == words
    assert reason_words(reason).zh == (words or reason)
    assert reason_words(reason).text(Language.BOTH) == reason
    assert brief_words(reason).zh == (words or "something that nobody foresaw")


def test_readers_of_chinese_get_reasons_in_chinese():
    reason = "none of 2 links has the shape of an article of this family, for example /zwgk/list.html"
    coverage = Coverage(2, 1, broken=(("示例市", make.NOW, reason),))
    assert coverage_words(coverage).zh.endswith("故障：示例市（自 2025-04-02，2 个链接都不像文章，版面可能已改）")
    assert "none of 2 links has the shape" in coverage_words(coverage).en
    alert = make.alert(kind=AlertKind.SOURCE_BROKEN, finding=None, message=reason, since=make.NOW)
    content = alerts_content((alert,), "r", coverage, make.NOW)
    assert "\n  2 个链接都不像文章，版面可能已改\n" in plain(content, Language.ZH).body
    assert f"\n  {reason}\n" in plain(content, Language.EN).body


def test_the_coverage_line_names_quiet_sources_and_silence_is_not_called_healthy():
    coverage = Coverage(2, 2, quiet=("示例市",))
    assert coverage_words(coverage).zh.endswith("；久未更新：示例市")
    assert coverage_words(coverage).en.endswith("; unusually quiet: 示例市")
    assert coverage_line(coverage).endswith("; 久未更新 unusually quiet: 示例市")
    assert no_news((), coverage) == (NOT_ALL_WELL,)
