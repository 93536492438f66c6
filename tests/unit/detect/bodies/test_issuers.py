import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.bodies.issuers import (
    canonical,
    find_issuer,
    find_issuers,
    from_document_number,
    known_issuers,
    region_of,
    split_issuers,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("工信部等八部门印发通知", ["工业和信息化部"]),
        ("中共中央办公厅、国务院办公厅3月印发", ["中共中央办公厅", "国务院办公厅"]),
        ("中办、国办印发意见", ["中共中央办公厅", "国务院办公厅"]),
        ("国家发改委、国家数据局和财政部联合印发", ["国家发展改革委", "国家数据局", "财政部"]),
        ("工业和信息化部办公厅关于", ["工业和信息化部办公厅"]),
        ("国资委又开会", ["国务院国资委"]),
        ("上海市国资委开会", ["上海市国资委"]),
        ("上海市经信委某处处长说", ["上海市经济和信息化委员会"]),
        ("广东工信厅厅长说", ["广东省工业和信息化厅"]),
        ("近日，海淀区人民政府印发", ["北京市海淀区人民政府"]),
        ("某某区管委会印发", ["某某区管理委员会"]),
        ("上海市委、市政府印发", ["上海市委", "上海市人民政府"]),
        ("商务部门户网站", ["商务部"]),
        ("财政部门应当安排", []),
        ("加强教育部署", []),
        ("全国办理、其中办理、中央行政区", []),
        ("美国商务部宣布", []),
        ("受上海市委托", []),
        ("深圳市第七届人民代表大会常务委员会会议", ["深圳市人民代表大会常务委员会"]),
        ("贵州省大数据发展管理局 贵州省水利厅", ["贵州省大数据发展管理局", "贵州省水利厅"]),
        ("省政府印发", []),
        ("", []),
    ],
)
def test_bodies_are_found_under_one_name(text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_issuers(text)] == names
    assert find_issuer(text) == (names[0] if names else None)


def test_relative_names_belong_to_the_place_the_text_is_at_home_in() -> None:
    found = find_issuers("省政府要求，市里各局报省工信厅", "广东省")
    assert [mention.name for mention in found] == ["广东省人民政府"]
    assert find_issuer("经省工信厅同意", "广东省") is None
    assert find_issuer("（省工信厅负责）", "广东省") == "广东省工业和信息化厅"


@pytest.mark.parametrize(
    ("number", "issuers"),
    [
        ("国办发〔2018〕71号", ("国务院办公厅",)),
        ("国发〔2025〕11号", ("国务院",)),
        ("工信部联科〔2024〕113号", ("工业和信息化部",)),
        ("工信厅联通信〔2024〕1号", ("工业和信息化部办公厅",)),
        ("发改办高技〔2025〕1号", ("国家发展改革委办公厅",)),
        ("国能综通科技〔2024〕3号", ("国家能源局综合司",)),
        ("财建〔2024〕3号", ("财政部",)),
        ("商办流通函〔2024〕3号", ("商务部办公厅",)),
        ("商服贸规发〔2024〕3号", ("商务部",)),
        ("商流办〔2024〕3号", ()),
        ("教科信厅函〔2024〕3号", ("教育部办公厅",)),
        ("环办大气〔2024〕3号", ("生态环境部办公厅",)),
        ("沪府办规〔2025〕1号", ("上海市人民政府办公厅",)),
        ("深府〔2025〕1号", ("深圳市人民政府",)),
        ("国务院令第763号", ("国务院",)),
        ("工业和信息化部公告2025年第12号", ("工业和信息化部",)),
        ("宁政发〔2025〕3号", ()),
        ("金政发〔2024〕3号", ()),
        ("沪经信〔2024〕3号", ()),
        ("某某〔2024〕3号", ()),
        ("", ()),
    ],
)
def test_the_code_of_a_document_number_names_its_issuer_when_it_is_sure(number: str, issuers: tuple[str, ...]) -> None:
    assert from_document_number(number) == issuers


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("国家发改委", "国家发展改革委"),
        ("国务院 国资委", "国务院国资委"),
        ("上海市经信委", "上海市经济和信息化委员会"),
        ("深圳", "深圳市"),
        ("国务院办公厅", "国务院办公厅"),
        ("海淀区人民政府", "北京市海淀区人民政府"),
        ("临江市人民政府", "临江市人民政府"),
        ("财政部等部门", "财政部等部门"),
        ("某协会", "某协会"),
    ],
)
def test_a_name_has_one_form(name: str, form: str) -> None:
    assert canonical(name) == form
    assert canonical(form) == form


def test_joint_issuers_are_split_in_order_without_repetition() -> None:
    assert split_issuers("工信部 国家标准化管理委员会、工业和信息化部") == ("工业和信息化部", "国家标准委")


@pytest.mark.parametrize(
    ("issuer", "region"),
    [
        ("国家数据局", "全国"),
        ("上海市经济和信息化委员会", "上海市"),
        ("海淀区人民政府", "北京市海淀区"),
        ("广东省", "广东省"),
        ("某公司", None),
    ],
)
def test_a_body_governs_a_region(issuer: str, region: str | None) -> None:
    assert region_of(issuer) == region


@given(st.text() | st.text("国办工信部联〔2024〕1号沪府市委、国资委令"))
def test_no_text_raises(text: str) -> None:
    find_issuers(text, "上海市")
    from_document_number(text)
    region_of(text)
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("issuer", "names"),
    [
        ("国家数据局等四部门", ("国家数据局",)),
        ("国家发展改革委、国家数据局等", ("国家发展改革委", "国家数据局")),
        ("某市相关主管部门", ()),
        ("北京市有关部门", ()),
        ("北京市", ("北京市",)),
        ("某某日报", ()),
        (None, ()),
    ],
)
def test_metadata_names_only_bodies_and_places(issuer: str | None, names: tuple[str, ...]) -> None:
    assert known_issuers(issuer) == names
