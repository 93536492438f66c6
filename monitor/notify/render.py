"""Contents as plain text for a terminal: in the order of all messages, every scraped word bounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .content import Content, ContentKind, Item, Language, Section
from .harmless import HEADLINE_SHOWN, LINES_SHOWN, QUOTE_SHOWN, TITLE_SHOWN, address, shown
from .letters import Part
from .phrases import counts_words, coverage_words, in_order, subject, the_only

BAR_CELLS = 10


def plain(content: Content, language: Language) -> Part:
    """Return a whole content as one part."""
    blocks = [shown(notice.said(language), QUOTE_SHOWN) for notice in content.notices]
    coverage = coverage_words(content.coverage).said(language)
    first = content.kind is ContentKind.DIGEST
    counts = "" if the_only(content) else counts_words(content, language)
    blocks += [line for line in (coverage if first else "", counts) if line]
    for section in in_order(content.sections):
        blocks += section_blocks(section, language)
    if not first:
        blocks.append(coverage)
    return Part(subject(content, language), "\n\n".join(blocks))


def section_blocks(section: Section, language: Language) -> list[str]:
    """Return a block of lines for each item, and how many are left out."""
    blocks = ["\n".join(item_lines(item, language)) for item in section.items]
    if section.left_out:
        blocks.append(f"… +{section.left_out} {section.heading.said(language)}")
    return blocks


def item_lines(item: Item, language: Language) -> Iterator[str]:
    """Yield an item as lines: label and claim, how far, details, the quote, the official page, warnings."""
    said = " · ".join(shown(words.said(language)) for words in item.headline[:HEADLINE_SHOWN])
    yield f"■ {item.label.said(language)} · {said}"
    if item.attainment is not None:
        yield f"  {bar(item.attainment)} {item.attainment.normalize():f}%"
    for words in item.details[:LINES_SHOWN]:
        yield f"  {shown(words.said(language))}"
    if item.quote:
        yield f"  “{shown(item.quote, QUOTE_SHOWN)}”"
    about = (shown(item.title, TITLE_SHOWN), shown(item.source), str(item.published or ""))
    if any(about):
        yield "  " + " · ".join(part for part in about if part)
    if link := address(item.link):
        yield f"  {link}"
    for words in item.notes[:LINES_SHOWN]:
        yield f"  {shown(words.said(language))}"
    for reference in item.references[:LINES_SHOWN]:
        yield f"    {shown(reference.title)} {address(reference.url)}".rstrip()


def bar(percent: Decimal) -> str:
    """Return a bar of ten cells for a share of a target; full from 100 percent on."""
    full = min(BAR_CELLS, max(0, int(percent * BAR_CELLS / 100)))
    return "▰" * full + "▱" * (BAR_CELLS - full)
