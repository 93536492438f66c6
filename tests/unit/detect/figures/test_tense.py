import pytest

from monitor.detect.figures.tense import TenseEvidence, decide
from monitor.detect.vocabulary.modes import Genre
from monitor.detect.vocabulary.tenses import TENSES, Tense, TenseRule

AIM, RESULT = TENSES[TenseRule.PERIOD_AHEAD], TENSES[TenseRule.PERIOD_OVER]
NOTHING = TenseEvidence(None, None, None, None, None, Genre.NEWS)


@pytest.mark.parametrize(
    ("evidence", "tense", "basis"),
    [
        (TenseEvidence(RESULT, AIM, AIM, AIM, AIM, Genre.PLAN), Tense.RESULT, "clause"),
        (TenseEvidence(None, AIM, RESULT, RESULT, None, Genre.NEWS), Tense.AIM, "period"),
        (TenseEvidence(None, None, AIM, RESULT, None, Genre.NEWS), Tense.AIM, "sentence"),
        (TenseEvidence(None, None, None, RESULT, AIM, Genre.REPORT), Tense.RESULT, "heading"),
        (TenseEvidence(None, None, None, None, AIM, Genre.REPORT), Tense.AIM, "paragraph"),
        (TenseEvidence(None, None, None, None, AIM, Genre.NEWS), Tense.RESULT, "news"),
        (TenseEvidence(None, None, None, None, AIM, Genre.NEWS, running=True), Tense.AIM, "paragraph"),
        (NOTHING, Tense.RESULT, "news"),
        (TenseEvidence(None, None, None, None, None, Genre.PLAN, goal_verb=True), Tense.AIM, "plan"),
        (TenseEvidence(None, None, None, None, None, Genre.PLAN), None, "plan"),
        (TenseEvidence(AIM, None, AIM, AIM, AIM, Genre.RULES), None, "rules"),
        (TenseEvidence(RESULT, None, None, None, None, Genre.RULES), Tense.RESULT, "clause"),
        (TenseEvidence(None, RESULT, None, None, None, Genre.RULES), Tense.RESULT, "clause"),
        (TenseEvidence(RESULT, RESULT, RESULT, None, None, Genre.RULES, exact=False), None, "rules"),
        (TenseEvidence(None, AIM, None, None, None, Genre.RULES), Tense.AIM, "period"),
        (TenseEvidence(None, None, None, None, None, Genre.NEWS, goal_verb=True, year_ahead=True), Tense.AIM, "year"),
        (TenseEvidence(None, None, None, None, None, Genre.NEWS, running=True, whole=True), Tense.AIM, "year"),
        (TenseEvidence(AIM, None, None, None, None, Genre.ABROAD), None, "abroad"),
        (TenseEvidence(None, AIM, None, None, None, Genre.ABROAD, running=True), Tense.AIM, "clause"),
        (TenseEvidence(RESULT, AIM, None, None, None, Genre.ABROAD), Tense.RESULT, "clause"),
        (TenseEvidence(None, None, AIM, AIM, AIM, Genre.ABROAD), None, "abroad"),
    ],
)
def test_the_nearest_evidence_decides(evidence: TenseEvidence, tense: Tense | None, basis: str) -> None:
    decision = decide(evidence)

    assert (decision.tense, decision.basis) == (tense, basis)


def test_what_nothing_decides_is_refused_with_a_rule() -> None:
    undecided = {
        decide(TenseEvidence(None, None, None, None, None, genre)).rule.id.value
        for genre in (Genre.RULES, Genre.ABROAD, Genre.PLAN)
    }

    assert undecided == {"refusal.limit_of_rules", "refusal.abroad", "refusal.plan_without_deed"}
