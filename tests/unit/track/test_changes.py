"""What changed between two states; which finding took another's place; parts and ends of targets."""

from dataclasses import replace
from datetime import date

import make
from monitor.domain import Comparator, MetricKind, ProposalKind, Stage, Standing, Status
from monitor.track import (
    NEWS,
    find_parts,
    find_repeal,
    find_same,
    find_successor,
    gather_measures,
    gather_targets,
    measure_changes,
    reidentify,
    standing_changes,
    target_changes,
)
from statements import at, commitment, figure, measure, target, until

NOW = at(0)


def told(changes):
    return [(one.aspect, one.old, one.new) for one in changes]


def test_a_new_measure_and_a_stage_reached_are_news():
    draft = measure("2025-01-10", stage=Stage.CONSULTATION)
    final = measure("2025-06-10", number="示府发〔2025〕3号", rule="measure.own")
    before, after = gather_measures([draft]), gather_measures([draft, final])
    (first,) = measure_changes((), before, NOW)
    assert (first.aspect, first.new, first.by, first.at) == ("measure", before[0].name, "rule", NOW)
    assert (first.subject, first.evidence) == (before[0].key, draft.fingerprint)
    assert told(measure_changes(before, after, NOW)) == [
        ("stage", "consultation", "issued"),
        ("document_number", "", "示府发〔2025〕3号"),
    ]
    assert {"measure", "stage"} <= NEWS


def test_what_did_not_change_is_told_nothing_about():
    things = gather_measures([measure("2025-01-10"), measure("2025-02-10")])
    assert measure_changes(things, things, NOW) == ()
    targets = gather_targets([target("2025-01-10")])
    assert target_changes(targets, targets, NOW) == ()


def test_a_mention_of_a_lower_stage_is_no_news():
    first, mention = measure("2025-01-10"), measure("2025-02-10", stage=Stage.DRAFTING)
    assert measure_changes(gather_measures([first]), gather_measures([first, mention]), NOW) == ()


def test_measures_found_to_be_one_are_told_once():
    one, other = measure("2025-03-01", issuers=("甲部",)), measure("2025-03-02", issuers=("乙部",))
    joint = measure("2025-03-03", issuers=("甲部", "乙部"))
    before, after = gather_measures([one, other]), gather_measures([one, other, joint])
    assert told(measure_changes(before, after, NOW)) == [("joined", other.fingerprint, one.fingerprint)]


def test_a_new_target_its_figure_and_its_revisions_are_news():
    first, more, later = (target("2025-01-10"), target("2025-06-10", "120"), target("2025-09-10", "120", "2028-12-31"))
    states = [gather_targets(given) for given in ([first], [first, more], [first, more, later])]
    assert told(target_changes((), states[0], NOW)) == [("target", "", ">= 100EFLOPS")]
    assert told(target_changes(states[0], states[1], NOW)) == [("value", ">= 100EFLOPS", ">= 120EFLOPS")]
    assert told(target_changes(states[1], states[2], NOW)) == [("deadline", "2027-12-31", "2028-12-31")]
    assert {"target", "value", "deadline"} <= NEWS


def test_a_target_without_number_or_unit_has_short_words():
    (wish,) = gather_targets([target("2025-01-10", "", unit=None)])
    assert [one.new for one in target_changes((), [wish], NOW)] == [""]
    (bare,) = gather_targets([target("2025-01-10", "1.2", unit=None, comparator=Comparator.AT_MOST)])
    assert [one.new for one in target_changes((), [bare], NOW)] == ["<= 1.2"]


def test_a_deadline_learnt_later_is_told():
    vague, exact = target("2025-01-10", end=None), target("2025-02-10")
    changes = target_changes(gather_targets([vague]), gather_targets([vague, exact]), NOW)
    assert told(changes) == [("deadline", "", "2027-12-31")]


def test_a_change_of_status_tells_who_since_when_and_on_what_proof():
    met = Standing(Status.MET, date(2025, 12, 31), "analyst", "proof")
    (change,) = standing_changes("key", Standing(Status.OPEN), met, NOW)
    assert (change.aspect, change.old, change.new) == ("status", "open", "met")
    assert (change.by, change.why, change.evidence) == ("analyst", "since 2025-12-31", "proof")
    assert standing_changes("key", met, met, NOW) == ()
    assert told(standing_changes("key", None, Standing(Status.OPEN), NOW)) == [("status", "", "open")]


