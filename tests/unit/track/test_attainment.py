"""How far a figure fulfils a target, and how far the way is done."""

from dataclasses import replace
from decimal import Decimal

import pytest

import make
from monitor.domain import Comparator, MetricKind, Pace
from monitor.track import attainment_of, observe, pace, pace_words
from statements import commitment, figure, target, undated, until

AT_LEAST, ABOVE, AT_MOST = Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST
BELOW, ABOUT, RANGE, EQUAL = Comparator.BELOW, Comparator.ABOUT, Comparator.RANGE, Comparator.EQUAL


def judged(asked, reported, **both):
    """Judge (value, comparator) against (value, comparator)."""
    wanted = commitment(target("2025-01-10", asked[0], comparator=asked[1], **both))
    return attainment_of(wanted, figure("2025-07-10", reported[0], comparator=reported[1], **both).finding)


@pytest.mark.parametrize(
    ("asked", "reported", "percent", "met"),
    [
        (("100", AT_LEAST), ("82", EQUAL), "82.0", False),
        (("100", AT_LEAST), ("100", EQUAL), "100.0", True),
        (("100", EQUAL), ("120", EQUAL), "120.0", True),
        (("100", ABOVE), ("100", EQUAL), "100.0", False),
        (("100", ABOVE), ("100", ABOVE), "100.0", True),
        (("100", AT_LEAST), ("90", ABOVE), "90.0", False),
        (("100", AT_LEAST), ("100", ABOUT), "100.0", None),
        (("100", AT_LEAST), ("120", ABOUT), "120.0", True),
        (("100", AT_LEAST), ("60", ABOUT), "60.0", False),
        (("100", AT_LEAST), ("120", BELOW), "120.0", None),
        (("100", AT_LEAST), ("100", BELOW), "100.0", None),
        (("100", AT_LEAST), ("90", BELOW), "90.0", False),
        (("100", ABOUT), ("96", EQUAL), "101.1", True),
        (("100", ABOUT), ("94", EQUAL), "98.9", False),
        (("3~5", RANGE), ("3", EQUAL), "100.0", True),
        (("100", AT_LEAST), ("90~110", RANGE), "90.0", False),
    ],
)
def test_more_is_asked_for(asked, reported, percent, met):
    found = judged(asked, reported)
    assert (found.percent, found.met) == (Decimal(percent), met)


@pytest.mark.parametrize(
    ("asked", "reported", "percent", "met"),
    [
        (("1.25", AT_MOST), ("1.5", EQUAL), "83.3", False),
        (("1.25", AT_MOST), ("1.2", EQUAL), "100.0", True),
        (("1.25", BELOW), ("1.25", EQUAL), "100.0", False),
        (("1.25", BELOW), ("1.25", BELOW), "100.0", True),
        (("1.25", AT_MOST), ("1.2", ABOVE), "100.0", None),
        (("1.25", AT_MOST), ("1.3", ABOVE), "96.2", False),
        (("1.25", ABOUT), ("1.3", EQUAL), "100.0", True),
        (("1.25", EQUAL), ("1.2~1.3", RANGE), "96.2", False),
    ],
)
def test_less_is_asked_for_of_some_metrics_and_under_a_ceiling(asked, reported, percent, met):
    found = judged(asked, reported, metric="数据中心PUE", unit=None)
    assert (found.percent, found.met) == (Decimal(percent), met)


@pytest.mark.parametrize("huge", ["99999999999999999900000000", "9" * 28, "1E+40"])
def test_numbers_of_any_size_are_judged(huge):
    assert judged((huge, AT_LEAST), ("400", EQUAL)).percent == 0
    assert judged((huge, ABOUT), ("400", EQUAL)).met is False
    assert judged(("400", AT_LEAST), (huge, EQUAL)).met is True
    assert judged((huge, AT_MOST), ("400", EQUAL)).met is True
    wanted = commitment(target("2025-01-10", "100"))
    assert pace(wanted, observe([figure("2025-01-10", "50"), figure("2026-07-10", huge)])).way > 100


def test_a_ceiling_is_one_whatever_the_metric():
    assert judged(("100", AT_MOST), ("120", EQUAL)).met is False
    assert judged(("100", AT_LEAST), ("120", EQUAL), metric="节约成本", unit="元").met is True


