"""
Which date governs a clause: its own, the sentence's, the paragraph's, the list head's, the heading's, the title's.

Inheritance never crosses a heading, and a date that belongs to another
statement's own clause does not reach further than that statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from msgspec import Struct, structs

from ..domain import Period, Precision
from ..text.dates import DATE_SIGNS, Anchor, DateMention, find_dates
from ..text.periods import Interval
from ..text.quantities import AMOUNT_SIGNS
from ..text.sentences import Span, marker_length
from .document import Document, Sentence
from .regions import place_at_start
from .tense import Genre, Tense

#: `增长到2024年的40万亿元` is dated by what it grew to.
_REACHED = re.compile(r"(?:增加|增长|提高|提升|上升|扩大|下降|减少)[到至]$")
#: “十五五”规划 names a document.
_PLAN_NAME = re.compile(r"(?:发展)?(?:规划|计划|纲要|目标|建议|期间编制)")
_BASELINE = re.compile(r"(?:比|较|与|对比|相比|相对于|由|基数|在)[^，。；]{0,3}$")
_BASELINE_AFTER = re.compile(
    r"(?:的基础上|相比|(?:水平|全年)?的[0-9])|比(?=[^，]{0,6}[0-9])|同期|[一-鿿]{0,6}(?:届|版）)"
)
#: Words that may stand before a date that governs what follows.
_LEAD = re.compile(
    r"(?:[^，。；：]{0,12}(?:提出|明确|要求|指出|表示|显示|目标(?:是|为)?|记者|了解到|获悉|强调))?"
    r"(?:其中|同时|此外|另外|而|争取|力争|确保|计划|预计|力求|到|至|在|自|从|截至|截止|经过|刚刚过去的|今年|我国|全国|全市|全省|我省|我市|利?用|的|，|“|——|\s){0,24}"
)
_OWN_CLAUSE = re.compile(r"(?:，|：|前，|，?在)")
#: Until so late in a year its news tell what it is to bring.
NEW_YEAR = 3
#: 全年规模以上工业增加值比上年增长5.8%, but 比上年全年加快0.4个百分点 and 占全年的85% tell of another year.
_WHOLE_YEAR = re.compile(r"(?:^|[，。；：])全年(?!目标|任务|计划|预期)")
#: 当年, 次年 and 同年 are counted from the year that the text named last.
_POINTING_BACK = frozenset("当次同")
#: Last month in which 全年 means the year before.
_REPORTED_UNTIL = 3
_RANK = {"clause": 0, "sentence": 1, "paragraph": 2, "list_head": 3, "section": 4, "title": 5}


class Governing(Struct, frozen=True, gc=False):
    """A date expression that governs a clause, and the level it was inherited from."""

    mention: DateMention
    basis: str
    last_year: int | None = None


class Dated(Struct, frozen=True, gc=False):
    """The usable date expressions of one sentence and what it inherits."""

    mentions: tuple[DateMention, ...]
    #: Mentions that govern the clauses after them.
    leading: frozenset[int]
    #: From earlier sentences of the paragraph, nearest first; then list head, section, title.
    inherited: tuple[Governing, ...] = ()
    last_year: int | None = None
    #: All spans that are dates, usable or not: digits there are no amounts.
    taken: tuple[tuple[int, int], ...] = ()
    #: Whether a sign of an amount stands in the sentence.
    has_amounts: bool = False


def dated_sentences(document: Document, genre: Genre) -> Iterator[tuple[Sentence, Dated]]:
    """
    Yield the sentences that may state anything with their dates; each learns from those before it in its paragraph.

    Most sentences hold neither an amount nor a date, and nothing above them does: they are left out.
    """
    line = -1
    text = document.text
    carried: tuple[Governing, ...] = ()
    outer: tuple[Governing, ...] = ()
    last_year: int | None = None
    above = _Above(document, genre)
    with_dates, with_amounts = (frozenset(document.holding(signs)) for signs in (DATE_SIGNS, AMOUNT_SIGNS))
    for index, sentence in enumerate(document.sentences):
        if sentence.line != line:
            line, carried = sentence.line, ()
            outer = above.of(line)
        found = tuple(find_dates(text, sentence.start, sentence.end)) if index in with_dates else ()
        has_amounts = index in with_amounts
        if not found:
            if carried or outer or has_amounts:
                yield sentence, Dated((), frozenset(), (*carried, *outer), last_year, (), has_amounts)
            continue
        told = _of_years_told(found, document)
        usable = tuple([mention for mention in told if _is_usable(text, mention, sentence)])
        clauses = document.clauses(sentence)
        leading = frozenset(
            [mention.start for mention in usable if _leads(text, mention, _clause_of(clauses, mention.start))]
        )
        taken = tuple([(mention.start, mention.end) for mention in found])
        yield sentence, Dated(usable, leading, (*carried, *outer), last_year, taken, has_amounts)
        last_year = _last_year(usable, document.anchor, last_year)
        carried = _carry(text, usable, leading, clauses, last_year) or carried


def governing(dated: Dated, clause: Span, at: int, amounts: tuple[int, ...]) -> Governing | None:
    """Return the date that governs what stands at a position; `amounts`: where the sentence's amounts start."""
    for mention in reversed(dated.mentions):
        if mention.start >= at:
            continue
        if mention.start >= clause.start:
            return _by_title(dated, mention) or Governing(mention, "clause", _year_before(dated, mention))
        lasts = mention.start in dated.leading or _is_due(mention)
        if lasts or not any(mention.end <= amount < clause.start for amount in amounts):
            return Governing(mention, "sentence", _year_before(dated, mention))
    after = next((mention for mention in dated.mentions if at < mention.start < clause.end), None)
    if after is not None and after.bound in {"by", "within"}:
        return Governing(after, "clause", dated.last_year)
    return dated.inherited[0] if dated.inherited else None


