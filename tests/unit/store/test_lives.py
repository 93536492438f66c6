"""Lives: statements found by keys, gathered, linked, judged, listed; decisions that outlast rules."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.dialects import sqlite

import make
from monitor.domain import (
    Alert,
    Audit,
    Candidate,
    Change,
    ChangeKind,
    Decision,
    DecisionKind,
    Finding,
    Goal,
    Match,
    Measure,
    Place,
    Posting,
    Proposal,
    ProposalKind,
    Reading,
    Stage,
    Standing,
    Statement,
    Status,
    Target,
    Validators,
)
from monitor.store import (
    Judged,
    Keyed,
    LifeFilter,
    Shown,
    Sort,
    Store,
    facets,
    lives,
    milestones,
    reviews,
)
from monitor.store.engine import Database, parse_url
from monitor.store.following import _SERIES
from monitor.store.life_tables import LIFE

NOW = make.NOW
DAY = timedelta(days=1)
TODAY = date(2025, 4, 2)
DEADLINE = date(2025, 12, 31)


def stated(mark: str, finding: Finding, number: int = 1, **changes: Any) -> Statement:
    url = f"http://127.0.0.1/{number}.html"
    made = Statement(
        fingerprint=mark,
        finding=finding,
        url=url,
        published=date(2025, 4, 1),
        seen_at=NOW,
        title=f"文章{number}",
    )
    return replace(made, **changes)


def record(store: Store, statements: Sequence[Statement], now=NOW, follow=None) -> None:
    """Record the one article that states these."""
    first = statements[0]
    article = make.article(first.url, title=first.title, published=first.published)
    store.record(
        "a",
        article,
        [Change(one.finding, one.fingerprint, ChangeKind.NEW) for one in statements],
        (),
        now,
        reading=Reading(tuple(one.finding for one in statements)),
        validators=Validators(),
        follow=follow,
    )


def noting(statements: Sequence[Statement], *keys: str):
    def follow(following):
        following.note(statements[0].url, [Keyed(one, keys or ("k",)) for one in statements])
        return ()

    return follow


def goal(key: str, **changes: Any) -> Goal:
    made = Goal(
        key=key,
        series=key,
        amount=make.amount(),
        deadline=make.period(DEADLINE),
        region="上海市",
        issuer="上海市人民政府",
        published=date(2025, 4, 1),
    )
    return replace(made, **changes)


def shown(*statements: Statement, **changes: Any) -> Shown:
    """Return a life of these statements as a list would show it."""
    first = statements[0]
    is_target = isinstance(first.finding, Target)
    made = Shown(
        statements=statements,
        shown=first,
        name="智能算力规模",
        issuer="上海市人民政府",
        region="上海市",
        themes=("ai_plus",),
        in_scope=True,
        stage=None if is_target else Stage.ISSUED,
        known_since=NOW,
        goal=goal(first.fingerprint) if is_target else None,
        goal_keys=("g",) if is_target else (),
    )
    return replace(made, **changes)


def judged(standing: Standing, **changes: Any) -> Judged:
    made = Judged(
        standing=standing,
        due_from=DEADLINE - 30 * DAY,
        overdue_from=DEADLINE + 30 * DAY,
        observed=None,
        attainment=None,
    )
    return replace(made, **changes)


def begin(store: Store, *statements: Statement, **changes: Any) -> None:
    """Record and note statements, an article each, and gather them into one life."""
    for one in statements:
        record(store, [one], follow=noting([one]))
    with store.following(NOW) as following:
        following.near(["k"])
        following.save([shown(*statements, **changes)])


A = stated("a" * 32, make.target(), 1)
B = stated("b" * 32, make.target(quote=make.quote("乙")), 2, published=date(2025, 4, 2))
P = stated("c" * 32, make.progress(), 3)


def test_a_noted_statement_is_found_by_its_keys_with_all_that_it_says(store):
    told = replace(A, wider=("全国",), plans=("示例方案",), page_issuer="上海市人民政府")
    record(store, [told], follow=noting([told], "x", "y"))
    with store.following(NOW) as following:
        assert following.near(["y"]) == (told,)
        assert following.near(["z"]) == ()
        assert following.of_article(told.url) == (told,)
        assert following.named([told.fingerprint]) == (told,)


def test_what_a_transaction_read_it_does_not_read_again_but_knows_as_it_is_now(store):
    begin(store, A, B)
    queries: list[str] = []
    engine = store._database._engine

    def count(_connection, _cursor, statement: str, *_rest: object) -> None:
        queries.append(statement)

    with store.following(NOW) as following:
        assert following.named([A.fingerprint]) == (A, B)
        assert following.decisions([A.fingerprint]) == ()
        event.listen(engine, "before_cursor_execute", count)
        try:
            assert following.near(["k"]) == following.named([B.fingerprint]) == (A, B)
            assert following.decisions([B.fingerprint]) == ()
            assert not [one for one in queries if "mention.quote" in one or "decision" in one]
        finally:
            event.remove(engine, "before_cursor_execute", count)
        made = Decision(
            kind=DecisionKind.UNLINK, target=A.fingerprint, by="w", at=NOW, reason="", finding=P.fingerprint
        )
        following.decide(made)
        assert following.decisions([A.fingerprint]) == (made,)
        following.retire([A], {})
        assert following.near(["k"]) == (B,)


def test_what_is_noted_again_keeps_the_moment_it_was_first_seen(store):
    record(store, [A], follow=noting([A], "x"))
    record(store, [A], NOW + DAY, follow=noting([A], "y"))
    with store.following(NOW) as following:
        assert following.near(["y"]) == (A,)
        assert following.near(["x"]) == ()


def test_the_members_of_a_life_are_found_through_any_of_them(store):
    begin(store, A, B)
    with store.following(NOW) as following:
        assert following.named([B.fingerprint]) == (A, B)
    (row,) = store.lives("target", today=TODAY)
    assert (row.key, row.goal, row.status, row.finding) == (
        A.fingerprint,
        goal(A.fingerprint),
        Status.OPEN,
        A.finding,
    )
    for beginning in ("aaa", "bbbbbb"):
        assert store.find_lives("target", beginning, TODAY) == (row,)
    assert store.find_lives("target", "ab", TODAY) == ()
    assert store.find_lives("measure", "aaa", TODAY) == ()


def test_gathering_again_says_what_changed_and_leaves_the_rest_untouched(store):
    begin(store, A, B)
    (before,) = store.lives("target", today=TODAY)
    with store.following(NOW + DAY) as following:
        following.near(["k"])
        assert following.save([shown(A, B)]) == ((), ())
    assert store.lives("target", today=TODAY) == (before,)
    with store.following(NOW + DAY) as following:
        following.near(["k"])
        edited = goal(A.fingerprint, amount=make.amount(values=(Decimal(120),)))
        assert following.save([shown(A, B, goal=edited, goal_keys=("h",))]) == ((A.fingerprint,), ())
        assert following.goals(["g"]) == ()
        assert following.goals(["h"]) == (edited,)
    (after,) = store.lives("target", today=TODAY)
    assert (after.goal, after.updated_at) == (edited, NOW + DAY)


def test_two_lives_become_one_and_one_becomes_two_again(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], follow=noting([P], "p"))
    with store.following(NOW) as following:
        following.near(["k", "p"])
        following.link(P, Match(P.fingerprint, B.fingerprint))
    with store.following(NOW) as following:
        following.near(["k"])
        joined = ((A.fingerprint,), (P,))
        assert following.save([shown(A, B)]) == joined, "its target is no more: match it again"
    assert len(store.lives("target", today=TODAY)) == 1
    with store.following(NOW) as following:
        following.near(["k"])
        changed, orphans = following.save([shown(A), shown(B)])
        assert (changed, orphans) == ((B.fingerprint,), ())
    assert {row.key for row in store.lives("target", today=TODAY)} == {A.fingerprint, B.fingerprint}


def test_progress_counts_for_its_target_and_the_later_steps_of_the_series(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], follow=noting([P], "p"))
    with store.following(NOW) as following:
        following.near(["p"])
        found = Match(
            P.fingerprint,
            A.fingerprint,
            (Candidate(A.fingerprint, 0.9, 1, 1, 1, 0),),
            (B.fingerprint,),
            "why",
        )
        assert following.link(P, found) == (A.fingerprint, B.fingerprint)
        assert following.link(P, found) == (), "the same again changes nothing"
        assert following.observed(B.fingerprint) == (P,)
    (linked,) = store.linked_progress()
    assert (linked.statement, linked.target, linked.target_name) == (P, A.fingerprint, "智能算力规模")
    assert (linked.why, linked.candidates) == ("why", found.candidates)
    with store.following(NOW) as following:
        following.near(["p"])
        assert following.link(P, Match(P.fingerprint, B.fingerprint)) == (A.fingerprint,)


def test_progress_between_targets_waits_for_a_person_with_its_candidates(store):
    begin(store, A)
    record(store, [P], follow=noting([P], "p"))
    candidates = (Candidate(A.fingerprint, 0.6, 0.5, 1, 1, 0),)
    with store.following(NOW) as following:
        following.near(["p"])
        following.link(P, Match(P.fingerprint, None, candidates, (), "margin"))
    assert store.count_waiting() == store.count_waiting(in_scope=True) == 1
    assert store.count_waiting(in_scope=False) == 0
    assert store.review(TODAY, in_scope=True) == store.review(TODAY)
    assert store.review(TODAY, in_scope=False) == ()
    (question,) = store.review(TODAY)
    assert question.match == Match(P.fingerprint, None, candidates, (), "margin")
    assert question.evidence == P
    with store.following(NOW) as following:
        following.near(["p"])
        following.link(P, Match(P.fingerprint, None))
    assert store.review(TODAY) == ()
    assert store.linked_progress()[0].target is None


def test_a_judged_target_shows_its_status_figure_and_proposals(store):
    begin(store, A)
    record(store, [P], follow=noting([P], "p"))
    met = Proposal(ProposalKind.MET, A.fingerprint, P.fingerprint, 0.9, "met", date(2025, 6, 30))
    with store.following(NOW) as following:
        following.near(["p"])
        standing = Standing(Status.OPEN, waiting=(met,))
        following.judge(A.fingerprint, judged(standing, observed=P, attainment=Decimal("82.5")))
    (row,) = store.lives("target", today=TODAY)
    assert row.attainment == Decimal("82.5")
    (question,) = store.review(TODAY)
    assert (question.proposal, question.target, question.evidence) == (met, row, P)
    with store.following(NOW) as following:
        following.near(["p"])
        done = Standing(Status.MET, date(2025, 6, 30), "张三", P.fingerprint)
        following.judge(A.fingerprint, judged(done))
        assert following.standing(A.fingerprint) == done
    (row,) = store.lives("target", today=TODAY)
    assert (row.status, row.status_since, row.status_by) == (Status.MET, date(2025, 6, 30), "张三")
    assert store.review(TODAY) == ()


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
    with store.following(NOW) as following:
        following.judge(A.fingerprint, judged(Standing(Status.OPEN)))
    assert [row.status for row in store.lives("target", today=today)] == [status]
    for one in Status:
        found = store.lives("target", LifeFilter(status=one), today=today)
        assert bool(found) == (one is status)


def test_a_target_that_nobody_judged_is_open_for_ever(store):
    begin(store, A)
    (row,) = store.lives("target", LifeFilter(status=Status.OPEN), today=date(2100, 1, 1))
    assert row.status is Status.OPEN


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (LifeFilter(), "ab"),
        (LifeFilter(issuer="上海"), "a"),
        (LifeFilter(issuer="%"), ""),
        (LifeFilter(region="广东"), "b"),
        (LifeFilter(theme="energy"), "b"),
        (LifeFilter(theme="ener"), ""),
        (LifeFilter(due_until=date(2025, 12, 31)), "a"),
        (LifeFilter(due_from=date(2026, 1, 1)), "b"),
        (LifeFilter(since=date(2025, 4, 2)), "b"),
        (LifeFilter(in_scope=True), "a"),
        (LifeFilter(in_scope=False), "b"),
    ],
)
def test_lives_are_filtered(store, wanted, expected):
    begin(store, A)
    later = goal(B.fingerprint, deadline=make.period(date(2027, 12, 31)))
    begin(store, B, issuer="广东省人民政府", region="广东省", themes=("energy",), in_scope=False, goal=later)
    found = store.lives("target", wanted, today=TODAY)
    assert "".join(sorted(row.key[0] for row in found)) == expected


def test_lives_are_sorted_and_cut(store):
    begin(store, A, goal=goal(A.fingerprint, deadline=None))
    begin(store, B)
    assert [row.key[0] for row in store.lives("target", today=TODAY)] == ["b", "a"]
    assert [row.key[0] for row in store.lives("target", today=TODAY, limit=1)] == ["b"]
    assert [row.key[0] for row in store.lives("target", today=TODAY, sort=Sort.DEADLINE)] == ["b"]
    with store.following(NOW + DAY) as following:
        following.judge(A.fingerprint, judged(Standing(Status.MET)))
    assert [row.key[0] for row in store.lives("target", today=TODAY, sort=Sort.UPDATED)] == ["a", "b"]


def test_measures_are_lives_too(store):
    one = stated("d" * 32, make.measure())
    begin(store, one, name="示例方案", issuer=None)
    (row,) = store.lives("measure", today=TODAY)
    assert isinstance(row.finding, Measure)
    assert (row.name, row.stage, row.goal, row.issuer) == ("示例方案", Stage.ISSUED, None, None)


def test_what_an_article_states_otherwise_now_stands_no_more_and_decisions_go_over(store):
    begin(store, A, B)
    wish = Decision(kind=DecisionKind.CLOSE, target=A.fingerprint, by="张三", at=NOW, status=Status.MET)
    heir = stated("e" * 32, make.target(quote=make.quote("新")), 1)
    with store.following(NOW) as following:
        following.decide(wish)
        following.named([A.fingerprint])
        assert following.retire([A], {A.fingerprint: heir.fingerprint}) == (B,)
    record(store, [heir], follow=noting([heir]))
    with store.following(NOW) as following:
        assert following.near(["k"]) == (heir, B)
        assert following.decisions([heir.fingerprint]) == (replace(wish, target=heir.fingerprint),)
        assert following.named([A.fingerprint]) == (heir,)
        following.save([shown(heir, B)])
    assert [row.key for row in store.find_lives("target", "aaaa", TODAY)] == [heir.fingerprint]
    assert store.decisions() == (wish,)
    assert [one.fingerprint for one in store.find_statements("target", "aaaa")] == [heir.fingerprint]


def test_a_figure_that_stands_no_more_counts_no_more(store):
    begin(store, A)
    record(store, [P], follow=noting([P], "p"))
    with store.following(NOW) as following:
        following.near(["p"])
        following.link(P, Match(P.fingerprint, A.fingerprint))
    with store.following(NOW) as following:
        following.of_article(P.url)
        assert following.retire([P], {}) == (A,), "the target is to be judged again"
        assert following.observed(A.fingerprint) == ()
    assert store.linked_progress() == ()


def test_rules_that_go_back_to_what_they_read_before_end_the_line_of_heirs(store):
    begin(store, A)
    with store.following(NOW) as following:
        following.decide(Decision(kind=DecisionKind.REOPEN, target=A.fingerprint, by="张三", at=NOW))
        following.retire((), {A.fingerprint: "e" * 32})
        following.retire((), {"e" * 32: A.fingerprint})
        assert following.named([A.fingerprint]) == (A,)
        assert [one.target for one in following.decisions([A.fingerprint])] == [A.fingerprint]


def test_changes_are_listed_with_the_name_of_what_changed(store):
    begin(store, A)
    first = Audit(NOW, "rule", A.fingerprint, "value", "100", "120", "revised", B.fingerprint)
    second = Audit(NOW + DAY, "张三", "f" * 32, "status", "open", "met")
    with store.following(NOW) as following:
        following.audit([first, second])
        following.audit([])
    of_nothing, of_target = store.changes(today=TODAY)
    assert (of_target.audit, of_target.kind, of_target.name) == (first, "target", "智能算力规模")
    assert (of_nothing.audit, of_nothing.kind, of_nothing.name) == (second, "", "")
    assert [one.audit for one in store.changes(LifeFilter(since=date(2025, 4, 3)), today=TODAY)] == [second]
    assert [one.audit for one in store.changes(LifeFilter(region="上海"), today=TODAY)] == [first]


def test_a_whole_life_is_everything_recorded_of_it(store):
    begin(store, A)
    begin(store, B)
    record(store, [P], follow=noting([P], "p"))
    audit = Audit(NOW, "rule", A.fingerprint, "value", "100", "120")
    wish = Decision(
        kind=DecisionKind.REJECT, target=A.fingerprint, by="张三", at=NOW, proposal=ProposalKind.MET
    )
    met = Proposal(ProposalKind.MET_LATE, A.fingerprint, P.fingerprint, 0.9, "met", date(2025, 6, 30))
    with store.following(NOW) as following:
        following.near(["p"])
        following.link(P, Match(P.fingerprint, A.fingerprint))
        part = Proposal(ProposalKind.PART, A.fingerprint, B.fingerprint, 0.8, "region", TODAY)
        following.relate(A.fingerprint, [part], [])
        following.judge(A.fingerprint, judged(Standing(Status.OPEN, waiting=(met,))))
        assert following.whole(A.fingerprint) == B.fingerprint
        assert following.whole(B.fingerprint) == ""
        following.audit([audit])
        following.decide(wish)
    store.send_milestones([(A.fingerprint, ["2025-12-31-30"])], [Posting(make.alert())], NOW)
    (row,) = store.find_lives("target", "aaaa", TODAY)
    life = store.whole_life(row)
    assert (life.statements, life.observed, life.waiting) == ((A,), (P,), (met,))
    assert (life.audits, life.decisions) == ((audit,), (wish,))
    assert life.sent == {"2025-12-31-30"}
    assert life.wholes == ((B.fingerprint, "智能算力规模"),)
    (other,) = store.find_lives("target", "bbbb", TODAY)
    assert store.whole_life(other).parts == ((A.fingerprint, "智能算力规模"),)


def test_targets_that_may_owe_a_reminder_are_open_in_scope_and_near(store):
    begin(store, A)
    begin(store, B, in_scope=False)
    (owed,) = store.owing(DEADLINE, DEADLINE)
    assert (owed.goal, owed.known_since, owed.statement, owed.sent) == (
        goal(A.fingerprint),
        NOW,
        A,
        frozenset(),
    )
    assert store.owing(DEADLINE + DAY, DEADLINE + 9 * DAY) == ()
    with store.following(NOW) as following:
        following.judge(A.fingerprint, judged(Standing(Status.MET)))
    assert store.owing(DEADLINE, DEADLINE) == ()


def test_a_milestone_is_posted_once_with_those_it_stands_for(store):
    begin(store, A)
    alerts: list[Alert] = [make.alert("m1"), make.alert("m2")]
    posts = [Posting(alert, (Place("terminal", "all", NOW),)) for alert in alerts]
    assert store.send_milestones([(A.fingerprint, ["-30", "-90"])], posts[:1], NOW) == 1
    assert store.send_milestones([(A.fingerprint, ["-30"])], posts[1:], NOW) == 0
    (owed,) = store.owing(DEADLINE, DEADLINE)
    assert owed.sent == {"-30", "-90"}
    assert store.milestones_day() is None
    store.milestones_done(NOW)
    assert store.milestones_day() == date(2025, 4, 2)


def test_milestones_sent_go_over_to_what_takes_a_statements_place(store):
    begin(store, A)
    store.send_milestones([(A.fingerprint, ["-30"])], [Posting(make.alert())], NOW)
    heir = stated("e" * 32, make.target(quote=make.quote("新")), 1)
    with store.following(NOW) as following:
        following.of_article(A.url)
        following.retire([A], {A.fingerprint: heir.fingerprint})
    record(store, [heir], follow=noting([heir]))
    with store.following(NOW) as following:
        following.near(["k"])
        following.save([shown(heir)])
    assert [owed.sent for owed in store.owing(DEADLINE, DEADLINE)] == [{"-30"}]


def test_articles_are_given_in_the_order_of_their_recording(store):
    for number in (1, 2, 3):
        record(store, [stated("a" * 32, make.target(), number)])
    (first, article), _second = store.recorded_articles(limit=2)
    assert article.title == "文章1"
    assert [article.title for _, article in store.recorded_articles(after=first)] == ["文章2", "文章3"]


def test_following_fails_as_a_whole(store):
    def fail(following):
        following.note(A.url, [Keyed(A, ("k",))])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        record(store, [A], follow=fail)
    assert store.articles() == ()


def test_a_followed_article_posts_what_following_says(store):
    def follow(_following):
        return [Posting(make.alert("x"), (Place("terminal", "all", NOW),))]

    record(store, [A], follow=follow)
    assert store.totals().alerts == 1


def plan(url: str, statement) -> str:
    words = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with closing(Database(parse_url(url))) as database, database.read() as connection:
        return "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}"))


def test_the_facets_of_an_owner_are_found_by_an_index(sqlite_file):
    told = plan(f"sqlite:///{sqlite_file}", facets._OF_OWNERS.params(kind="target", chunk=[1, 2]))
    assert "(kind=? AND owner_id=?)" in told


def test_targets_of_several_series_are_found_by_an_index(sqlite_file):
    told = plan(f"sqlite:///{sqlite_file}", _SERIES.params(chunk=["a", "b"]))
    assert "(series=?)" in told


def has_index(told: str) -> bool:
    """Tell whether a plan reads no table from end to end, unless an index is read in its order."""
    return not any(line.startswith("SCAN") and "USING" not in line for line in told.splitlines())


#: One for every option of a list, and some together.
FILTERS = {
    "none": LifeFilter(),
    "issuer": LifeFilter(issuer="部"),
    "region": LifeFilter(region="上海"),
    "theme": LifeFilter(theme="ai"),
    **{status.value: LifeFilter(status=status) for status in Status},
    "stage": LifeFilter(stage=Stage.ISSUED),
    "due": LifeFilter(due_from=TODAY, due_until=DEADLINE),
    "since": LifeFilter(since=TODAY),
    "scope": LifeFilter(in_scope=True),
    "several": LifeFilter(issuer="部", region="上海", theme="ai", in_scope=True, status=Status.OPEN),
}
#: What finds few rows is sorted afterwards; all else comes in the order that is asked for.
SORTED_AFTERWARDS = ("due", "since")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("kind", ["measure", "target"])
def test_lists_of_lives_come_in_the_order_of_an_index_whatever_is_asked(sqlite_file, kind, sort, name):
    told = plan(f"sqlite:///{sqlite_file}", lives.listing(kind, FILTERS[name], sort, 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_life_kind" in told
    assert "TEMP B-TREE" not in told or name in SORTED_AFTERWARDS, told


@pytest.mark.parametrize("name", FILTERS)
def test_figures_come_in_the_order_of_an_index_whatever_is_asked(sqlite_file, name):
    told = plan(f"sqlite:///{sqlite_file}", lives.progress_listing(FILTERS[name], 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_statement_kind_published_id" in told
    assert "TEMP B-TREE" not in told, told


@pytest.mark.parametrize("name", FILTERS)
def test_changes_are_found_by_an_index_whatever_is_asked(sqlite_file, name):
    told = plan(f"sqlite:///{sqlite_file}", lives.changes_listing(FILTERS[name], 50, TODAY))
    assert has_index(told), told
    assert "USING INDEX ix_audit_" in told


@pytest.mark.parametrize("name", ["issuer", "region", "theme"])
def test_issuers_regions_and_themes_are_found_by_the_index_of_facets(sqlite_file, name):
    for statement in (
        lives.listing("target", FILTERS[name], Sort.PUBLISHED, 50, TODAY),
        lives.progress_listing(FILTERS[name], 50, TODAY),
        lives.changes_listing(FILTERS[name], 50, TODAY),
    ):
        told = plan(f"sqlite:///{sqlite_file}", statement)
        assert "SEARCH facet USING COVERING INDEX" in told


def test_a_plan_that_reads_a_whole_table_is_seen(sqlite_file):
    assert not has_index(plan(f"sqlite:///{sqlite_file}", select(LIFE).where(LIFE.c.name == "x")))


def test_the_other_lists_come_in_the_order_of_an_index(sqlite_file):
    url = f"sqlite:///{sqlite_file}"
    for statement, index in (
        (lives.progress_listing(LifeFilter(in_scope=True), 50, TODAY), "ix_statement_kind_published_id"),
        (lives.changes_listing(LifeFilter(since=TODAY), 50, TODAY), "ix_audit_at_id"),
        (lives.changes_listing(LifeFilter(), 50, TODAY), "ix_audit_at_id"),
        (milestones.candidates(TODAY, DEADLINE), "ix_life_kind"),
        (reviews.proposals(50), "ix_proposal_created_at_id"),
        (reviews.between(50), "ix_progress_link_statement_id"),
        (reviews.proposals(50, in_scope=True), "ix_proposal_created_at_id"),
        (reviews.between(50, in_scope=True), "ix_progress_link_statement_id"),
    ):
        told = plan(url, statement)
        assert index in told, told
        assert "TEMP B-TREE" not in told, told
