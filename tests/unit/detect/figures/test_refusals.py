"""An amount that makes no finding is listed with the rule that refused it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.detect import read_document, refusals
from monitor.detect.figures import read_figures
from monitor.detect.vocabulary import RULES
from monitor.text.dates import find_dates
from monitor.text.quantities import find_quantities
from unit.detect.articles import PUBLISHED, article

RULES_TITLE = "某市专项资金管理办法"
PLAN_TITLE = "关于印发《某市行动方案》的通知"


def refused(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(amount.text, amount.rule) for amount in refusals(article(text, title=title), today=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "amount", "rule"),
    [
        ("对企业给予最高50万元奖励。", "50万元", "refusal.grant_before"),
        ("增速高于全国平均水平5个百分点。", "5个百分点", "refusal.comparison"),
        ("占比由14%降至13%。", "14%", "refusal.baseline"),
        ("美国经济增长5%。", "5%", "refusal.foreign"),
        ("如果企业达到50家。", "50家", "refusal.if"),
        ("铁路建成后，每年运送旅客50万人次。", "50万人次", "refusal.after_completion"),
        ("预计游客达50万人次。", "50万人次", "refusal.expected"),
        ("今年毕业生将达765万人。", "765万人", "refusal.comes_about"),
        ("政策已实施6个月。", "6个月", "refusal.span_of_time"),
        ("方案提出22项举措。", "22项", "refusal.parts"),
        ("已达50%。", "50%", "refusal.no_metric"),
        ("建成??平台50个。", "50个", "refusal.damaged"),
        ("指标\t数量\n平台\t50个", "50个", "refusal.cell"),
    ],
)
def test_each_amount_that_is_not_taken_names_its_rule(text: str, amount: str, rule: str) -> None:
    assert (amount, rule) in refused(text)


def test_the_kind_of_text_refuses_what_nothing_decides() -> None:
    assert refused("团队人数不少于50人。", RULES_TITLE) == [("50人", "refusal.limit_of_rules")]
    assert refused("产业规模50亿元。", PLAN_TITLE) == [("50亿元", "refusal.plan_without_deed")]
    assert refused("双方愿意把贸易额提高到50亿元。", "国家元首会谈") == [("50亿元", "refusal.abroad")]


def test_every_amount_of_a_sentence_with_too_many_is_listed() -> None:
    assert refused("其中" + "企业5个、" * 45 + "。") == [("5个", "refusal.too_many")] * 45


def test_a_headline_is_refused_because_the_text_says_it_again() -> None:
    text = "某市建成平台50个\n截至6月，某市已建成平台50个，服务企业。"

    assert ("50个", "refusal.headline") in refused(text)


def test_a_refused_amount_stands_where_it_says_and_in_its_sentence() -> None:
    page = article("某市出台政策。\n对企业给予最高５０万元奖励。")
    [amount] = refusals(page, today=PUBLISHED)

    assert page.text[amount.start : amount.end] == amount.text == "５０万元"
    assert amount.sentence == "对企业给予最高５０万元奖励。"


def test_a_cell_that_states_a_target_is_not_refused() -> None:
    text = "指标\t2024年\t2027年\n平台\t20个\t50个"

    assert refused(text) == [("20个", "refusal.cell")]


PIECES = st.sampled_from(
    [
        *("到2027年，", "力争", "已", "培育企业", "算力规模达到", "增长", "给予最高", "由", "降至", "预计"),
        *("50个", "5%", "3~5家", "100亿元", "三个", "数千家", "第5位", "全覆盖", "20", "1万卡级"),
        *("，", "。", "、", "；", "\n", "\t", "??", "均", "分别", "其中"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["", RULES_TITLE, PLAN_TITLE]))
def test_an_amount_is_taken_or_refused_and_never_lost(text: str, title: str) -> None:
    page = article(text, title=title)
    read_page = read_document(page, today=PUBLISHED)
    figures = read_figures(read_page)
    taken = {claim.quantity.start for sentence in figures.sentences for claim in sentence.claims}
    taken |= {start for cell in figures.cells for start in range(cell.span.start, cell.span.end)}
    refused_at = {amount.start for amount in refusals(page, today=PUBLISHED)}

    for sentence in (*read_page.sentences, *read_page.damaged):
        span = sentence.start, sentence.end
        dates = tuple((date.start, date.end) for date in find_dates(read_page.text, *span))
        for quantity in find_quantities(read_page.text, *span, dates):
            where = read_page.clean.span(quantity.start, quantity.end)[0]
            assert quantity.start in taken or where in refused_at


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["", RULES_TITLE, PLAN_TITLE]))
def test_a_refused_amount_names_a_rule_and_stands_once_in_the_text(text: str, title: str) -> None:
    page = article(text, title=title)
    amounts = refusals(page, today=PUBLISHED)

    assert all(amount.rule in RULES for amount in amounts)
    assert all(page.text[amount.start : amount.end] == amount.text for amount in amounts)
    assert len({(amount.start, amount.end) for amount in amounts}) == len(amounts)
