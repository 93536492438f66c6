"""For which place an amount holds, or that it holds for none."""

from typing import Any

import pytest

from monitor.detect import read
from monitor.detect.bodies import Attribution
from monitor.detect.document import Sentence
from unit.detect.articles import PUBLISHED, amounts_in, article, document


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("浙江加快建设。在宁波，已建成平台50个。", "宁波市"),
        ("浙江加快建设。已建成平台50个。", "浙江省"),
        ("浙江宁波、江苏无锡、广东深圳都在加快。已建成平台50个。", "全国"),
        ("在南京，全国重点实验室已达到50家。", "南京市"),
        ("在上海，规模占全国总量的50%。", "上海市"),
        ("在北京、上海等10个城市，已建成平台50个。", "全国"),
        ("雄安新区承接北京非首都功能。已建成平台50个。", "雄安新区"),
        ("中方将在未来5年设立平台50个。", "全国"),
    ],
)
def test_the_nearest_place_holds(text: str, region: str) -> None:
    assert amounts_in(text, issuer="新华社")[-1].region == region


@pytest.mark.parametrize(
    "text",
    [
        "在深圳，工厂很忙，这家企业的生产线达到50条。",
        "某集团宣布，将投入50亿元。",
        "江苏的项目开工。该项目总投资50亿元。",
        "博览会今天在天津开幕。50家企业参加。",
        "截至目前，黄河流域新增治理面积50平方公里。",
        "中国技术在非洲建成平台50个。",
        "全市已建成平台50个。",
    ],
)
def test_what_is_of_one_enterprise_or_fair_or_of_an_unknown_place_has_none(text: str) -> None:
    assert amounts_in(text)[-1].region is None


def test_in_a_document_a_place_holds_for_its_own_sentence() -> None:
    text = "在上海设立试验区。新增平台50个。"

    assert amounts_in(text, title="2025年政府工作报告", issuer="国务院")[-1].region == "全国"
    assert amounts_in(text)[-1].region == "上海市"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("学习浙江经验，新增平台50个。", "德阳市"),
        ("争创全国综合改革试点，新增平台50个。", "德阳市"),
        ("在德阳市旌阳区，新增平台50个。", "德阳市旌阳区"),
    ],
)
def test_a_citys_document_speaks_for_the_city_whatever_other_places_it_names(text: str, region: str) -> None:
    assert amounts_in(text, title="德阳2025年政府工作报告", issuer="德阳市人民政府")[-1].region == region


def attribution(text: str, *, is_news: bool = True, **given: Any) -> tuple[Attribution, Sentence]:
    """Return what attributes the claims of a document, and the document's last sentence."""
    page = document(text, **given)
    return Attribution(page, is_news=is_news), page.sentences[-1]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("国家数据局介绍，平台达到50个。", "国家数据局"),
        ("上海市发布方案。平台达到50个。", "上海市"),
        ("财政部介绍情况。平台达到50个。", "财政部"),
        ("平台达到50个。", "示例网"),
    ],
)
def test_the_nearest_speaker_states_a_claim(text: str, issuer: str) -> None:
    places, sentence = attribution(text, issuer="示例网")

    assert places.issuer_at(sentence, sentence.end) == issuer


@pytest.mark.parametrize(
    ("given", "home"),
    [
        ({"issuer": "上海市经济和信息化委员会"}, "上海市"),
        ({"issuer": "国家数据局"}, "全国"),
        ({"title": "广州市卫生健康委等4部门关于印发方案的通知"}, "广州市"),
        ({"issuer": "北京市海淀区人民政府"}, "北京市海淀区"),
        ({"issuer": "临江市人民政府"}, "临江市"),
        ({"title": "工业和信息化部等八部门关于印发方案的通知"}, "全国"),
        ({"title": "海淀区人工智能产业行动计划"}, "北京市海淀区"),
        ({"issuer": "新华社"}, "全国"),
        ({"source": "人民日报"}, "全国"),
        ({"issuer": "某某日报"}, None),
        ({"title": "方案解读"}, None),
    ],
)
def test_a_document_is_at_home_where_its_issuer_is(given: dict[str, str], home: str | None) -> None:
    places, _ = attribution("平台达到50个。", is_news=False, **given)

    assert places.home == home


def test_a_headline_of_news_does_not_say_where_it_is_at_home() -> None:
    places, _ = attribution("平台达到50个。", title="广州市平台达到50个")

    assert places.home is None


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("各省、自治区、直辖市人民政府：平台达到50个。", "全国"),
        ("各地区要抓好落实。平台达到50个。", "全国"),
        ("为推动我国产业发展，平台达到50个。", "全国"),
        ("为推动我省产业发展，对接我国战略，平台达到50个。", None),
        ("平台达到50个。", None),
    ],
)
def test_a_document_says_itself_that_it_is_for_the_whole_country(text: str, home: str | None) -> None:
    places, _ = attribution(text, is_news=False, title="某行动方案")

    assert places.home == home


def test_an_unknown_issuer_leaves_the_region_of_the_source() -> None:
    page = document("平台达到50个。", title="方案解读")
    assert Attribution(page, is_news=False, source_region="上海市").home == "上海市"
    by_ministry = document("平台达到50个。", title="方案解读", issuer="国家数据局")
    assert Attribution(by_ministry, is_news=False, source_region="上海市").home == "全国"


def test_a_target_without_a_place_is_of_its_source() -> None:
    found = read(article("到2027年，培育平台20个。"), (), today=PUBLISHED, source_region="上海市").findings
    assert [finding.region for finding in found] == ["上海市"]


def test_a_place_named_once_goes_on_in_news_only() -> None:
    text = "浙江加快建设。平台达到50个。"
    for is_news, region in ((True, "浙江省"), (False, "全国")):
        places, sentence = attribution(text, is_news=is_news, issuer="国务院")
        assert places.region_at(sentence, sentence.start, sentence.end) == region


def test_a_place_too_far_back_in_its_paragraph_is_forgotten() -> None:
    places, sentence = attribution(f"浙江加快建设。{'产业稳步发展，' * 80}平台建好。平台达到50个。", source="新华社")

    assert places.region_at(sentence, sentence.start, sentence.end) == "全国"
    assert places.issuer_at(sentence, sentence.end) is None


@pytest.mark.parametrize(
    ("foot", "region"),
    [
        ("山东省人民政府\n2025年5月17日", "山东省"),
        ("工业和信息化部\n2025年5月17日", "全国"),
        ("示例公司\n2025年5月17日", None),
        ("山东省人民政府高度重视\n2025年5月17日", None),
        ("山东省人民政府\n请认真执行。", None),
    ],
)
def test_a_document_without_an_issuer_is_of_whom_its_foot_names(foot: str, region: str | None) -> None:
    text = f"培育企业50家。\n{foot}"
    (found,) = amounts_in(text, title="关于加快发展产业的若干意见")
    assert found.region == region