def test_a_finding_read_otherwise_by_new_rules_keeps_its_heirs():
    old = figure("2025-07-10", metric="全市算力")
    new = figure("2025-07-10", metric="算力", quote=old.finding.quote)
    same = figure("2025-07-10", "7")
    assert reidentify([old, same], [new, same]) == {old.fingerprint: new.fingerprint}


def test_the_nearest_words_win_and_each_is_taken_once():
    old = [figure("2025-07-10", metric=name, quote=make.quote(words)) for name, words in (
        ("甲指标", "甲指标稳步提升达到82EFLOPS"), ("乙指标", "乙指标稳步提升达到82EFLOPS"))]  # fmt: skip
    new = [figure("2025-07-10", metric=name, quote=make.quote(words)) for name, words in (
        ("指标甲", "甲指标稳步提升达到82EFLOPS。"), ("指标乙", "乙指标持续提升达到82EFLOPS"))]  # fmt: skip
    assert reidentify(old, new) == {old[0].fingerprint: new[0].fingerprint, old[1].fingerprint: new[1].fingerprint}
    assert len(reidentify(old, new[:1])) == 1


def test_another_number_kind_or_place_is_no_heir():
    old = figure("2025-07-10", "82")
    assert reidentify([old], [figure("2025-07-10", "83", quote=old.finding.quote)]) == {}
    assert reidentify([old], [target("2025-07-10", "82", quote=old.finding.quote)]) == {}
    assert reidentify([old], [figure("2025-07-10", "82", metric="标准数据", quote=make.quote("其余另见附表"))]) == {}


def test_a_measures_heir_has_its_number_or_its_name():
    old = measure("2025-01-10", stage=Stage.DRAFTING)
    new = measure("2025-01-10")
    assert reidentify([old], [new]) == {old.fingerprint: new.fingerprint}
    other = measure("2025-01-10", "另一方案")
    assert reidentify([old], [other]) == {}


WIDE = commitment(target("2025-01-10", region="全国", issuer="国务院"))


def test_the_same_metric_in_a_region_inside_is_a_part():
    inside = commitment(target("2025-03-10", "30"))
    (part,) = find_parts(inside, [WIDE, inside], ("全国",))
    assert (part.kind, part.target, part.evidence) == (ProposalKind.PART, inside.key, WIDE.key)
    assert (part.score, part.rule) == (0.9, "narrower region")
    later = replace(WIDE, deadline=until("2030-12-31"))
    assert find_parts(inside, [later], ("全国",))[0].score == 0.75
    assert find_parts(inside, [replace(WIDE, deadline=None)], ("全国",)) == ()
    over = replace(WIDE, deadline=until("2025-03-09"))
    assert find_parts(inside, [over], ("全国",)) == find_parts(over, [inside], ("全国",)) == ()
    assert find_parts(replace(inside, deadline=None), [WIDE], ("全国",)) == ()


def test_a_part_is_less_than_its_whole_and_has_a_name():
    for figure_, parts in (("100", 0), ("120", 0), ("99", 1), ("", 1)):
        inside = commitment(target("2025-03-10", figure_))
        assert len(find_parts(inside, [WIDE], ("全国",))) == parts, figure_
    share = {"metric": "普及率", "unit": "%"}
    whole = commitment(target("2025-01-10", "70", region="全国", issuer="国务院", **share))
    assert len(find_parts(commitment(target("2025-03-10", "80", **share)), [whole], ("全国",))) == 1
    assert find_parts(commitment(target("2025-03-10", "70", **share)), [whole], ("全国",)) == ()
    thing = {"metric": "投入", "unit": "元"}
    whole = commitment(target("2025-01-10", "70", region="全国", issuer="国务院", **thing))
    assert find_parts(commitment(target("2025-03-10", "7", **thing)), [whole], ("全国",)) == ()


def test_the_nearest_region_around_holds_it():
    province = commitment(target("2025-01-10", region="广东省"))
    inside = commitment(target("2025-03-10", "30", region="深圳市"))
    (part,) = find_parts(inside, [WIDE, province], ("广东省", "全国"))
    assert part.evidence == province.key


def test_a_narrower_thing_of_the_same_issuer_in_the_same_region_is_a_part():
    pue = {"unit": None, "comparator": Comparator.AT_MOST}
    whole = commitment(target("2025-01-10", "1.4", metric="数据中心PUE", **pue))
    narrow = commitment(target("2025-03-10", "1.2", metric="新建大型数据中心PUE", **pue))
    (part,) = find_parts(narrow, [whole])
    assert (part.score, part.rule) == (0.6, "narrower metric")
    assert find_parts(replace(narrow, issuer="其他局"), [whole]) == ()
    assert find_parts(whole, [narrow]) == ()


