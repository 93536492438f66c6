import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.measures.document_names import (
    _COUNTED_KINDS,
    _PLAIN_ENDS,
    _PROGRAMME_KINDS,
    MAY_NAME,
    MAY_START,
    plain_documents,
    plain_programme,
    quoted_names,
)


def test_nested_names_are_one() -> None:
    (name,) = quoted_names("印发《关于落实〈某规划〉的通知》")
    assert name.text == "关于落实〈某规划〉的通知"
    (nested,) = quoted_names("印发《关于落实《某规划》的通知》，")
    assert (nested.text, nested.kind, nested.start, nested.end) == ("关于落实《某规划》的通知", "通知", 2, 16)


def test_names_without_end_and_endless_names_are_none() -> None:
    assert quoted_names("》发布《某办法") == ()
    assert quoted_names(f"发布《{'长' * 130}办法》") == ()


def test_a_standard_is_known_by_the_words_before_it() -> None:
    (name,) = quoted_names("发布国家标准《电动自行车安全》")
    assert name.kind == "标准"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("机器人产业培育行动计划，提出", "机器人产业培育行动计划"),
        ("关于加强某项工作的通知。", "关于加强某项工作的通知"),
        ("“模塑未来”实施方案提出", "“模塑未来”实施方案"),
        ("四份行动计划，涉及先锋城市、终端产业等领域。", "四份行动计划（先锋城市、终端产业）"),
        ("一系列政策措施，", None),
        ("30余项支持政策措施，", None),
        ("方案，", None),
        ("新产品，", None),
        ("数据流通示范合同，", None),
    ],
)
def test_a_document_may_stand_without_brackets(words: str, name: str | None) -> None:
    found = plain_documents(f"发布{words}", 2)
    assert [document.text for document in found] == ([name] if name else [])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("人工智能法，自明年起施行", ["人工智能法"]),
        ("数据法、修订后的算力法和关于修改税法的决定。", ["数据法", "算力法"]),
        ("公告，自4月1日起，对机器人实施备案管理，便利企业。", ["对机器人实施备案管理"]),
        ("通知，下达科普资金约9亿元，支持地方。", ["下达科普资金"]),
        ("通知，部署开展算力整治专项行动。", []),
        ("公告，数据将于下周公布。", []),
    ],
)
def test_laws_and_acts_may_stand_without_brackets(words: str, names: list[str]) -> None:
    found = plain_documents(f"通过{words}", 2)
    assert [document.text for document in found] == names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("“数据西行”工程，", "“数据西行”工程"),
        ("个人信息保护专项行动。", "个人信息保护专项行动"),
        ("专项行动。", None),
        ("相关行动。", None),
        ("基础工程，", None),
        ("新产品，", None),
    ],
)
def test_a_programme_has_a_name_of_its_own(words: str, name: str | None) -> None:
    found = plain_programme(f"启动{words}", 2)
    assert (found and found.text) == name


@given(st.text("《》〈〉印发办法行动计划，。“”四份涉及"))
def test_names_cut_themselves_out_of_any_text(text: str) -> None:
    for name in quoted_names(text):
        assert text[name.start : name.end] == f"《{name.text}》"
    plain_documents(text, 0)
    plain_programme(text, 0)


@pytest.mark.parametrize(
    "kind", [end for ends in (_PLAIN_ENDS, _COUNTED_KINDS, _PROGRAMME_KINDS) for end in ends.split("|")]
)
def test_a_sentence_without_a_word_of_names_is_passed_over_for_a_reason(kind: str) -> None:
    assert MAY_NAME.search(kind)


@pytest.mark.parametrize("kind", [*_PROGRAMME_KINDS.split("|"), "计划"])
def test_a_sentence_without_a_word_of_programmes_is_passed_over_for_a_reason(kind: str) -> None:
    assert MAY_START.search(kind)
