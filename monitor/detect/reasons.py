"""What the name of a finding's rule means, in words for people. Tables only, and one function that reads them."""

from __future__ import annotations

from typing import Final

from ..domain import Finding, Measure, Target

#: What decided between target and progress: the third part of `target.level.period+sentence`.
TENSE: Final = {
    "clause": "words of its own clause say so (力争, 将, 已, 累计)",
    "period": "the date that governs it lies {side} the day of publication",
    "sentence": "words earlier in its sentence say so",
    "heading": "the heading above says so (主要目标, 工作回顾)",
    "paragraph": "its paragraph as a whole is about what is to be done",
    "plan": "it stands in a plan, and its clause opens with what is to be done",
    "year": "it is of the year that is running, told as what the year is to bring",
    "news": "nothing near it speaks of the future, and news report what is",
}
#: What said that a document or an action is news: the part after `measure.`.
MEASURE: Final = {
    "before": "the words right before the name say what happened to it",
    "after": "the words right after the name say what happened to it",
    "nominal": "it is called one that was issued, with a recent day beside it",
    "plain": "it is named without 《》 after a verb of issuing, by a known body",
    "programme": "a known body starts an action, a project or a trial of this name",
    "title": "the page's title reports it; the text does not repeat the name",
    "own": "the page is the document itself, or the notice that issues it",
}


def reason_of(finding: Finding) -> str:
    """Return why a finding was read as what it is. How its date was worked out, `track.how_dated` says."""
    parts = finding.quote.rule.split(".")
    if isinstance(finding, Measure):
        return MEASURE[parts[1].partition(":")[0]]
    basis = parts[-1].partition("+")[0]
    if basis == "table":
        return "a target: a cell under a year to come"
    if basis == "qualitative":
        return "a target without a number: what will be so by a stated day"
    if isinstance(finding, Target):
        return f"a target: {TENSE[basis].format(side='after')}"
    return f"progress: {TENSE[basis].format(side='before')}"
