"""Which target a reported figure belongs to."""

from dataclasses import replace
from datetime import date

import pytest

import make
from monitor.domain import Acceptance, Comparator, DecisionKind, MetricKind, Period, Precision, ProposalKind
from monitor.track import candidate_keys, held_back, match, part_keys
from statements import commitment, day, decision, figure, target, undated, until

COMMITMENT = commitment(target("2025-01-10"))


def test_a_figure_finds_the_target_of_its_metric_region_and_time():
    found = match(figure("2025-07-10", as_of="2025-06-30"), [COMMITMENT])
    assert (found.target, found.score, found.why) == (COMMITMENT.key, 0.9, "")


def test_a_shared_plan_speaks_for_a_target():
    planned = commitment(target("2025-01-10", plans=("行动计划",)))
    assert match(figure("2025-07-10", plans=("行动计划",)), [planned]).score == 1.0


@pytest.mark.parametrize(
    "changes",
    [
        {"metric": "通用算力规模"},
        {"unit": "TB"},
        {"kind": MetricKind.INCREMENT},
        {"per": "year"},
        {"region": "北京市"},
        {"region": None},
        {"region": "浦东新区", "wider": ("上海市", "全国")},
        {"region": "全国", "wider": ()},
        {"as_of": "2024-12-31"},
        {"as_of": "2030-06-30"},
    ],
)
def test_another_metric_unit_flow_region_or_time_is_never_linked(changes):
    assert match(figure("2025-07-10", **changes), [COMMITMENT]).target is None


def test_a_place_inside_the_region_stays_a_candidate():
    inside = figure("2025-07-10", region="浦东新区", wider=("上海市", "全国"))
    found = match(inside, [COMMITMENT])
    assert found.target is None
    assert [(one.target, one.region) for one in found.candidates] == [(COMMITMENT.key, 0.3)]
    assert found.why == "no target scores 0.75"


def test_without_any_candidate_the_reason_says_so():
    assert match(figure("2025-07-10"), []).why == "no target fits"


def test_two_targets_that_are_too_near_are_left_to_a_person():
    near = commitment(target("2025-01-10", metric="上海智能算力规模", region="上海市"), key="other", series="another")
    found = match(figure("2025-07-10"), [COMMITMENT, near])
    assert found.target is None
    assert found.why == "two targets are too near each other"
    assert {one.target for one in found.candidates} == {COMMITMENT.key, "other"}


def test_a_rival_that_scores_far_less_does_not_matter():
    rival = commitment(target("2025-01-10", metric="智能算力卡规模"))
    assert match(figure("2025-07-10"), [COMMITMENT, rival]).target == COMMITMENT.key


def test_a_metric_that_names_nothing_is_left_to_a_person():
    vague = commitment(target("2025-01-10", metric="活动", unit="场", kind=MetricKind.COUNT))
    found = match(figure("2025-07-10", metric="活动", unit="场", kind=MetricKind.COUNT), [vague])
    assert (found.target, found.why) == (None, "the metric names nothing by itself")


def test_of_the_steps_of_a_series_the_next_one_due_is_meant_and_later_ones_count_too():
    steps = {
        end: commitment(target("2023-01-10", value, end))
        for value, end in (("100", "2024-12-31"), ("150", "2026-12-31"), ("200", "2028-12-31"))
    }
    found = match(figure("2025-07-10"), steps.values())
    assert found.target == steps["2026-12-31"].key
    assert found.also == (steps["2028-12-31"].key,)


def test_a_stock_reported_after_the_last_deadline_still_finds_it():
    late = match(figure("2029-03-01"), [COMMITMENT])
    assert late.target == COMMITMENT.key


def test_a_target_without_deadline_takes_figures_of_any_later_time():
    timeless = commitment(target("2025-01-10", end=None))
    assert match(figure("2040-01-01"), [timeless]).target == timeless.key
    assert match(figure("2024-01-01"), [timeless]).target is None