def _year_before(dated: Dated, mention: DateMention) -> int | None:
    """Return the year that the text named last before a date that points back to it; None for other dates."""
    if _POINTING_BACK.isdisjoint(mention.words):
        return None
    before = tuple(one for one in dated.mentions if one.start < mention.start)
    return _last_year(before, date.min, dated.last_year)


def _is_due(mention: DateMention) -> bool:
    """Tell a deadline by its end: 今年底, 2027年底前, 年内 hold for all that the sentence promises after it."""
    return mention.bound == "by" or mention.words.endswith(("底", "末", "前", "内"))


def _by_title(dated: Dated, mention: DateMention) -> Governing | None:
    """`三年内` in a plan for 2025—2027 ends when the plan ends."""
    if not mention.rule.startswith("D10"):
        return None
    return next((outer for outer in dated.inherited if outer.mention.rule == "D11.years"), None)


def tense_of(found: Governing | None, published: date, genre: Genre) -> Tense | None:
    """Return whether the governing period lies ahead of the day of publication or behind it."""
    if found is None:
        return None
    mention = found.mention
    if mention.bound in {"as_of", "since", "now"}:
        return Tense.RESULT if found.basis in {"clause", "sentence"} or mention.bound == "as_of" else None
    if mention.rule in {"D10", "D10.next", "D9"}:
        # 一年内 in a rule is the time in which a condition must be met.
        return None if genre is Genre.RULES and mention.rule == "D10" else Tense.AIM
    if not (mention.named("year") or mention.rule in {"D4.part", "D8"}):
        ahead = mention.bound == "by" or mention.words.endswith(("前", "内"))
        open_end = genre is Genre.PLAN or _runs(mention, published)
        return Tense.AIM if ahead else (None if open_end else Tense.RESULT)
    return _side(found, published)


def _runs(mention: DateMention, published: date) -> bool:
    """Tell whether the day of publication lies inside a period of several days: 9月至11月."""
    interval = mention.resolve(Anchor(published, forward=True))
    return interval is not None and interval.start is not None and interval.start <= published < interval.end


def _side(found: Governing, published: date) -> Tense | None:
    """Return on which side of the day of publication a dated period lies; None if it is running."""
    mention = found.mention
    interval = mention.resolve(Anchor(published, forward=False, last_year=found.last_year))
    if interval is None:
        return None
    if interval.start is not None and interval.start > published:
        return Tense.AIM
    if interval.end < published:
        return Tense.RESULT
    part = mention.named("part") or ""
    return Tense.AIM if mention.bound == "by" or part.endswith(("底", "末", "内")) else None


def is_running(found: Governing | None, published: date) -> bool:
    """Tell whether a period that is not over governs."""
    return _ahead(found, published) is not None


def is_this_year(found: Governing | None) -> bool:
    """Tell whether 今年, without an end or a part, governs."""
    return found is not None and found.mention.words == "今年" and found.mention.bound == "within"


def deadline(found: Governing | None, published: date) -> Period | None:
    """Return the day a target is due; None where nothing ahead governs it."""
    interval = _ahead(found, published)
    return None if found is None or interval is None else _period(interval, found)


def _ahead(found: Governing | None, published: date) -> Interval | None:
    """Return the governing period if it is not over."""
    if found is None or found.mention.bound in {"as_of", "since", "now", "event"}:
        return None
    interval = found.mention.resolve(Anchor(published, forward=True, last_year=found.last_year))
    return None if interval is None or interval.end < published else interval


def as_of(found: Governing | None, published: date, words: str = "") -> Period:
    """
    Return the day a result holds for; a running or missing period gives the day of publication.

    `words` are the result's own: 全年 without a year is the last one as long as it is being reported.
    """
    if found is None:
        last = published.year - 1
        if published.month <= _REPORTED_UNTIL and _WHOLE_YEAR.search(words):
            return Period(date(last, 1, 1), date(last, 12, 31), Precision.YEAR, "全年", "D1")
        return _on(published)
    interval = found.mention.resolve(Anchor(published, forward=False, last_year=found.last_year))
    if interval is None or found.mention.bound in {"since", "now", "event"}:
        return _on(published)
    if interval.start is not None and interval.start > published and found.mention.bound != "as_of":
        return _on(published)
    if interval.end > published and found.mention.bound != "as_of":
        return Period(
            interval.start, published, Precision.DAY, found.mention.words, f"{found.mention.rule}+running"
        )
    held = _period(interval, found)
    # 截至11月 names the last day; it does not say that the figure began with the month.
    return replace(held, start=None) if found.mention.bound == "as_of" else held


