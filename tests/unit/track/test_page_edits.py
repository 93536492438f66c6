"""Pages that change: what takes whose place, what is dropped, and which versions a target has then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.domain import (
    Acceptance,
    ArticleStatements,
    Comparator,
    DecisionKind,
    Stage,
    Statement,
    Status,
    StoredStatement,
    Target,
    TrackedTarget,
)
from monitor.track import (
    Ladder,
    Revision,
    commitment_of,
    gather_measures,
    gather_targets,
    known_since,
    measure_changes,
    misread,
    revise,
    standing,
    target_changes,
)
from statements import at, decision, figure, measure, target

NOW = at(0)
URL = "http://127.0.0.1/1"
SAID = target("2025-01-10", url=URL)
MORE = target("2025-01-10", "120", url=URL)
LATER = target("2025-01-10", end="2028-12-31", url=URL)
ELSEWHERE = target("2025-01-10", "300", metric="企业数量", unit="家", url=URL)


def stored(*statements: Statement, home: int | None = 7) -> tuple[StoredStatement, ...]:
    return tuple(StoredStatement(number, home, said) for number, said in enumerate(statements, 1))


def placed(statement: Statement, start: int, words: str = "") -> Statement:
    """Return a statement that stands at a place of its text."""
    quote = replace(statement.finding.quote, start=start, text=words or statement.finding.quote.text)
    return replace(statement, finding=replace(statement.finding, quote=quote))


def edit(
    before: Sequence[Statement], *said: Statement, same_text: bool = False, when: datetime = NOW, **options: object
) -> Revision:
    rows = stored(*before)
    numbers = frozenset(row.number for row in rows) if same_text else frozenset()
    decisions = options.pop("decisions", ())
    return revise(ArticleStatements(before=rows, in_present_text=numbers), said, decisions, when, **options)


def page(*readings: Sequence[Statement]) -> list[Statement]:
    """Return what the record holds of a page after readings of it, one a day."""
    held: list[Statement] = []
    for number, said in enumerate(readings):
        revision = edit(held, *said, when=NOW + timedelta(days=number))
        gone = {row.mark for row in (*revision.retired, *revision.vanished)}
        kept = [old for old in held if old.mark not in gone and old.mark not in {one.mark for one in said}]
        held = [*kept, *(one.statement for one in revision.stated), *(row.statement for row in revision.vanished)]
    return held


def figures(tracked: TrackedTarget) -> list[tuple[str, str]]:
    return [
        (str(version.amount.values[0]), version.deadline.end.isoformat() if version.deadline else "")
        for version in tracked.versions
    ]


def told(before: Iterable[Statement], after: Iterable[Statement]) -> list[tuple[str, str, str, str]]:
    changes = target_changes(gather_targets(before), gather_targets(after), NOW)
    return [(one.aspect, one.old, one.new, one.why) for one in changes]


# What takes whose place


def test_what_is_stated_for_the_first_time_is_new():
    revision = edit([], SAID)
    assert revision.before == {SAID.mark: None}
    assert (revision.retired, revision.vanished) == ((), ())
    assert revision.changed(stored(SAID)) == stored(SAID)


def test_the_same_article_again_changes_nothing():
    revision = edit([SAID, ELSEWHERE], SAID, ELSEWHERE)
    assert (revision.before, revision.retired, revision.heirs) == ({}, (), {})
    assert revision.changed(stored(SAID, ELSEWHERE)) == ()


def test_a_finding_whose_slots_were_renewed_is_followed_again():
    article = ArticleStatements(before=stored(SAID), renewed=frozenset({SAID.fingerprint}))
    assert revise(article, [SAID], (), NOW).changed(stored(SAID)) == stored(SAID)


def test_an_edited_figure_takes_the_place_of_the_old_one():
    revision = edit([SAID, ELSEWHERE], MORE, ELSEWHERE)
    assert revision.heirs == {SAID.fingerprint: MORE.fingerprint}
    assert revision.before == {MORE.mark: SAID}
    assert [row.statement for row in revision.retired] == [SAID]
    filed = revision.stated[0]
    assert filed.home == 7
    assert [(was.fingerprint, was.until) for was in filed.statement.past] == [(SAID.fingerprint, NOW)]
    assert any("100" in key for key in filed.keys)


def test_an_edited_deadline_or_bound_takes_the_place_of_the_old_one():
    over = target("2025-01-10", comparator=Comparator.ABOVE, url=URL)
    for edited in (LATER, over, target("2025-01-10", end=None, url=URL)):
        assert edit([SAID], edited).heirs == {SAID.fingerprint: edited.fingerprint}


def test_of_several_figures_of_one_metric_each_is_revised_by_that_of_its_day():
    years = ("2025-12-31", "2026-12-31", "2027-12-31")
    old = [placed(target("2025-01-10", value, year, url=URL), place) for place, (value, year) in enumerate(
        zip(("50", "80", "100"), years, strict=True))]  # fmt: skip
    new = [placed(target("2025-01-10", value, year, url=URL), place) for place, (value, year) in enumerate(
        zip(("55", "85", "110"), years, strict=True))]  # fmt: skip
    heirs = {was.fingerprint: now.fingerprint for was, now in zip(old, new, strict=True)}
    assert edit(old, *reversed(new)).heirs == heirs


def test_where_figure_and_day_both_change_the_place_and_the_words_decide():
    other = target("2025-01-10", "300", "2030-12-31", url=URL)
    between = placed(ELSEWHERE, 50)
    assert edit([SAID, between], other, between).heirs == {SAID.fingerprint: other.fingerprint}
    moved = placed(other, 80)
    assert edit([SAID, between], moved, between).heirs == {}
    reworded = placed(other, 0, "展望2030年再翻两番")
    assert edit([SAID, between], reworded, between).heirs == {}


def test_a_metric_in_other_words_at_the_same_place_is_the_same_target():
    renamed = target("2025-01-10", "120", metric="智能算力总规模", url=URL)
    assert edit([SAID], renamed).heirs == {SAID.fingerprint: renamed.fingerprint}
    for other in (
        target("2025-01-10", "120", metric="示范应用场景", url=URL),
        target("2025-01-10", "120", region="浦东新区", url=URL),
        target("2025-01-10", "120", issuer="国务院", url=URL),
        figure("2025-01-10", "120", url=URL),
    ):
        assert edit([SAID], other).heirs == {}


def test_what_rules_read_otherwise_in_the_same_text_is_no_edit():
    renamed = target("2025-01-10", metric="算力", url=URL, quote=SAID.finding.quote)
    revision = edit([SAID], renamed, same_text=True)
    assert revision.heirs == {SAID.fingerprint: renamed.fingerprint}
    assert revision.stated[0].statement.past == ()
    assert edit([SAID], MORE, same_text=True).heirs == {}


def test_a_figure_on_an_edited_page_is_new_and_the_old_one_is_forgotten():
    old, new = figure("2025-01-10", "82", url=URL), figure("2025-01-10", "83", url=URL)
    revision = edit([old], new)
    assert revision.before == {new.mark: None}
    assert [row.statement for row in revision.retired] == [old]
    undated = figure("2025-01-10", "82", "2025-01-09", url=URL)
    assert edit([old], undated).before == {undated.mark: None}


def test_a_measure_that_reaches_a_stage_on_its_page_advances():
    draft, final = measure("2025-01-10", stage=Stage.CONSULTATION, url=URL), measure("2025-01-10", url=URL)
    revision = edit([draft], final)
    assert revision.before == {final.mark: draft}
    after = gather_measures([one.statement for one in revision.stated])
    assert [one.aspect for one in measure_changes(gather_measures([draft]), after, NOW)] == ["stage"]


# What is dropped


def test_what_an_edited_page_says_no_more_is_dropped():
    revision = edit([SAID, ELSEWHERE], ELSEWHERE)
    (gone,) = revision.vanished
    assert gone.statement == replace(SAID, vanished_at=NOW)
    assert (revision.retired, revision.before) == ((), {SAID.mark: SAID})
    assert revision.changed(stored(ELSEWHERE)) == (StoredStatement(2, 7, ELSEWHERE), gone)[1:]
    assert edit([gone.statement, ELSEWHERE], ELSEWHERE).vanished == ()


def test_what_may_stand_in_what_could_not_be_read_is_not_dropped():
    revision = edit([SAID, ELSEWHERE], ELSEWHERE, whole=False)
    assert (revision.vanished, revision.retired) == ((), ())


def test_a_measure_that_a_page_says_no_more_is_forgotten_unless_a_person_decided_about_it():
    old = measure("2025-01-10", url=URL)
    assert [row.statement for row in edit([old]).retired] == [old]
    word = decision(DecisionKind.LINK, old.fingerprint, finding="x")
    assert edit([old], decisions=[word]).retired == ()


def test_what_rules_misread_in_the_same_text_goes_unless_a_person_decided_about_it():
    rows = stored(SAID)
    article = ArticleStatements(before=rows, in_present_text=frozenset({1}))
    assert misread(article, [ELSEWHERE]) == rows
    assert revise(article, [ELSEWHERE], (), NOW).retired == rows
    word = decision(DecisionKind.CLOSE, SAID.fingerprint, status=Status.MET)
    assert revise(article, [ELSEWHERE], [word], NOW).retired == ()


# Which versions that makes


def test_an_edit_there_and_back_keeps_three_versions_in_order():
    held = page([SAID], [MORE], [SAID])
    (tracked,) = gather_targets(held)
    assert figures(tracked) == [("100", "2027-12-31"), ("120", "2027-12-31"), ("100", "2027-12-31")]
    assert [version.since for version in tracked.versions] == [date(2025, 1, 10), date(2025, 6, 2), date(2025, 6, 3)]
    assert [version.by_edit for version in tracked.versions] == [False, True, True]
    assert (tracked.published, tracked.statements) == (date(2025, 1, 10), tuple(held))
    assert tracked.versions[-1].statement == held[0]
    assert told(page([SAID], [MORE]), held) == [("value", ">= 120EFLOPS", ">= 100EFLOPS", "page edited")]


def test_edits_of_one_day_keep_the_order_in_which_they_were_read():
    held = [SAID]
    for hour, said in enumerate((MORE, LATER, MORE)):
        (filed,) = edit(held, said, when=NOW + timedelta(hours=hour)).stated
        held = [filed.statement]
    (tracked,) = gather_targets(held)
    assert [day for _, day in figures(tracked)] == ["2027-12-31", "2027-12-31", "2028-12-31", "2027-12-31"]


def test_a_moved_deadline_and_another_bound_are_told_as_revisions():
    assert told([SAID], page([SAID], [LATER])) == [("deadline", "2027-12-31", "2028-12-31", "page edited")]
    over = target("2025-01-10", comparator=Comparator.ABOVE, url=URL)
    assert told([SAID], page([SAID], [over])) == [("value", ">= 100EFLOPS", "> 100EFLOPS", "page edited")]


def test_the_same_figure_in_other_words_is_no_version():
    reworded = target("2025-01-10", metric="智能算力总规模", url=URL)
    held = page([SAID], [reworded])
    (tracked,) = gather_targets(held)
    assert (len(tracked.versions), tracked.versions[0].statement) == (1, held[0])
    assert told([SAID], held) == []


def test_a_document_of_the_same_issuer_between_two_edits_keeps_its_place():
    between = target("2025-06-02", "130", url="http://127.0.0.1/2")
    (tracked,) = gather_targets([between, *page([SAID], [SAID], [MORE])])
    assert [value for value, _ in figures(tracked)] == ["100", "130", "120"]


def test_what_another_page_still_states_is_in_force_when_a_revision_is_dropped():
    other = target("2025-01-09", url="http://127.0.0.1/0")
    held = [other, *page([MORE], [])]
    (before,), (tracked,) = gather_targets([other, MORE]), gather_targets(held)
    assert [value for value, _ in figures(before)] == ["100", "120"]
    assert [value for value, _ in figures(tracked)] == ["100", "120", "100"]
    assert (tracked.withdrawn, tracked.versions[-1].statement) == (None, other)
    assert told([other, MORE], held) == [("value", ">= 120EFLOPS", ">= 100EFLOPS", "page edited")]


def test_another_page_that_states_the_same_keeps_the_target_alive():
    press = target("2025-02-10", url="http://127.0.0.1/2", issuer=None)
    (tracked,) = gather_targets([press, *page([SAID], [])])
    assert (tracked.withdrawn, len(tracked.versions), tracked.versions[0].statement) == (None, 1, press)
    assert tracked.versions[0].since == SAID.published
    assert told([press, SAID], [press, *page([SAID], [])]) == []


def test_a_target_that_no_page_states_any_more_is_withdrawn_and_comes_back():
    gone = page([SAID], [])
    (tracked,) = gather_targets(gone)
    asked = commitment_of(tracked)
    assert asked.withdrawn == tracked.withdrawn == date(2025, 6, 2)
    stands = standing(asked, (), (), Acceptance(()), date(2025, 7, 1), Ladder())
    assert (stands.status, stands.since, stands.by) == (Status.WITHDRAWN, date(2025, 6, 2), "rule")
    assert told([SAID], gone) == [("page", ">= 100EFLOPS", "", "page edited")]
    back = page([SAID], [], [SAID])
    (again,) = gather_targets(back)
    assert (again.withdrawn, len(again.versions)) == (None, 1)
    assert told(gone, back) == [("page", "", ">= 100EFLOPS", "stated again")]


def test_a_person_closes_what_a_page_withdrew():
    (tracked,) = gather_targets(page([SAID], []))
    asked = commitment_of(tracked)
    closed = decision(DecisionKind.CLOSE, asked.key, status=Status.MET)
    assert standing(asked, (), [closed], Acceptance(()), date(2025, 7, 1)).status is Status.MET
    reopened = decision(DecisionKind.REOPEN, asked.key)
    assert standing(asked, (), [reopened], Acceptance(()), date(2025, 7, 1)).status is Status.OPEN


def test_a_dropped_statement_that_comes_back_otherwise_is_a_revision():
    (tracked,) = gather_targets(page([SAID], [], [MORE]))
    assert [value for value, _ in figures(tracked)] == ["100", "120"]
    assert tracked.withdrawn is None


def test_the_deadline_that_an_edit_moved_is_known_since_the_edit():
    moved = replace(LATER, seen_at=NOW)
    (tracked,) = gather_targets(page([SAID], [moved]))
    assert known_since(tracked) == NOW
    assert isinstance(tracked.target, Target)
