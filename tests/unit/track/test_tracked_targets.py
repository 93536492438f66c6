"""One target, many statements: restated, revised, a further step, or another target."""

from decimal import Decimal

import pytest

import make
from monitor.domain import Comparator, DecisionKind, MetricKind, Precision, ProposalKind
from monitor.errors import InputError
from monitor.track import SLOTS, commitment_of, edit, gather_targets, known_since, resolved, slot_text, target_keys
from statements import decision, target, until


def values(tracked):
    return [[f"{value:f}" for value in version.amount.values] for version in tracked.versions]


def test_a_restatement_on_another_page_is_a_mention():
    first = target("2025-01-10")
    press = target("2025-02-01", metric="智能算力总规模", comparator=Comparator.ABOVE, issuer=None)
    (tracked,) = gather_targets([press, first])
    assert tracked.statements == (first, press)
    assert (tracked.key, tracked.published, values(tracked)) == (first.fingerprint, first.published, [["100"]])
    assert tracked.members == {first.fingerprint, press.fingerprint}


def test_other_words_for_the_same_figure_and_day_are_a_mention():
    first = target("2025-01-10", metric="行业高质量数据集建设项目", unit="个", kind=MetricKind.COUNT)
    press = target("2025-02-01", metric="高质量数据集建设项目", unit="个", kind=MetricKind.COUNT)
    assert len(gather_targets([first, press])) == 2
    beside = make.quote("建成行业内高质量数据集建设项目100个")
    again = target("2025-02-01", metric="行业高质量数据集建设项目库", unit="个", kind=MetricKind.COUNT, quote=beside)
    assert len(gather_targets([first, again])) == 1


def test_other_words_in_one_text_are_another_target():
    first = target("2025-01-10", metric="行业高质量数据集建设项目", unit="个", kind=MetricKind.COUNT, url="a")
    beside = target("2025-01-10", metric="行业高质量数据集建设项目库", unit="个", kind=MetricKind.COUNT, url="a")
    assert len(gather_targets([first, beside])) == 2


@pytest.mark.parametrize("later", [target("2025-09-01", "120"), target("2025-09-01", end="2028-12-31")])
def test_another_figure_or_another_day_from_the_same_issuer_revises(later):
    first = target("2025-01-10")
    (tracked,) = gather_targets([later, first])
    assert [version.statement for version in tracked.versions] == [first, later]
    assert tracked.target == later.finding
    assert tracked.versions[-1].since == later.published


def test_figure_and_day_both_different_are_a_further_step_of_the_series():
    things = gather_targets([target("2025-01-10"), target("2025-09-01", "200", "2030-12-31")])
    assert len(things) == 2
    assert len({tracked.series for tracked in things}) == 1


def test_a_figure_stated_before_a_revision_is_a_mention_of_it():
    first, second = target("2025-01-10"), target("2025-09-01", "120")
    (tracked,) = gather_targets([first, second, target("2025-10-01")])
    assert values(tracked) == [["100"], ["120"]]


@pytest.mark.parametrize(
    "later",
    [
        target("2025-09-01", "120", issuer="上海市发展改革委"),
        target("2025-09-01", "120", issuer=None),
        target("2025-01-10", "120", url="the same day"),
        target("2025-09-01", "120", end=None),
        target("2025-09-01", "120", region="北京市"),
        target("2025-09-01", "120", metric="通用算力规模"),
        target("2025-09-01", "120", kind=MetricKind.INCREMENT),
    ],
)
def test_only_a_later_word_of_the_same_issuer_on_the_same_thing_revises(later):
    things = gather_targets([target("2025-01-10"), later])
    assert [len(tracked.versions) for tracked in things] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"metric": "规上制造业企业人工智能应用普及率"}, {"metric": "智能终端、智能体应用普及率"}),
        ({"metric": "智能算力规模"}, {"metric": "算力规模"}),
        ({"metric": "备案大模型"}, {"metric": "行业大模型"}),
        ({"region": "上海市"}, {"region": "江苏省"}),
        ({"metric": "高新技术企业", "unit": "家"}, {"metric": "新增高新技术企业", "unit": "家"}),
    ],
)
def test_targets_that_only_look_alike_stay_apart_even_with_one_figure_and_day(one, other):
    given = [target("2025-01-10", issuer=None, **one), target("2025-02-01", issuer=None, **other)]
    assert len(gather_targets(given)) == 2


