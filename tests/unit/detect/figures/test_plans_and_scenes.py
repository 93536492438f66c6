"""What stands in plans and in news without being a result: dates of titles and lists, tasks, scenes, headings."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.detect import read, refusals
from monitor.domain import Article, Block, Progress, Target

DAY = date(2025, 3, 2)


def article(text, title="示例市数字化行动方案"):
    return Article(url="", title=title, blocks=(Block(text),), published=DAY)


def findings(text, title="示例市数字化行动方案"):
    """Return targets and progress; a title may be a measure besides."""
    found = read(article(text, title), (), today=DAY).findings
    return [finding for finding in found if isinstance(finding, Target | Progress)]


def refused(text, title="本市新闻"):
    return {amount.rule for amount in refusals(article(text, title), today=DAY)}


@pytest.mark.parametrize("title", ["数字示例2025行动方案", "智慧示例2025工作要点"])
def test_a_bare_year_in_the_title_of_a_plan_dates_its_tasks(title):
    (found,) = findings("一、主要任务\n打造10个公共数据平台。", title)
    assert found.deadline.end == date(2025, 12, 31)


def test_a_number_that_is_no_year_in_a_title_dates_nothing():
    (found,) = findings("一、主要任务\n打造10个公共数据平台。", "落实GB2025标准行动方案")
    assert found.deadline is None


def test_goals_after_dashes_take_the_date_of_the_paragraph_above():
    text = "（三）发展目标。到2027年，产业体系基本建成。\n——规模扩大。产业规模超过500亿元。\n——平台增加。建成5个重点实验室。"
    assert {found.deadline.end for found in findings(text) if found.amount.values} == {date(2027, 12, 31)}


def test_dashes_without_a_paragraph_above_introduce_nothing():
    (found,) = findings("——规模扩大。到2027年产业规模超过500亿元。")
    assert found.deadline.end == date(2027, 12, 31)


@pytest.mark.parametrize("urged", ["推动30项通办事项全面落地", "加快推进30项通办事项落地", "支持30个项目落户园区"])
def test_what_a_plan_urges_is_no_result(urged):
    assert not [found for found in findings(f"一、主要任务\n{urged}。") if isinstance(found, Progress)]


def test_the_same_words_in_news_tell_a_result():
    (found,) = findings("本市30项通办事项全面落地。", "本市政务服务再提速")
    assert isinstance(found, Progress)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("工地上，14台塔吊整齐排列。", "refusal.scene"),
        ("5万名党员干部下沉一线。", "refusal.scene"),
        ("2万名网格员日夜巡防。", "refusal.scene"),
        ("36台机床加紧生产。", "refusal.scene"),
        ("406项行业标准名称一览表", "refusal.list_heading"),
        ("28项团体标准外文版名单", "refusal.list_heading"),
        ("面积5万平方公里的平原上一片丰收景象。", "refusal.size_that_names"),
        ("总舱容17万立方米的运输船昨日下水。", "refusal.size_that_names"),
    ],
)
def test_scenes_headings_and_sizes_are_refused_with_their_rule(text, rule):
    assert rule in refused(text)


@pytest.mark.parametrize(
    "text", ["50家企业入驻园区。", "300名工程师参与研制。", "发布46项行业标准。", "绿化面积达5万平方米。"]
)
def test_statistics_that_look_alike_are_read(text):
    assert findings(text, "本市新闻")


def test_the_number_of_an_item_on_a_line_of_its_own_is_no_part_of_an_amount():
    text = "附件\n2.\n建设10个公共数据平台。"
    assert [str(found.amount.values[0]) for found in findings(text) if isinstance(found, Target)] == ["10"]
