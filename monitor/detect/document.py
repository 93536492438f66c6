"""
An article made ready for reading: clean text, lines under their headings, sentences, damaged passages.

All offsets count in the clean text; `Document.clean.span` leads back to the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from ..domain import Article, Block, BlockKind, Quarantine
from ..text.decoding import Damage, find_damage, is_misread
from ..text.normalise import Clean, clean
from ..text.sentences import MAX_SENTENCE, Span, clauses, lines, sentences

#: A plan lists its goals so below the paragraph that says by when: ——产业规模。达到1500亿元.
_DASHES = ("——", "--")
#: So many headings above a line are kept.
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
    #: Index of the line that introduces its list; None outside lists.
    list_head: int | None = None


@dataclass(frozen=True)
class Document:
    """An article as rules take it; offsets count in `text`, and `clean.span` leads back to the article."""

    article: Article
    clean: Clean
    #: Title in the clean spelling.
    title: str
    #: Day of publication, else the day given for it.
    published: date
    lines: tuple[DocumentLine, ...]
    #: Sentences that may be read, in order; damaged ones are left out.
    sentences: tuple[Sentence, ...]
    #: Damaged sentences: nothing is read from them.
    damaged: tuple[Sentence, ...]
    quarantined: tuple[Quarantine, ...]

    @cached_property
    def anchor(self) -> date:
        """The day that 今年底 and 三年内 count from: the day of signing, else of publication."""
        return self.article.made_on or self.published

    @cached_property
    def text(self) -> str:
        """The whole clean text."""
        return self.clean.text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _clauses(self) -> dict[tuple[int, int], list[Span]]:
        """Clauses by the span of their sentence; several rules ask for the same clauses."""
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def holding(self, signs: re.Pattern[str]) -> Iterator[int]:
        """
        Yield the indexes of the sentences in which a match begins, in order.

        A search of the whole text passes over many sentences at once. A match may reach
        beyond its sentence, so a caller that must know exactly searches again.
        """
        text, starts, sentences = self.text, self._sentence_starts, self.sentences
        at = 0
        while found := signs.search(text, at):
            at = found.start() + 1
            index = bisect_right(starts, found.start()) - 1
            if index >= 0 and found.start() < sentences[index].end:
                yield index
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
    whole, damaged, quarantined = _sentences(cleaned, arranged)
    return Document(
        article=article,
        clean=cleaned,
        # Rules read a title as a sentence, whose length bounds their cost.
        title=clean(article.title).text[:MAX_SENTENCE],
        published=article.published or today,
        lines=arranged,
        sentences=tuple(whole),
        damaged=tuple(damaged),
        quarantined=tuple(quarantined),
    )


def _sentences(
    cleaned: Clean, arranged: tuple[DocumentLine, ...]
) -> tuple[list[Sentence], list[Sentence], list[Quarantine]]:
    """Return the sentences that may be read, the damaged ones, and why those are damaged."""
    text = cleaned.text
    damage = find_damage(text, traditional=cleaned.traditional)
    whole, broken, reasons = [], [], []
    for index, line in enumerate(arranged):
        for (first, last), reason in _with_damage(text, line, damage):
            if reason:
                start, end = cleaned.span(first, last)
                broken.append(Sentence(first, last, index))
                reasons.append(Quarantine(cleaned.source[start:end], start, end, reason))
            else:
                whole.append(Sentence(first, last, index))
    return whole, broken, reasons


def _with_damage(
    text: str, line: DocumentLine, damage: tuple[Damage, ...]
) -> Iterator[tuple[tuple[int, int], str | None]]:
    """Yield the line's sentences, each with the reason why it may not be read, or None."""
    first = bisect_right(damage, line.start, key=lambda sign: sign.end)
    near = damage[first : bisect_right(damage, line.end, key=lambda sign: sign.start)]
    for start, end in sentences(text, line.start, line.end):
        reasons = [sign.reason for sign in near if sign.start < end and start < sign.end]
        if not reasons and is_misread(text[start:end]):
            reasons = ["wrong charset"]
        yield (start, end), reasons[0] if reasons else None


def _arrange(cleaned: Clean, blocks: tuple[Block, ...]) -> tuple[DocumentLine, ...]:
    """Return the lines with their headings, and with the line that introduces the list they are items of."""
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
        # The page's own structure counts where it has any; in plain text the shape of lines shows it.
        if alone or kind is paragraph:
            kind, rank = (heading if line.heading else paragraph), shown
        if kind is heading:
            path = _under(path, arranged, rank)
        dashed = cleaned.text.startswith(_DASHES, start)
        if dashed and introduced is None and arranged:
            introduced = index - 1
        if not (shown or dashed or kind in _LISTED):
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
