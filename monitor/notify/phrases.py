"""Sentences that stand in every message: its subject, its counts, its coverage line."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain import SHANGHAI, Coverage
from .claims import SOURCES_SHOWN, coverage_line
from .content import Content, ContentKind, Item, Language, Section, SectionKind, Words
from .dialects import PLAIN
from .harmless import HEADLINE_SHOWN, shown
from .kinds import HEADINGS, ONE
from .reasons import brief_words

LATE = Words("（补发）", "(late)")
NOTHING_NEW = Words("无新内容", "nothing new")

#: Characters of a subject; more is cut by lists of messages on telephones.
SUBJECT_SHOWN = 60
#: Characters of the coverage line for readers of both languages.
COVERAGE_SHOWN = 1000

#: Figures come first: who promises how much by when stands on the first screen, then what was issued.
ORDER = (
    SectionKind.TARGETS,
    SectionKind.REVISED,
    SectionKind.PROGRESS,
    SectionKind.MEASURES,
    SectionKind.ADVANCED,
)


def in_order(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return sections as readers get them: those of `ORDER`, then the others as they stand."""
    last = len(ORDER)
    return tuple(sorted(sections, key=lambda one: ORDER.index(one.kind) if one.kind in ORDER else last))


def title(content: Content, language: Language) -> str:
    """Return what stands over a message where only that is seen: a single alert's own words, else its counts."""
    alone = the_only(content)
    if alone is None:
        return subject(content, language)
    one = Language.EN if language is Language.EN else Language.ZH
    late = LATE.said(one).strip() + (" " if one is Language.EN else "") if content.late else ""
    said = " · ".join(PLAIN.text(shown(words.said(one))) for words in alone.headline[:HEADLINE_SHOWN])
    colon = ": " if one is Language.EN else "："
    return shown(f"{late}{alone.label.said(one)}{colon}{said}", SUBJECT_SHOWN)


def the_only(content: Content) -> Item | None:
    """Return the item of a message of a single alert; None if there are several, or it is a digest."""
    items = [item for section in content.sections for item in section.items]
    return items[0] if content.kind is ContentKind.ALERTS and len(items) == 1 else None


def subject(content: Content, language: Language) -> str:
    """Return title and counts in at most 60 characters; kinds that do not fit are summed up."""
    # Both languages do not fit: readers of both get the shorter one, the body says the rest.
    one = Language.EN if language is Language.EN else Language.ZH
    colon, comma = (": ", ", ") if one is Language.EN else ("：", "，")
    title = shown(content.title.said(one), SUBJECT_SHOWN)
    if content.kind is ContentKind.TEST:
        return title
    if content.late and len(title) + len(LATE.said(one)) < SUBJECT_SHOWN:
        title += (" " if one is Language.EN else "") + LATE.said(one)
    counts = _counts(content)
    for number in range(len(counts), 0, -1):
        named = comma.join(f"{count} {words.said(one)}" for words, count in counts[:number])
        rest = sum(count for _, count in counts[number:])
        whole = title + colon + named + (f" +{rest}" if rest else "")
        if len(whole) <= SUBJECT_SHOWN:
            return whole
    nothing = f"{title}{colon}{NOTHING_NEW.said(one)}"
    return nothing if not counts and len(nothing) <= SUBJECT_SHOWN else title


def counts_words(content: Content, language: Language) -> str:
    """Return `3 新目标 new targets · 1 …`; empty where there is nothing to count."""
    return " · ".join(each_count(content, language))


def each_count(content: Content, language: Language) -> tuple[str, ...]:
    """Return the counts one by one."""
    return tuple(f"{count} {words.said(language)}" for words, count in _counts(content))


def _counts(content: Content) -> list[tuple[Words, int]]:
    return [(counted(one), one.total) for one in in_order(content.sections) if one.total]


def counted(section: Section) -> Words:
    """Return the words behind a section's number: one target, two targets."""
    if section.total != 1 or section.heading != HEADINGS[section.kind]:
        return section.heading
    return Words(section.heading.zh, ONE.get(section.kind, section.heading.en[:-1]))


def heading(section: Section, language: Language) -> str:
    """Return what stands over a section, with its number."""
    said = section.heading.said(language)
    return f"{said[:1].upper() if language is Language.EN else said[:1]}{said[1:]} ({section.total})"


def coverage_words(coverage: Coverage) -> Words:
    """Return what was checked, what is broken since when and why, what is late."""
    zh = f"覆盖：{coverage.total} 个来源中 {coverage.fresh} 个已按时检查"
    en = f"Coverage: {coverage.fresh} of {coverage.total} sources checked"
    if coverage.broken:
        broken = [
            (shown(name), f"{since.astimezone(SHANGHAI):%Y-%m-%d}", brief_words(reason))
            for name, since, reason in coverage.broken[:SOURCES_SHOWN]
        ]
        rest = _more(len(coverage.broken))
        zh += "；故障：" + "；".join(f"{name}（自 {since}，{shown(why.zh)}）" for name, since, why in broken)
        en += "; failing: " + "; ".join(
            f"{name} (since {since}, {shown(why.en)})" for name, since, why in broken
        )
        zh, en = zh + rest, en + rest
    if coverage.stale:
        stale = [shown(name) for name in coverage.stale[:SOURCES_SHOWN]]
        rest = _more(len(coverage.stale))
        zh += "；未按时检查：" + "、".join(stale) + rest
        en += "; not checked lately: " + ", ".join(stale) + rest
    return Words(zh, en, shown(coverage_line(coverage), COVERAGE_SHOWN))


def _more(count: int) -> str:
    return f" … +{count - SOURCES_SHOWN}" if count > SOURCES_SHOWN else ""
