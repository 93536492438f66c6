import pytest

from monitor.detect.kinds import is_bill, is_consulted, kind_of, without_draft


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("关于加快推进某事的实施意见", "意见"),
        ("某产业三年行动计划（2025—2027年）", "行动计划"),
        ("某行业管理办法（试行）（征求意见稿）", "办法"),
        ("某安全治理框架2.0版", "框架"),
        ("某某部公告2025年第12号", "公告"),
        ("中华人民共和国某某促进法（草案）", "法律"),
        ("某技术规范GB123", "标准"),
        ("推荐算法", ""),
        ("一种新方法", ""),
        ("民法", ""),
        ("政府工作报告", ""),
        ("某某日报", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_name_shows_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_the_state_of_a_draft_is_not_part_of_its_name() -> None:
    assert without_draft("某办法（公开征求意见稿）") == "某办法"
    assert without_draft("某法（修订草案）") == "某法"
    assert is_consulted("某办法（征求意见稿）")
    assert not is_consulted("某办法（试行）")
    assert is_bill("某条例（草案）")
    assert not is_bill("某条例")
