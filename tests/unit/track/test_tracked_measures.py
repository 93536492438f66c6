"""One measure, many pages."""

import pytest

from monitor.domain import DecisionKind, LinkKind, Stage
from monitor.track import fingerprint, gather_measures, measure_keys
from monitor.track.identity import is_telling, measure_name
from statements import decision, measure

NAME = "示例市推动人工智能创新应用行动方案"
OWN = "measure.own"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("工业和信息化部办公厅关于印发《人工智能产业标准体系建设指南（2024版）》的通知", "人工智能产业标准体系建设指南2024版"),
        ("国务院关于深入实施“人工智能+”行动的意见", "深入实施人工智能+行动的意见"),
        ("关于深入实施“人工智能+”行动的意见", "深入实施人工智能+行动的意见"),
        ("国务院关于印发个人所得税专项附加扣除暂行办法的通知", "个人所得税专项附加扣除暂行办法"),
        ("人工智能生成合成内容标识办法（征求意见稿）", "人工智能生成合成内容标识办法"),
        ("公开征求对《人工智能生成合成内容标识办法》的意见的通知", "人工智能生成合成内容标识办法的意见的通知"),
        ("民爆行业落实《国家智能制造标准体系建设指南》实施方案", "民爆行业落实国家智能制造标准体系建设指南实施方案"),
        ("智能网联汽车管理办法（试行）", "智能网联汽车管理办法"),
        ("关于开展示例行业网络乱象专项整治行动的通知", "示例行业网络乱象专项整治行动"),
        ("关于组织开展2025年示例大赛的通知", "组织开展2025年示例大赛的通知"),
        ("通知", "通知"),
        ("（试行）", "试行"),
    ],
)  # fmt: skip
def test_titles_and_names_of_one_document_are_spelt_one_way(title, name):
    assert measure_name(title) == name


def test_years_and_batches_tell_one_notice_from_the_next():
    years = {measure_name(f"关于公布{year}年国家技术创新示范企业名单的通知") for year in (2021, 2022)}
    assert len(years) == 2


@pytest.mark.parametrize(
    ("name", "tells"),
    [("管理办法", False), ("公告", False), ("数据安全管理办法", False), ("人工智能生成合成内容标识办法", True)],
)
def test_some_names_are_anybodys(name, tells):
    assert is_telling(name) is tells


def test_announcement_full_text_and_mention_are_one_measure_with_the_issuers_page_as_canonical():
    press = measure("2025-03-01", f"关于印发《{NAME}》的通知", url="press")
    text = measure("2025-03-02", NAME, "示府发〔2025〕3号", rule=OWN, url="own", page_issuer="示例市人民政府办公厅")
    explained = measure(
        "2025-03-03", NAME, issuers=(), url="explained", kind=LinkKind.INTERPRETATION, page_issuer="示例市人民政府"
    )
    (tracked,) = gather_measures([explained, text, press])
    assert tracked.statements == (press, text, explained)
    assert tracked.canonical == text
    assert (tracked.key, tracked.name, tracked.document_number) == (press.fingerprint, NAME, "示府发〔2025〕3号")
    assert (tracked.issuers, tracked.stage, tracked.measure) == (("示例市人民政府",), Stage.ISSUED, text.finding)


def test_documents_with_one_title_and_different_numbers_are_different_measures():
    three = [measure(f"2025-0{n}-01", NAME, f"示府发〔2025〕{n}号", rule=OWN) for n in (1, 2, 3)]
    assert len(gather_measures(three)) == 3


def test_a_mention_belongs_to_the_namesake_published_nearest():
    first = measure("2024-03-01", NAME, "示府发〔2024〕1号", rule=OWN)
    second = measure("2025-03-01", NAME, "示府发〔2025〕1号", rule=OWN)
    mention = measure("2025-03-05", NAME)
    things = gather_measures([first, second, mention])
    assert next(tracked for tracked in things if mention in tracked.statements).canonical == second


def test_a_mention_that_may_mean_either_stays_by_itself():
    first = measure("2025-03-01", NAME, "示府发〔2025〕1号", rule=OWN)
    second = measure("2025-03-02", NAME, "示府发〔2025〕2号", rule=OWN)
    assert len(gather_measures([first, second, measure("2025-03-05", NAME)])) == 3
    assert len(gather_measures([first, second, measure("2025-03-05", NAME, issuers=())])) == 3


def test_namesakes_of_different_issuers_are_different_measures():
    assert len(gather_measures([measure("2025-03-01"), measure("2025-03-02", issuers=("乙市人民政府",))])) == 2