def test_a_figure_from_before_the_target_shows_where_its_way_begins():
    early = match(figure("2025-01-05", as_of="2024-12-31"), [COMMITMENT])
    assert (early.target, early.begins) == (None, (COMMITMENT.key,))
    assert match(figure("2022-01-05"), [COMMITMENT]).begins == ()


@pytest.mark.parametrize(
    "early",
    [
        figure("2025-01-05", "100"),
        figure("2025-01-05", "82", metric="项目"),
        figure("2025-01-05", quote=make.quote("高速公路服务区智能算力规模达到82EFLOPS")),
        figure("2025-01-05", "82", region="北京市"),
    ],
    ids=["as much already", "nameless", "of a part", "elsewhere"],
)
def test_the_way_does_not_begin_at_what_may_be_another_figure(early):
    assert match(early, [COMMITMENT, commitment(target("2025-01-10", metric="项目"))]).begins == ()


def test_the_way_of_two_targets_too_near_each_other_begins_nowhere():
    rival = replace(COMMITMENT, key="rival", series="another")
    early = figure("2025-01-05")
    assert match(early, [COMMITMENT, rival]).begins == ()
    far = replace(rival, amount=replace(rival.amount, metric="智能算力利用水平"), issuer="国务院")
    assert match(early, [COMMITMENT, far]).begins == (COMMITMENT.key,)


def test_a_stock_ten_times_the_target_is_of_something_wider():
    assert match(figure("2025-07-10", "1000"), [COMMITMENT]).target == COMMITMENT.key
    assert match(figure("2025-07-10", "1001"), [COMMITMENT]).target is None
    ceiling = commitment(target("2025-01-10", "1", comparator=Comparator.AT_MOST))
    assert match(figure("2025-07-10", "20"), [ceiling]).target == ceiling.key
    wish = commitment(target("2025-01-10", ""))
    assert match(figure("2025-07-10", "20"), [wish]).target == wish.key


def test_settings_leave_links_of_a_low_score_to_a_person():
    found = match(figure("2025-07-10"), [COMMITMENT])
    strict = Acceptance(((ProposalKind.LINK, 0.95),))
    held = held_back(found, strict)
    assert (held.target, held.begins, held.candidates) == (None, (), found.candidates)
    assert held_back(found, Acceptance()) == found
    none = match(figure("2025-07-10"), [])
    assert held_back(none, strict) == none
    by_hand = match(
        figure("2025-07-10"),
        [COMMITMENT],
        [decision(DecisionKind.LINK, COMMITMENT.key, finding=figure("2025-07-10").fingerprint)],
    )
    assert held_back(by_hand, strict) == by_hand


def test_a_target_is_filed_under_its_own_region_and_as_a_part_under_those_around():
    inside, around = commitment(target("2025-01-10")), commitment(target("2025-01-10", region="全国"))
    assert set(part_keys(inside, ["全国"])) == set(part_keys(around, ["全国"]))
    assert set(candidate_keys(inside)) & set(candidate_keys(around)) == set()


def test_a_person_links_and_the_last_word_counts():
    other = commitment(target("2025-01-10", metric="算力规模"))
    reported = figure("2025-07-10")
    linked = decision(DecisionKind.LINK, other.key, 1, finding=reported.fingerprint)
    assert match(reported, [COMMITMENT, other], [linked]).target == other.key
    assert match(reported, [COMMITMENT, other], [linked]).why == "decided by a person"
    taken_back = decision(DecisionKind.UNLINK, other.key, 2, finding=reported.fingerprint)
    assert match(reported, [COMMITMENT, other], [taken_back, linked]).target == COMMITMENT.key


def test_a_person_links_what_is_no_longer_among_the_commitments():
    reported = figure("2025-07-10")
    linked = decision(DecisionKind.LINK, "elsewhere", 1, finding=reported.fingerprint)
    assert match(reported, [], [linked]).target == "elsewhere"


