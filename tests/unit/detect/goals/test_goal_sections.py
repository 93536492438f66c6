"""Aims without a number of the section of goals of a document."""

import pytest

from monitor.detect.document import read_document
from monitor.detect.qualitative import goal_lines
from monitor.detect.vocabulary.modes import Genre
from monitor.domain import MetricKind, Target
from unit.detect.articles import PUBLISHED, amounts_in, article

TITLE = "某市机器人产业行动计划（2025—2027年）"


def aims(text: str, title: str = TITLE) -> list[tuple[str, str]]:
    return [
        (found.amount.metric, found.deadline.end.isoformat() if found.deadline else "")
        for found in amounts_in(text, title=title)
        if isinstance(found, Target) and found.amount.kind is MetricKind.QUALITATIVE
    ]


def metrics(text: str, title: str = TITLE) -> list[str]:
    return [metric for metric, _ in aims(text, title)]


@pytest.mark.parametrize(
    "opener",
    ["一、主要目标\n", "（二）总体目标\n", "一、发展思路及目标\n", "（三）发展目标。", "二、工作目标（2025—2027年）\n"],
)
def test_aims_stand_in_the_section_of_goals_and_not_in_the_tasks(opener: str) -> None:
    text = f"{opener}到2027年，机器人应用水平显著提升。\n三、重点任务\n到2027年，零部件供给能力显著提升。"
    assert metrics(text) == ["机器人应用水平"]


@pytest.mark.parametrize(
    ("clause", "metric"),
    [
        ("产业供给能力逐步增强", "产业供给能力"),
        ("产业底座进一步夯实", "产业底座"),
        ("应用水平持续深化", "应用水平"),
        ("服务效率日益改进", "服务效率"),
        ("零部件标准体系加快形成", "零部件标准体系"),
        ("机器人产品供给丰富", "机器人产品供给"),
        ("机器人应用成效显著", "机器人应用成效"),
        ("示范建设成效日益凸显", "示范建设成效"),
        ("核心零部件基本实现自主可控", "核心零部件"),
        ("产业整体水平跨入世界先进行列", "产业整体水平"),
        ("推动本市成为机器人产业高地", "机器人产业高地"),
        ("攻克一批关键共性技术", "关键共性技术"),
        ("在养老、教育等领域形成标准化服务体系", "标准化服务体系"),
        ("单位产值能耗控制在规定范围内", "单位产值能耗"),
        ("一是应用水平显著提升", "应用水平"),
        ("（二）应用水平显著提升", "应用水平"),
    ],
)
def test_each_form_of_aim_is_read(clause: str, metric: str) -> None:
    assert aims(f"一、主要目标\n到2027年，{clause}。\n二、重点任务\n加强应用。") == [(metric, "2027-12-31")]


@pytest.mark.parametrize(
    "clause",
    [
        "坚持创新引领，贯彻新发展理念",
        "以应用为导向，深化改革",
        "持续推动经济实现质的提升",
        "加速机器人和养老深度融合",
        "围绕产业发展，强化要素供给",
        "加快推进机器人进家庭",
    ],
)
def test_principles_and_work_are_no_aims(clause: str) -> None:
    assert aims(f"一、主要目标\n到2027年，{clause}。") == []


def test_goals_without_a_day_are_due_by_the_end_of_the_titles_period() -> None:
    text = "一、总体目标\n机器人供应链韧性显著增强，努力打造全国机器人产业高地。\n二、主要任务\n完善产业体系。"
    assert aims(text) == [("机器人供应链韧性", "2027-12-31"), ("机器人产业高地", "2027-12-31")]


def test_where_goals_name_their_day_the_titles_period_dates_no_other_clause() -> None:
    text = "一、思路及目标\n建设国内领先的产业集群，发挥优势。到2027年，应用水平显著提升。"
    assert metrics(text) == ["应用水平"]


def test_the_first_five_aims_of_the_section_are_kept() -> None:
    clauses = "，".join(f"{name}能力显著提升" for name in ("研发", "制造", "服务", "应用", "治理", "监管"))
    assert len(aims(f"一、主要目标\n到2027年，{clauses}。")) == 5


def test_without_a_section_of_goals_three_aims_of_each_deadline_are_kept() -> None:
    clauses = "，".join(f"{name}能力显著提升" for name in ("研发", "制造", "服务", "应用"))
    assert len(aims(f"到2027年，{clauses}。", title="")) == 3


def test_an_end_of_year_in_a_document_dates_its_own_sentence_only() -> None:
    text = "年底前，印章系统全面建成。建设全市证照平台。"
    assert metrics(text, title="某市数字政府2025年行动方案") == ["印章系统"]


def test_news_and_texts_without_goals_have_no_section() -> None:
    text = "一、主要目标\n到2027年，应用水平显著提升。"
    page = read_document(article(text), today=PUBLISHED)
    assert goal_lines(page, Genre.PLAN) == {1}
    assert goal_lines(page, Genre.NEWS) == frozenset()
    other = read_document(article("一、重点任务\n围绕发展目标，抓好落实。"), today=PUBLISHED)
    assert goal_lines(other, Genre.PLAN) == frozenset()
    plain = read_document(article("主要目标有所调整\n应用水平显著提升，服务能力显著提升。"), today=PUBLISHED)
    assert goal_lines(plain, Genre.PLAN) == frozenset()
