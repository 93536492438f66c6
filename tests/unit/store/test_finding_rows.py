"""Findings survive the way into the database and back, whatever they say."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
import recordings
from monitor.domain import (
    Amount,
    Change,
    ChangeKind,
    Comparator,
    Measure,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quote,
    Reading,
    Stage,
    Strength,
    Target,
    Validators,
)
from monitor.store.finding_rows import (
    SLOT_TABLES,
    finding_document,
    finding_from_document,
    kind_of,
    mention_row,
    slots_row,
)
from monitor.store.table_base import storable, to_json

#: Any text but NUL and lone surrogates, which no database holds.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
maybe = st.none() | words
many = st.lists(words, max_size=3).map(tuple)
offsets = st.integers(0, 2**31 - 1)
confidences = st.floats(0, 1)

quotes = st.builds(Quote, words, offsets, offsets, words, confidences, in_scope=st.booleans(), topics=many)
periods = st.builds(Period, st.none() | st.dates(), st.dates(), st.sampled_from(Precision), words, words)
amounts = st.builds(
    Amount,
    metric=words,
    kind=st.sampled_from(MetricKind),
    comparator=st.sampled_from(Comparator),
    values=st.lists(st.decimals(allow_nan=False, allow_infinity=False), max_size=2).map(tuple),
    unit=maybe,
    per=maybe,
)
measures = st.builds(
    Measure,
    quote=quotes,
    name=words,
    kind=words,
    stage=st.sampled_from(Stage),
    document_number=maybe,
    issuers=many,
    region=maybe,
    themes=many,
)
targets = st.builds(
    Target,
    quote=quotes,
    amount=amounts,
    deadline=st.none() | periods,
    region=maybe,
    issuer=maybe,
    strength=st.sampled_from(Strength),
)
progress = st.builds(Progress, quote=quotes, amount=amounts, as_of=st.none() | periods, region=maybe, issuer=maybe)
findings = measures | targets | progress

numbers = count()


@given(finding=findings)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_finding_comes_out_of_the_database_as_it_went_in(store, finding):
    number = next(numbers)
    now = make.NOW + timedelta(seconds=number)
    change = Change(finding, f"fingerprint {number}", ChangeKind.NEW)
    article = make.article(f"http://127.0.0.1/{number}.html")
    recordings.record(store, "a", article, [change], (), now, reading=Reading((finding,)), validators=Validators())
    lists = {"measure": store.findings.measures, "target": store.findings.targets, "progress": store.findings.progress}
    (newest,) = lists[kind_of(finding)](limit=1)
    assert newest.finding == finding
    assert repr(newest.finding) == repr(finding), "equal decimals may differ in digits"


@given(finding=findings)
def test_a_finding_comes_out_of_an_alert_as_it_went_in(finding):
    document = json.loads(to_json(finding_document(finding)))
    assert repr(finding_from_document(document)) == repr(finding)


def test_an_alert_without_a_finding_stays_without():
    assert finding_from_document(finding_document(None)) is None


@given(text=st.text(st.characters()))
def test_storable_text_has_the_same_length_and_changes_no_more(text):
    clean = storable(text)
    assert len(clean) == len(text)
    assert storable(clean) == clean
    assert "\0" not in clean
    clean.encode()


# Columns, one by one


@pytest.mark.parametrize(
    ("finding", "kind"), [(make.measure(), "measure"), (make.target(), "target"), (make.progress(), "progress")]
)
def test_a_kind_is_the_name_of_the_table_with_its_slots(finding, kind):
    assert kind_of(finding) == kind
    columns = set(SLOT_TABLES[kind].c.keys())
    assert slots_row(finding).keys() | {"finding_id"} == columns


def test_the_slots_of_a_target_are_plain_columns():
    row = slots_row(make.target())
    assert row == {
        "metric": "智能算力规模",
        "metric_kind": MetricKind.LEVEL,
        "comparator": Comparator.ABOVE,
        "numbers": ["100"],
        "unit": "EFLOPS",
        "per": None,
        "region": "上海市",
        "issuer": "上海市人民政府",
        "strength": make.target().strength,
        "deadline_start": date(2025, 12, 31),
        "deadline_end": date(2025, 12, 31),
        "deadline_precision": Precision.DAY,
        "deadline_text": "到2025年底",
        "deadline_rule": "D2",
    }


def test_without_a_deadline_all_its_columns_are_null():
    row = slots_row(make.target(deadline=None))
    assert {value for name, value in row.items() if name.startswith("deadline_")} == {None}


def test_a_mention_has_the_words_and_why_they_are_believed():
    quote = make.quote("突破100EFLOPS", start=7, end=18)
    assert mention_row(quote) == {
        "quote": "突破100EFLOPS",
        "quote_start": 7,
        "quote_end": 18,
        "rule": "target.count",
        "confidence": 0.9,
        "in_scope": True,
        "topics": ["ai_plus"],
    }


@pytest.mark.parametrize("numbers", [(), ("1",), ("3", "5"), ("0.10", "1E+3"), ("-2.5",)])
def test_the_numbers_of_an_amount_are_kept_as_they_were_written(numbers):
    values = tuple(Decimal(number) for number in numbers)
    row = slots_row(make.target(amount=make.amount(values=values)))
    assert row["numbers"] == list(numbers)


@pytest.mark.parametrize("finding", [make.measure(), make.target(), make.progress(as_of=None)])
def test_a_document_says_which_kind_of_finding_it_is(finding):
    document = finding_document(finding)
    assert document["finding"] == kind_of(finding)
    assert document["quote"]["text"] == finding.quote.text


def test_a_document_of_an_unknown_kind_is_refused():
    document = finding_document(make.target()) | {"finding": "forecast"}
    with pytest.raises(KeyError, match="forecast"):
        finding_from_document(document)


def test_a_document_with_a_wrong_value_is_refused():
    document = finding_document(make.target()) | {"strength": "iron"}
    with pytest.raises(ValueError, match="strength"):
        finding_from_document(document)
