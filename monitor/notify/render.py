"""Contents as plain text that reads well anywhere."""

from __future__ import annotations

from decimal import Decimal

from .claims import SOURCES_SHOWN, brief, coverage_line, joined, visible
from .content import Content, ContentKind, Item, Language, Section, Words
from .letters import Part

__all__ = [
    "SOURCES_SHOWN",
    "bar",
    "brief",
    "coverage_line",
    "item_lines",
    "plain",
    "subject",
    "visible",
]

BAR_CELLS = 10
LATE = Words("（补发）", "(late)")
NOTHING_NEW = Words("无新内容", "nothing new")


def plain(content: Content, language: Language) -> Part:
    """Return a whole content as one part."""
    blocks = [notice.said(language) for notice in content.notices]
    coverage = coverage_line(content.coverage)
    if content.kind is ContentKind.DIGEST:
        blocks.append(coverage)
    if content.sections and language is not Language.ZH:
        blocks.append(", ".join(f"{words.en}: {count}" for words, count in content.counts))
    for section in content.sections:
        blocks += section_blocks(section, language)
    if content.kind is not ContentKind.DIGEST:
        blocks.append(coverage)
    return Part(subject(content, language), "\n\n".join(blocks))


def subject(content: Content, language: Language) -> str:
    """Return the title with the counts by kind."""
    if content.kind is ContentKind.TEST:
        return content.title.said(language)
    late = LATE.said(language) if content.late else ""
    if language is Language.EN:
        counts = ", ".join(f"{count} {words.en}" for words, count in content.counts)
        return f"{content.title.en}{' ' + late if late else ''}: {counts or NOTHING_NEW.en}"
    counts = "，".join(f"{count} {words.zh}" for words, count in content.counts)
    return f"{content.title.zh}{late}：{counts or NOTHING_NEW.zh}"


def section_blocks(section: Section, language: Language) -> list[str]:
    """Return a block of lines for each item, and how many are left out."""
    blocks = ["\n".join(item_lines(item, language)) for item in section.items]
    if section.left_out:
        blocks.append(f"… +{section.left_out} {section.heading.said(language)}")
    return blocks


def item_lines(item: Item, language: Language) -> list[str]:
    """Return an item as lines: label and claim, details, the quote, the official page, warnings."""
    lines = [f"■ {item.label.said(language)} · {joined(item.headline, language)}"]
    if item.attainment is not None:
        lines.append(f"  {bar(item.attainment)} {item.attainment.normalize():f}%")
    lines += [f"  {words.said(language)}" for words in item.details]
    if item.quote:
        lines.append(f"  “{item.quote}”")
    published = item.published.isoformat() if item.published else ""
    if origin := " · ".join(part for part in (item.title, item.source, published) if part):
        lines.append(f"  {origin}")
    if item.link:
        lines.append(f"  {item.link}")
    notes = [words.said(language) for words in item.notes]
    lines += [f"  {note}" for note in notes[:1]]
    lines += [f"    {reference.title} {reference.url}" for reference in item.references]
    return lines + [f"    {note}" for note in notes[1:]]


def bar(percent: Decimal) -> str:
    """Return a bar of ten cells for a share of a target; full from 100 percent on."""
    full = min(BAR_CELLS, max(0, int(percent * BAR_CELLS / 100)))
    return "▰" * full + "▱" * (BAR_CELLS - full)
