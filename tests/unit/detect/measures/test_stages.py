"""What a sentence says happened to a named measure, and whether that is news."""

from datetime import date

import pytest

from monitor.detect.measures.stages import (
    StageCue,
    is_by_others,
    is_fresh,
    is_news,
    is_past,
    is_past_programme,
    issues,
    read_cue,
    starts,
)
from monitor.detect.vocabulary.measure_rules import MeasureRule
from monitor.domain import Stage

PUBLISHED = date(2025, 9, 12)


def cue_of(words: str, *, bill: bool = False) -> StageCue | None:
    start = words.index("《")
    return read_cue(words, start, words.index("》") + 1, bill=bill)


@pytest.mark.parametrize(
    ("words", "rule", "stage", "said"),
    [
        ("公开征求《算力办法》意见", MeasureRule.ASKED_ABOUT, Stage.CONSULTATION, "征求"),
        ("国务院近日印发《算力办法》", MeasureRule.ISSUED_BEFORE, Stage.ISSUED, "印发"),
        ("决定废止《算力办法》", MeasureRule.REPEALED_BEFORE, Stage.REPEALED, "废止"),
        ("将于年内出台《算力办法》", MeasureRule.DRAFTED_BEFORE, Stage.DRAFTING, "将于年内出台"),
        ("《算力办法》近日印发", MeasureRule.ISSUED_AFTER, Stage.ISSUED, "《算力办法》近日印发"),
        ("《算力办法》同时废止", MeasureRule.REPEALED_AFTER, Stage.REPEALED, "《算力办法》同时废止"),
        ("商务部近日发布的《算力办法》提出", MeasureRule.NOMINAL, Stage.ISSUED, "发布的"),
        # The words before the name count before those after it.
        ("废止《算力办法》并印发新规", MeasureRule.REPEALED_BEFORE, Stage.REPEALED, "废止"),
    ],
)
def test_the_words_around_a_name_say_what_happened_to_it(
    words: str, rule: MeasureRule, stage: Stage, said: str
) -> None:
    cue = cue_of(words)

    assert cue is not None
    assert (cue.rule, cue.stage, words[cue.start : cue.end]) == (rule, stage, said)
    assert 0.8 < cue.confidence < 1


@pytest.mark.parametrize(
    "words",
    [
        "根据《算力办法》印发",
        "落实《算力办法》公布名单",
        "学习《算力办法》",
        "关于发布《算力办法》的通知",
        "《算力办法》是什么",
        "印发通知（这是很长很长的一段话，其中没有再说什么，只是把动词和名称隔得很远很远，远到没有人会把它们读在一起，因为隔了六十个字以上）《算力办法》",
    ],
)
def test_a_name_that_is_only_mentioned_has_no_cue(words: str) -> None:
    assert cue_of(words) is None


def test_a_bill_is_deliberated_on_and_another_document_is_not() -> None:
    assert cue_of("会议审议《数据法（草案）》") is None
    cue = cue_of("会议审议《数据法（草案）》", bill=True)
    assert cue is not None
    assert (cue.rule, cue.stage) == (MeasureRule.BILL_BEFORE, Stage.DRAFTING)


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        ("上海市印发算力方案", [Stage.ISSUED]),
        ("上海市将制定算力方案", [Stage.DRAFTING]),
        ("上海市印发方案，正在起草细则", [Stage.ISSUED, Stage.DRAFTING]),
        ("上海市落实方案", []),
    ],
)
def test_verbs_issue_what_follows_or_are_about_to(words: str, stages: list[Stage]) -> None:
    assert [cue.stage for cue in issues(words)] == stages


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        ("工信部启动算力设施提升行动", [Stage.LAUNCHED]),
        ("工信部将启动算力设施提升行动", [Stage.DRAFTING]),
        ("各地要深入开展算力设施提升行动", []),
        ("鼓励企业实施算力设施提升行动", []),
        ("工信部介绍算力设施提升行动", []),
    ],
)
def test_verbs_start_an_action_unless_it_is_only_wished(words: str, stages: list[Stage]) -> None:
    assert [cue.stage for _, cue in starts(words)] == stages


def test_meetings_and_actions_in_quotes_start_something() -> None:
    [(name, meeting)] = starts("工信部召开算力设施提升行动启动会")
    assert (name.text, meeting.stage) == ("算力设施提升行动", Stage.LAUNCHED)
    assert meeting.rule is MeasureRule.PROGRAMME_MEETING
    assert list(starts("工信部召开算力设施提升行动新闻发布会")) == []

    [(name, cue)] = starts("日前，“算力强基”行动在上海正式启动。")
    assert name.text == "“算力强基”行动"
    assert cue.rule is MeasureRule.PROGRAMME_STARTED
    assert list(starts("“算力强基”行动启动以来")) == []


@pytest.mark.parametrize(
    ("words", "who_or_lead", "news"),
    [
        ("上海市印发《算力办法》", True, True),
        ("上海市印发《算力办法》", False, False),
        ("上海市日前印发《算力办法》", False, True),
        ("会上发布《算力办法》", False, True),
        ("9月1日印发《算力办法》", False, True),
        ("今年印发《算力办法》", True, False),
        ("2025年印发《算力办法》", False, False),
        ("去年印发《算力办法》", True, False),
        ("上海市正在制定《算力办法》", False, True),
        ("今年将制定《算力办法》", False, True),
        ("决定废止《算力办法》", False, True),
        ("上海市印发的《算力办法》", True, False),
        ("上海市近日印发的《算力办法》", False, True),
    ],
)
def test_what_names_no_recent_day_is_news_only_where_news_are_told(
    words: str, *, who_or_lead: bool, news: bool
) -> None:
    cue = cue_of(words)
    assert cue is not None
    assert is_news(cue, words[: cue.end], PUBLISHED, leads=who_or_lead) is news


@pytest.mark.parametrize(
    ("left", "by_others"),
    [
        ("某车企近日", True),
        ("甲公司", True),
        ("国务院国资委向企业", True),
        ("工信部近日", False),
        ("企业所在地", False),
        ("欧盟委员会15日", True),
        ("国际奥委会今天", True),
    ],
)
def test_firms_and_foreign_bodies_are_known_by_their_names(left: str, *, by_others: bool) -> None:
    assert is_by_others(left) is by_others


@pytest.mark.parametrize(
    ("left", "past"),
    [
        ("", False),
        ("近日", False),
        ("此前", True),
        ("五年来", True),
        ("先后", True),
        ("今年以来", False),
        ("党的二十大以来", True),
        ("2024年", True),
        ("去年12月", True),
        ("2025年", False),
        ("今年3月", True),
        ("今年8月", False),
        ("今年13月", False),
        ("12月", True),
        ("8月25日", False),
        ("2024年，8月25日", False),
    ],
)
def test_the_words_before_a_verb_date_it(left: str, *, past: bool) -> None:
    assert is_past(left, PUBLISHED) == past


@pytest.mark.parametrize(("left", "past"), [("先后", False), ("多年", False), ("此前", True), ("2023年", True)])
def test_an_action_is_news_longer_than_a_document(left: str, *, past: bool) -> None:
    assert is_past_programme(left, PUBLISHED) == past


@pytest.mark.parametrize(("left", "fresh"), [("近日", True), ("9月10日", True), ("2023年9月10日", False), ("", False)])
def test_a_recent_day_or_word_makes_it_fresh(left: str, *, fresh: bool) -> None:
    assert is_fresh(left, PUBLISHED) == fresh
