"""Who signs a document whose title does not say it."""

import pytest

from monitor.domain import Stage
from unit.detect.articles import document, own_measure


def issuers(text: str, title: str = "关于促进机器人发展的意见", **given: object) -> tuple[str, ...]:
    own = own_measure(document(text, title=title, **given))
    assert own is not None
    return own.issuers


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("浙江省机器人条例\n2025年3月28日浙江省第十四届人民代表大会常务委员会第二十次会议通过\n第一条 为发展产业，制定本条例。",
         ("浙江省人民代表大会常务委员会",)),
        ("北京市第十六届人民代表大会第二次会议通过\n第一条 为发展产业，制定本条例。", ("北京市人民代表大会",)),
        ("第十四届全国人民代表大会常务委员会第三次会议通过", ("全国人大常委会",)),
        ("第十四届人民代表大会常务委员会第三次会议通过", ()),
        ("国家密码局 国家网信办 中华人民共和国公安部 令 第5号 机器人办法已经通过", ("国家密码局", "国家网信办", "公安部")),
        ("甲市乙区人民政府文件\n各有关单位：", ("甲市乙区人民政府",)),
        ("教育部、财政部关于印发机器人办法的通知\n各地：", ("教育部", "财政部")),
        ("教育部和财政部高度重视机器人产业。", ()),
        ("机器人产业由教育部管理。教育部印发《别的办法》。", ()),
        ("全国第十四届人民代表大会常务委员会第三次会议通过", ("全国人大常委会",)),
        ("全国第十四届人民代表大会第三次会议通过", ("全国人民代表大会",)),
        ("各有关单位：\n现提出意见。\n工业和信息化部\n2025年9月1日", ("工业和信息化部",)),
        ("现提出意见。\n工业和信息化部 财政部\n教育部\n2025年9月1日\n附件：略", ("工业和信息化部", "财政部", "教育部")),
        ("联系人：张某\n2025年9月1日", ()),
        ("为发展产业，国家数据局、公安部制定了《关于促进机器人发展的意见》。", ("国家数据局", "公安部")),
        ("根据《产业规划》，教育部、财政部决定开展试点工作。", ("教育部", "财政部")),
        ("为落实《产业规划》，工业和信息化部、财政部联合开展试点。", ("工业和信息化部", "财政部")),
        ("为规范工作，市场监管总局、公安部就开展机器人认证工作提出以下意见。", ("市场监管总局", "公安部")),
        ("机器人是新产业。", ()),
    ],
)  # fmt: skip
def test_the_text_says_who_signs(text: str, bodies: tuple[str, ...]) -> None:
    assert issuers(text) == bodies


def test_metadata_that_names_only_the_first_of_several_is_completed_by_the_text() -> None:
    text = "国家数据局、公安部制定了《关于促进机器人发展的意见》。"
    assert issuers(text, issuer="国家数据局等两部门") == ("国家数据局", "公安部")
    assert issuers(text, issuer="财政部等") == ("财政部",)
    assert issuers(text, issuer="财政部") == ("财政部",)
    assert issuers("教育部\n财政部\n2025年9月1日", issuer="财政部") == ("教育部", "财政部")


@pytest.mark.parametrize(
    ("note", "stage"),
    [
        ("2025年3月28日浙江省第十四届人民代表大会常务委员会第二十次会议通过", Stage.ISSUED),
        ("1996年6月20日浙江省第八届人民代表大会常务委员会第三次会议通过 2025年3月28日浙江省第十四届人民代表大会常务委员会第二十次会议第二次修订", Stage.REVISED),
        ("根据2025年3月28日浙江省第十四届人民代表大会常务委员会第二十次会议《关于修改条例的决定》修正", Stage.REVISED),
    ],
)  # fmt: skip
def test_the_last_act_in_the_note_of_a_law_says_whether_it_is_revised(note: str, stage: Stage) -> None:
    own = own_measure(document(f"{note}\n第一条 为发展产业，制定本条例。", title="浙江省机器人条例"))
    assert own is not None
    assert (own.stage, own.issuers) == (stage, ("浙江省人民代表大会常务委员会",))


def test_a_page_that_begins_like_a_law_is_the_law_whatever_its_name() -> None:
    own = own_measure(document("第一条 为了治理机器人，制定本法。", title="反机器人滥用法"))
    assert own is not None
    assert own.name == "反机器人滥用法"
    assert own_measure(document("机器人需要治理。", title="反机器人滥用法")) is None
    assert own_measure(document("第一条 为了治理，制定本法。", title="Robot Law")) is None


def test_a_number_names_the_issuer_before_the_text_and_an_unknown_body_comes_last() -> None:
    text = "国发〔2025〕11号\n公安部决定开展试点。"
    assert issuers(text) == ("国务院",)
    assert issuers("机器人是新产业。", issuer="甲乙丙产业办公室") == ("甲乙丙产业办公室",)
    assert issuers("机器人是新产业。", issuer="某某日报") == ()


def test_a_text_that_is_nothing_but_its_signature_is_signed_by_all_its_lines() -> None:
    assert issuers("工业和信息化部\n教育部\n2025年9月1日") == ("工业和信息化部", "教育部")
