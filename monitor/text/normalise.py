"""
One spelling for every text: widths, Traditional characters, pinyin, doubled punctuation, hard wraps.

No rule here depends on what a text means. Every position leads back to the source,
so that a quote is always cut from the words as published.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import cycle, pairwise

import opencc

#: Full-width digits, letters and signs, and punctuation variants, one character for one.
_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_WIDTH |= {
    ord(variant): kept
    for kept, variants in {
        "%": "％﹪", "~": "～∼〜˜", "+": "＋﹢", ".": "．", "/": "／", "—": "–－‑‒―─━", "&": "＆", "=": "＝",
        "<": "＜", ">": "＞", "，": "﹐､", "；": "﹔", "：": "﹕∶", "（": "(﹙", "）": ")﹚", "！": "!﹗",
        "“": "「〝", "”": "」〞", "‘": "『", "’": "』", "《": "〈", "》": "〉", "·": "•‧∙・",
        " ": "\u00a0\u3000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
        "\n": "\r\x0b\x0c\x85\u2028\u2029",
    }.items()
    for variant in variants
}  # fmt: skip
#: Bold and other styled digits (𝟐𝟎𝟐𝟕): five alphabets of ten digits in a row.
_STYLED = range(0x1D7CE, 0x1D800)
_VARIANT = re.compile(f"[{re.escape(''.join(map(chr, _WIDTH)))}{chr(_STYLED.start)}-{chr(_STYLED.stop - 1)}]")
_WIDTH |= {code: str(number % 10) for number, code in enumerate(_STYLED)}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
#: A comma, semicolon or colon that is not part of 1,200 or 19:36 or https://.
_ASCII_STOP = re.compile(r",(?!(?<=[0-9],)[0-9]{3}(?![0-9]))|;|:(?!//|(?<=[0-9]:)[0-9])")
_FULL_STOP = {",": "，", ";": "；", ":": "："}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]{1,64}")
_SPACE_BY_HAN = re.compile(
    # Both alternatives begin with a blank, which most texts have few of.
    rf" (?:(?<=[{_HAN}，。；：、（）《》“”—~0-9%+\n-] ) {{0,63}}| {{0,63}}(?=[{_HAN}，。；：、（）《》“”\n]))"
)
#: `，，`, `，。`, `。。`, not `……` or `——`.
_STOPS = re.compile(r"[，、；：。！][，、；：。！]{1,31}")
_STOP_RANK = "、，：；！。"

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_READING = rf" ?[a-zü{_TONES}]{{1,6}} ?）"
_PINYIN = re.compile(rf"（(?<=[{_HAN}]（){_READING}(?:（{_READING}){{0,3}} ?")
_TONED = re.compile(f"[{_TONES}]")
_WORD = re.compile("[a-zü]{1,64}")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iong|iang|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|[aoeiuvü])"
)
#: So many plain syllables in brackets are pinyin; a single `平台（an）` may be a name.
_PLAIN_PINYIN = 3

#: A text is Traditional if converting it would change this share of its Han characters, and two different ones.
_TRADITIONAL_SHARE = 0.05
_TRADITIONAL_KINDS = 2
#: The converter changes these only inside words (瞭解, 藉助); Simplified texts hardly ever use them.
_TRADITIONAL_IN_WORDS = "瞭藉衹甦彷"
#: A text of a few words is Traditional by a single changed character: `創新`.
_TRADITIONAL_HALF = 0.1

_WRAP_SHORT = 4
_WRAP_COLUMN = 15
_WRAP_LINES = 3
_LINE_CLOSERS = "，。；：、）》”’！%"
_LINE_OPENERS = "，、（《“‘"
_WRAP_WORD = re.compile(r"[年月日](?=$|[0-9底末前，。])|%|[亿万](?=$|[元吨人户])|个百分点")
#: The number of an item that stands on a line of its own: `2.⏎10项标准` is no 2.10.
_MARKER = re.compile("[0-9]{1,2}[.．、]")
_PIECE = re.compile(r"[0-9.]{1,8}|[年月日至—]|[0-9]{1,4}[年月日]")


#: Where the distance between a text and its source changes: (position here, position in the source), in order.
Shifts = tuple[tuple[int, int], ...]
#: Returns the spans of a text that are to be cut, in order.
_FindCuts = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text between two steps of cleaning, and the way back to its source."""

    text: str
    shifts: Shifts = ()

    def without(self, cuts: list[tuple[int, int]]) -> _Draft:
        """Return the draft with the spans removed; spans are in order and apart."""
        edges = [0, *(edge for cut in cuts for edge in cut), len(self.text)]
        marks = [here for here, _ in self.shifts]
        shifts: list[tuple[int, int]] = []
        pieces: list[str] = []
        at = distance = 0
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start == end:
                continue
            inside = self.shifts[bisect_right(marks, start) : bisect_left(marks, end)]
            for here, there in ((start, _place(self.shifts, marks, start)), *inside):
                new = at + here - start
                if there - new != distance:
                    shifts.append((new, there))
                    distance = there - new
            pieces.append(self.text[start:end])
            at += end - start
        return _Draft("".join(pieces), tuple(shifts))


