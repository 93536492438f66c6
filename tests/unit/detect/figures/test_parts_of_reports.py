"""The parts of a yearly work report: results of its review are of the past year, tasks of the part ahead of this one."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.detect.figures.tense import parts_of
from monitor.detect.vocabulary.modes import Genre
from monitor.detect.vocabulary.slots import ReportPart
from monitor.domain import Progress, Target
from unit.detect.articles import amounts_in, document

TITLE = "2025年云江市政府工作报告"
PUBLISHED = date(2025, 1, 20)
#: Sentences without amounts that make a text as long as a report.
FILLER = "各项事业稳步发展。" * 20


def told(text: str) -> list[tuple[type, str, date | None]]:
    read = amounts_in(text, title=TITLE, published=PUBLISHED)
    return [
        (type(found), found.amount.metric, period.end if period else None)
        for found in read
        for period in [found.deadline if isinstance(found, Target) else found.as_of]
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "过去一年，我们依法履职。",
        "回首过去的一年，全市上下齐心协力。",
        "一年来，我们主要做了以下工作。",
        "五年来，我们迎难而上。",
        "2024年工作回顾",
        "过去五年工作回顾",
    ],
)
def test_a_review_is_of_the_past_year_however_it_opens(opening: str) -> None:
    assert told(f"{opening}\n{FILLER}\n新增企业120家。") == [(Progress, "企业", date(2024, 12, 31))]


@pytest.mark.parametrize(
    "turn",
    [
        "二、2025年工作安排",
        "2025年主要目标和重点任务",
        "总体要求和目标任务",
        "今年政府工作的总体要求是：稳中求进。",
        "今年全市经济社会发展的主要预期目标是：稳中有进。",
        "做好今年的政府工作，必须坚持实干。",
        "各位代表，今年是规划的收官之年。",
        "今年，我们将重点做好以下工作。",
    ],
)
def test_the_part_ahead_sets_tasks_of_this_year_however_it_opens(turn: str) -> None:
    text = f"过去一年，新增企业120家。\n{FILLER}\n{turn}\n全市新增企业150家。"

    assert told(text) == [(Progress, "企业", date(2024, 12, 31)), (Target, "企业", date(2025, 12, 31))]


def test_what_stands_before_the_first_words_that_tell_is_of_the_review() -> None:
    text = f"建成学校12所。\n{FILLER}\n我们也清醒认识到，发展还有不足。\n全市仍有12个村不通公路。\n做好今年工作，必须实干。"

    assert told(text)[0] == (Progress, "学校", date(2024, 12, 31))


def test_a_report_that_tells_no_part_dates_its_results_by_the_past_year() -> None:
    assert told(f"{FILLER}\n全市建成学校12所。") == [(Progress, "学校", date(2024, 12, 31))]


def test_a_report_in_one_line_has_its_parts_too() -> None:
    text = f"过去一年，建成学校12所。{FILLER}做好今年工作，必须实干。全市新建学校15所。"

    assert told(text) == [(Progress, "学校", date(2024, 12, 31)), (Target, "学校", date(2025, 12, 31))]


def test_a_look_back_in_the_part_ahead_ends_with_its_line() -> None:
    text = f"{FILLER}\n二、2025年工作安排\n过去一年，建成学校12所。\n全市新建学校15所。"

    assert told(text) == [(Progress, "学校", date(2024, 12, 31)), (Target, "学校", date(2025, 12, 31))]


def test_a_passage_out_of_a_report_may_be_of_any_part() -> None:
    passage = document("过去一年，建成学校12所。", title=TITLE)

    assert parts_of(passage, Genre.REPORT) == ()
    assert told("过去一年，建成学校12所。") == [(Progress, "学校", PUBLISHED)]


@pytest.mark.parametrize(
    "words",
    [
        "圆满实现经济社会发展主要预期目标。",
        "按照市第六次党代会工作安排，稳步推进。",
        "圆满完成赛事保障工作任务。",
        "聚焦年度重点工作，清单化推进。",
    ],
)
def test_a_review_goes_on_where_goals_are_only_mentioned(words: str) -> None:
    read = document(f"一、2024年工作回顾\n{FILLER}\n{words}", title=TITLE)

    assert set(parts_of(read, Genre.REPORT)) == {ReportPart.REVIEW}


def test_a_paragraph_that_looks_back_sets_no_tasks() -> None:
    text = "农田建设稳步推进，加强管护，完善机制，推进改造，新增灌溉面积300万亩。"

    assert [type(found) for found in amounts_in(text, title=TITLE, published=PUBLISHED)] == [Progress]


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        # The period of a headline is lent to news alone.
        ("云江市行动方案（征求意见稿）", "产值同比增长5%。", PUBLISHED),
        ("4月份云江市产值增长", "产值同比增长5%。", date(2024, 4, 30)),
        # The year of a fair is part of its name.
        ("", "2023年示例博览会上，平台已汇聚企业50家。", PUBLISHED),
        ("", "全市小麦已收50万亩。", PUBLISHED),
    ],
)
def test_a_result_is_dated_by_what_is_said_of_it(title: str, text: str, day: date) -> None:
    [found] = amounts_in(text, title=title, published=PUBLISHED)

    assert isinstance(found, Progress)
    assert found.as_of.end == day