def test_a_rejected_link_never_comes_back():
    reported = figure("2025-07-10")
    no = decision(DecisionKind.REJECT, COMMITMENT.key, proposal=ProposalKind.LINK, finding=reported.fingerprint)
    assert match(reported, [COMMITMENT], [no]).candidates == ()


def test_accepting_that_a_target_is_met_is_no_link():
    reported = figure("2025-07-10")
    other = commitment(target("2025-01-10", metric="算力规模"))
    about_status = decision(DecisionKind.ACCEPT, other.key, proposal=ProposalKind.MET, finding=reported.fingerprint)
    about_another = decision(DecisionKind.LINK, other.key, finding="another figure")
    assert match(reported, [COMMITMENT, other], [about_status, about_another]).target == COMMITMENT.key


@pytest.mark.parametrize("kind", [kind for kind in ProposalKind if kind is not ProposalKind.LINK])
def test_rejecting_a_status_a_part_or_a_double_refuses_no_link(kind):
    reported = figure("2025-07-10")
    no = decision(DecisionKind.REJECT, COMMITMENT.key, proposal=kind, finding=reported.fingerprint)
    assert match(reported, [COMMITMENT], [no]).target == COMMITMENT.key


def test_keys_begin_with_the_whole_metric_and_reach_up_through_regions():
    stated = candidate_keys(target("2025-01-10").finding)
    sought = candidate_keys(figure("2025-07-10").finding, ("全国",))
    assert stated[0] == sought[0] == "compute|stock|上海市|=" + "".join(sorted("智能算力"))
    assert sought[1].startswith("compute|stock|全国|=")
    assert set(stated) & set(sought) >= {"compute|stock|上海市|智能", "compute|stock|上海市|算力"}


def test_a_share_of_the_task_done_finds_the_target_of_that_year():
    road = {"metric": "铁路投资", "unit": "元", "kind": MetricKind.LEVEL}
    planned = target("2025-03-05", "800000000000", deadline=until("2025-12-31", "2025-01-01"), **road)
    done = figure(
        "2025-10-01",
        "85",
        metric="铁路投资",
        unit="%",
        kind=MetricKind.SHARE,
        quote=make.quote("铁路投资完成全年目标任务的85%"),
    )
    assert set(candidate_keys(planned.finding)) & set(candidate_keys(done.finding))
    assert match(done, [commitment(planned)]).target == planned.fingerprint
    assert match(done, [commitment(planned, deadline=until("2026-12-31"))]).target is None
    assert match(undated(done), [commitment(planned)]).target is None


FIRMS = {"metric": "高新技术企业", "unit": "家", "kind": MetricKind.INCREMENT}


def yearly(published, value, **changes):
    return commitment(target(published, value, deadline=until("2025-12-31", "2025-01-01"), **(FIRMS | changes)))


def new_firms(published, value, **changes):
    return figure(published, value, **FIRMS, **changes)


YEAR = yearly("2025-02-01", "1000")


@pytest.mark.parametrize(
    "reported",
    [
        new_firms("2025-07-10", "500", as_of="2025-06-30", start="2025-01-01"),
        new_firms("2025-07-10", "500", as_of="2025-06-30"),
        new_firms("2026-01-10", "1100", as_of="2025-12-31", start="2025-01-01"),
        new_firms("2025-07-10", "200", as_of="2025-06-30", start="2025-04-01"),
    ],
)
def test_increments_of_the_year_or_of_a_part_of_it_belong_to_it(reported):
    assert match(reported, [YEAR]).target == YEAR.key


