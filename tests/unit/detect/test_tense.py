import pytest

from monitor.detect.tense import Evidence, Genre, Tense, decide

AIM, RESULT = Tense.AIM, Tense.RESULT
NOTHING = Evidence(None, None, None, None, None, Genre.NEWS)


@pytest.mark.parametrize(
    ("evidence", "tense", "basis"),
    [
        (Evidence(RESULT, AIM, AIM, AIM, AIM, Genre.PLAN), RESULT, "clause"),
        (Evidence(None, AIM, RESULT, RESULT, None, Genre.NEWS), AIM, "period"),
        (Evidence(None, None, AIM, RESULT, None, Genre.NEWS), AIM, "sentence"),
        (Evidence(None, None, None, RESULT, AIM, Genre.REPORT), RESULT, "heading"),
        (Evidence(None, None, None, None, AIM, Genre.REPORT), AIM, "paragraph"),
        (Evidence(None, None, None, None, AIM, Genre.NEWS), RESULT, "news"),
        (Evidence(None, None, None, None, AIM, Genre.NEWS, running=True), AIM, "paragraph"),
        (NOTHING, RESULT, "news"),
        (Evidence(None, None, None, None, None, Genre.PLAN, goal_verb=True), AIM, "plan"),
        (Evidence(None, None, None, None, None, Genre.PLAN), None, "plan"),
        (Evidence(AIM, None, AIM, AIM, AIM, Genre.RULES), None, "rules"),
        (Evidence(RESULT, None, None, None, None, Genre.RULES), RESULT, "clause"),
        (Evidence(None, RESULT, None, None, None, Genre.RULES), RESULT, "clause"),
        (Evidence(None, AIM, None, None, None, Genre.RULES), AIM, "period"),
        (Evidence(None, None, None, None, None, Genre.NEWS, goal_verb=True, new_year=True), AIM, "year"),
        (Evidence(None, None, None, None, None, Genre.NEWS, running=True, whole=True), AIM, "year"),
        (Evidence(AIM, None, None, None, None, Genre.ABROAD), None, "abroad"),
        (Evidence(None, AIM, None, None, None, Genre.ABROAD, running=True), AIM, "clause"),
        (Evidence(RESULT, AIM, None, None, None, Genre.ABROAD), RESULT, "clause"),
        (Evidence(None, None, AIM, AIM, AIM, Genre.ABROAD), None, "abroad"),
    ],
)
def test_the_nearest_evidence_decides(evidence: Evidence, tense: Tense | None, basis: str) -> None:
    assert decide(evidence) == (tense, basis)
