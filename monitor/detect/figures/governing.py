"""
Which date governs a clause: its own, the sentence's, the paragraph's, the list head's, the heading's, the title's.

A date is never inherited across a heading, and a date in the clause of another statement governs that statement
alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain

from msgspec import Struct, structs

from ...text.dates import DATE_SIGNS, DateMention, find_dates
from ...text.quantities import AMOUNT_SIGNS
from ...text.sentences import Span, marker_length
from ...text.units import parse_number
from ..bodies import place_at_start
from ..document import Document, DocumentLine, Sentence
from ..vocabulary.modes import GOALS, Genre
from ..vocabulary.slots import (
    BARE_YEAR,
    BASE_OF_MULTIPLE,
    BASELINE_AFTER,
    BASELINE_BEFORE,
    EVENT_NAME,
    LEADS,
    PLAN_NAME,
    REACHED,
    STANDS_ALONE,
    TERM,
    ReportPart,
)
from ..vocabulary.tenses import YEAR_ON_YEAR
from .tense import parts_of

#: 当年, 次年 and 同年 are counted from the year that the text named last.
_POINTING_BACK = frozenset("当次同")
#: 昨天（9月2日） is the day of all that a paragraph of news tells.
_TOLD_DAY = "D2.told"
#: Rules of dates that name a period which figures are reported for.
_REPORTED_PERIODS = frozenset({"D1", "D2.month", "D6.quarter", "D6.half", "D6.months", "D11.months"})
#: Rules of dates that may leave out their year: 6月底, 年末, 上半年, 1—6月.
_PARTS_OF_YEARS = ("D2.month", "D2.day", "D4", "D6", "D11.months")
#: Words before a date that tell what it is for stand so near: 相对于, 增长到.
_NEAR = 5
#: The term of a plan stands within so many characters after 实施期.
_TERM = 24
#: Ends of expressions that say by when: 今年底, 2027年底前, 年内.
ENDS = ("底", "末", "前", "内")


class DateSource(StrEnum):
    """Where the date that governs a clause stands, nearest first."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    LIST_HEAD = "list_head"
    SECTION = "section"
    TITLE = "title"
    #: The past year of a work report: it dates results and is no evidence that an amount is one.
    REPORT = "report"


class GoverningDate(Struct, frozen=True, gc=False):
    """A date expression that governs a clause, and where it was found."""

    mention: DateMention
    source: DateSource
    #: The year that the text named last before a date that points back to it (当年, 次年).
    last_year: int | None = None


class SentenceDates(Struct, frozen=True, gc=False):
    """The usable date expressions of one sentence and what it inherits."""

    mentions: tuple[DateMention, ...]
    #: Where the mentions start that govern the clauses after them.
    leading: frozenset[int]
    #: From earlier sentences of the paragraph, nearest first; then list head, section, title.
    inherited: tuple[GoverningDate, ...] = ()
    last_year: int | None = None
    #: All spans that are dates, usable or not: digits there are no amounts.
    taken: tuple[tuple[int, int], ...] = ()
    #: Whether a sign of an amount stands in the sentence.
    has_amounts: bool = False
    #: The part of a work report that the sentence belongs to; None in other texts.
    part: ReportPart | None = None
    #: The day of which a paragraph of news tells (昨天), which dates a result that nothing else dates.
    told: GoverningDate | None = None


class _GoalsDate(Struct, frozen=True, gc=False):
    """The date by which a plan's section of goals named its first ones; it holds on in the section."""

    headings: tuple[int, ...]
    date: GoverningDate

    def reaches(self, line: DocumentLine) -> bool:
        """Tell whether a line is plain text of the same section; an item with a number of its own begins anew."""
        return line.headings == self.headings and not line.rank

    def before(self, outer: tuple[GoverningDate, ...]) -> tuple[GoverningDate, ...]:
        """Return the dates from above a line with this one among them: after its list head's, before all others."""
        head = sum(found.source is DateSource.LIST_HEAD for found in outer)
        return (*outer[:head], self.date, *outer[head:])


