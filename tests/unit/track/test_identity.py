"""Identity of findings."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from monitor.domain import ChangeKind, Comparator, Reading, Stage
from monitor.track import compare, fingerprint
from monitor.track.identity import plain, spelt


def test_a_restatement_in_other_words_of_the_same_claim_has_the_same_identity():
    restated = make.target(
        quote=make.quote("全市“智能算力规模”突破100EFLOPS", start=40, rule="other", confidence=0.5),
        amount=make.amount(metric="“智能算力 规模”", values=(Decimal("100.0"),)),
        issuer="上海市经济和信息化委员会",
    )
    assert fingerprint(restated) == fingerprint(make.target())


@pytest.mark.parametrize(
    "other",
    [
        make.target(amount=make.amount(values=(Decimal(120),))),
        make.target(amount=make.amount(comparator=Comparator.AT_LEAST)),
        make.target(amount=make.amount(unit="PFLOPS")),
        make.target(amount=make.amount(metric="算力规模")),
        make.target(amount=make.amount(per="year")),
        make.target(region="北京市"),
        make.target(deadline=make.period(date(2027, 12, 31))),
        make.target(deadline=None),
        make.progress(amount=make.amount()),
    ],
)
def test_another_number_place_date_or_type_is_another_identity(other):
    assert fingerprint(other) != fingerprint(make.target())


def test_a_measure_is_its_document_number_whatever_its_pages_call_it():
    assert fingerprint(make.measure(name="一份通知")) == fingerprint(make.measure())


def test_measures_without_number_are_told_apart_by_name_and_leading_issuer():
    unnumbered = make.measure(document_number=None)
    same = make.measure(document_number=None, name="示例市 人工智能+ 行动方案", issuers=("示例市人民政府", "某局"))
    assert fingerprint(same) == fingerprint(unnumbered)
    assert fingerprint(make.measure(document_number=None, issuers=())) != fingerprint(unnumbered)


def test_a_later_stage_of_a_measure_is_news():
    assert fingerprint(make.measure(stage=Stage.CONSULTATION)) != fingerprint(make.measure())


def test_comparing_marks_what_is_known_and_keeps_the_first_of_two_equal_findings():
    first, again = make.target(), make.target(quote=make.quote("再次提到", start=99))
    changes = compare(Reading((first, make.progress(), again)), {fingerprint(make.progress())})
    assert [(c.finding, c.kind) for c in changes] == [(first, ChangeKind.NEW), (make.progress(), ChangeKind.KNOWN)]


@given(st.text())
def test_a_plain_name_stays_as_it_is_when_made_plain_again(name):
    assert plain(plain(name)) == plain(name)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_a_number_is_spelt_one_way_and_loses_nothing(value):
    assert Decimal(spelt(value)) == value
    assert spelt(value) == spelt(value + Decimal("0.000000"))
