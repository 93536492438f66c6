import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.normalise import clean, simplify

SIGNS = st.text(
    st.sampled_from("人工智能國務東數製體乾隆 ，。；、（）()abguānè0123456789.年月日%％１２，,:\n\t\u200b—-"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("８５％的Ａ級企業", "85%的A级企业"),
        ("到𝟐𝟎𝟐𝟕年達到𝟱𝟬%，𝟘𝟡𝟢𝟫𝟶𝟿", "到2027年达到50%，090909"),
        ("國(guó)務(wù)院關(guān)於發(fā)布體係和麵向製度的通知", "国务院关于发布体系和面向制度的通知"),
        ("關(guan) 於創(chuàng )新", "关于创新"),
        ("國（guó）（guo）務院", "国务院"),
        ("创新(chuang)引领(ling)未来(lai)", "创新引领未来"),
        ("平台(agent)上线", "平台（agent）上线"),
        ("增长5%,,提高效率,。", "增长5%，提高效率。"),
        ("共1,200家,其中10,20家", "共1,200家，其中10，20家"),
        ("19:36更新:见https://a.cn/b", "19:36更新：见https://a.cn/b"),
        ("《广东省 “人工智能 +” 方案》", "《广东省“人工智能+”方案》"),
        ("规模 150 EFlops", "规模150EFlops"),
        ("乾隆年间的乾坤", "乾隆年间的乾坤"),
        ("創新", "创新"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("plain ascii, text", "plain ascii，text"),
        ("……——！", "……——！"),
    ],
)
def test_a_text_is_brought_to_one_spelling(source: str, text: str) -> None:
    assert clean(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2025\n年\n3\n月\n28\n日前完成", "2025年3月28日前完成"),
        ("细颗粒物（PM\n2.5\n）平均浓度", "细颗粒物（PM2.5）平均浓度"),
        ("增长5\n%，", "增长5%，"),
        ("推进建设，\n形成体系", "推进建设，形成体系"),
        ("推进建设\n，形成体系", "推进建设，形成体系"),
        ("第一段。\n第二段。", "第一段。\n第二段。"),
        ("1.\n20项地方标准目录\n2.\n5项修改单", "1.\n20项地方标准目录\n2.\n5项修改单"),
        ("第一段\n\n第二段", "第一段\n\n第二段"),
        ("今年各地将加快推进人工智能和实体\n经济的深度融合，推动传统产业改造\n升级，培育壮大新兴产业，谋划一批\n未来产业。", "今年各地将加快推进人工智能和实体经济的深度融合，推动传统产业改造升级，培育壮大新兴产业，谋划一批未来产业。"),
        ("今年各地将加快推进人工智能和实体\n经济的深度融合，推动传统产业改造\n升级，培育壮大新兴产业，谋划一批", "今年各地将加快推进人工智能和实体经济的深度融合，推动传统产业改造升级，培育壮大新兴产业，谋划一批"),
        (
            "智能算力规模\tEFLOPS\t20\t预期性\n核心产业的规模\t亿元\t3000\t预期性\n规上企业普及率\t%\t85\t约束性\n",
            "智能算力规模\tEFLOPS\t20\t预期性\n核心产业的规模\t亿元\t3000\t预期性\n规上企业普及率\t%\t85\t约束性\n",
        ),
    ],
)  # fmt: skip
def test_hard_wraps_inside_sentences_are_taken_out_and_paragraphs_stay(source: str, text: str) -> None:
    assert clean(source).text == text


def test_a_quote_is_cut_from_the_words_as_published() -> None:
    cleaned = clean("  國(guó)務(wù)院發(fā)布,今年底達(dá)到８０％以上。")
    start = cleaned.text.index("80%")

    assert cleaned.quote(start, start + 5) == "８０％以上"
    assert cleaned.quote(0, 3) == "  國(guó)務(wù)院"[2:].replace("院", "院")
    assert cleaned.traditional


def test_an_empty_span_leads_to_one_place() -> None:
    assert clean("国（guó）务").span(1, 1) == (6, 6)


def test_a_simplified_text_is_left_as_it_is() -> None:
    assert simplify("著名学者于谦著书，瞭望未来") == "著名学者于谦著书，瞭望未来"
    assert not clean("著名学者").traditional
    assert not clean("上海批覆方案").traditional, "覆 alone is as common here as there"


@pytest.mark.parametrize(
    ("source", "cleaned"), [("瞭解大模型应用", "了解大模型应用"), ("藉助人工智能推动发展", "借助人工智能推动发展")]
)
def test_a_character_that_is_traditional_in_some_words_is_enough(source: str, cleaned: str) -> None:
    assert clean(source).traditional
    assert clean(source).text == cleaned


def test_a_conversion_that_changes_the_length_falls_back_to_single_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    class Longer:
        def convert(self, text: str) -> str:
            return "发发" if text == "發" else text + "！"

    monkeypatch.setattr("monitor.text.normalise._converter", Longer)

    assert simplify("發展") == "發展"


@given(SIGNS)
def test_cleaning_twice_changes_nothing_more(source: str) -> None:
    once = clean(source).text

    assert clean(once).text == once


@given(st.one_of(SIGNS, st.text(max_size=80)), st.integers(0, 80), st.integers(0, 80))
def test_spans_lead_back_into_the_source_in_order(source: str, one: int, other: int) -> None:
    cleaned = clean(source)
    start, end = sorted((min(one, len(cleaned.text)), min(other, len(cleaned.text))))
    first, last = cleaned.span(start, end)

    assert 0 <= first <= last <= len(source)
    assert end - start <= last - first