def dated_sentences(document: Document, genre: Genre) -> Iterator[tuple[Sentence, SentenceDates]]:
    """
    Yield the sentences that may state anything, each with its dates and those it inherits in its paragraph.

    A sentence without an amount and without a date of its own or from above is left out.
    """
    text = document.text
    carried: tuple[GoverningDate, ...] = ()
    outer: tuple[GoverningDate, ...] = ()
    last_year: int | None = None
    above = _DatesAbove(document, genre)
    parts = parts_of(document, genre)
    place: tuple[int, ReportPart | None] | None = None
    told: GoverningDate | None = None
    goals: _GoalsDate | None = None
    with_dates, with_amounts = (frozenset(document.holding(signs)) for signs in (DATE_SIGNS, AMOUNT_SIGNS))
    for index, sentence in enumerate(document.sentences):
        part = parts[index] if parts else None
        if (sentence.line, part) != place:
            place = sentence.line, part
            carried, outer, told = (), above.of(sentence.line, part), None
            if goals and goals.reaches(document.lines[sentence.line]):
                outer = goals.before(outer)
        found = tuple(find_dates(text, sentence.start, sentence.end)) if index in with_dates else ()
        has_amounts = index in with_amounts
        if not found:
            if carried or outer or has_amounts:
                # The period of a headline holds where figures are compared with the year before: 4月份… 同比.
                compared = not outer and YEAR_ON_YEAR.stands_in(document.words(sentence))
                further = above.of_news_title if compared else outer
                above_it = (*carried, *further)
                yield sentence, SentenceDates((), frozenset(), above_it, last_year, (), has_amounts, part, told)
            continue
        told = _told_day(found, genre) or told
        named = _with_years_named(found, document)
        usable = tuple([mention for mention in named if _is_usable(text, mention, sentence)])
        if part is ReportPart.REVIEW:
            usable = tuple(_of_past_year(usable, document.anchor.year - 1))
        clauses = document.clauses(sentence)
        leading = frozenset(
            [mention.start for mention in usable if _leads(text, mention, _clause_of(clauses, mention.start))]
        )
        taken = tuple([(mention.start, mention.end) for mention in found])
        above_it = (*carried, *outer)
        yield sentence, SentenceDates(usable, leading, above_it, last_year, taken, has_amounts, part, told)
        last_year = last_year_named(usable, document.anchor, last_year)
        carried = _carry(text, usable, leading, clauses, last_year, genre) or carried
        if carried and carried[0].mention.bound == "by" and above.names_goals(sentence.line):
            headings = document.lines[sentence.line].headings
            goals = _GoalsDate(headings, structs.replace(carried[0], source=DateSource.SECTION))


def _told_day(found: tuple[DateMention, ...], genre: Genre) -> GoverningDate | None:
    """Return the day that news say something happened on."""
    days = (GoverningDate(day, DateSource.PARAGRAPH) for day in found if day.rule == _TOLD_DAY)
    return next(days, None) if genre is Genre.NEWS else None


def governing(dates: SentenceDates, clause: Span, at: int, amounts: tuple[int, ...] = ()) -> GoverningDate | None:
    """Return the date that governs what stands at a position; `amounts`: where the sentence's amounts start."""
    for mention in reversed(dates.mentions):
        if mention.start >= at:
            continue
        if mention.start >= clause.start:
            return _by_title(dates, mention) or GoverningDate(mention, DateSource.CLAUSE, _year_before(dates, mention))
        lasts = mention.start in dates.leading or _is_due(mention)
        if lasts or not any(mention.end <= amount < clause.start for amount in amounts):
            return GoverningDate(mention, DateSource.SENTENCE, _year_before(dates, mention))
    after = next((mention for mention in dates.mentions if at < mention.start < clause.end), None)
    if after is not None and after.bound in {"by", "within"}:
        return GoverningDate(after, DateSource.CLAUSE, dates.last_year)
    return dates.inherited[0] if dates.inherited else None


def _year_before(dates: SentenceDates, mention: DateMention) -> int | None:
    """Return the year that the text named last before a date that points back to it; None for other dates."""
    if _POINTING_BACK.isdisjoint(mention.words):
        return None
    before = tuple(other for other in dates.mentions if other.start < mention.start)
    return last_year_named(before, date.min, dates.last_year)


