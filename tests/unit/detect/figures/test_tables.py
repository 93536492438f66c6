"""Tables of every shape that plans have, from HTML to targets: each cell right, and no cell a number of another."""

from datetime import date

import pytest

from monitor.detect import read as detect
from monitor.domain import Page, Target
from monitor.parse import parse_article
from monitor.sources import plain_source
from shapes import SHAPES, rows

URL = "https://www.example.gov.cn/zwgk/202603/t20260302_1.html"
TITLE = "云岭市人工智能产业发展行动计划（2026—2030年）"


def page(table: str, before: str = "主要指标如下表。", title: str = TITLE) -> Page:
    html = (
        f'<html><head><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-03-02">'
        f'</head><body><div class="TRS_Editor"><p>为加快发展，制定本计划。</p><p>{before}</p>'
        f"<table>{table}</table><p>以上指标每年评估。</p></div></body></html>"
    )
    return Page(URL, html.encode())


def read(table: str, **given: str) -> list[str]:
    article = parse_article(page(table, **given), plain_source(URL))
    findings = detect(article, (), today=date(2026, 3, 2)).findings
    return [shown(found) for found in findings if isinstance(found, Target)]


def shown(target: Target) -> str:
    amount = target.amount
    values = "–".join(str(value) for value in amount.values)
    due = target.deadline.end.isoformat() if target.deadline else "no date"
    return f"{amount.metric} {amount.comparator or ''} {values} {amount.unit or ''} {due}"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_of_a_table_is_read_right(shape: str) -> None:
    table, wanted = SHAPES[shape]
    found = [line.replace("-12-31", "") if "tasks" not in shape else line for line in read(table)]
    assert found == wanted


def test_the_line_above_a_table_may_name_its_year_and_unit() -> None:
    table = rows("指标|目标值", "产业规模|900")
    assert read(table, before="2028年主要目标（单位：亿元）") == ["产业规模 = 90000000000 元 2028-12-31"]


def test_a_plan_without_a_period_gives_its_aims_no_year() -> None:
    assert read(rows("指标|目标值", "企业（家）|900"), title="云岭市人工智能产业发展行动计划") == []


def test_a_year_that_is_over_above_a_table_leaves_its_aims_to_the_title() -> None:
    table = rows("指标|目标值", "企业（家）|900")
    assert read(table, before="2025年水平和目标如下。") == ["企业 = 900 家 2030-12-31"]


def test_a_row_of_prose_under_the_head_is_no_head() -> None:
    prose = "说明|以下各项以2025年年底的统计口径为准，由市统计局会同有关部门每年核定并公布一次|无"
    told = read(rows("指标|2027年|2030年", prose, "算力规模（EFLOPS）|60|120"))
    assert told == ["算力规模 = 60 EFLOPS 2027-12-31", "算力规模 = 120 EFLOPS 2030-12-31"]