def test_two_figures_in_one_text_are_two_targets():
    first = target("2025-01-10")
    small, large = target("2025-09-01", "120", url="b"), target("2025-09-01", "150", url="b")
    assert len(gather_targets([first, small, large])) == 3
    again = target("2025-09-01", "100", url="b")
    assert len(gather_targets([first, again, small])) == 2


def test_another_metric_in_the_same_text_does_not_hinder_a_revision():
    beside = target("2025-09-01", "200", metric="通用算力规模", url="b")
    things = gather_targets([target("2025-01-10"), target("2025-09-01", "120", url="b"), beside])
    assert sorted(len(tracked.versions) for tracked in things) == [1, 2]


def test_the_next_years_growth_is_another_target_though_the_figure_is_the_same():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT}
    this = target("2025-01-10", "5", deadline=until("2025-12-31", "2025-01-01"), **growth)
    following = target("2026-01-10", "5", deadline=until("2026-12-31", "2026-01-01"), **growth)
    assert len(gather_targets([this, following])) == 2


def test_a_text_that_names_the_day_completes_one_that_did_not():
    vague, exact = target("2025-01-10", end=None), target("2025-02-01")
    (tracked,) = gather_targets([exact, vague])
    (version,) = tracked.versions
    assert (version.deadline, version.statement, version.since) == (exact.finding.deadline, exact, vague.published)
    assert tracked.known_since == exact.seen_at


def test_a_text_that_leaves_the_day_out_is_a_mention():
    (tracked,) = gather_targets([target("2025-01-10"), target("2025-02-01", end=None)])
    assert len(tracked.versions) == 1


def test_a_province_and_the_centre_do_not_state_one_target():
    centre = target("2025-01-10", issuer="国务院", comparator=Comparator.ABOVE)
    assert len(gather_targets([centre, target("2025-02-01")])) == 2


def test_words_without_a_number_are_restated_only_as_they_are():
    wish = {"kind": MetricKind.QUALITATIVE, "unit": None}
    first = target("2025-01-10", "", metric="人工智能产业体系", **wish)
    things = gather_targets([first, target("2025-02-01", "", metric="人工智能产业体系", **wish),
                            target("2025-03-01", "", metric="人工智能产业生态体系", **wish),
                            target("2025-04-01", "", "2030-12-31", metric="人工智能产业体系", **wish)])  # fmt: skip
    assert sorted(len(tracked.statements) for tracked in things) == [1, 1, 2]
    assert len(target_keys(first.finding)) == 1


def test_keys_are_shared_by_restatements_revisions_and_steps():
    keys = set(target_keys(target("2025-01-10").finding))
    for other in (target("2025-02-01", "120"), target("2025-02-01", "200", "2030-12-31")):
        assert keys & set(target_keys(other.finding))
    assert not keys & set(target_keys(target("2025-02-01", region="北京市").finding))
    ceiling = target("2025-02-01", metric="数据中心", comparator=Comparator.AT_MOST, deadline=None)
    assert target_keys(ceiling.finding)[1].endswith("<100000|")


def test_when_the_deadline_became_known_is_the_first_sight_of_that_day():
    first, second = target("2025-01-10"), target("2025-09-01", end="2028-12-31")
    (tracked,) = gather_targets([first, second])
    assert tracked.known_since == second.seen_at
    (timeless,) = gather_targets([target("2025-01-10", end=None)])
    assert timeless.known_since == timeless.statements[0].seen_at


