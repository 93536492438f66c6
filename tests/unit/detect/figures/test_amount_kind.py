"""What kind of amount a number states, with the sign of its verb, and how firmly it is promised."""

import pytest

from monitor.detect.figures.context import per_of, strength_of
from monitor.domain import Strength
from unit.detect.articles import amounts_in


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("平台新增50个。", "increment", "50"),
        ("平台新建50个。", "increment", "50"),
        ("产值增长5%。", "change_pct", "5"),
        ("产值增速达到5%。", "change_pct", "5"),
        ("产值占比达到5%。", "share", "5"),
        ("产值占比提高到5%。", "share", "5"),
        ("产值占比提高5个百分点。", "change_pp", "5"),
        ("能耗下降5%。", "change_pct", "-5"),
        ("能耗降幅达5%。", "change_pct", "-5"),
        ("能耗降低5个百分点。", "change_pp", "-5"),
        ("能耗降至5%。", "share", "5"),
        ("产值增长1倍。", "multiple", "2"),
        ("产值翻一番。", "multiple", "2"),
        ("产值是去年的2倍。", "multiple", "2"),
        ("网络覆盖50%的村庄。", "coverage", "50"),
        ("网络覆盖率达50%。", "share", "50"),
        ("快递进村全覆盖。", "coverage", "100"),
        ("规模居全国第5位。", "rank", "5"),
        ("规模达50亿元。", "level", "5000000000"),
        ("规模增加50亿元。", "increment", "5000000000"),
        ("规模增加到50亿元。", "level", "5000000000"),
        ("规模扩大至50亿元。", "level", "5000000000"),
        ("企业达50家。", "count", "50"),
        ("人员减少50人。", "increment", "50"),
        ("用户达50万户。", "count", "500000"),
        ("实现5%的增长。", "change_pct", "5"),
        ("完成5%以上的增速。", "change_pct", "5"),
    ],
)
def test_the_verb_and_the_unit_tell_the_kind_and_the_sign(text: str, kind: str, values: str) -> None:
    amount = amounts_in(text)[0].amount

    assert amount.kind.value == kind
    assert "~".join(map(str, amount.values)) == values


def test_a_number_without_a_unit_is_a_count_only_if_it_is_whole() -> None:
    whole, broken = amounts_in("数据中心PUE降至2。\n数据中心PUE降至1.2。")

    assert (whole.amount.kind.value, broken.amount.kind.value) == ("count", "level")


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("每年培育", "year"),
        ("年均新增", "year"),
        ("逐年提高", "year"),
        ("每月补贴", "month"),
        ("月均增加", "month"),
        ("今年培育", None),
        ("本月补贴", None),
    ],
)
def test_words_tell_how_often_an_amount_recurs(words: str, per: str | None) -> None:
    assert per_of(words) == per


@pytest.mark.parametrize(
    ("clause", "sentence", "after", "strength"),
    [
        ("必须达到", "", "", Strength.BINDING),
        ("不得低于", "", "", Strength.BINDING),
        ("力争达到", "", "", Strength.ASPIRATIONAL),
        ("预期增长", "", "", Strength.EXPECTED),
        ("计划培育", "", "", Strength.PLANNED),
        ("拟建设", "", "", Strength.PLANNED),
        ("规划建设", "", "", Strength.PLANNED),
        ("将新建", "", "", Strength.PLANNED),
        ("安排资金", "", "", Strength.PLANNED),
        ("达到", "力争加快发展，", "", Strength.ASPIRATIONAL),
        ("达到", "", "，确保完成", Strength.BINDING),
        ("达到", "", "", Strength.STATED),
        # Of two the last before the number tells.
        ("确保安全，力争达到", "", "", Strength.ASPIRATIONAL),
        ("力争建成，确保达到", "", "", Strength.BINDING),
        # The clause's own word comes before one further off.
        ("计划培育", "必须加快发展，", "，力争完成", Strength.PLANNED),
    ],
)
def test_the_nearest_modal_tells_how_firmly_it_is_promised(
    clause: str, sentence: str, after: str, strength: Strength
) -> None:
    assert strength_of(clause, sentence, after) is strength