def test_other_metrics_regions_and_dimensions_hold_nothing():
    inside = commitment(target("2025-03-10", "30"))
    assert find_parts(inside, [WIDE]) == ()
    assert find_parts(inside, [replace(WIDE, region=None)], ("全国",)) == ()
    assert find_parts(inside, [commitment(target("2025-01-10", unit="TB", region="全国"))], ("全国",)) == ()


def test_another_figure_from_nobody_known_may_be_a_revision():
    first, press = commitment(target("2025-01-10")), commitment(target("2025-06-10", "120", issuer=None))
    (same,) = find_same(press, [press, first])
    assert (same.kind, same.target, same.evidence) == (ProposalKind.SAME, press.key, first.key)
    assert same.rule == "another figure, issuer unknown"
    assert find_same(first, [press]) == ()
    assert find_same(replace(press, issuer="国务院"), [first]) == ()


def test_the_same_figure_in_nearly_the_same_words_may_be_the_same_target():
    first = commitment(target("2025-01-10", metric="人工智能特色课程体系", unit="个"))
    later = commitment(target("2025-06-10", metric="人工智能特色课程", unit="个"))
    (same,) = find_same(later, [first])
    assert same.rule == "the same figure in other words"
    assert 0.5 < same.score < 0.7


def test_what_is_surely_another_target_is_not_proposed_as_the_same():
    later = commitment(target("2025-06-10", "120", issuer=None))
    for other in (
        commitment(target("2025-01-10", region="全国")),
        commitment(target("2025-01-10", end=None)),
        commitment(target("2025-01-10", end="2026-12-31")),
        commitment(target("2025-01-10", kind=MetricKind.INCREMENT)),
        commitment(target("2025-01-10", "120", metric="通用算力规模")),
        commitment(target("2025-01-10", "130", metric="人工智能算力规模")),
    ):
        assert find_same(later, [other]) == ()
    assert find_same(replace(later, deadline=None), [commitment(target("2025-01-10"))]) == ()
    wish = commitment(target("2025-06-10", "", unit=None, kind=MetricKind.QUALITATIVE))
    assert find_same(wish, [commitment(target("2025-01-10"))]) == ()


def test_a_later_target_that_asks_for_more_sooner_supersedes():
    first = commitment(target("2025-01-10", "100", "2030-12-31"))
    sooner = commitment(target("2025-09-10", "120", "2027-12-31"))
    (ended,) = find_successor(first, [sooner, first])
    assert (ended.kind, ended.target, ended.evidence) == (ProposalKind.SUPERSEDED, first.key, sooner.key)
    assert ended.since == sooner.published
    for other in (
        commitment(target("2025-09-10", "80", "2027-12-31")),
        commitment(target("2025-09-10", "120", "2035-12-31")),
        commitment(target("2024-09-10", "120", "2027-12-31")),
        commitment(target("2025-09-10", "120", "2027-12-31", issuer="国务院")),
        commitment(target("2025-09-10", "120", end=None)),
        commitment(target("2025-09-10", "120", "2027-12-31", metric="通用算力")),
    ):
        assert find_successor(first, [other]) == ()
    assert find_successor(replace(first, deadline=None), [sooner]) == ()


def test_a_target_falls_with_the_plan_that_set_it():
    planned = commitment(target("2025-01-10", plans=("示例市推动人工智能创新应用行动方案",)))
    issued, repealed = measure("2025-01-10"), measure("2026-01-10", stage=Stage.REPEALED)
    (ended,) = find_repeal(planned, gather_measures([issued, repealed]))
    assert (ended.kind, ended.evidence) == (ProposalKind.WITHDRAWN, repealed.fingerprint)
    assert ended.since == repealed.published
    assert find_repeal(planned, gather_measures([issued])) == ()
    assert find_repeal(commitment(), gather_measures([issued, repealed])) == ()
    before = measure("2024-01-10", stage=Stage.REPEALED)
    assert find_repeal(planned, gather_measures([before])) == ()


def test_a_metric_that_a_row_names_as_part_of_another_is_proposed_as_its_part():
    wind = commitment(target("2025-03-10", "60", metric="风电装机", unit="万千瓦"))
    all_renewable = commitment(target("2025-03-01", "100", metric="风光发电装机", unit="万千瓦"))
    (part,) = find_parts(wind, [all_renewable])
    assert (part.evidence, part.rule, part.score) == (all_renewable.key, "narrower metric", 0.6)
    assert find_parts(replace(wind, issuer="水利部"), [all_renewable]) == ()
