import pytest

from monitor.detect.measures.document_names import agents, masked


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("国务院印发", ("国务院",)),
        ("国家发展改革委、国家数据局会同财政部印发", ("国家发展改革委", "国家数据局", "财政部")),
        ("深圳日前印发", ("深圳市",)),
        ("安徽省还印发", ("安徽省",)),
        ("工信部、特种事务部、财政部联合印发", ("工业和信息化部", "特种事务部", "财政部")),
        ("国家数据局座谈后，财政部印发", ("财政部",)),
        ("省政府印发", ("广东省人民政府",)),
        ("两部门在宁夏印发", ()),
        ("提请国务院印发", ()),
        ("“国务院印发”《国务院办法》，有人印发", ()),
        ("有关方面印发", ()),
    ],
)
def test_the_last_bodies_before_the_verb_act(words: str, who: tuple[str, ...]) -> None:
    assert agents(words, words.rindex("印发"), "广东省") == who


def test_a_body_named_twice_acts_once() -> None:
    assert agents("工信部、工业和信息化部印发", 10, None) == ("工业和信息化部",)


@pytest.mark.parametrize("words", ["《关于“算力”的《暂行》办法》", "“东数西算”", "没有引号", ""])
def test_what_stands_in_quotes_is_blanked_and_nothing_moves(words: str) -> None:
    assert len(masked(words)) == len(words)
    assert masked(words).strip() in {"", "没有引号"}