def test_a_person_puts_two_statements_together_and_takes_them_apart_again():
    one, other = target("2025-01-10"), target("2025-02-01", metric="通用算力规模")
    link = decision(DecisionKind.LINK, one.fingerprint, 1, finding=other.fingerprint)
    (tracked,) = gather_targets([one, other], [link])
    assert tracked.members == {one.fingerprint, other.fingerprint}
    same = decision(DecisionKind.ACCEPT, one.fingerprint, 1, finding=other.fingerprint, proposal=ProposalKind.SAME)
    assert len(gather_targets([one, other], [same])) == 1
    met = decision(DecisionKind.ACCEPT, one.fingerprint, 1, finding=other.fingerprint, proposal=ProposalKind.MET)
    assert len(gather_targets([one, other], [met])) == 2
    apart = decision(DecisionKind.UNLINK, one.fingerprint, 2, finding=other.fingerprint)
    closed = decision(DecisionKind.CLOSE, one.fingerprint, 3)
    assert len(gather_targets([one, other], [closed, apart, link])) == 2


def test_a_link_to_what_is_not_there_waits():
    one = target("2025-01-10")
    link = decision(DecisionKind.LINK, "gone", finding=one.fingerprint)
    assert len(gather_targets([one], [link])) == 1


@pytest.mark.parametrize("turned", [False, True])
def test_what_a_person_took_out_stays_out_however_often_it_is_restated(turned):
    one = target("2025-01-10", url="a")
    other = target("2025-02-01", comparator=Comparator.ABOVE, url="b")
    pair = (one, other) if not turned else (other, one)
    apart = decision(DecisionKind.UNLINK, pair[0].fingerprint, finding=pair[1].fingerprint)
    again = target("2025-03-01", comparator=Comparator.EQUAL, url="c")
    things = gather_targets([one, other, again], [apart])
    home = next(tracked for tracked in things if again in tracked.statements)
    assert len(things) == 2
    assert pair[0] in home.statements


def test_a_commitment_is_the_last_version_with_what_people_corrected():
    first, second = (target("2025-01-10", plans=("行动计划",)), target("2025-09-01", "120", plans=("行动计划",)))
    (tracked,) = gather_targets([first, second])
    corrected = decision(DecisionKind.EDIT, first.fingerprint, 1, slot="values", value="130")
    elsewhere = decision(DecisionKind.EDIT, "other", 2, slot="values", value="1")
    closed = decision(DecisionKind.CLOSE, second.fingerprint, 3)
    commitment = commitment_of(tracked, [elsewhere, closed, corrected])
    assert commitment.amount.values == (Decimal(130),)
    assert (commitment.key, commitment.published, commitment.plans) == (
        first.fingerprint,
        first.published,
        ("行动计划",),
    )


def test_the_issuer_of_a_commitment_is_the_first_that_any_text_names():
    silent = target("2025-01-10", issuer=None, page_issuer="上海市经济信息化委")
    (tracked,) = gather_targets([silent])
    assert commitment_of(tracked).issuer == "上海市经济信息化委"
    (tracked,) = gather_targets([silent, target("2025-02-01")])
    assert commitment_of(tracked).issuer == "上海市人民政府"


@pytest.mark.parametrize(
    ("slot", "value", "shown"),
    [
        ("metric", " 算力 ", "算力"),
        ("comparator", "<=", Comparator.AT_MOST),
        ("values", "5，3", (Decimal(3), Decimal(5))),
        ("values", "", ()),
        ("values", "2.7亿", (Decimal(270000000),)),
        ("values", "1.2万亿, 3000", (Decimal(3000), Decimal(1200000000000))),
        ("unit", "", None),
        ("unit", "万件", "万件"),
        ("per", "year", "year"),
    ],
)
def test_slots_of_the_amount_are_set_from_text(slot, value, shown):
    (tracked,) = gather_targets([target("2025-01-10")])
    assert getattr(edit(commitment_of(tracked), slot, value).amount, slot) == shown


