"""Why a source failed, for readers of Chinese."""

import re
from http import HTTPStatus

import pytest

import make
from monitor.domain import AlertKind, Coverage
from monitor.fetch.challenge import SCRIPTS, SOFT_ERRORS, STATUSES, TEXTS
from monitor.notify import Language, alerts_content, plain
from monitor.notify.phrases import coverage_words
from monitor.notify.reasons import brief_words, in_chinese, reason_words

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
        ("the site answered with a block or error page that says “系统维护”", "拦截页或错误页：“系统维护”"),
        (
            "https://www.example.gov.cn/robots.txt forbids this address to aiplus-monitor",
            "robots.txt 不允许读取",
        ),
        ("status 503: no answer for https://x.example/robots.txt, and without it", "robots.txt 读取失败"),
        ("[Errno 111] Connection refused; tried 3 times", "连接被拒绝"),
        ("The read operation timed out", "连接超时"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "证书无效"),
        ("something that nobody foresaw: {0}", ""),
    ],
)
def test_known_sentences_are_said_in_chinese_and_others_as_they_stand(reason, words):
    assert in_chinese(reason) == words
    assert reason_words(reason).zh == (words or reason)
    assert reason_words(reason).said(Language.BOTH) == reason
    assert brief_words(reason).zh == (words or "something that nobody foresaw")


def test_readers_of_chinese_get_reasons_in_chinese():
    reason = "none of 2 links has the shape of an article of this family, for example /zwgk/list.html"
    coverage = Coverage(2, 1, broken=(("示例市", make.NOW, reason),))
    assert coverage_words(coverage).zh.endswith(
        "故障：示例市（自 2025-04-02，2 个链接都不像文章，版面可能已改）"
    )
    assert "none of 2 links has the shape" in coverage_words(coverage).en
    alert = make.alert(kind=AlertKind.SOURCE_BROKEN, finding=None, message=reason, since=make.NOW)
    content = alerts_content((alert,), "r", coverage, make.NOW)
    assert "\n  2 个链接都不像文章，版面可能已改\n" in plain(content, Language.ZH).body
    assert f"\n  {reason}\n" in plain(content, Language.EN).body
