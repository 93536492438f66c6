"""A target that is said again is no result of it; and aims that compare one growth with another."""

from dataclasses import replace

import pytest

import make
from monitor.domain import Comparator, MetricKind
from monitor.track.matching import candidate_keys, concerns, match
from monitor.track.restating import compared_growth, is_aim, restates
from statements import commitment, figure, target, until

YEAR = commitment(target("2025-03-01", "100", deadline=until("2025-12-31", "2025-01-01"), unit="EFLOPS"))


def said(words, value="100", published="2025-05-01", **changes):
    return figure(published, value, quote=make.quote(words), unit="EFLOPS", comparator=Comparator.AT_LEAST, **changes)


@pytest.mark.parametrize(
    "quote",
    [
        "经济增长预期目标为5%左右",
        "还将发行1万亿元超长期特别国债",
        "力争达到100EFLOPS",
        "计划新增20家",
        "今年将新改建12万公里",
    ],
)
def test_words_of_an_aim_are_known(quote):
    assert is_aim(quote)


@pytest.mark.parametrize(
    "quote", ["将近100家企业落户", "已完成全年预期目标", "智能算力达到100EFLOPS", "实现了力争的目标"]
)
def test_words_of_a_result_are_no_aim(quote):
    assert not is_aim(quote)


def test_a_figure_in_the_words_of_an_aim_belongs_to_no_target():
    again = said("智能算力规模将达到100EFLOPS", "90")
    assert restates(again, YEAR)
    assert match(again, [YEAR]).target is None
    assert not concerns(again, [YEAR])


def test_the_targets_own_number_long_before_the_deadline_is_the_target_again():
    bound = replace(YEAR, amount=replace(YEAR.amount, comparator=Comparator.AT_LEAST))
    assert restates(said("智能算力规模100EFLOPS以上"), bound)
    assert restates(said("智能算力规模100EFLOPS以上"), replace(bound, deadline=None))
    assert not restates(said("智能算力规模100EFLOPS以上", "101"), bound)
    assert not restates(
        said("智能算力规模100EFLOPS以上"), replace(bound, amount=replace(bound.amount, comparator=Comparator.ABOUT))
    )


def test_an_exact_number_may_as_well_be_the_result():
    exact = replace(YEAR, amount=replace(YEAR.amount, comparator=Comparator.EQUAL))
    assert not restates(figure("2025-05-01", "100", quote=make.quote("发布100个新职业")), exact)
    assert restates(figure("2025-03-01", "100", quote=make.quote("新开工建设100项重大项目")), exact)
    wordless = replace(YEAR, amount=replace(YEAR.amount, comparator=Comparator.AT_LEAST, values=()))
    assert not restates(said("智能算力规模100EFLOPS以上"), wordless)


def test_a_year_to_come_makes_an_aim_of_it():
    assert restates(said("到2027年，智能算力规模90EFLOPS", "90"), YEAR)
    assert not restates(said("到2025年，智能算力规模90EFLOPS", "90"), YEAR)


def test_with_a_word_of_completion_or_at_the_deadline_it_is_the_result():
    bound = replace(YEAR, amount=replace(YEAR.amount, comparator=Comparator.AT_LEAST))
    assert not restates(said("已建成100EFLOPS智能算力规模"), bound)
    assert not restates(said("智能算力规模100EFLOPS", as_of="2025-12-20"), bound)


@pytest.mark.parametrize(
    ("metric", "whose"),
    [
        ("居民人均可支配收入增长与经济增长", "居民人均可支配收入"),
        ("居民收入增长", "居民收入"),
        ("农村居民收入实际增速快于城镇居民", "农村居民收入"),
        ("智慧城市", ""),
    ],
)
def test_an_aim_to_grow_in_step_names_whose_growth_it_means(metric, whose):
    assert compared_growth(make.amount(metric=metric, kind=MetricKind.QUALITATIVE, values=(), unit=None)) == whose


def test_an_amount_with_a_number_compares_nothing():
    assert compared_growth(make.amount(metric="居民收入增长", kind=MetricKind.CHANGE_PCT, unit="%")) == ""


def test_growth_tells_of_an_aim_to_grow_in_step():
    aim = target(
        "2025-03-01", "5", deadline=until("2025-12-31", "2025-01-01"), metric="居民人均可支配收入增长与经济增长"
    )
    aim = replace(
        aim,
        finding=replace(
            aim.finding,
            amount=make.amount(
                metric="居民人均可支配收入增长与经济增长", kind=MetricKind.QUALITATIVE, values=(), unit=None
            ),
        ),
    )
    grown = figure(
        "2026-01-20",
        "5.1",
        as_of="2025-12-31",
        start="2025-01-01",
        metric="居民人均可支配收入",
        kind=MetricKind.CHANGE_PCT,
        unit="%",
    )
    assert match(grown, [commitment(aim)]).target == aim.fingerprint
    assert set(candidate_keys(aim.finding)) & set(candidate_keys(grown.finding))
    level = figure("2026-01-20", "80000", as_of="2025-12-31", metric="居民人均可支配收入", unit="元")
    assert match(level, [commitment(aim)]).target is None