def _is_due(mention: DateMention) -> bool:
    """Tell whether a date is a deadline (今年底, 2027年底前, 年内), which holds for the rest of its sentence."""
    return mention.bound == "by" or mention.words.endswith(ENDS)


def _by_title(dates: SentenceDates, mention: DateMention) -> GoverningDate | None:
    """
    Return the period in the title for a duration: `三年内` in a plan for 2025—2027 ends when the plan ends.

    `头两年` of that plan are its first two years.
    """
    if not mention.rule.startswith("D10"):
        return None
    outer = next((outer for outer in dates.inherited if outer.mention.rule == "D11.years"), None)
    count = parse_number(mention.named("count") or "")
    first = outer.mention.named("year") if outer else None
    if outer is None or first is None or count is None or mention.rule != "D10.first":
        return outer
    years = (("year", first), ("last", str(int(first) + int(count) - 1)))
    return structs.replace(outer, mention=structs.replace(outer.mention, groups=years, words=mention.words))


def _is_usable(text: str, mention: DateMention, sentence: Sentence) -> bool:
    """Tell whether a date may govern anything: it names no plan, and nothing is compared with it."""
    left = text[max(sentence.start, mention.start - _NEAR) : mention.start]
    right = text[mention.end : sentence.end]
    if mention.bound == "event" or (mention.rule == "D8" and PLAN_NAME.stands_between("", right)):
        return False
    if mention.rule == "D1" and EVENT_NAME.stands_between("", right):
        return False
    begins = left.endswith(("从", "由")) and right[:1].isdigit()
    if begins or BASE_OF_MULTIPLE.stands_between("", right):
        return False
    if REACHED.stands_between(left, right):
        return True
    if BASELINE_AFTER.stands_between("", right) or right.startswith("）"):
        return False
    found = BASELINE_BEFORE.sides[0].search(left)
    return not found or (
        found.group()[0] in "在由" and mention.bound != "since" and not right.startswith(("的", "基础上"))
    )


def _with_years_named(found: tuple[DateMention, ...], document: Document) -> tuple[DateMention, ...]:
    """Give 年末 and 年底 the past year that the sentence named before them: `2024年，…年末常住人口`."""
    if len(found) == 1:
        return found
    named: list[DateMention] = []
    for mention in found:
        ends = mention.rule == "D4.part" and mention.words in {"年末", "年底"} and mention.bound == "within"
        before = last_year_named(tuple(named), document.anchor, None) if ends else None
        if before is not None and before < document.anchor.year:
            named.append(structs.replace(mention, groups=(*mention.groups, ("year", str(before)))))
        else:
            named.append(mention)
    return tuple(named)


def _of_past_year(mentions: tuple[DateMention, ...], year: int) -> Iterator[DateMention]:
    """Yield the dates of a review: 上半年 and 年末 are the past year's; 一年来 opens it and 一年内 is a mere span."""
    for mention in mentions:
        named = mention.named("year")
        if named in _POINTING_BACK or (named is None and mention.rule.startswith(_PARTS_OF_YEARS)):
            groups = tuple((name, words) for name, words in mention.groups if words != named)
            yield structs.replace(mention, groups=(*groups, ("year", str(year))))
        elif mention.bound != "since" and mention.rule != "D10":
            yield mention


def _clause_of(clauses: list[Span], at: int) -> Span:
    return next((clause for clause in clauses if clause.start <= at < clause.end), clauses[-1])


def _leads(text: str, mention: DateMention, clause: Span) -> bool:
    """Tell whether only a place and words such as 力争 stand before the date in its clause: 贵州今年."""
    words = text[clause.start : mention.start]
    words = words[marker_length(words) :]
    if LEADS.stands_between(words, ""):
        return True
    place = place_at_start(words)
    return place is not None and LEADS.stands_between(words[place.end :], "")


def _carry(
    text: str,
    usable: tuple[DateMention, ...],
    leading: frozenset[int],
    clauses: list[Span],
    last_year: int | None,
    genre: Genre,
) -> tuple[GoverningDate, ...]:
    """Return the last date that opens the sentence or makes a clause of its own, and the 今年 of a report's tasks."""
    for mention in reversed(usable):
        if mention.start not in leading:
            continue
        opens = clauses[0].start <= mention.start < clauses[0].end
        # 今年…要 in a work report sets the tasks of the whole paragraph.
        tasks = genre is Genre.REPORT and mention.words == "今年"
        reported = tasks and "要" in text[mention.end : _clause_of(clauses, mention.start).end]
        if opens or reported or STANDS_ALONE.stands_between("", text[mention.end : clauses[-1].end]):
            return (GoverningDate(mention, DateSource.PARAGRAPH, last_year),)
    return ()