@pytest.mark.parametrize(
    "reported",
    [
        new_firms("2025-01-10", "900", as_of="2024-12-31", start="2024-01-01"),
        new_firms("2025-07-10", "5000", as_of="2025-06-30", start="2021-01-01"),
        new_firms("2025-07-10", "5000", as_of="2025-06-30"),
        new_firms("2025-07-10", "900", quote=make.quote("十年来新增高新技术企业900家")),
        new_firms("2026-07-10", "900", as_of="2026-06-30"),
    ],
)
def test_increments_of_other_years_and_of_many_years_do_not(reported):
    assert match(reported, [YEAR]).target is None


def test_a_sum_without_any_time_is_of_the_year_in_which_it_is_reported_later():
    bare = undated(new_firms("2025-07-10", "500"))
    assert match(bare, [YEAR]).target == YEAR.key
    assert match(bare, [replace(YEAR, deadline=None)]).target == YEAR.key
    assert match(bare, [replace(YEAR, deadline=until("2027-12-31", "2025-01-01"))]).target is None
    assert match(undated(new_firms("2025-02-01", "500")), [YEAR]).target is None


def test_growth_without_any_time_belongs_to_no_year():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT}
    year = yearly("2025-02-01", "5", **growth)
    assert match(figure("2025-07-10", "5", as_of="2025-06-30", start="2025-01-01", **growth), [year]).target
    assert match(undated(figure("2025-07-10", "5", **growth)), [year]).target is None


def test_growth_in_a_quarter_belongs_to_the_year_and_a_year_to_growth_per_year_of_many():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT}
    quarter = figure("2025-07-10", "5", as_of="2025-06-30", start="2025-04-01", **growth)
    assert match(quarter, [yearly("2025-02-01", "5", **growth)]).target
    plan = Period(day("2024-01-01"), day("2027-12-31"), Precision.PLAN, "“四年”", "D8")
    in_all = commitment(target("2024-02-01", "30", deadline=plan, **growth))
    assert match(quarter, [in_all]).target is None
    assert match(quarter, [replace(in_all, amount=replace(in_all.amount, per="year"))]).target
    assert match(quarter, [replace(in_all, amount=replace(in_all.amount, metric="工业增加值年均"))]).target


def test_an_event_on_a_day_begins_when_it_is_announced():
    bonds = {"metric": "离岸人民币国债", "unit": "元", "region": "香港特别行政区"}
    auction = commitment(target("2024-12-05", "6000000000", deadline=make.period(date(2024, 12, 11)), **bonds))
    assert match(figure("2024-08-14", "9000000000", **bonds), [auction]).target is None
    assert match(figure("2024-12-11", "6000000000", **bonds), [auction]).target == auction.key


def test_a_sum_promised_for_a_later_year_counts_from_when_it_was_promised():
    later = commitment(target("2025-02-01", "1000", "2027-12-31", deadline=until("2027-12-31", "2027-01-01"), **FIRMS))
    assert match(new_firms("2025-07-10", "200", as_of="2025-06-30", start="2025-01-01"), [later]).target
    assert match(new_firms("2025-07-10", "200", as_of="2024-06-30", start="2024-01-01"), [later]).target is None


def test_output_of_each_whole_year_tells_of_a_later_one():
    trade = {"metric": "技术合同成交额", "unit": "元"}
    later = commitment(target("2024-05-01", "5000", deadline=until("2027-12-31", "2027-01-01"), **trade))
    assert match(figure("2026-01-20", "4000", as_of="2025-12-31", start="2025-01-01", **trade), [later]).target
    assert match(figure("2025-07-20", "2000", as_of="2025-06-30", start="2025-04-01", **trade), [later]).target is None


def test_a_plan_of_years_counts_from_its_first_day():
    plan = Period(day("2024-01-01"), day("2026-12-31"), Precision.PLAN, "“三年”", "D8")
    three_years = commitment(target("2024-05-01", "1000", deadline=plan, **FIRMS))
    assert match(new_firms("2025-07-10", "500", as_of="2025-06-30", start="2024-01-01"), [three_years]).target
    assert match(new_firms("2025-07-10", "500", as_of="2025-06-30", start="2025-01-01"), [three_years]).target
    assert match(new_firms("2025-07-10", "500", as_of="2025-06-30", start="2023-01-01"), [three_years]).target is None


