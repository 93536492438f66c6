"""How a claim's slots are filled: quote, confidence, region, issuer."""

import pytest

from monitor.domain import Target
from unit.detect.articles import amounts_in, article


@pytest.mark.parametrize(
    ("title", "text", "confidence"),
    [
        ("", "全市已建成平台50个。", 0.93),
        ("", "到2027年，平台达到50个。", 0.93),
        ("", "平台已上线运行，服务企业50家。", 0.88),
        ("", "主要目标\n平台50个。", 0.85),
        ("", "平台50个。", 0.85),
        ("政府工作报告", "继续推进建设。平台增加50个。", 0.75),
        ("关于印发《某市行动方案》的通知", "培育企业50家。", 0.7),
        # A metric from an earlier clause, a number without a unit, a vague one and a date far off are doubtful.
        ("", "总额已达到50亿元，同比增长5%。", 0.88),
        ("", "数据中心PUE已降至1.2。", 0.79),
        ("", "已服务上千家企业。", 0.84),
        ("", "到2027年加快发展。企业达到50家。", 0.88),
        ("", "（一）到2027年的目标\n平台达到50个。", 0.88),
        ("某市行动方案（2025—2027年）", "平台达到50个。", 0.85),
        ("", "指标\t2027年\n平台\t50个", 0.9),
    ],
)
def test_doubtful_evidence_makes_less_sure(title: str, text: str, confidence: float) -> None:
    assert amounts_in(text, title=title)[-1].quote.confidence == confidence


def test_the_quote_is_the_clause_of_the_metric_without_its_end_mark() -> None:
    text = "某市加快发展。到2027年，平台达到50个，服务企业。"
    [found] = amounts_in(text)

    assert found.quote.text == "平台达到50个"
    assert article(text).text[found.quote.start : found.quote.end] == found.quote.text


def test_the_quote_begins_where_the_metric_was_named() -> None:
    text = "产业快速发展，规模不断扩大，达到50亿元。"
    [found] = amounts_in(text)

    assert found.quote.text.endswith("达到50亿元")
    assert "规模" in found.quote.text


def test_words_that_a_headline_says_first_are_quoted_there() -> None:
    text = "某市已建成平台50个\n某市已建成平台50个。"
    [found] = amounts_in(text)

    assert found.quote.start == 0


def test_a_figure_of_the_only_line_is_no_headline() -> None:
    assert len(amounts_in("某市已建成平台50个")) == 1


def test_a_target_tells_its_strength_and_its_region() -> None:
    [found] = amounts_in("浙江省力争到2027年平台达到50个。")

    assert isinstance(found, Target)
    assert (found.strength.value, found.region) == ("aspirational", "浙江省")


def test_a_cell_is_quoted_with_its_row() -> None:
    text = "指标\t2027年\n算力规模\t50EFLOPS"
    [found] = amounts_in(text)

    assert found.quote.text == "算力规模\t50EFLOPS"
    assert isinstance(found, Target)
    assert found.deadline is not None
    assert (found.deadline.text, found.deadline.rule) == ("2027年", "table.column")
