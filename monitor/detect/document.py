"""An article made ready for the rules: clean text, lines under their headings, sentences, damaged places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from ..domain import Article, Block, BlockKind, Quarantine, Relevance, Topic
from ..text.damage import Damage, find_damage, is_misread, may_be_misread
from ..text.normalise import Clean, clean
from ..text.sentences import MAX_SENTENCE, Span, clauses, lines, sentences
from .issuers import known_issuers

_MAX_PATH = 6
#: Blocks of these kinds belong to the list that a line before them introduces.
_LISTED = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


class Sentence(Struct, frozen=True, gc=False):
    """A sentence; offsets count in the document's clean text."""

    start: int
    end: int
    #: Index of its line in `Document.lines`.
    line: int


class DocumentLine(Struct, frozen=True, gc=False):
    """A line of the clean text with its place in the structure."""

    start: int
    end: int
    kind: BlockKind
    #: Rank of its heading or list marker, 1 highest; 0: plain text.
    rank: int
    #: Indexes of the headings above it, highest first.
    headings: tuple[int, ...] = ()
    #: Index of the line that introduces the list it is an item of; None outside lists.
    list_head: int | None = None


@dataclass(frozen=True)
class Document:
    """What every rule takes; all offsets count in `text`, `span` leads back to the article."""

    article: Article
    clean: Clean
    #: Title in the clean spelling.
    title: str
    #: Day of publication, else the day given for it.
    published: date
    lines: tuple[DocumentLine, ...]
    #: Sentences that may be read, in order; damaged ones are left out.
    sentences: tuple[Sentence, ...]
    quarantined: tuple[Quarantine, ...]

    @cached_property
    def anchor(self) -> date:
        """The day that 今年底 and 三年内 count from: when the document was signed, else published."""
        return self.article.made_on or self.published

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """The bodies that the page names as issuer; empty for outlets and departments unknown."""
        return known_issuers(self.article.issuer)

    @cached_property
    def text(self) -> str:
        """The whole clean text."""
        return self.clean.text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _clauses(self) -> dict[tuple[int, int], list[Span]]:
        """The clauses of each sentence that was asked for: every rule asks for the same ones."""
        return {}

    @cached_property
    def judged(self) -> dict[Topic, Relevance]:
        """How much it speaks of each topic that was asked for: what it is itself asks for the same."""
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def holding(self, signs: re.Pattern[str]) -> Iterator[int]:
        """
        Yield the indexes of the sentences in which a match begins, in order.

        One look at the whole text passes over many sentences that hold none. A match
        may reach beyond its sentence: who must know exactly looks again.
        """
        text, starts, sentences = self.text, self._sentence_starts, self.sentences
        at = 0
        while found := signs.search(text, at):
            at = found.start() + 1
            index = bisect_right(starts, found.start()) - 1
            if index >= 0 and found.start() < sentences[index].end:
                yield index
                # What else the sentence holds tells nothing more.
                at = sentences[index].end

    def line_at(self, position: int) -> int:
        """Return the index of the line that holds the position."""
        return max(0, bisect_right(self._line_starts, position) - 1)

    def words(self, piece: Sentence | DocumentLine | Span) -> str:
        """Return the clean words of a piece."""
        return self.text[piece.start : piece.end]

    def clauses(self, sentence: Sentence) -> list[Span]:
        """Return the sentence's clauses, in order."""
        span = sentence.start, sentence.end
        if span not in self._clauses:
            self._clauses[span] = clauses(self.text, *span)
        return self._clauses[span]

    def heading_words(self, line: int) -> Iterator[str]:
        """Yield the headings above a line, nearest first."""
        for index in reversed(self.lines[line].headings):
            yield self.words(self.lines[index])


def read_document(article: Article, *, today: date) -> Document:
    """Return the article in clean spelling and with its structure; `today` dates an undated one."""
    cleaned = clean(article.text)
    arranged = _arrange(cleaned, article.blocks)
    whole, quarantined = _sentences(cleaned, arranged)
    return Document(
        article=article,
        clean=cleaned,
        # As a sentence: what is read of it is bounded by its length.
        title=clean(article.title).text[:MAX_SENTENCE],
        published=article.published or today,
        lines=arranged,
        sentences=tuple(whole),
        quarantined=tuple(quarantined),
    )


def _sentences(cleaned: Clean, arranged: tuple[DocumentLine, ...]) -> tuple[list[Sentence], list[Quarantine]]:
    """Return the sentences that may be read, and the damaged ones."""
    text = cleaned.text
    damage = find_damage(text, traditional=cleaned.traditional)
    suspected = may_be_misread(text)
    if not damage and not suspected:
        whole = [
            Sentence(start, end, index)
            for index, line in enumerate(arranged)
            for start, end in sentences(text, line.start, line.end)
        ]
        return whole, []
    whole, broken = [], []
    for index, line in enumerate(arranged):
        for (first, last), reason in _with_damage(text, line, damage, suspected=suspected):
            if reason:
                start, end = cleaned.span(first, last)
                broken.append(Quarantine(cleaned.source[start:end], start, end, reason))
            else:
                whole.append(Sentence(first, last, index))
    return whole, broken


def _with_damage(
    text: str, line: DocumentLine, damage: tuple[Damage, ...], *, suspected: bool
) -> Iterator[tuple[tuple[int, int], str | None]]:
    """
    Yield the line's sentences, each with the reason it may not be read or None.

    `suspected`: whether the text has rare characters enough for a sentence to be a misread one.
    """
    first = bisect_right(damage, line.start, key=lambda sign: sign.end)
    near = damage[first : bisect_right(damage, line.end, key=lambda sign: sign.start)]
    for start, end in sentences(text, line.start, line.end):
        hits = [sign.reason for sign in near if sign.start < end and start < sign.end]
        if not hits and suspected and is_misread(text[start:end]):
            hits = ["wrong charset"]
        yield (start, end), hits[0] if hits else None


def _arrange(cleaned: Clean, blocks: tuple[Block, ...]) -> tuple[DocumentLine, ...]:
    starts = list(accumulate((len(block.text) + 1 for block in blocks[:-1]), initial=0))
    alone = len(blocks) == 1
    heading, paragraph = BlockKind.HEADING, BlockKind.PARAGRAPH
    arranged: list[DocumentLine] = []
    path: tuple[int, ...] = ()
    introduced: int | None = None
    for index, line in enumerate(lines(cleaned.text)):
        start, end, shown = line.start, line.end, line.rank
        block = blocks[bisect_right(starts, cleaned.place(start)) - 1]
        kind, rank = block.kind, shown or block.level
        # The page's own structure is trusted where there is any; plain text shows it by the shape of lines.
        if alone or kind is paragraph:
            kind, rank = (heading if line.heading else paragraph), shown
        if kind is heading:
            path = _under(path, arranged, rank)
        if not (shown or kind in _LISTED):
            introduced = None
        arranged.append(DocumentLine(start, end, kind, rank, path, introduced))
        if kind is heading:
            path = (*path, index)[-_MAX_PATH:]
        if cleaned.text[end - 1] in "：:":
            introduced = index
    return tuple(arranged)


def _under(path: tuple[int, ...], arranged: list[DocumentLine], rank: int) -> tuple[int, ...]:
    """Return the headings that a heading of this rank stands under."""
    if rank == 0 and path and arranged[path[-1]].rank:
        return path
    return tuple(index for index in path if 0 < arranged[index].rank < rank)
