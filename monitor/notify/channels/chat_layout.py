"""A content as text: parts of a chat message in its dialect, within its limit; or one part for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...domain import SendResult
from ..content import (
    Bilingual,
    Content,
    ContentKind,
    Item,
    Language,
    Section,
    counts_words,
    coverage_words,
    heading,
    in_order,
    subject,
    the_only,
    title,
)
from ..content.wording import HEADLINE_SHOWN, LINES_SHOWN, QUOTE_SHOWN, TITLE_SHOWN, address, shown
from .channel import REPEAT_MARK, SENT, TERMINAL, ChatForm, Dialect, Part, Size, TitlePlace

#: Cells of an attainment bar.
BAR = 10
FULL = Decimal(100)
ATTACHED = Bilingual("附件", "Attachment", "附件 Attachment")
READ_AT = Bilingual("原文", "Source", "原文 Source")

#: Where to cut a text, best first: between items, between lines, after a sentence, after a word; and whether
#: only the second half is searched, so that parts are not needlessly small. A line stays whole at any price,
#: since half of a line may be half of a link.
BORDERS = (("\n\n", True), ("\n", False), ("。", True), ("；", True), (" ", True))


def parts(content: Content, language: Language, form: ChatForm) -> tuple[Part, ...]:
    """Return the parts of a message, each within the limit, cut between items and numbered (2/3)."""
    preview = title(content, language)
    first_line = subject(content, language)
    while form.size(form.dialect.heading.format(form.dialect.escape(first_line))) > form.limit // 3:
        first_line = first_line[: len(first_line) * 3 // 4] + "…"

    def head(number: str) -> str:
        if form.title is TitlePlace.APART:
            return ""
        line = form.dialect.heading.format(form.dialect.escape(first_line) + number)
        return line + form.dialect.newline + form.dialect.newline

    room = form.limit - form.size(REPEAT_MARK + form.dialect.newline)
    between = form.dialect.newline * 2
    made = numbered(tuple(blocks(content, language, form.dialect)), room, form.size, head, between)
    return tuple(
        Part("" if form.title is TitlePlace.IN_BODY else preview + numbering(number, len(made)), before + text)
        for number, (before, text) in enumerate(made, 1)
    )


def as_repeat(part: Part, form: ChatForm) -> Part:
    """Return a part that says that it may be a repeat."""
    if form.title is TitlePlace.APART:
        return Part(f"{REPEAT_MARK} {part.title}", part.body)
    preview = f"{REPEAT_MARK} {part.title}" if part.title else ""
    return Part(preview, f"{REPEAT_MARK}{form.dialect.newline}{part.body}")


def blocks(content: Content, language: Language, dialect: Dialect) -> Iterator[str]:
    """Yield the blocks that stay together: the lines about the message itself, then each item."""
    notices = [dialect.escape(shown(words.text(language), QUOTE_SHOWN)) for words in content.notices]
    coverage = dialect.escape(coverage_words(content.coverage).text(language))
    # The title or label of a single alert says what counts would say.
    counts = "" if the_only(content) else dialect.escape(counts_words(content, language))
    first = content.kind is ContentKind.DIGEST
    if opening := [line for line in (*notices, coverage if first else "", counts) if line]:
        yield dialect.newline.join(opening)
    for section in in_order(content.sections):
        yield from _section(section, language, dialect, headed=the_only(content) is None)
    if not first:
        yield coverage


def _section(section: Section, language: Language, dialect: Dialect, *, headed: bool) -> Iterator[str]:
    top = dialect.heading.format(dialect.escape(heading(section, language)))
    for number, item in enumerate(section.items):
        in_heading = headed and bool(dialect.bullet) and item.label.zh == section.heading.zh
        lines = list(item_lines(item, language, dialect, labelled=not in_heading))
        yield dialect.newline.join([top, *lines] if headed and number == 0 else lines)
    if section.left_out:
        more = Bilingual(f"另有 {section.left_out} 项", f"{section.left_out} more").text(language)
        yield dialect.newline.join([*([] if section.items else [top]), f"… {more}"])


def item_lines(item: Item, language: Language, dialect: Dialect, *, labelled: bool = True) -> Iterator[str]:
    """
    Yield the lines of an item, each shorter than the smallest limit of a service.

    No line begins with words of a page, since `#`, `>`, `-` and `1.` have a meaning there.
    """
    line = " · ".join(shown(words.text(language)) for words in item.headline[:HEADLINE_SHOWN])
    yield (f"{dialect.bold(item.label.text(language))} " if labelled else dialect.bullet) + dialect.escape(line)
    for words in item.details[:LINES_SHOWN]:
        yield f"· {dialect.escape(shown(words.text(language)))}"
    if item.attainment is not None:
        yield bar(item.attainment)
    if item.quote:
        yield dialect.quoted.format(dialect.escape(shown(item.quote, QUOTE_SHOWN)))
    about = (shown(item.title, TITLE_SHOWN), shown(item.source), str(item.published or ""))
    if any(about):
        yield "— " + dialect.escape(" · ".join(part for part in about if part))
    if link := dialect.link(READ_AT.text(language), item.link):
        yield link
    for words in item.notes[:LINES_SHOWN]:
        yield f"⚠ {dialect.escape(shown(words.text(language)))}"
    for reference in item.references[:LINES_SHOWN]:
        link = dialect.link(ATTACHED.text(language), reference.url)
        yield f"· {dialect.escape(shown(reference.title))} {link}".rstrip()


def bar(percent: Decimal) -> str:
    """Return attainment as ten cells and a number: `████████░░ 82%`; only 100% and more fill the bar."""
    filled = min(BAR, max(0, int(percent * BAR / FULL)))
    return f"{'█' * filled}{'░' * (BAR - filled)} {percent.normalize():f}%"


# ------------------------------------------------------------------- cutting and packing


def split(text: str, limit: int, size: Size = len) -> tuple[str, ...]:
    """
    Return parts of a text of at most `limit` each; joined, they are the text.

    It is cut at the end of an item where possible, else of a line, a sentence or a word, and never inside
    a character. An empty text has no parts.
    """
    parts = []
    while size(text) > limit:
        cut = _cut(text, _longest(text, limit, size))
        parts.append(text[:cut])
        text = text[cut:]
    return (*parts, text) if text else tuple(parts)


def _longest(text: str, limit: int, size: Size) -> int:
    """Return the length of the longest beginning within the limit, at least 1."""
    low, high = 1, min(len(text), limit)  # no measure counts a code point as less than 1
    while low < high:
        middle = (low + high + 1) // 2
        if size(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, longest: int) -> int:
    """Return where to cut: after the last border of the best kind, else between characters."""
    for border, late in BORDERS:
        found = text.rfind(border, longest // 2 if late else 0, longest)
        if found >= 0:
            return found + len(border)
    return _whole(text, longest)


def _whole(text: str, longest: int) -> int:
    """
    Return the end of the last whole character that fits, as people see characters (UAX 29).

    A single character may exceed the limit, since a page may heap marks without end: then the limit.
    """
    # Imported here because it is hardly ever needed: items are short before they come here.
    import regex  # noqa: PLC0415 -- see above

    # Only the next code point shows whether a character ends at `longest`.
    ends = (found.end() for found in regex.finditer(r"\X", text[: longest + 1]))
    return max((end for end in ends if end <= longest), default=longest)


def pack(blocks: Sequence[str], limit: int, size: Size = len, between: str = "\n\n") -> tuple[str, ...]:
    """Return parts of as many whole blocks as fit; only a block that fits no part is cut."""
    parts: list[str] = []
    for block in blocks:
        joined = f"{parts[-1]}{between}{block}" if parts else block
        if size(joined) <= limit and parts:
            parts[-1] = joined
        else:
            parts += split(block, limit, size)
    return tuple(parts)


def numbering(number: int, count: int) -> str:
    """Return ` (2/3)`; empty for a single part."""
    return f" ({number}/{count})" if count > 1 else ""


def numbered(
    blocks: Sequence[str], limit: int, size: Size, head: Callable[[str], str], between: str = "\n\n"
) -> tuple[tuple[str, str], ...]:
    """
    Return (head, text) of each part; both together have at most `limit`.

    `head` makes the head of a part from its numbering, which is empty for a single part.
    """
    digits = 1
    while True:
        widest = numbering(10**digits - 1, 10**digits - 1)
        parts = pack(blocks, max(1, limit - size(head(widest))), size, between)
        if len(parts) < 10**digits:
            return tuple((head(numbering(n, len(parts))), part) for n, part in enumerate(parts, 1))
        digits += 1


BAR_CELLS = 10


class TerminalChannel:
    """Writes messages with a function that the command line gives it."""

    label = TERMINAL
    gap_s = 0.0

    def __init__(self, write: Callable[[Part], None], name: str = TERMINAL) -> None:
        self._write = write
        self.id = name

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content as one part."""
        del key
        return (plain(content, language),)

    def send(self, part: Part, *, repeat: bool = False) -> SendResult:
        """Write the part; a terminal accepts everything."""
        self._write(replace(part, title=f"{REPEAT_MARK} {part.title}".strip()) if repeat else part)
        return SENT


