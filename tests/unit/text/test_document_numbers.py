import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.lexicon import find_document_number, find_own_number, normalise_document_number


@pytest.mark.parametrize(
    "written",
    [
        "国办发〔2018〕71号",
        "国办发[2018]71号",
        "国办发（2018）71号",
        "国办发(2018)71号",
        "国办发【2018】71号",
        "国办发﹝2018﹞71号",
        "国办发〔２０１８〕７１号",
        "国办发 〔2018〕 71 号",
        "国办发\u00a0〔2018〕\u300071\u00a0号",
        "国办发〔2018〕第71号",
        "国办发〔2018〕071号",
        "国 办 发〔2018年〕71号",
        "文号：国办发〔2018〕71号",
        "（国办发〔2018〕71号）",
        "按照国办发〔2018〕71号要求",
        "现根据《通知》（国办发〔2018〕71号）和国发〔2017〕3号",
    ],
)
def test_a_document_number_is_found_in_one_form(written: str) -> None:
    assert find_document_number(written) == "国办发〔2018〕71号"
    assert normalise_document_number(written) == "国办发〔2018〕71号"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("工信部联科〔2024〕113号", "工信部联科〔2024〕113号"),
        ("中华人民共和国国务院令 第763号", "中华人民共和国国务院令第763号"),
        ("工业和信息化部公告 2025年 第12号", "工业和信息化部公告2025年第12号"),
        ("市政府公告2025年第12号，沪府办〔2025〕3号", "市政府公告2025年第12号"),
        ("通知发〔2025〕3号", "通知发〔2025〕3号"),
    ],
)
def test_orders_announcements_and_joint_codes_are_numbers_too(written: str, number: str) -> None:
    assert find_document_number(written) == number


@pytest.mark.parametrize(
    "text", ["", "国办发2018年71号", "第71号", "〔2018〕71号", "发〔2018〕71号", "国办发〔1718〕71号", "文件（2018）"]
)
def test_what_lacks_a_part_is_no_document_number(text: str) -> None:
    assert find_document_number(text) is None


def test_what_is_no_document_number_comes_back_without_blanks() -> None:
    assert normalise_document_number(" 临 时 １ ") == "临时1"


@given(st.text() | st.text("国办发根据通知令公告〔〕[]()20182025 第年号1\u3000"))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_document_number(text)
    assert normalise_document_number(once) == once


@given(st.integers(1950, 2099), st.integers(1, 99999), st.sampled_from(["〔〕", "[]", "（）", "【】"]))
def test_every_year_and_number_survives_every_bracket(year: int, running: int, pair: str) -> None:
    assert find_document_number(f"沪府办规{pair[0]}{year}{pair[1]}{running}号") == f"沪府办规〔{year}〕{running}号"


def test_a_number_may_be_broken_over_lines_from_its_bracket_on() -> None:
    assert find_document_number("科技司\n工信部科〔\n2019\n〕\n188\n号") == "工信部科〔2019〕188号"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("国发〔2025〕11号\n各有关单位：根据《某规划》（国办发〔2018〕71号）", "国发〔2025〕11号"),
        ("根据《某规划》（国办发〔2018〕71号）和《某方案》国发〔2025〕11号", None),
        ("", None),
    ],
)
def test_the_numbers_of_cited_documents_are_not_its_own(text: str, number: str | None) -> None:
    assert find_own_number(text) == number
