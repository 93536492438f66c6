import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.topics import find_hits, fold
from monitor.domain import Topic
from unit.detect.articles import AI


def fired(text: str) -> list[str]:
    return [hit.term for hit in find_hits(text, AI) if not hit.passing]


def passing(text: str) -> list[str]:
    return [hit.term for hit in find_hits(text, AI) if hit.passing]


def test_the_longest_term_fires_alone() -> None:
    assert fired("推进“人工智能+”行动") == ["人工智能+"]


def test_excluded_phrases_hide_the_terms_in_them() -> None:
    assert fired("完善智能体系，加大算力度") == []
    assert fired("发展智能体，建设算力") == ["智能体", "算力"]


@pytest.mark.parametrize(("text", "found"), [("AI眼镜", True), ("ai应用", True), ("MAIL系统", False), ("AI2", False)])
def test_latin_terms_are_whole_words_in_any_case(text: str, found: bool) -> None:  # noqa: FBT001 - a table's column
    assert bool(fired(text)) is found


def test_a_term_written_wide_or_spaced_in_the_configuration_is_found() -> None:
    wide = Topic(id="ai", name="AI", terms=(("人工 智能＋", 4.0),))

    (hit,) = find_hits("人工智能+", wide)

    assert (hit.term, hit.weight) == ("人工 智能＋", 4.0)


@pytest.mark.parametrize(
    "text",
    [
        "拓展新能源、人工智能等领域合作",
        "拓展人工智能、绿色低碳等新兴领域合作",
        "围绕公共卫生、人工智能赋能大健康、罕见病防治等话题交流",
        "涉及人工智能和机器人、清洁能源、信息技术等领域",
        "聚焦集成电路、生物医药和人工智能三大产业，集成电路、量子科技、人工智能比翼齐飞",
        "举行了“人工智能的未来”“储能的未来”和“金融的未来”分论坛",
        "设立“储能的未来”“人工智能的未来”分论坛等",
        "发布《储能导则》《人工智能导则》等",
    ],
)
def test_one_of_several_fields_is_named_in_passing(text: str) -> None:
    assert passing(text)
    assert not fired(text)


@pytest.mark.parametrize(
    "text",
    [
        "发展人工智能",
        "推动人工智能、低空经济产业集群发展",
        "在人工智能、机器人等产业吸引人才",
        "围绕提升创新效能、推进人工智能应用、改善民生等建言",
        "推动我国人工智能朝着有益的方向、安全的方向、普惠的方向发展",
        "发展人工智能、推进乡村振兴、改善民生等",
        "就完善制度、人工智能如何赋能千行百业这一大课题、改善民生等建言",
    ],
)
def test_a_statement_about_the_topic_is_not_passing(text: str) -> None:
    assert fired(text)


@given(st.text("人工智能+机器人、和等，。“”《》推进AI体系算力度 "))
def test_hits_cut_their_terms_out_of_any_text(text: str) -> None:
    for hit in find_hits(text, AI):
        assert text[hit.start : hit.end].upper() == hit.term


@pytest.mark.parametrize(("text", "folded"), [("AIGC与Agent", "aigc与agent"), ("École", "école"), ("İAI", "İai")])
def test_letters_become_small_and_none_is_added(text: str, folded: str) -> None:
    assert fold(text) == folded