def plain(content: Content, language: Language) -> Part:
    """Return a content as one part of plain text."""
    blocks = [shown(notice.text(language), QUOTE_SHOWN) for notice in content.notices]
    coverage = coverage_words(content.coverage).text(language)
    first = content.kind is ContentKind.DIGEST
    counts = "" if the_only(content) else counts_words(content, language)
    blocks += [line for line in (coverage if first else "", counts) if line]
    for section in in_order(content.sections):
        blocks += section_blocks(section, language)
    if not first:
        blocks.append(coverage)
    return Part(subject(content, language), "\n\n".join(blocks))


def section_blocks(section: Section, language: Language) -> list[str]:
    """Return a block of lines for each item, then how many further items exist."""
    blocks = ["\n".join(text_lines(item, language)) for item in section.items]
    if section.left_out:
        blocks.append(f"… +{section.left_out} {section.heading.text(language)}")
    return blocks


def text_lines(item: Item, language: Language) -> Iterator[str]:
    """Yield the lines of an item: label and headline, attainment, details, quote, page, warnings."""
    line = " · ".join(shown(words.text(language)) for words in item.headline[:HEADLINE_SHOWN])
    yield f"■ {item.label.text(language)} · {line}"
    if item.attainment is not None:
        yield f"  {text_bar(item.attainment)} {item.attainment.normalize():f}%"
    for words in item.details[:LINES_SHOWN]:
        yield f"  {shown(words.text(language))}"
    if item.quote:
        yield f"  “{shown(item.quote, QUOTE_SHOWN)}”"
    about = (shown(item.title, TITLE_SHOWN), shown(item.source), str(item.published or ""))
    if any(about):
        yield "  " + " · ".join(part for part in about if part)
    if link := address(item.link):
        yield f"  {link}"
    for words in item.notes[:LINES_SHOWN]:
        yield f"  {shown(words.text(language))}"
    for reference in item.references[:LINES_SHOWN]:
        yield f"    {shown(reference.title)} {address(reference.url)}".rstrip()


def text_bar(percent: Decimal) -> str:
    """Return attainment as a bar of ten cells; 100% and more fill it."""
    full = min(BAR_CELLS, max(0, int(percent * BAR_CELLS / 100)))
    return "▰" * full + "▱" * (BAR_CELLS - full)
