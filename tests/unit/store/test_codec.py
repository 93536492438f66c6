"""Findings survive the way into the database and back, whatever they say."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
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
from monitor.store.codec import finding_document, finding_from_document, kind_of
from monitor.store.columns import storable, to_json

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
progress = st.builds(
    Progress, quote=quotes, amount=amounts, as_of=st.none() | periods, region=maybe, issuer=maybe
)
findings = measures | targets | progress

numbers = count()


@given(finding=findings)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_finding_comes_out_of_the_database_as_it_went_in(store, finding):
    number = next(numbers)
    now = make.NOW + timedelta(seconds=number)
    change = Change(finding, f"fingerprint {number}", ChangeKind.NEW)
    article = make.article(f"http://127.0.0.1/{number}.html")
    store.record("a", article, [change], (), now, reading=Reading((finding,)), validators=Validators())
    lists = {"measure": store.measures, "target": store.targets, "progress": store.progress}
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