PLAN = yearly("2025-02-01", "50", metric="综合养老驿站", unit="家")


def done(value, metric, published="2026-01-20", **changes):
    firms = FIRMS | {"metric": metric}
    return figure(published, value, as_of="2025-12-31", start="2025-01-01", **firms, **changes)


def test_a_bodys_result_near_its_plan_may_be_named_with_a_word_more_or_less():
    assert match(done("52", "社区综合养老驿站"), [PLAN]).target == PLAN.key
    assert match(done("20", "社区综合养老驿站"), [PLAN]).target is None
    assert match(done("52", "社区综合养老驿站", issuer="工业和信息化部"), [PLAN]).target is None
    assert match(done("52", "智能综合养老驿站"), [PLAN]).target is None


def test_a_short_name_is_enough_for_a_bodys_own_result():
    bridges = yearly("2025-02-01", "50", metric="桥梁", unit="家")
    assert match(done("52", "桥梁"), [bridges]).target == bridges.key
    assert match(done("52", "桥梁", issuer=None), [bridges]).target is None
    assert match(done("500", "桥梁"), [bridges]).target is None


def test_what_names_nothing_is_not_enough_even_then():
    things = yearly("2025-02-01", "50", metric="项目", unit="家")
    assert match(done("52", "项目"), [things]).target is None


def test_figures_without_a_place_are_of_one_body_or_of_none():
    site = {"metric": "生态输水量", "unit": "立方米", "region": None}
    aim = commitment(target("2025-02-01", "50", **site))
    assert match(figure("2025-07-20", "40", **site), [aim]).target == aim.key
    assert match(figure("2025-07-20", "40", issuer="水利部", **site), [aim]).target is None


def test_the_share_of_another_year_is_not_held_against_a_years_own_aim():
    share = {"metric": "优良天数比率", "unit": "%", "kind": MetricKind.SHARE}
    aim = yearly("2025-02-01", "80", **share)
    assert match(figure("2026-02-10", "81", as_of="2025-12-31", **share), [aim]).target == aim.key
    assert match(undated(figure("2026-02-10", "81", as_of="2026-02-10", **share)), [aim]).target == aim.key
    assert match(figure("2027-02-10", "82", as_of="2026-12-31", **share), [aim]).target is None


def test_until_the_last_day_of_a_year_means_the_year():
    trains = {"metric": "旅游列车", "unit": "列"}
    aim = commitment(target("2025-07-17", "1850", deadline=make.period(date(2025, 12, 31)), **trains))
    assert match(figure("2025-07-17", "789", as_of="2025-06-30", **trains), [aim]).target == aim.key


def test_growth_per_year_of_years_that_are_over_is_not_of_the_next_ones():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT, "per": "year"}
    plan = Period(day("2025-01-01"), day("2029-12-31"), Precision.PLAN, "“五年”", "D8")
    ahead = commitment(target("2025-02-01", "6", deadline=plan, **growth))
    of_years = figure("2026-02-01", "7", as_of="2025-12-31", start="2025-01-01", **growth)
    assert match(of_years, [ahead]).target is None
    assert match(figure("2027-02-01", "7", as_of="2026-12-31", start="2025-01-01", **growth), [ahead]).target


def test_more_in_a_part_of_the_time_than_in_all_of_it_was_misread():
    plan = Period(day("2025-01-01"), day("2029-12-31"), Precision.PLAN, "“五年”", "D8")
    ahead = commitment(target("2025-02-01", "1000", deadline=plan, **FIRMS))
    year = {"as_of": "2026-12-31", "start": "2026-01-01"}
    assert match(new_firms("2027-02-01", "300", **year), [ahead]).target
    assert match(new_firms("2027-02-01", "1300", **year), [ahead]).target is None
