"""The order in which articles come does not matter; taking them again changes nothing."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import statements as make
from monitor.domain import Acceptance, ProposalKind, Stage
from monitor.track import (
    commitment_of,
    gather_measures,
    gather_targets,
    match,
    measure_keys,
    observe,
    propose,
    standing,
    target_keys,
)


#: An article has one day, and states one thing once.
def lists(things, size):
    return st.lists(things, max_size=size, unique_by=lambda one: (one.fingerprint, one.url))


def dated(make_one):
    """Give each day pages of its own."""
    return lambda day, *rest, page, **more: make_one(day, *rest, url=f"{day}/{page}", **more)


FIRST = date(2025, 1, 1)
days = st.integers(0, 500).map(lambda number: (FIRST + timedelta(number)).isoformat())
seeds = st.integers(0, 10**6)

#: Few words and numbers, so that restatements, revisions, steps and near misses are common.
targets = st.builds(
    dated(make.target),
    days,
    st.sampled_from(["100", "120", "0.1"]),
    st.sampled_from([None, "2026-12-31", "2027-12-31"]),
    st.sampled_from(["智能算力规模", "智能算力总规模", "算力规模", "示范应用场景"]),
    st.sampled_from(["EFLOPS", "PFLOPS"]),
    page=st.sampled_from("abc"),
    issuer=st.sampled_from(["上海市人民政府", "上海市人民政府办公厅", "国务院", None]),
)
figures = st.builds(
    dated(make.figure),
    days,
    st.sampled_from(["82", "90", "110", "120"]),
    days,
    st.sampled_from(["智能算力规模", "智能算力", "算力规模"]),
    page=st.sampled_from("abc"),
)
measures = st.builds(
    dated(make.measure),
    days,
    st.sampled_from(["示例市推动人工智能创新应用行动方案", "关于推动人工智能创新应用的行动方案", "管理办法"]),
    st.sampled_from([None, None, "示府发〔2025〕3号", "示府发〔2026〕9号"]),
    st.sampled_from([("示例市人民政府",), ("甲部", "乙部"), ("乙部",), ()]),
    st.sampled_from(list(Stage)),
    st.sampled_from(["measure.own", "measure.before.issued"]),
    page=st.sampled_from("abc"),
)


def shuffled(seed, things):
    mixed = [*things, *things[:3]]
    random.Random(seed).shuffle(mixed)
    return mixed


@given(lists(targets, 8), seeds)
@settings(max_examples=80, deadline=None)
def test_targets_do_not_depend_on_the_order_of_articles(things, seed):
    assert gather_targets(shuffled(seed, things)) == gather_targets(things)


@given(lists(measures, 8), seeds)
@settings(max_examples=80, deadline=None)
def test_measures_do_not_depend_on_the_order_of_articles(things, seed):
    assert gather_measures(shuffled(seed, things)) == gather_measures(things)


@given(lists(targets, 8))
@settings(max_examples=60, deadline=None)
def test_every_stated_target_is_in_one_tracked_and_only_there(things):
    members = [(one.fingerprint, one.url) for tracked in gather_targets(things) for one in tracked.statements]
    assert sorted(members) == sorted({(one.fingerprint, one.url) for one in things})


def connected(things, start, keys):
    """Return what shares a key with a statement, with that again, and so on: what a store would load."""
    found = [start]
    for one in found:
        mine = set(keys(one.finding))
        found += [other for other in things if other not in found and mine & set(keys(other.finding))]
    return found


@given(lists(targets, 8).filter(bool))
@settings(max_examples=60, deadline=None)
def test_it_is_enough_to_gather_what_shares_keys_with_a_target(things):
    near = connected(things, things[0], target_keys)
    mine = [tracked for tracked in gather_targets(things) if any(one in near for one in tracked.statements)]
    assert list(gather_targets(near)) == mine


@given(lists(measures, 8).filter(bool))
@settings(max_examples=60, deadline=None)
def test_it_is_enough_to_gather_what_shares_keys_with_a_measure(things):
    near = connected(things, things[0], measure_keys)
    mine = [tracked for tracked in gather_measures(things) if any(one in near for one in tracked.statements)]
    assert list(gather_measures(near)) == mine


@given(lists(targets, 5), lists(figures, 6), seeds)
@settings(max_examples=60, deadline=None)
def test_links_figures_and_statuses_do_not_depend_on_the_order_either(things, reported, seed):
    assert end_of(shuffled(seed, things), shuffled(seed, reported)) == end_of(things, reported)


def end_of(things, reported):
    """Return where all targets stand in the end, and what was linked to them."""
    commitments = [commitment_of(tracked) for tracked in gather_targets(things)]
    links = {(one.fingerprint, one.url): match(one, commitments) for one in reported}
    accepting = Acceptance(tuple((kind, 0.5) for kind in ProposalKind))
    ends = {}
    for commitment in commitments:
        mine = [one for one in reported if links[one.fingerprint, one.url].target == commitment.key]
        seen = observe(mine)
        ends[commitment.key] = (
            commitment,
            seen,
            standing(commitment, propose(commitment, seen), (), accepting, date(2029, 1, 1)),
        )
    return ends, links
