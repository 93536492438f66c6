import pytest

from monitor.detect.topics import Scope
from unit.detect.articles import AI, GRAIN, document


def topics_of(text: str, claim: str, words: str = "", title: str = "") -> tuple[str, ...]:
    read = document(text, title=title)
    start = read.text.index(claim) if claim else 0
    return Scope(read, (AI, GRAIN)).of(start, start + len(claim), words)


def test_the_claims_own_clause_decides() -> None:
    text = "大力发展人工智能，粮食产量达到1.4万亿斤，城镇新增就业1200万人。"
    assert topics_of(text, "产量达到1.4万亿斤") == ("grain",)
    assert topics_of(text, "城镇新增就业1200万人") == ()


def test_the_metric_decides() -> None:
    assert topics_of("规模达到100亿元。", "达到100亿元", words="智能体产业规模") == ("ai_plus",)


def test_the_head_of_the_list_decides() -> None:
    text = "人工智能发展目标如下：\n（一）产业规模达到100亿元。\n（二）培育企业50家。"
    assert topics_of(text, "培育企业50家") == ("ai_plus",)


def test_a_heading_above_decides() -> None:
    text = "一、算力建设\n产业规模达到100亿元。\n二、其他工作\n培育企业50家。"
    assert topics_of(text, "达到100亿元") == ("ai_plus",)
    assert topics_of(text, "培育企业50家") == ()


def test_the_title_decides() -> None:
    assert topics_of("培育企业50家。", "培育企业50家", title="机器人产业行动方案") == ("ai_plus",)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("园区是人工智能孵化平台，已入驻企业100余家。", "已入驻企业100余家"),
        ("人工智能企业快速成长，100家企业上市。", "100家企业上市"),
        ("今年，该省聚焦人工智能领域，建设平台100个。", "建设平台100个"),
        ("未来三年将投入1000亿元，用于建设算力设施。", "未来三年将投入1000亿元"),
    ],
)
def test_a_clause_beside_the_claim_counts_when_both_belong_together(text: str, claim: str) -> None:
    assert topics_of(text, claim) == ("ai_plus",)


def test_the_document_that_the_sentence_names_decides() -> None:
    text = "某厅正在制定《“人工智能+”行动方案》，聚焦教育、医疗等重点领域，计划培育100个场景。"
    assert topics_of(text, "计划培育100个场景") == ("ai_plus",)
    assert topics_of(text.replace("，聚焦", "。聚焦"), "计划培育100个场景") == ()
    assert topics_of(text.replace("行动方案", "文章"), "计划培育100个场景") == ()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("大力发展人工智能，2027年产值达到1000亿元。", "2027年产值达到1000亿元"),
        ("大力发展人工智能，建设平台100个。", "建设平台100个"),
        ("大力发展人工智能。已入驻企业100余家。", "已入驻企业100余家"),
        ("建设平台100个，发展人工智能。", "建设平台100个"),
    ],
)
def test_other_clauses_do_not_count(text: str, claim: str) -> None:
    assert topics_of(text, claim) == ()


@pytest.mark.parametrize("text", ["拓展新能源、人工智能等领域合作100项。", "数智化改造企业100家。"])
def test_words_in_passing_and_light_terms_are_not_enough(text: str) -> None:
    assert topics_of(text, "100") == ()


def test_a_text_without_lines_has_no_topic() -> None:
    assert topics_of("", "") == ()


def test_a_clause_without_end_is_looked_at_in_part() -> None:
    text = "人工智能" + "长" * 300 + "达到100亿元" + "长" * 300 + "人工智能"
    assert topics_of(text, "达到100亿元") == ()