def _on(day: date) -> Period:
    return Period(None, day, Precision.DAY, "", "none")


def _period(interval: Interval, found: Governing) -> Period:
    rule = found.mention.rule if found.basis == "clause" else f"{found.mention.rule}+{found.basis}"
    return Period(interval.start, interval.end, Precision(interval.precision), found.mention.words, rule)


def _is_usable(text: str, mention: DateMention, sentence: Sentence) -> bool:
    if mention.bound == "event" or (mention.rule == "D8" and _PLAN_NAME.match(text, mention.end)):
        return False
    before = text[max(sentence.start, mention.start - 5) : mention.start]
    if before.endswith(("从", "由")) and text[mention.end : mention.end + 1].isdigit():
        return False
    if _REACHED.search(before):
        return True
    if _BASELINE_AFTER.match(text, mention.end) or text.startswith("）", mention.end):
        return False
    found = _BASELINE.search(before)
    return not found or (
        found.group()[0] in "在由"
        and mention.bound != "since"
        and "的" not in text[mention.end : mention.end + 1]
    )


def _of_years_told(found: tuple[DateMention, ...], document: Document) -> tuple[DateMention, ...]:
    """Give 年末 and 年底 the past year that the sentence named before them: `2024年，…年末常住人口`."""
    if len(found) == 1:
        return found
    told: list[DateMention] = []
    for mention in found:
        ends = mention.rule == "D4.part" and mention.words in {"年末", "年底"} and mention.bound == "within"
        before = _last_year(tuple(told), document.anchor, None) if ends else None
        if before is not None and before < document.anchor.year:
            told.append(structs.replace(mention, groups=(*mention.groups, ("year", str(before)))))
        else:
            told.append(mention)
    return tuple(told)


def _clause_of(clauses: list[Span], at: int) -> Span:
    return next((clause for clause in clauses if clause.start <= at < clause.end), clauses[-1])


def _leads(text: str, mention: DateMention, clause: Span) -> bool:
    """Tell whether only a place and words such as 力争 stand before the date in its clause: 贵州今年."""
    words = text[clause.start : mention.start]
    words = words[marker_length(words) :]
    if _LEAD.fullmatch(words):
        return True
    place = place_at_start(words)
    return place is not None and _LEAD.fullmatch(words, place.end) is not None


def _carry(
    text: str,
    usable: tuple[DateMention, ...],
    leading: frozenset[int],
    clauses: list[Span],
    last_year: int | None,
) -> tuple[Governing, ...]:
    """Return the last date that opens the sentence or makes a clause of its own."""
    for mention in reversed(usable):
        if mention.start not in leading:
            continue
        opens = clauses[0].start <= mention.start < clauses[0].end
        if opens or _OWN_CLAUSE.match(text, mention.end):
            return (Governing(mention, "paragraph", last_year),)
    return ()


@dataclass(frozen=True)
class _Above:
    """The dates of what stands above the lines of a document, each looked for once."""

    document: Document
    genre: Genre

    def of(self, line: int) -> tuple[Governing, ...]:
        """Return the dates of a line's list head, its headings and the title, nearest first."""
        here = self.document.lines[line]
        if here.list_head is None and not here.headings:
            return self._of_title
        head = () if here.list_head is None else self._of_line(here.list_head, "list_head")
        headings = (self._of_line(index, "section") for index in reversed(here.headings))
        return (*head, *chain.from_iterable(headings), *self._of_title)

    def _of_line(self, index: int, basis: str) -> tuple[Governing, ...]:
        if (index, basis) not in self._of_lines:
            line = self.document.lines[index]
            self._of_lines[index, basis] = _last_of(self.document.text, line.start, line.end, basis)
        return self._of_lines[index, basis]

    @cached_property
    def _of_lines(self) -> dict[tuple[int, str], tuple[Governing, ...]]:
        return {}

    @cached_property
    def _of_title(self) -> tuple[Governing, ...]:
        title = self.document.title
        return _last_of(title, 0, len(title), "title") if self.genre is Genre.PLAN else ()


def _last_of(text: str, start: int, end: int, basis: str) -> tuple[Governing, ...]:
    found = [mention for mention in find_dates(text, start, end) if mention.bound in {"by", "within"}]
    return (Governing(found[-1], basis),) if found else ()


def _last_year(mentions: tuple[DateMention, ...], published: date, before: int | None) -> int | None:
    for mention in reversed(mentions):
        named = mention.named("year")
        if named and named.isdigit():
            return int(named)
        if named in {"去", "上"}:
            return published.year - 1
    return before
