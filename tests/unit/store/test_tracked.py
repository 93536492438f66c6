"""Tracked things: statements found by keys, gathered, linked, judged, listed; decisions that outlast rules."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

import make
import recordings
from monitor.domain import (
    Alert,
    Audit,
    Candidate,
    Change,
    ChangeKind,
    Changes,
    Commitment,
    Decision,
    DecisionKind,
    Destination,
    Finding,
    KeyedStatement,
    LinkQuery,
    Match,
    Measure,
    Posting,
    ProgressLink,
    Proposal,
    ProposalKind,
    Query,
    Reading,
    RelationQuery,
    Stage,
    Standing,
    Statement,
    StateQuery,
    Status,
    StoredStatement,
    Target,
    TargetRelations,
    TargetState,
    TrackedSummary,
    Validators,
)
from monitor.store import (
    ArticleReading,
    Sort,
    Store,
    TrackedFilter,
    UnitOfWork,
    alert_queues,
    reviews,
    tracked_lists,
    tracked_rows,
)
from monitor.store.answers import SERIES
from monitor.store.engine import Database, parse_url
from monitor.store.tracked_tables import TRACKED

NOW = make.NOW
DAY = timedelta(days=1)
TODAY = date(2025, 4, 2)
DEADLINE = date(2025, 12, 31)


def stated(mark: str, finding: Finding, number: int = 1, **changes: Any) -> Statement:
    url = f"http://127.0.0.1/{number}.html"
    made = Statement(
        fingerprint=mark, finding=finding, url=url, published=date(2025, 4, 1), seen_at=NOW, title=f"文章{number}"
    )
    return replace(made, **changes)


def record(store: Store, statements: Sequence[Statement], *keys: str, now: datetime = NOW) -> None:
    """Record the one article that states these, each under the keys."""
    first = statements[0]
    recordings.record(
        store,
        "a",
        make.article(first.url, title=first.title, published=first.published),
        [Change(one.finding, one.fingerprint, ChangeKind.NEW) for one in statements],
        (),
        now,
        reading=Reading(tuple(one.finding for one in statements)),
        validators=Validators(),
        stated=[KeyedStatement(one, keys or ("k",)) for one in statements],
    )


def near(unit: UnitOfWork, *keys: str) -> tuple[Statement, ...]:
    """Return the statements with one of the keys, and the others of their tracked things."""
    return plain(unit.neighbourhood(Query(frozenset(keys), frozenset())).statements)


def plain(found: Sequence[StoredStatement]) -> tuple[Statement, ...]:
    return tuple(one.statement for one in found)


def stored(unit: UnitOfWork, *statements: Statement) -> tuple[StoredStatement, ...]:
    """Return statements as the record holds them."""
    rows = {one.mark: one for one in unit.named({one.fingerprint for one in statements})}
    return tuple(rows[one.fingerprint, one.url] for one in statements)


def link(unit: UnitOfWork, found: Match, *, added: Sequence[str] = (), removed: Sequence[str] = ()) -> None:
    made = ProgressLink(stored(unit, P)[0], found, frozenset(added), frozenset(removed))
    unit.apply(Changes(links=(made,)))


def counts_for(unit: UnitOfWork) -> frozenset[str]:
    """Return the targets that the figure counts for."""
    (evidence,) = unit.link_evidence([LinkQuery(stored(unit, P)[0], ())])
    return evidence.counts_for


def commitment(key: str, **changes: Any) -> Commitment:
    made = Commitment(
        key=key,
        series=key,
        amount=make.amount(),
        deadline=make.period(DEADLINE),
        region="上海市",
        issuer="上海市人民政府",
        published=date(2025, 4, 1),
    )
    return replace(made, **changes)


def summary(members: Sequence[StoredStatement], **changes: Any) -> TrackedSummary:
    """Return what lists show of the tracked thing that these statements make; it keeps their oldest row."""
    first = members[0]
    is_target = isinstance(first.finding, Target)
    made = TrackedSummary(
        number=min((one.home for one in members if one.home is not None), default=None),
        members=tuple(members),
        shown=first,
        name="智能算力规模",
        issuer="上海市人民政府",
        region="上海市",
        themes=("ai_plus",),
        in_scope=True,
        stage=None if is_target else Stage.ISSUED,
        known_since=NOW,
        commitment=commitment(first.statement.fingerprint) if is_target else None,
        commitment_keys=("g",) if is_target else (),
    )
    return replace(made, **changes)


def state(standing: Standing, target: str = "a" * 32, **changes: Any) -> TargetState:
    made = TargetState(
        target=target,
        standing=standing,
        due_from=DEADLINE - 30 * DAY,
        overdue_from=DEADLINE + 30 * DAY,
        observed=None,
        attainment=None,
    )
    return replace(made, **changes)


def begin(store: Store, *statements: Statement, **changes: Any) -> None:
    """Record statements, an article each, and gather them into one tracked thing."""
    for one in statements:
        record(store, [one])
    gather(store, statements, **changes)


def gather(
    store: Store, statements: Sequence[Statement], *, now: datetime = NOW, **changes: Any
) -> tuple[Statement, ...]:
    """Put statements into one tracked thing; return the progress that lost its target by that."""
    with store.recording(now) as unit:
        members = stored(unit, *statements)
        made = summary(members, **changes)
        homes = frozenset(one.home for one in members if one.home is not None)
        return plain(unit.apply(Changes(summaries=(made,), dropped=homes - {made.number})))


def judge(store: Store, *states: TargetState) -> None:
    with store.recording(NOW) as unit:
        unit.apply(Changes(states=states))


A = stated("a" * 32, make.target(), 1)
B = stated("b" * 32, make.target(quote=make.quote("乙")), 2, published=date(2025, 4, 2))
P = stated("c" * 32, make.progress(), 3)


def test_a_statement_is_found_by_its_keys_with_all_that_it_says(store):
    told = replace(A, wider=("全国",), plans=("示例方案",), page_issuer="上海市人民政府")
    record(store, [told], "x", "y")
    with store.recording(NOW) as unit:
        assert near(unit, "y") == (told,)
        assert near(unit, "z") == ()
        assert plain(unit.stated(told.url)) == (told,)
        assert plain(unit.named([told.fingerprint])) == (told,)


def test_what_is_filed_again_keeps_the_moment_it_was_first_seen(store):
    record(store, [A], "x")
    record(store, [A], "y", now=NOW + DAY)
    with store.recording(NOW) as unit:
        assert near(unit, "y") == (A,)
        assert near(unit, "x") == ()


def test_recording_tells_what_the_article_stated_before_and_whether_its_text_is_the_same(store):
    record(store, [A])
    other = stated("e" * 32, make.target(quote=make.quote("新")), 1)
    with store.recording(NOW) as unit:
        reading = ArticleReading(
            source_id="a",
            link_url=other.url,
            article=make.article(other.url, title=other.title, published=other.published),
            reading=Reading((other.finding,)),
            changes=[Change(other.finding, other.fingerprint, ChangeKind.NEW)],
            validators=Validators(),
            now=NOW,
        )
        _, article = unit.record(reading)
        filed = unit.file(other.url, [KeyedStatement(other, ("k",))])
    assert (plain(article.before), plain(filed)) == ((A,), (other,))
    assert article.in_present_text == {article.before[0].number}


def test_the_members_of_a_tracked_thing_are_found_through_any_of_them(store):
    begin(store, A, B)
    with store.recording(NOW) as unit:
        assert plain(unit.named([B.fingerprint])) == (A, B)
        assert unit.present_keys({B.fingerprint}) == {B.fingerprint: A.fingerprint}
        assert unit.targets_filed_under(["k"]) == {A.fingerprint}
    (row,) = store.tracked.records("target", today=TODAY)
    assert (row.key, row.commitment, row.status, row.finding) == (
        A.fingerprint,
        commitment(A.fingerprint),
        Status.OPEN,
        A.finding,
    )
    for beginning in ("aaa", "bbbbbb"):
        assert store.tracked.find("target", beginning, TODAY) == (row,)
    assert store.tracked.find("target", "ab", TODAY) == ()
    assert store.tracked.find("measure", "aaa", TODAY) == ()


def test_a_neighbourhood_gives_what_its_targets_asked_for_when_last_gathered(store):
    begin(store, A)
    record(store, [B])
    with store.recording(NOW) as unit:
        found = unit.neighbourhood(Query(frozenset({"k"}), frozenset()))
    assert [(one.statement, one.home is None) for one in found.statements] == [(A, False), (B, True)]
    assert list(found.commitments.values()) == [commitment(A.fingerprint)]


def test_gathering_again_writes_only_what_changed(store):
    begin(store, A, B)
    (before,) = store.tracked.records("target", today=TODAY)
    gather(store, [A, B], now=NOW + DAY)
    assert store.tracked.records("target", today=TODAY) == (before,)
    edited = commitment(A.fingerprint, amount=make.amount(values=(Decimal(120),)))
    gather(store, [A, B], now=NOW + DAY, commitment=edited, commitment_keys=("h",))
    with store.recording(NOW) as unit:
        assert unit.commitments_near(["g"]) == ()
        assert unit.commitments_near(["h"]) == (edited,)
    (after,) = store.tracked.records("target", today=TODAY)
    assert (after.commitment, after.updated_at) == (edited, NOW + DAY)


def test_two_tracked_things_become_one_and_one_becomes_two_again(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], "p")
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, B.fingerprint), added=[B.fingerprint])
    assert gather(store, [A, B]) == (P,), "its target is no more: match it again"
    assert len(store.tracked.records("target", today=TODAY)) == 1
    with store.recording(NOW) as unit:
        first, second = (summary([one]) for one in stored(unit, A, B))
        assert unit.apply(Changes(summaries=(first, replace(second, number=None)))) == ()
    assert {row.key for row in store.tracked.records("target", today=TODAY)} == {A.fingerprint, B.fingerprint}


def test_progress_counts_for_its_target_and_the_later_steps_of_the_series(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], "p")
    found = Match(P.fingerprint, A.fingerprint, (Candidate(A.fingerprint, 0.9, 1, 1, 1, 0),), (B.fingerprint,), "why")
    with store.recording(NOW) as unit:
        link(unit, found, added=[A.fingerprint, B.fingerprint])
        assert counts_for(unit) == {A.fingerprint, B.fingerprint}
        assert plain(unit.observed([B.fingerprint])) == (P,)
    (linked,) = store.tracked.progress()
    assert (linked.statement, linked.target, linked.target_name) == (P, A.fingerprint, "智能算力规模")
    assert (linked.why, linked.candidates) == ("why", found.candidates)
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, B.fingerprint), removed=[A.fingerprint])
        assert counts_for(unit) == {B.fingerprint}


def test_progress_between_targets_waits_for_a_person_with_its_candidates(store):
    begin(store, A)
    record(store, [P], "p")
    candidates = (Candidate(A.fingerprint, 0.6, 0.5, 1, 1, 0),)
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, None, candidates, (), "margin"))
    assert store.reviews.count() == store.reviews.count(in_scope=True) == 1
    assert store.reviews.count(in_scope=False) == 0
    assert store.reviews.waiting(TODAY, in_scope=True) == store.reviews.waiting(TODAY)
    assert store.reviews.waiting(TODAY, in_scope=False) == ()
    (question,) = store.reviews.waiting(TODAY)
    assert question.match == Match(P.fingerprint, None, candidates, (), "margin")
    assert question.evidence == P
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, None))
    assert store.reviews.waiting(TODAY) == ()
    assert store.tracked.progress()[0].target is None


def test_a_judged_target_shows_its_status_figure_and_proposals(store):
    begin(store, A)
    record(store, [P], "p")
    met = Proposal(ProposalKind.MET, A.fingerprint, P.fingerprint, 0.9, "met", date(2025, 6, 30))
    with store.recording(NOW) as unit:
        (figure,) = stored(unit, P)
    judge(store, state(Standing(Status.OPEN, waiting=(met,)), observed=figure, attainment=Decimal("82.5")))
    (row,) = store.tracked.records("target", today=TODAY)
    assert row.attainment == Decimal("82.5")
    (question,) = store.reviews.waiting(TODAY)
    assert (question.proposal, question.target, question.evidence) == (met, row, P)
    done = Standing(Status.MET, date(2025, 6, 30), "张三", P.fingerprint)
    judge(store, state(done))
    with store.recording(NOW) as unit:
        (evidence,) = unit.state_evidence([StateQuery(commitment(A.fingerprint))])
    assert evidence.before == done
    (row,) = store.tracked.records("target", today=TODAY)
    assert (row.status, row.status_since, row.status_by) == (Status.MET, date(2025, 6, 30), "张三")
    assert store.reviews.waiting(TODAY) == ()


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (DEADLINE - 31 * DAY, Status.OPEN),
        (DEADLINE - 30 * DAY, Status.DUE_SOON),
        (DEADLINE + 29 * DAY, Status.DUE_SOON),
        (DEADLINE + 30 * DAY, Status.OVERDUE),
    ],
)
def test_only_the_calendar_makes_a_target_due_soon_or_overdue(store, today, status):
    begin(store, A)
    judge(store, state(Standing(Status.OPEN)))
    assert [row.status for row in store.tracked.records("target", today=today)] == [status]
    for one in Status:
        found = store.tracked.records("target", TrackedFilter(status=one), today=today)
        assert bool(found) == (one is status)


def test_a_target_that_nobody_judged_is_open_for_ever(store):
    begin(store, A)
    (row,) = store.tracked.records("target", TrackedFilter(status=Status.OPEN), today=date(2100, 1, 1))
    assert row.status is Status.OPEN


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TrackedFilter(), "ab"),
        (TrackedFilter(issuer="上海"), "a"),
        (TrackedFilter(issuer="%"), ""),
        (TrackedFilter(region="广东"), "b"),
        (TrackedFilter(theme="energy"), "b"),
        (TrackedFilter(theme="ener"), ""),
        (TrackedFilter(due_until=date(2025, 12, 31)), "a"),
        (TrackedFilter(due_from=date(2026, 1, 1)), "b"),
        (TrackedFilter(since=date(2025, 4, 2)), "b"),
        (TrackedFilter(in_scope=True), "a"),
        (TrackedFilter(in_scope=False), "b"),
    ],
)
def test_tracked_are_filtered(store, wanted, expected):
    begin(store, A)
    later = commitment(B.fingerprint, deadline=make.period(date(2027, 12, 31)))
    begin(store, B, issuer="广东省人民政府", region="广东省", themes=("energy",), in_scope=False, commitment=later)
    found = store.tracked.records("target", wanted, today=TODAY)
    assert "".join(sorted(row.key[0] for row in found)) == expected


def test_tracked_are_sorted_and_cut(store):
    begin(store, A, commitment=commitment(A.fingerprint, deadline=None))
    begin(store, B)
    assert [row.key[0] for row in store.tracked.records("target", today=TODAY)] == ["b", "a"]
    assert [row.key[0] for row in store.tracked.records("target", today=TODAY, limit=1)] == ["b"]
    assert [row.key[0] for row in store.tracked.records("target", today=TODAY, sort=Sort.DEADLINE)] == ["b"]
    with store.recording(NOW + DAY) as unit:
        unit.apply(Changes(states=(state(Standing(Status.MET)),)))
    assert [row.key[0] for row in store.tracked.records("target", today=TODAY, sort=Sort.UPDATED)] == ["a", "b"]


def test_measures_are_tracked_too(store):
    one = stated("d" * 32, make.measure())
    begin(store, one, name="示例方案", issuer=None)
    (row,) = store.tracked.records("measure", today=TODAY)
    assert isinstance(row.finding, Measure)
    assert (row.name, row.stage, row.commitment, row.issuer) == ("示例方案", Stage.ISSUED, None, None)


def test_what_an_article_states_otherwise_now_counts_no_more_and_decisions_go_over(store):
    begin(store, A, B)
    wish = Decision(kind=DecisionKind.CLOSE, target=A.fingerprint, by="张三", at=NOW, status=Status.MET)
    heir = stated("e" * 32, make.target(quote=make.quote("新")), 1)
    with store.recording(NOW) as unit:
        gone = stored(unit, A)
        assert plain(unit.companions(gone).members) == (A, B)
        unit.apply(Changes(decisions=(wish,), retired=gone, heirs={A.fingerprint: heir.fingerprint}))
    record(store, [heir])
    with store.recording(NOW) as unit:
        assert near(unit, "k") == (heir, B)
        assert unit.decisions([heir.fingerprint]) == (replace(wish, target=heir.fingerprint),)
        assert plain(unit.named([A.fingerprint])) == (heir,)
    gather(store, [heir, B])
    assert [row.key for row in store.tracked.find("target", "aaaa", TODAY)] == [heir.fingerprint]
    assert store.reviews.decisions() == (wish,)
    assert [one.fingerprint for one in store.tracked.find_statements("target", "aaaa")] == [heir.fingerprint]


def test_a_figure_that_is_retired_counts_no_more_and_its_target_is_known_before(store):
    begin(store, A)
    record(store, [P], "p")
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, A.fingerprint), added=[A.fingerprint])
    with store.recording(NOW) as unit:
        gone = unit.stated(P.url)
        companions = unit.companions(gone)
        assert plain(companions.members) == (A,), "the target is to be judged again"
        unit.apply(Changes(retired=gone))
        assert unit.observed([A.fingerprint]) == ()
    assert store.tracked.progress() == ()


def test_rules_that_go_back_to_what_they_read_before_end_the_line_of_heirs(store):
    begin(store, A)
    with store.recording(NOW) as unit:
        opened = Decision(kind=DecisionKind.REOPEN, target=A.fingerprint, by="张三", at=NOW)
        unit.apply(Changes(decisions=(opened,), heirs={A.fingerprint: "e" * 32}))
        unit.apply(Changes(heirs={"e" * 32: A.fingerprint}))
        assert plain(unit.named([A.fingerprint])) == (A,)
        assert [one.target for one in unit.decisions([A.fingerprint])] == [A.fingerprint]


def test_changes_are_listed_with_the_name_of_what_changed(store):
    begin(store, A)
    first = Audit(NOW, "rule", A.fingerprint, "value", "100", "120", "revised", B.fingerprint)
    second = Audit(NOW + DAY, "张三", "f" * 32, "status", "open", "met")
    with store.recording(NOW) as unit:
        unit.apply(Changes(audits=(first, second)))
        unit.apply(Changes())
    of_nothing, of_target = store.tracked.changes(today=TODAY)
    assert (of_target.audit, of_target.kind, of_target.name) == (first, "target", "智能算力规模")
    assert (of_nothing.audit, of_nothing.kind, of_nothing.name) == (second, "", "")
    assert [one.audit for one in store.tracked.changes(TrackedFilter(since=date(2025, 4, 3)), today=TODAY)] == [second]
    assert [one.audit for one in store.tracked.changes(TrackedFilter(region="上海"), today=TODAY)] == [first]


def test_a_whole_tracked_is_everything_recorded_of_it(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], "p")
    audit = Audit(NOW, "rule", A.fingerprint, "value", "100", "120")
    wish = Decision(kind=DecisionKind.REJECT, target=A.fingerprint, by="张三", at=NOW, proposal=ProposalKind.MET)
    met = Proposal(ProposalKind.MET_LATE, A.fingerprint, P.fingerprint, 0.9, "met", date(2025, 6, 30))
    part = Proposal(ProposalKind.PART, A.fingerprint, B.fingerprint, 0.8, "region", TODAY)
    with store.recording(NOW) as unit:
        link(unit, Match(P.fingerprint, A.fingerprint), added=[A.fingerprint])
        unit.apply(
            Changes(
                relations=(TargetRelations(target=A.fingerprint, parts=(part,)),),
                states=(state(Standing(Status.OPEN, waiting=(met,))),),
                audits=(audit,),
                decisions=(wish,),
            )
        )
        queries = [RelationQuery(commitment(one.fingerprint), ()) for one in (A, B)]
        assert [one.whole for one in unit.relation_evidence(queries)] == [B.fingerprint, ""]
    store.reminders.send([(A.fingerprint, ["2025-12-31-30"])], [Posting(make.alert())], NOW)
    (row,) = store.tracked.find("target", "aaaa", TODAY)
    tracked = store.tracked.dossier(row)
    assert (tracked.statements, tracked.observed, tracked.waiting) == ((A,), (P,), (met,))
    assert (tracked.audits, tracked.decisions) == ((audit,), (wish,))
    assert tracked.sent == {"2025-12-31-30"}
    assert tracked.wholes == ((B.fingerprint, "智能算力规模"),)
    (other,) = store.tracked.find("target", "bbbb", TODAY)
    assert store.tracked.dossier(other).parts == ((A.fingerprint, "智能算力规模"),)


def test_targets_that_may_owe_a_reminder_are_open_in_scope_and_near(store):
    begin(store, A)
    begin(store, B, in_scope=False)
    (owed,) = store.reminders.owing(DEADLINE, DEADLINE)
    assert (owed.commitment, owed.known_since, owed.statement, owed.sent) == (
        commitment(A.fingerprint),
        NOW,
        A,
        frozenset(),
    )
    assert store.reminders.owing(DEADLINE + DAY, DEADLINE + 9 * DAY) == ()
    judge(store, state(Standing(Status.MET)))
    assert store.reminders.owing(DEADLINE, DEADLINE) == ()


def test_a_milestone_is_posted_once_with_those_it_stands_for(store):
    begin(store, A)
    alerts: list[Alert] = [make.alert("m1"), make.alert("m2")]
    posts = [Posting(alert, (Destination("terminal", "all", NOW),)) for alert in alerts]
    assert store.reminders.send([(A.fingerprint, ["-30", "-90"])], posts[:1], NOW) == 1
    assert store.reminders.send([(A.fingerprint, ["-30"])], posts[1:], NOW) == 0
    (owed,) = store.reminders.owing(DEADLINE, DEADLINE)
    assert owed.sent == {"-30", "-90"}
    assert store.reminders.last_day() is None
    store.reminders.done(NOW)
    assert store.reminders.last_day() == date(2025, 4, 2)


def test_milestones_sent_go_over_to_what_takes_a_statements_place(store):
    begin(store, A)
    store.reminders.send([(A.fingerprint, ["-30"])], [Posting(make.alert())], NOW)
    heir = stated("e" * 32, make.target(quote=make.quote("新")), 1)
    with store.recording(NOW) as unit:
        gone = stored(unit, A)
        unit.apply(
            Changes(
                retired=gone,
                heirs={A.fingerprint: heir.fingerprint},
                dropped=frozenset(one.home for one in gone if one.home is not None),
            )
        )
    record(store, [heir])
    gather(store, [heir])
    assert [owed.sent for owed in store.reminders.owing(DEADLINE, DEADLINE)] == [{"-30"}]


def test_articles_are_given_in_the_order_of_their_recording(store):
    for number in (1, 2, 3):
        record(store, [stated("a" * 32, make.target(), number)])
    (first, article), _second = store.articles.after(limit=2)
    assert article.title == "文章1"
    assert [article.title for _, article in store.articles.after(first)] == ["文章2", "文章3"]


def fail_after_recording(store: Store) -> None:
    with store.recording(NOW) as unit:
        unit.post([Posting(make.alert("x"), (Destination("terminal", "all", NOW),))])
        unit.apply(Changes(audits=(Audit(NOW, "rule", "a", "value", "", "1"),)))
        raise RuntimeError


def test_a_unit_of_work_fails_as_a_whole(store):
    with pytest.raises(RuntimeError):
        fail_after_recording(store)
    assert store.articles.totals().alerts == 0
    assert store.tracked.changes(today=TODAY) == ()


def test_a_unit_of_work_posts_each_alert_once(store):
    posting = Posting(make.alert("x"), (Destination("terminal", "all", NOW),))
    with store.recording(NOW) as unit:
        assert [unit.post([posting]), unit.post([posting])] == [1, 0]
    assert store.articles.totals().alerts == 1


def plan(url: str, statement) -> str:
    words = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with closing(Database(parse_url(url))) as database, database.read() as connection:
        return "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}"))


def test_the_facets_of_an_owner_are_found_by_an_index(sqlite_file):
    told = plan(f"sqlite:///{sqlite_file}", tracked_rows._OF_OWNERS.params(kind="target", chunk=[1, 2]))
    assert "(kind=? AND owner_id=?)" in told


def test_targets_of_several_series_are_found_by_an_index(sqlite_file):
    told = plan(f"sqlite:///{sqlite_file}", SERIES.params(chunk=["a", "b"]))
    assert "(series=?)" in told


def has_index(told: str) -> bool:
    """Tell whether a plan reads no table from end to end, unless an index is read in its order."""
    return not any(line.startswith("SCAN") and "USING" not in line for line in told.splitlines())


#: One for every option of a list, and some together.
FILTERS = {
    "none": TrackedFilter(),
    "issuer": TrackedFilter(issuer="部"),
    "region": TrackedFilter(region="上海"),
    "theme": TrackedFilter(theme="ai"),
    **{status.value: TrackedFilter(status=status) for status in Status},
    "stage": TrackedFilter(stage=Stage.ISSUED),
    "due": TrackedFilter(due_from=TODAY, due_until=DEADLINE),
    "since": TrackedFilter(since=TODAY),
    "scope": TrackedFilter(in_scope=True),
    "several": TrackedFilter(issuer="部", region="上海", theme="ai", in_scope=True, status=Status.OPEN),
}
#: What finds few rows is sorted afterwards; all else comes in the order that is asked for.
SORTED_AFTERWARDS = ("due", "since")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("kind", ["measure", "target"])
def test_lists_of_tracked_come_in_the_order_of_an_index_whatever_is_asked(sqlite_file, kind, sort, name):
    told = plan(f"sqlite:///{sqlite_file}", tracked_lists.listing(kind, FILTERS[name], sort, 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_tracked_kind" in told
    assert "TEMP B-TREE" not in told or name in SORTED_AFTERWARDS, told


@pytest.mark.parametrize("name", FILTERS)
def test_figures_come_in_the_order_of_an_index_whatever_is_asked(sqlite_file, name):
    told = plan(f"sqlite:///{sqlite_file}", tracked_lists.progress_listing(FILTERS[name], 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_statement_kind_published_id" in told
    assert "TEMP B-TREE" not in told, told


@pytest.mark.parametrize("name", FILTERS)
def test_changes_are_found_by_an_index_whatever_is_asked(sqlite_file, name):
    told = plan(f"sqlite:///{sqlite_file}", tracked_lists.changes_listing(FILTERS[name], 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_audit_" in told


@pytest.mark.parametrize("name", ["issuer", "region", "theme"])
def test_issuers_regions_and_themes_are_found_by_the_index_of_facets(sqlite_file, name):
    for statement in (
        tracked_lists.listing("target", FILTERS[name], Sort.PUBLISHED, 50, TODAY),
        tracked_lists.progress_listing(FILTERS[name], 50, TODAY),
        tracked_lists.changes_listing(FILTERS[name], 50, TODAY),
    ):
        told = plan(f"sqlite:///{sqlite_file}", statement)
        assert "SEARCH facet USING COVERING INDEX" in told


def test_a_plan_that_reads_a_whole_table_is_seen(sqlite_file):
    assert not has_index(plan(f"sqlite:///{sqlite_file}", select(TRACKED).where(TRACKED.c.name == "x")))


def test_the_other_lists_come_in_the_order_of_an_index(sqlite_file):
    url = f"sqlite:///{sqlite_file}"
    for statement, index in (
        (tracked_lists.progress_listing(TrackedFilter(in_scope=True), 50, TODAY), "ix_statement_kind_published_id"),
        (tracked_lists.changes_listing(TrackedFilter(since=TODAY), 50, TODAY), "ix_audit_at_id"),
        (tracked_lists.changes_listing(TrackedFilter(), 50, TODAY), "ix_audit_at_id"),
        (alert_queues.candidates(TODAY, DEADLINE), "ix_tracked_kind"),
        (reviews.proposals(50), "ix_proposal_created_at_id"),
        (reviews.between(50), "ix_progress_link_statement_id"),
        (reviews.proposals(50, in_scope=True), "ix_proposal_created_at_id"),
        (reviews.between(50, in_scope=True), "ix_progress_link_statement_id"),
    ):
        told = plan(url, statement)
        assert index in told, told
        assert "TEMP B-TREE" not in told, told