def test_deadline_region_and_issuer_are_set_from_text():
    (tracked,) = gather_targets([target("2025-01-10")])
    commitment = commitment_of(tracked)
    moved = edit(commitment, "deadline", "2028-06-30").deadline
    assert (moved.end.isoformat(), moved.precision, moved.rule) == ("2028-06-30", Precision.DAY, "person")
    year = edit(commitment, "deadline", "2028").deadline
    assert (year.end.isoformat(), year.precision) == ("2028-12-31", Precision.YEAR)
    assert edit(commitment, "deadline", "").deadline is None
    assert edit(commitment, "region", "").region is None
    assert edit(commitment, "issuer", "国务院").issuer == "国务院"


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("colour", "red"),
        ("metric", " "),
        ("values", "many"),
        ("values", "1,2,3"),
        ("values", "NaN"),
        ("comparator", "~"),
        ("unit", "亿元"),
        ("unit", "bananas"),
        ("per", "decade"),
        ("deadline", "soon"),
        ("deadline", "2028-13"),
    ],
)
def test_what_does_not_fit_a_slot_is_refused_with_the_reason(slot, value):
    (tracked,) = gather_targets([target("2025-01-10")])
    with pytest.raises(InputError, match=slot):
        edit(commitment_of(tracked), slot, value)


@pytest.mark.parametrize("slot", SLOTS)
def test_what_a_slot_holds_is_told_as_it_would_be_edited(slot):
    (tracked,) = gather_targets([target("2025-01-10", "3~5")])
    commitment = commitment_of(tracked)
    again = edit(commitment, slot, slot_text(commitment, slot))
    assert slot_text(again, slot) == slot_text(commitment, slot)
    empty = {"region": "", "issuer": "", "deadline": "", "unit": "", "per": "", "values": ""}
    assert slot not in empty or slot_text(edit(commitment, slot, ""), slot) == ""


@pytest.mark.parametrize("text", ["2028", "2028-06", "2028-06-30", "2028-12-31"])
def test_a_deadline_is_told_as_exactly_as_a_person_gave_it(text):
    (tracked,) = gather_targets([target("2025-01-10")])
    assert slot_text(edit(commitment_of(tracked), "deadline", text), "deadline") == text


def test_a_deadline_that_a_person_moved_is_known_since_then():
    (tracked,) = gather_targets([target("2025-01-10")])
    moved = decision(DecisionKind.EDIT, tracked.key, 3, slot="deadline", value="2026-06-30")
    assert known_since(tracked) == tracked.known_since
    assert known_since(tracked, [moved]) == moved.at
    same = decision(DecisionKind.EDIT, tracked.key, 3, slot="deadline", value="2027")
    assert known_since(tracked, [same]) == tracked.known_since
    emptied = decision(DecisionKind.EDIT, tracked.key, 4, slot="deadline", value="")
    assert known_since(tracked, [moved, emptied]) == emptied.at
    other = decision(DecisionKind.EDIT, "other", 3, slot="deadline", value="2026")
    assert known_since(tracked, [other]) == tracked.known_since


def test_rows_of_one_list_with_one_figure_are_as_many_targets():
    names = ("示范应用场景", "特色示范应用场景")
    rows = [target("2025-01-10", metric=name, url=f"import:list.csv#{name}") for name in names]
    assert len(gather_targets(rows)) == 2
    pages = [target("2025-01-10", metric=name, url=f"http://127.0.0.1/{name}") for name in names]
    assert len(gather_targets(pages)) == 1


def test_slots_are_named_for_those_who_edit():
    assert {"metric", "values", "deadline", "region"} <= set(SLOTS)


def test_decisions_find_the_present_key_of_their_target_in_order_of_time():
    late = decision(DecisionKind.CLOSE, "a", 2)
    early = decision(DecisionKind.REOPEN, "b", 1)
    gone = decision(DecisionKind.REOPEN, "c", 3)
    found = resolved([late, gone, early], {"a": "tracked", "b": "tracked"})
    assert [(one.kind, one.target) for one in found] == [
        (DecisionKind.REOPEN, "tracked"),
        (DecisionKind.CLOSE, "tracked"),
    ]


def test_the_same_figure_for_a_later_day_beside_the_present_one_is_a_further_step():
    text = "http://127.0.0.1/both"
    pages = [target("2025-01-10"), target("2026-01-10", url=text), target("2026-01-10", end="2030-12-31", url=text)]
    first, second = gather_targets(pages)
    assert {len(first.statements), len(second.statements)} == {1, 2}
    assert [len(thing.versions) for thing in (first, second)] == [1, 1]
