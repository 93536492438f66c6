"""What the name of a finding's rule means, in words for people. Tables only, and one function that reads them."""

from __future__ import annotations

from collections.abc import Iterator
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
#: Where the date was found: the part after `+`.
DATED: Final = {
    "clause": "its own clause",
    "sentence": "its sentence",
    "paragraph": "an earlier sentence of its paragraph",
    "list_head": "the line that introduces its list",
    "section": "the heading of its section",
    "title": "the document's title",
    "none": "nowhere: no date governs it",
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
#: How a date expression became days: the first part of a period's rule.
DATES: Final = {
    "D1": "a whole year",
    "D2": "the end of a month, or a day",
    "D3": "before a year: that year's last day",
    "D4": "the end of a year, or what is left of it",
    "D6": "a quarter, a half or the first months of a year",
    "D8": "a five-year plan: 十五五 is 2026–2030",
    "D9": "a day fixed by history: mid-century, centenaries",
    "D10": "so long from the day of publication",
    "D11": "from one date to another, both included",
    "D16": "up to now",
    "table": "the year at the head of the table's column",
    "none": "no date is named: the day of publication",
}
#: What was done to the days.
CHANGED: Final = {"running": "the period is not over: up to the day of publication"}


def reasons(finding: Finding) -> Iterator[str]:
    """Yield why a finding was read as it was, a sentence each; empty for one that people entered."""
    parts = finding.quote.rule.split(".")
    if isinstance(finding, Measure):
        yield MEASURE[parts[1].partition(":")[0]]
        return
    aim = isinstance(finding, Target)
    kind = "a target" if aim else "progress"
    basis, _, dated = parts[-1].partition("+")
    if basis == "table":
        yield "a target: a cell under a year to come"
    elif basis == "qualitative":
        yield "a target without a number: what will be so by a stated day"
    else:
        yield f"{kind}: {TENSE[basis].format(side='after' if aim else 'before')}"
    if dated:
        yield f"date found in {DATED[dated]}" if dated != "none" else f"date found {DATED[dated]}"
    period = finding.deadline if isinstance(finding, Target) else finding.as_of
    if period is not None:
        rule, *changes = period.rule.split("+")
        told = [DATES[rule.partition(".")[0]], *(CHANGED[change] for change in changes if change in CHANGED)]
        yield f"date read as {'; '.join(told)}"
