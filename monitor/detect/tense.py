"""The one decision between an aim and a result: Chinese verbs have no tense, so the words around must tell."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Tense(StrEnum):
    """What a stated amount is: still to come, or reached."""

    AIM = "aim"
    RESULT = "result"


class Genre(StrEnum):
    """What kind of text an article is; it decides where its own words say nothing."""

    NEWS = "news"
    #: A government's yearly work report: results of the past year, then aims of the present one.
    REPORT = "report"
    PLAN = "plan"
    #: Management rules, calls for applications, lists: their numbers are conditions.
    RULES = "rules"
    #: Dealings with other states and news from abroad: figures of others, and courtesies.
    ABROAD = "abroad"


class Evidence(Struct, frozen=True, gc=False):
    """What the words around an amount say; None: nothing."""

    #: Nearest cue to the left inside the clause, or a result told right after the number.
    clause: Tense | None
    #: The period that governs the clause lies wholly after or before the day of publication.
    period: Tense | None
    #: Nearest cue to the left in the sentence's earlier clauses.
    sentence: Tense | None
    #: Mode of the headings above.
    heading: Tense | None
    #: Mode of the paragraph as a whole.
    paragraph: Tense | None
    genre: Genre
    #: The clause opens with a verb that makes or raises something: 建设, 培育, 提高.
    goal_verb: bool = False
    #: A period that is not over governs the clause.
    running: bool = False
    #: 今年 governs, and the year is young: what is told of it is still to come.
    new_year: bool = False
    #: The amount is all there is: 全覆盖.
    whole: bool = False
    #: The state itself speaks of what it will do: 中方将.
    ours: bool = False


def decide(evidence: Evidence) -> tuple[Tense | None, str]:
    """
    Return whether an amount is aimed at or reached, and which evidence said so.

    None: a rule's condition, or nothing speaks for either.
    """
    if evidence.genre is Genre.RULES and evidence.period is not Tense.AIM:
        # A limit in a rule (不少于3人) is neither; a list that was drawn up (确定了104家) is a result.
        result = Tense.RESULT in {evidence.clause, evidence.period, evidence.sentence}
        return (Tense.RESULT, "clause") if result else (None, "rules")
    if evidence.genre is Genre.ABROAD:
        # A promise with a date or of our own, or a result told as one; nothing else there is ours to record.
        said = evidence.clause or evidence.period
        promised = said is Tense.AIM and (evidence.running or evidence.ours)
        return (said, "clause") if said is Tense.RESULT or promised else (None, "abroad")
    for name in ("clause", "period", "sentence", "heading", "paragraph"):
        said = getattr(evidence, name)
        if name == "paragraph" and evidence.genre is Genre.NEWS and not evidence.running:
            # News put plans and facts side by side; without a date the paragraph's mood proves nothing.
            continue
        if said is not None:
            return said, name
    if (evidence.new_year and evidence.goal_verb) or (evidence.running and evidence.whole):
        return Tense.AIM, "year"
    if evidence.genre is Genre.PLAN:
        return (Tense.AIM, "plan") if evidence.goal_verb else (None, "plan")
    return Tense.RESULT, "news"