@pytest.mark.parametrize(
    ("asked", "reported", "percent", "met"),
    [
        (("-3", AT_LEAST), ("-3.8", EQUAL), "126.7", True),
        (("-3", AT_LEAST), ("-2", EQUAL), "66.7", False),
        (("-3", AT_LEAST), ("1", EQUAL), "0.0", False),
        (("-3", ABOVE), ("-3", EQUAL), "100.0", False),
        (("-3", ABOVE), ("-3", ABOVE), "100.0", True),
        (("-3", AT_LEAST), ("-4", BELOW), "133.3", None),
        (("-2.5", ABOUT), ("-2.4", EQUAL), "101.1", True),
    ],
)
def test_of_a_decline_its_size_is_asked_for(asked, reported, percent, met):
    found = judged(asked, reported, metric="单位国内生产总值能耗", unit="%", kind=MetricKind.CHANGE_PCT)
    assert (found.percent, found.met) == (Decimal(percent), met)


def test_the_rule_is_told():
    assert judged(("0.1", AT_LEAST), ("82", EQUAL)).rule == ">= 0.1EFLOPS"
    assert judged(("100", ABOVE), ("82", EQUAL)).rule == "> 100EFLOPS"
    assert judged(("1.25", BELOW), ("1.2", EQUAL), metric="PUE", unit=None).rule == "< 1.25"
    assert judged(("1.25", ABOUT), ("1.2", EQUAL), metric="PUE", unit=None).rule == "<= 1.3158"


def test_a_rank_is_better_the_smaller():
    assert judged(("10", AT_LEAST), ("15", EQUAL), unit="位", kind=MetricKind.RANK).met is False
    assert judged(("10", AT_MOST), ("15", EQUAL), unit="位", kind=MetricKind.RANK).met is False
    assert judged(("10", EQUAL), ("8", EQUAL), unit="位", kind=MetricKind.RANK).met is True


def test_none_is_fulfilled_by_none_alone():
    cleared = {"metric": "存量僵尸企业", "unit": "家", "kind": MetricKind.COUNT}
    assert judged(("0", AT_MOST), ("0", EQUAL), **cleared).percent == 100
    assert judged(("0", AT_MOST), ("7", EQUAL), **cleared).percent is None


def test_without_a_number_or_in_another_dimension_nothing_is_told():
    wish = commitment(target("2025-01-10", "", kind=MetricKind.QUALITATIVE, unit=None))
    assert attainment_of(wish, figure("2025-07-10").finding).percent is None
    assert attainment_of(commitment(), figure("2025-07-10", unit="TB").finding).met is None
    nothing = figure("2025-07-10", "").finding
    assert attainment_of(commitment(), nothing).rule == "no number to compare"


def test_the_share_of_a_task_done_is_the_attainment():
    done = figure("2025-10-01", "85", unit="%", kind=MetricKind.SHARE, quote=make.quote("完成年度任务的85%"))
    found = attainment_of(commitment(), done.finding)
    assert (found.percent, found.met) == (85, False)


YEAR = replace(
    commitment(target("2025-02-01", "1000", metric="高新技术企业", unit="家", kind=MetricKind.INCREMENT)),
    deadline=until("2025-12-31", "2025-01-01"),
)


def firms(published, value, **changes):
    return figure(published, value, metric="高新技术企业", unit="家", kind=MetricKind.INCREMENT, **changes)


def test_a_part_of_the_period_tells_no_share_but_may_be_enough():
    second_quarter = firms("2025-07-10", "400", as_of="2025-06-30", start="2025-04-01")
    found = attainment_of(YEAR, second_quarter.finding)
    assert (found.percent, found.met) == (None, None)
    assert found.rule.endswith("covers only a part of the period")
    enough = firms("2025-07-10", "1200", as_of="2025-06-30", start="2025-04-01")
    assert attainment_of(YEAR, enough.finding).met is True


def test_growth_in_a_part_of_the_year_is_not_enough_for_the_year():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT}
    year = commitment(target("2025-02-01", "5", deadline=until("2025-12-31", "2025-01-01"), **growth))
    fourth_quarter = figure("2026-01-10", "6", as_of="2025-12-31", start="2025-10-01", **growth)
    assert attainment_of(year, fourth_quarter.finding).met is None


def test_a_part_of_the_period_hides_no_pace():
    whole = firms("2025-07-02", "400", as_of="2025-07-02", start="2025-01-01")
    part = firms("2025-10-10", "300", as_of="2025-09-30", start="2025-07-01")
    assert pace(YEAR, observe([whole, part])) == pace(YEAR, observe([whole]))