def _place(shifts: Shifts, marks: list[int], position: int) -> int:
    """Return where in the source a position stands; `marks`: where the shifts are here."""
    found = bisect_right(marks, position) - 1
    if found < 0:
        return position
    here, there = shifts[found]
    return there + position - here


@dataclass(frozen=True)
class Clean:
    """A text in one spelling, and the way back to its source."""

    text: str
    source: str
    #: Whether the source was written in Traditional characters.
    traditional: bool = False
    shifts: Shifts = ()

    @cached_property
    def _marks(self) -> list[int]:
        return [here for here, _ in self.shifts]

    def place(self, position: int) -> int:
        """Return where in the source the character at `position` stands."""
        return _place(self.shifts, self._marks, position) if self.shifts else position

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that `text[start:end]` was made from."""
        if end <= start:
            return self.place(start), self.place(start)
        return self.place(start), self.place(end - 1) + 1

    def quote(self, start: int, end: int) -> str:
        """Return the words of the source that `text[start:end]` was made from."""
        first, last = self.span(start, end)
        return self.source[first:last]


def clean(source: str) -> Clean:
    """Return the text in Simplified characters and one set of signs; cleaning twice changes nothing more."""
    folded = _VARIANT.sub(lambda variant: _WIDTH[ord(variant.group())], source)
    folded = _ASCII_STOP.sub(lambda stop: _FULL_STOP[stop.group()], folded)
    simplified = simplify(folded)
    traditional = simplified != folded
    draft = _Draft(simplified)
    pinyin = partial(_pinyin, traditional=traditional)
    finders: tuple[_FindCuts, ...] = (pinyin, _invisible, _spaces, _wraps, _doubled_stops)
    turn, idle = cycle(finders), 0
    # A cut can bring two signs together that another finder cuts, so the finders take turns until none finds anything.
    while idle < len(finders):
        cuts = next(turn)(draft.text)
        idle = 0 if cuts else idle + 1
        if cuts:
            draft = draft.without(cuts)
    return Clean(draft.text, source, traditional, draft.shifts)


def simplify(text: str) -> str:
    """Return the text in Simplified characters, one for one, if it is written in Traditional ones."""
    if not _traditional().search(text):
        return text
    changed = _to_simplified(text)
    if changed == text:
        return text
    pairs = [(old, new) for old, new in zip(text, changed, strict=True) if "\u3400" <= old <= "\u9fff"]
    different = [old for old, new in pairs if old != new]
    wanted = _TRADITIONAL_SHARE if len(set(different)) >= _TRADITIONAL_KINDS else _TRADITIONAL_HALF
    return changed if len(different) >= wanted * len(pairs) else text


@cache
def _traditional() -> re.Pattern[str]:
    """
    Return a pattern of all Traditional characters, made from the converter on first use.

    A text without them is not converted. Characters that only change together (批覆, 英哩) do not count: both
    are as common in Simplified texts.
    """
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    changed = _converter().convert("\n".join(signs)).split("\n")
    alone = "".join(old for old, new in zip(signs, changed, strict=True) if old != new)
    return re.compile(f"[{alone}{_TRADITIONAL_IN_WORDS}]")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _to_simplified(text: str) -> str:
    changed: str = _converter().convert(text)
    if changed != text:
        # A few rare characters need two steps (薴, 苧, 苎).
        changed = _converter().convert(changed)
    if len(changed) == len(text):
        return changed
    return "".join(_one_to_one(character) for character in text)


@cache
def _one_to_one(character: str) -> str:
    changed: str = _converter().convert(_converter().convert(character))
    return changed if len(changed) == 1 else character


def _invisible(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _INVISIBLE.finditer(text)]


def _pinyin(text: str, *, traditional: bool) -> list[tuple[int, int]]:
    """
    Find readings in brackets: `国（guó）务`, and plain ones like `关（guan）于`.

    Plain syllables count in damaged copies only (Traditional, or full of them);
    elsewhere `平台（an）` may be a name.
    """
    found = [(match.span(), match.group()) for match in _PINYIN.finditer(text)]
    toned = [span for span, brackets in found if _TONED.search(brackets)]
    plain = [span for span, brackets in found if _is_plain_syllable(brackets)]
    if toned or traditional or len(plain) >= _PLAIN_PINYIN:
        return sorted({*toned, *plain})
    return []


def _is_plain_syllable(brackets: str) -> bool:
    words = _WORD.findall(brackets)
    return not _TONED.search(brackets) and all(_SYLLABLE.fullmatch(word) for word in words)


def _spaces(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _SPACE_BY_HAN.finditer(text)] if " " in text else []


def _doubled_stops(text: str) -> list[tuple[int, int]]:
    """Keep the strongest stop of a run: `，，` is `，` and `，。` is `。`."""
    cuts = []
    for run in _STOPS.finditer(text):
        strongest = max(range(len(run.group())), key=lambda at: _STOP_RANK.index(run.group()[at]))
        kept = run.start() + strongest
        cuts += [span for span in ((run.start(), kept), (kept + 1, run.end())) if span[0] < span[1]]
    return cuts


def _wraps(text: str) -> list[tuple[int, int]]:
    """Find line breaks that stand inside a sentence."""
    if "\n" not in text:
        return []
    lines = text.split("\n")
    even = _evenly_wrapped(lines)
    cuts = []
    at = 0
    for number, (line, following) in enumerate(pairwise(lines)):
        at += len(line)
        if number in even or _is_broken(line, following):
            cuts.append((at, at + 1))
        at += 1
    return cuts


def _is_broken(line: str, following: str) -> bool:
    """Tell whether a word or sentence runs over the line's end: `2025⏎年`, `（PM⏎2.5⏎）浓度`."""
    if not line or not following or "\t" in line or "\t" in following:
        return False
    if following[0] in _LINE_CLOSERS or line[-1] in _LINE_OPENERS:
        return True
    if _MARKER.fullmatch(line):
        return False
    if line[-1].isdigit() and _WRAP_WORD.match(following):
        return True
    if line[-1].isascii() and line[-1].isalpha() and following[0].isdigit() and _PIECE.fullmatch(following):
        return True
    return bool(len(line) <= _WRAP_SHORT and _PIECE.fullmatch(line) and _PIECE.match(following))


def _evenly_wrapped(lines: list[str]) -> set[int]:
    """Return the numbers of lines that were cut at a column: neighbours of one length, no stop at the end."""
    broken: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines):
        # A row of a table, its cells joined by tabs, is never a part of a paragraph.
        open_end = len(line) >= _WRAP_COLUMN and line[-1] not in "。！？?；：”）" and "\t" not in line
        if open_end and run and abs(len(lines[run[0]]) - len(line)) <= 1:
            run.append(number)
            continue
        if len(run) >= _WRAP_LINES:
            broken.update(run)
        run = [number] if open_end else []
    if len(run) >= _WRAP_LINES:
        broken.update(run[:-1])
    return broken
