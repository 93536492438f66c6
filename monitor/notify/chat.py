"""A content as the parts of a chat message: blocks in a dialect, packed into the service's limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from . import phrases
from .content import Content, ContentKind, Item, Language, Section, Words
from .dialects import Dialect
from .harmless import HEADLINE_SHOWN, LINES_SHOWN, QUOTE_SHOWN, TITLE_SHOWN, shown
from .letters import MAY_BE_A_REPEAT, Part
from .phrases import counts_words, coverage_words, in_order, subject, the_only
from .split import Size, numbered

#: Cells of an attainment bar.
BAR = 10
FULL = Decimal(100)
ATTACHED = Words("附件", "Attachment", "附件 Attachment")
READ_AT = Words("原文", "Source", "原文 Source")
#: Stands before a part that may have arrived already.
REPEAT = MAY_BE_A_REPEAT.said(Language.BOTH)


class Titled(StrEnum):
    """Where a service shows the title."""

    IN_BODY = "in body"  # it has none: ours is the first line
    APART = "apart"
    BOTH = "both"  # only as a preview, so it is the first line as well


@dataclass(frozen=True, slots=True)
class Form:
    """What a service takes."""

    dialect: Dialect
    #: Size of a body at most, in the unit of `size`.
    limit: int
    size: Size = len
    titled: Titled = Titled.APART


def parts(content: Content, language: Language, form: Form) -> tuple[Part, ...]:
    """Return the message's parts, each within the form's limit, cut between items, numbered (2/3)."""
    title = phrases.title(content, language)
    first_line = subject(content, language)
    while form.size(form.dialect.heading.format(form.dialect.text(first_line))) > form.limit // 3:
        first_line = first_line[: len(first_line) * 3 // 4] + "…"

    def head(number: str) -> str:
        if form.titled is Titled.APART:
            return ""
        line = form.dialect.heading.format(form.dialect.text(first_line) + number)
        return line + form.dialect.newline + form.dialect.newline

    room = form.limit - form.size(REPEAT + form.dialect.newline)
    between = form.dialect.newline * 2
    made = numbered(tuple(blocks(content, language, form.dialect)), room, form.size, head, between)
    return tuple(
        Part(
            "" if form.titled is Titled.IN_BODY else title + (f" ({n}/{len(made)})" if len(made) > 1 else ""),
            before + text,
        )
        for n, (before, text) in enumerate(made, 1)
    )


def repeated(part: Part, form: Form) -> Part:
    """Return the part marked as one that may have arrived already."""
    if form.titled is Titled.APART:
        return Part(f"{REPEAT} {part.title}", part.body)
    title = f"{REPEAT} {part.title}" if part.title else ""
    return Part(title, f"{REPEAT}{form.dialect.newline}{part.body}")


def blocks(content: Content, language: Language, dialect: Dialect) -> Iterator[str]:
    """Yield what must stay together: the lines that tell of the message, then item by item."""
    notices = [dialect.text(shown(words.said(language), QUOTE_SHOWN)) for words in content.notices]
    coverage = dialect.text(coverage_words(content.coverage).said(language))
    # Of a single alert the title or its own label says all that counts would.
    counts = "" if the_only(content) else dialect.text(counts_words(content, language))
    first = content.kind is ContentKind.DIGEST
    if opening := [line for line in (*notices, coverage if first else "", counts) if line]:
        yield dialect.newline.join(opening)
    for section in in_order(content.sections):
        yield from _section(section, language, dialect, headed=the_only(content) is None)
    if not first:
        yield coverage


def _section(section: Section, language: Language, dialect: Dialect, *, headed: bool) -> Iterator[str]:
    heading = dialect.heading.format(dialect.text(phrases.heading(section, language)))
    for number, item in enumerate(section.items):
        said = headed and bool(dialect.bullet) and item.label.zh == section.heading.zh
        lines = list(item_lines(item, language, dialect, labelled=not said))
        yield dialect.newline.join([heading, *lines] if headed and number == 0 else lines)
    if section.left_out:
        more = Words(f"另有 {section.left_out} 项", f"{section.left_out} more").said(language)
        yield dialect.newline.join([*([] if section.items else [heading]), f"… {more}"])


def item_lines(item: Item, language: Language, dialect: Dialect, *, labelled: bool = True) -> Iterator[str]:
    """
    Yield an item's lines, none of them longer than the least limit of a service.

    No line begins with words of a page: `#`, `>`, `-` and `1.` mean something there.
    """
    said = " · ".join(shown(words.said(language)) for words in item.headline[:HEADLINE_SHOWN])
    yield (f"{dialect.bold(item.label.said(language))} " if labelled else dialect.bullet) + dialect.text(said)
    for words in item.details[:LINES_SHOWN]:
        yield f"· {dialect.text(shown(words.said(language)))}"
    if item.attainment is not None:
        yield bar(item.attainment)
    if item.quote:
        yield dialect.quoted.format(dialect.text(shown(item.quote, QUOTE_SHOWN)))
    about = (shown(item.title, TITLE_SHOWN), shown(item.source), str(item.published or ""))
    if any(about):
        yield "— " + dialect.text(" · ".join(part for part in about if part))
    if link := dialect.link(READ_AT.said(language), item.link):
        yield link
    for words in item.notes[:LINES_SHOWN]:
        yield f"⚠ {dialect.text(shown(words.said(language)))}"
    for reference in item.references[:LINES_SHOWN]:
        link = dialect.link(ATTACHED.said(language), reference.url)
        yield f"· {dialect.text(shown(reference.title))} {link}".rstrip()


def bar(percent: Decimal) -> str:
    """Return attainment as ten cells and a number: `████████░░ 82%`; a full bar is never less than 100%."""
    filled = min(BAR, max(0, int(percent * BAR / FULL)))
    return f"{'█' * filled}{'░' * (BAR - filled)} {percent.normalize():f}%"