def test_the_way_of_what_adds_up_begins_with_its_period():
    seen = observe([firms("2025-07-02", "400", as_of="2025-07-02", start="2025-01-01")])
    assert pace(YEAR, seen) == Pace(Decimal("40.0"), Decimal("50.0"))
    assert pace(YEAR, seen).behind


def test_the_way_of_a_stock_begins_with_its_first_figure():
    first = figure("2025-01-01", "50")
    half = figure("2026-07-02", "80", as_of="2026-07-01")
    assert pace(commitment(), observe([first])) is None
    found = pace(commitment(), observe([half, first]))
    assert (found.way, found.time) == (Decimal("60.0"), Decimal("49.9"))
    assert not found.behind


def test_a_way_downwards_is_a_way_too():
    pue = {"metric": "数据中心PUE", "unit": None}
    wanted = commitment(target("2025-01-10", "1.2", comparator=AT_MOST, **pue))
    seen = observe([figure("2025-01-10", "1.6", **pue), figure("2026-07-10", "1.5", **pue)])
    assert pace(wanted, seen).way == Decimal("25.0")


def test_the_time_is_never_more_than_all():
    seen = observe([figure("2025-01-10", "50"), figure("2028-03-01", "90")])
    assert pace(commitment(), seen).time == 100


@pytest.mark.parametrize(
    "wanted",
    [
        commitment(target("2025-01-10", end=None)),
        commitment(target("2025-01-10", "", kind=MetricKind.QUALITATIVE, unit=None)),
        commitment(target("2025-01-10", "5", unit="%", kind=MetricKind.CHANGE_PCT)),
        commitment(target("2025-01-10", "5", metric="城镇调查失业率", unit="%", kind=MetricKind.SHARE)),
        commitment(target("2025-01-10", "50")),
        commitment(target("2025-01-10", end="2025-01-01")),
    ],
)
def test_some_targets_have_no_pace(wanted):
    seen = observe([figure("2025-01-10", "50"), figure("2026-01-10", "60")])
    assert pace(wanted, seen) is None


def test_without_figures_or_with_a_part_there_is_no_pace():
    assert pace(commitment(), ()) is None
    assert pace(commitment(), observe([figure("2025-01-10", "50"), figure("2026-01-10", "")])) is None
    assert pace(commitment(), observe([figure("2025-01-10", ""), figure("2026-01-10", "60")])) is None
    part = firms("2025-07-10", "400", as_of="2025-06-30", start="2025-04-01")
    assert pace(YEAR, observe([part])) is None


def test_figures_of_one_day_are_one_observation_and_corrections_are_kept():
    first = figure("2025-07-10", "82", as_of="2025-06-30")
    press = figure("2025-07-12", "82", as_of="2025-06-30", comparator=AT_LEAST)
    right = figure("2025-08-01", "84", as_of="2025-06-30")
    quoted_still = figure("2025-09-01", "82", as_of="2025-06-30", comparator=ABOVE)
    later = figure("2025-08-15", "90", as_of="2025-07-31")
    seen = observe([later, quoted_still, right, press, first])
    assert [(one.as_of.isoformat(), one.statement) for one in seen] == [("2025-06-30", right), ("2025-07-31", later)]
    assert seen[0].corrected == (first, press, quoted_still)
    assert seen[0].progress == right.finding


def test_the_same_figure_again_is_a_mention():
    first = figure("2025-07-10", as_of="2025-06-30")
    again = figure("2025-07-12", as_of="2025-06-30", comparator=AT_LEAST)
    (seen,) = observe([again, first])
    assert (seen.statement, seen.mentions, seen.corrected) == (first, (again,), ())


def test_of_sums_for_one_day_the_longest_comes_last():
    quarter = firms("2025-07-10", "400", as_of="2025-06-30", start="2025-04-01")
    half_year = firms("2025-07-10", "700", as_of="2025-06-30", start="2025-01-01", url="b")
    assert [one.statement for one in observe([half_year, quarter])] == [quarter, half_year]


def test_a_figure_without_a_time_holds_for_its_publication():
    (seen,) = observe([undated(figure("2025-07-10"))])
    assert seen.as_of.isoformat() == "2025-07-10"


@pytest.mark.parametrize(("way", "words"), [(30, ("落后", "behind")), (60, ("不落后", "on pace"))])
def test_pace_is_told_in_both_languages(way, words):
    said = pace_words(Pace(Decimal(way), Decimal(50)))
    assert said == (
        f"进度：完成{way}%，时间过去50%（{words[0]}）",
        f"pace: {way}% of the way in 50% of the time ({words[1]})",
    )
