"""What kind of text an article is, and what its headings and paragraphs speak of."""

import pytest

from monitor.detect.figures.tense import genre_of, mood_of
from monitor.detect.vocabulary.modes import Genre
from unit.detect.articles import document


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("2025年某市政府工作报告", Genre.REPORT),
        ("国家元首同外国总统会谈", Genre.ABROAD),
        ("国际联播快讯", Genre.ABROAD),
        ("某市专项资金管理办法", Genre.RULES),
        ("关于组织申报试点的通知", Genre.RULES),
        ("关于公布优秀案例名单的通知", Genre.RULES),
        ("某市标准化发展行动方案", Genre.PLAN),
        ("关于印发《某市行动方案》的通知", Genre.PLAN),
        ("某市认定管理实施方案（2025—2027年）", Genre.PLAN),
        ("关于加快产业发展的若干意见", Genre.PLAN),
        ("某市规划引领产业发展", Genre.NEWS),
        ("某市产值增长", Genre.NEWS),
        ("", Genre.NEWS),
    ],
)
def test_the_title_tells_the_kind_of_text(title: str, genre: Genre) -> None:
    assert genre_of(document("全市企业50家。", title=title)) is genre


def test_a_text_in_articles_is_one_of_rules() -> None:
    assert genre_of(document("第一条 为了规范。\n第二条 本办法适用。", title="某市规划")) is Genre.RULES
    assert genre_of(document("第一条 为了规范。\n依照第二条执行。")) is Genre.NEWS


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("主要目标\n平台50个。", "heading.goals"),
        ("重点任务\n平台50个。", "heading.tasks"),
        ("2024年工作回顾\n平台50个。", "heading.review"),
        ("一、主要目标\n（一）产业\n平台50个。", "heading.goals"),
        ("一、主要目标\n（一）取得的成效\n平台50个。", "heading.review"),
        ("主要目标是：\n（一）平台50个。", "heading.goals"),
        ("产业发展\n平台50个。", None),
        ("内容如下：\n（一）平台50个。", None),
    ],
)
def test_the_nearest_telling_heading_decides(text: str, rule: str | None) -> None:
    read = document(text)
    heading = mood_of(read, len(read.lines) - 1, Genre.NEWS).heading

    assert (heading.id.value if heading else None) == rule


@pytest.mark.parametrize(
    ("paragraph", "aims"),
    [
        ("下一步要加快建设，平台50个。", True),
        ("已建成平台，取得成效。", False),
        ("要加快建设，已取得成效。", False),
        ("平台50个。", False),
    ],
)
def test_a_paragraph_speaks_of_aims_if_more_words_plan_than_report(paragraph: str, aims: bool) -> None:  # noqa: FBT001 - what the rows say
    read = document(paragraph)

    assert (mood_of(read, 0, Genre.REPORT).paragraph is not None) is aims