@dataclass(frozen=True)
class _DatesAbove:
    """The dates of what stands above the lines of a document, each looked for once."""

    document: Document
    genre: Genre

    def of(self, line: int, part: ReportPart | None) -> tuple[GoverningDate, ...]:
        """Return the dates of a line's list head, its headings, its part of a report and the title, nearest first."""
        here = self.document.lines[line]
        head = () if here.list_head is None else self._of_line(here.list_head, DateSource.LIST_HEAD)
        found = [self._of_line(index, DateSource.SECTION) for index in reversed(here.headings)]
        # A look back may stand under the heading of the tasks.
        found.insert(0 if part is ReportPart.REVIEW else len(found), self._of_part(part))
        return (*head, *chain.from_iterable(found), *self._of_title)

    def _of_part(self, part: ReportPart | None) -> tuple[GoverningDate, ...]:
        """Return the year that a part of a work report is about."""
        if part is None:
            return ()
        words = "今年" if part is ReportPart.AHEAD else "过去一年"
        year = self.document.anchor.year - (part is not ReportPart.AHEAD)
        mention = DateMention(0, 0, "D1", words, "within", (("year", str(year)),))
        source = DateSource.REPORT if part is ReportPart.OPEN else DateSource.SECTION
        return (GoverningDate(mention, source),)

    @cached_property
    def of_news_title(self) -> tuple[GoverningDate, ...]:
        """The period that opens the headline of news: 4月份, 上半年, 2024年."""
        if self.genre is not Genre.NEWS:
            return ()
        title = self.document.title
        first = next(find_dates(title), None)
        period = first is not None and first.bound == "within" and first.rule in _REPORTED_PERIODS
        opens = period and not title[: first.start].rpartition("】")[2] if first else False
        return (GoverningDate(first, DateSource.TITLE),) if first and opens else ()

    def names_goals(self, line: int) -> bool:
        """Tell whether a line stands under a heading of a plan that names goals."""
        headings = self.document.heading_words(line) if self.genre is Genre.PLAN else ()
        return any(GOALS.stands_in(words) for words in headings)

    def _of_line(self, index: int, source: DateSource) -> tuple[GoverningDate, ...]:
        if (index, source) not in self._of_lines:
            line = self.document.lines[index]
            self._of_lines[index, source] = _last_due(self.document.text, line.start, line.end, source)
        return self._of_lines[index, source]

    @cached_property
    def _of_lines(self) -> dict[tuple[int, DateSource], tuple[GoverningDate, ...]]:
        return {}

    @cached_property
    def _of_title(self) -> tuple[GoverningDate, ...]:
        """The period in a plan's title, else the one that the plan states: 实施期为2026年至2029年."""
        if self.genre is not Genre.PLAN:
            return ()
        title, text = BARE_YEAR.regex.sub(r"\g<0>年", self.document.title), self.document.text
        named = _last_due(title, 0, len(title), DateSource.TITLE)
        stated = None if named else TERM.regex.search(text)
        return _last_due(text, stated.end(), stated.end() + _TERM, DateSource.TITLE) if stated else named


def _last_due(text: str, start: int, end: int, source: DateSource) -> tuple[GoverningDate, ...]:
    found = [
        mention
        for mention in find_dates(text, start, end)
        if mention.bound in {"by", "within"} and not EVENT_NAME.stands_between("", text[mention.end : end])
    ]
    return (GoverningDate(found[-1], source),) if found else ()


def last_year_named(mentions: tuple[DateMention, ...], published: date, before: int | None) -> int | None:
    """Return the year that the last of the mentions names; `before`: the year named ahead of them."""
    for mention in reversed(mentions):
        named = mention.named("year")
        if named and named.isdigit():
            return int(named)
        if named in {"去", "上"}:
            return published.year - 1
    return before