def test_issuers_of_a_joint_document_hang_together():
    one, other = measure("2025-03-01", issuers=("甲部",)), measure("2025-03-02", issuers=("乙部",))
    joint = measure("2025-03-03", issuers=("甲部", "乙部"))
    assert len(gather_measures([one, other])) == 2
    (tracked,) = gather_measures([one, other, joint])
    assert tracked.issuers == ("甲部", "乙部")
    numbered = measure("2025-03-03", NAME, "甲部发〔2025〕1号", ("甲部",), rule=OWN)
    (tracked,) = gather_measures([numbered, measure("2025-03-04", issuers=("甲部", "乙部")), other])
    assert len(tracked.statements) == 3


def test_a_nameless_mention_needs_a_name_that_says_enough():
    telling = [measure("2025-03-01"), measure("2025-05-01", issuers=())]
    assert len(gather_measures(telling)) == 1
    common = [measure("2025-03-01", "管理办法"), measure("2025-05-01", "管理办法", issuers=())]
    assert len(gather_measures(common)) == 2
    assert len(gather_measures([measure("2025-03-01", issuers=()), measure("2025-05-01", issuers=())])) == 1


def test_next_years_own_page_of_the_same_name_is_another_measure():
    pages = [measure("2024-03-01", rule=OWN), measure("2025-03-01", rule=OWN)]
    assert len(gather_measures(pages)) == 2
    copies = [measure("2024-03-01", rule=OWN), measure("2024-03-20", rule=OWN)]
    assert len(gather_measures(copies)) == 1


def test_a_later_stage_advances_the_measure_and_a_lower_one_is_a_mention():
    stages = (Stage.CONSULTATION, Stage.ISSUED, Stage.IN_FORCE, Stage.ISSUED, Stage.REPEALED)
    pages = [measure(f"202{n}-03-01", stage=stage) for n, stage in enumerate(stages)]
    (tracked,) = gather_measures(pages)
    reached = [Stage.CONSULTATION, Stage.ISSUED, Stage.IN_FORCE, Stage.REPEALED]
    assert [step.stage for step in tracked.steps] == reached
    assert tracked.steps[1].since == pages[1].published
    assert tracked.stage is Stage.REPEALED


def test_an_own_page_a_year_later_advances_the_measure_if_its_stage_is_higher():
    draft = measure("2024-03-01", f"{NAME}（征求意见稿）", stage=Stage.CONSULTATION, rule=OWN)
    final = measure("2025-03-01", rule=OWN)
    (tracked,) = gather_measures([draft, final])
    assert [step.stage for step in tracked.steps] == [Stage.CONSULTATION, Stage.ISSUED]


def test_a_person_takes_pages_apart_and_puts_them_together():
    one, other = measure("2025-03-01"), measure("2025-03-02", stage=Stage.LAUNCHED)
    apart = decision(DecisionKind.UNLINK, one.fingerprint, finding=other.fingerprint)
    assert len(gather_measures([one, other])) == 1
    assert len(gather_measures([one, other], [apart])) == 2
    third = measure("2025-03-03", "另一方案")
    link = decision(DecisionKind.LINK, one.fingerprint, finding=third.fingerprint)
    assert len(gather_measures([one, third], [link])) == 1


def test_what_a_person_took_apart_is_not_joined_through_a_number_or_an_own_page_either():
    own = measure("2025-03-01", rule=OWN)
    copy = measure("2025-03-02", rule=OWN, stage=Stage.IN_FORCE)
    apart = decision(DecisionKind.UNLINK, own.fingerprint, finding=copy.fingerprint)
    assert len(gather_measures([own, copy], [apart])) == 2
    mention = measure("2025-03-03", stage=Stage.LAUNCHED)
    apart = decision(DecisionKind.UNLINK, own.fingerprint, finding=mention.fingerprint)
    assert len(gather_measures([own, mention], [apart])) == 2


def test_keys_are_number_and_name_and_of_a_common_name_the_issuer():
    assert measure_keys(measure("2025-03-01", number="示府发〔2025〕3号").finding) == (
        "number:示府发〔2025〕3号",
        f"name:{NAME}",
    )
    assert measure_keys(measure("2025-03-01", "管理办法").finding) == ("name:管理办法|示例市",)
    assert measure_keys(measure("2025-03-01", "管理办法", issuers=()).finding) == ()


def test_a_name_that_is_anybodys_is_told_apart_by_its_words():
    one = measure("2025-03-01", "管理办法", issuers=())
    other = measure("2025-03-01", "管理办法", issuers=(), stage=Stage.ISSUED)
    assert fingerprint(one.finding) == fingerprint(other.finding)
    assert fingerprint(one.finding) != fingerprint(measure("2025-03-01", "管理办法").finding)
