"""Sentences of every message: its subject, its counts, its coverage line, and why a source failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...domain import SHANGHAI, Coverage
from .message import HEADINGS, SINGULARS, Bilingual, Content, ContentKind, Item, Language, Section, SectionKind
from .wording import HEADLINE_SHOWN, SOURCES_SHOWN, brief, coverage_line, shown, visible

LATE = Bilingual("（补发）", "(late)")
NOTHING_NEW = Bilingual("无新内容", "nothing new")

#: Characters of a subject; telephones cut longer ones.
SUBJECT_SHOWN = 60
#: Characters of the coverage line for readers of both languages.
COVERAGE_SHOWN = 1000

#: Figures come first: who promises how much by when belongs on the first screen.
ORDER = (SectionKind.TARGETS, SectionKind.REVISED, SectionKind.PROGRESS, SectionKind.MEASURES, SectionKind.ADVANCED)


#: Errors of sources in Chinese, by how they begin; the first match counts. Readers get any other error as it is.
_FAILURES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"status (\d+), (?:\w+ )+challenge \(([^()]*)\)", "状态 {0}，要求浏览器执行脚本的验证页（{1}）"),
        (r"status (\d+), block page of a web firewall", "状态 {0}，防火墙拦截页"),
        (r"status (\d+), access denied", "状态 {0}，拒绝访问"),
        (r"status (\d+), too many requests", "状态 {0}，请求过多"),
        (r"status (\d+), “([^”]*)”", "状态 {0}，页面提示“{1}”"),
        (r"status (\d+): the site asks to come back", "状态 {0}，网站要求稍后再来"),
        (r"status (\d+) \([^()]*\), tried (\d+) times", "状态 {0}，已试 {1} 次"),
        (r"status (\d+) \(", "状态 {0}"),
        (r"none of (\d+) (?:links|entries) ", "{0} 个链接都不像文章，版面可能已改"),
        (r"the (?:listing|feed|JSON|HTML in the JSON) (?:has no (?:link|entry)|is empty)", "列表为空"),
        (r"the (?:listing|page) is only a shell", "页面只是空壳"),
        (r"the listing is (?:not the JSON|not an RSS)|the JSON has no HTML", "列表格式已变"),
        (r"the feed (?:is broken|has a tag with more than)", "订阅源（RSS）格式有误"),
        (r"the (?:page|JSON) has ([\d.,]+) (?:MB|tags|values); at most", "页面过大，未读取"),
        (r"the site answered with a block or error page that says “([^”]*)”", "拦截页或错误页：“{0}”"),
        (r"\S+/robots\.txt forbids this address", "robots.txt 不允许读取"),
        (r".{0,300}: no answer for \S+/robots\.txt", "robots.txt 读取失败"),
        (r"not complete after ([\d.]+) s", "{0} 秒内未读完"),
        (r"the body has more than (\d+) bytes", "正文超过 {0} 字节"),
        (r"the host name (\S+) cannot be resolved", "域名 {0} 无法解析"),
        (r"more than (\d+) redirects", "重定向超过 {0} 次"),
        (r"the site asked earlier for fewer requests", "网站要求减少请求"),
        (r"refused: ", "地址在内网，不予读取"),
        (
            r"nothing new since (\S+), for (\d+) days: it published on (\d+) days .{0,40} within (\d+) days",
            "自 {0} 起 {1} 天没有新内容；此前一年有 {2} 天发布，通常间隔不超过 {3} 天",
        ),
        (
            r"the site answered “not modified” although its listing had (\d+) new links: for (\d+) days",
            "网站称列表“未修改”，实际已有 {0} 个新链接；今后 {1} 天每次检查都完整读取",
        ),
        (r"the address of “(.*)” is longer than (\d+) bytes", "“{0}”的网址超过 {1} 字节，未读取，请到网站查看"),
        (r"the page nests its elements", "页面嵌套过深"),
        (r"the page has neither text nor attachments", "页面没有正文和附件"),
        (r"internal error", "程序内部错误"),
        # What the system and the TLS library say.
        (r"(?i).{0,200}(?:timed out|timeout)", "连接超时"),
        (r"(?i).{0,200}connection refused", "连接被拒绝"),
        (r"(?i).{0,200}(?:connection reset|disconnected|broken pipe)", "连接中断"),
        (r"(?i).{0,200}certificate", "证书无效"),
    )
)


def in_order(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections of `ORDER` in its order, then the others in theirs."""
    last = len(ORDER)
    return tuple(sorted(sections, key=lambda section: ORDER.index(section.kind) if section.kind in ORDER else last))


def title(content: Content, language: Language) -> str:
    """Return the title for previews: the headline of a message's only alert, else the subject with counts."""
    alone = the_only(content)
    if alone is None:
        return subject(content, language)
    shortest = Language.EN if language is Language.EN else Language.ZH
    late = LATE.text(shortest).strip() + (" " if shortest is Language.EN else "") if content.late else ""
    line = " · ".join(shown(words.text(shortest)) for words in alone.headline[:HEADLINE_SHOWN])
    colon = ": " if shortest is Language.EN else "："
    # A chat that reads `@` in a preview calls somebody; the full-width twin calls nobody.
    return shown(f"{late}{alone.label.text(shortest)}{colon}{line.replace('@', '＠')}", SUBJECT_SHOWN)


def the_only(content: Content) -> Item | None:
    """Return the item of a message with a single alert; None for several alerts and for digests."""
    items = [item for section in content.sections for item in section.items]
    return items[0] if content.kind is ContentKind.ALERTS and len(items) == 1 else None


def subject(content: Content, language: Language) -> str:
    """Return title and counts in at most 60 characters; one number sums up the kinds that do not fit."""
    # Two languages do not fit: readers of both get Chinese, the shorter of the two.
    shortest = Language.EN if language is Language.EN else Language.ZH
    colon, comma = (": ", ", ") if shortest is Language.EN else ("：", "，")
    title = shown(content.title.text(shortest), SUBJECT_SHOWN)
    if content.kind is ContentKind.TEST:
        return title
    if content.late and len(title) + len(LATE.text(shortest)) < SUBJECT_SHOWN:
        title += (" " if shortest is Language.EN else "") + LATE.text(shortest)
    counts = _counts(content)
    for number in range(len(counts), 0, -1):
        named = comma.join(f"{count} {words.text(shortest)}" for words, count in counts[:number])
        rest = sum(count for _, count in counts[number:])
        whole = title + colon + named + (f" +{rest}" if rest else "")
        if len(whole) <= SUBJECT_SHOWN:
            return whole
    nothing = f"{title}{colon}{NOTHING_NEW.text(shortest)}"
    return nothing if not counts and len(nothing) <= SUBJECT_SHOWN else title


def counts_words(content: Content, language: Language) -> str:
    """Return `3 新目标 new targets · 1 …`; empty where there is nothing to count."""
    return " · ".join(each_count(content, language))


def each_count(content: Content, language: Language) -> tuple[str, ...]:
    """Return each count with its noun."""
    return tuple(f"{count} {words.text(language)}" for words, count in _counts(content))


def _counts(content: Content) -> list[tuple[Bilingual, int]]:
    return [(noun(section), section.total) for section in in_order(content.sections) if section.total]


def noun(section: Section) -> Bilingual:
    """Return the noun after a section's number, in the singular after 1."""
    if section.total != 1 or section.heading != HEADINGS[section.kind]:
        return section.heading
    return Bilingual(section.heading.zh, SINGULARS.get(section.kind, section.heading.en[:-1]))


def heading(section: Section, language: Language) -> str:
    """Return the heading of a section with its number of items."""
    words = section.heading.text(language)
    return f"{words[:1].upper() if language is Language.EN else words[:1]}{words[1:]} ({section.total})"


def coverage_words(coverage: Coverage) -> Bilingual:
    """Return how many sources were checked, which fail since when and why, and which are late."""
    zh = f"覆盖：{coverage.total} 个来源中 {coverage.fresh} 个已按时检查"
    en = f"Coverage: {coverage.fresh} of {coverage.total} sources checked"
    if coverage.broken:
        broken = [
            (shown(name), f"{since.astimezone(SHANGHAI):%Y-%m-%d}", brief_words(reason))
            for name, since, reason in coverage.broken[:SOURCES_SHOWN]
        ]
        rest = _more(len(coverage.broken))
        zh += "；故障：" + "；".join(f"{name}（自 {since}，{shown(why.zh)}）" for name, since, why in broken)
        en += "; failing: " + "; ".join(f"{name} (since {since}, {shown(why.en)})" for name, since, why in broken)
        zh, en = zh + rest, en + rest
    if coverage.quiet:
        quiet, rest = ([shown(name) for name in coverage.quiet[:SOURCES_SHOWN]], _more(len(coverage.quiet)))
        zh += "；久未更新：" + "、".join(quiet) + rest
        en += "; unusually quiet: " + ", ".join(quiet) + rest
    if coverage.stale:
        stale = [shown(name) for name in coverage.stale[:SOURCES_SHOWN]]
        rest = _more(len(coverage.stale))
        zh += "；未按时检查：" + "、".join(stale) + rest
        en += "; not checked lately: " + ", ".join(stale) + rest
    return Bilingual(zh, en, shown(coverage_line(coverage), COVERAGE_SHOWN))


def _more(count: int) -> str:
    return f" … +{count - SOURCES_SHOWN}" if count > SOURCES_SHOWN else ""


def reason_words(reason: str) -> Bilingual:
    """Return why a source failed, with the advice after the colon; in Chinese where the error is known."""
    words = visible(reason)
    return Bilingual(in_chinese(words) or words, words, words)


def brief_words(reason: str) -> Bilingual:
    """Return why a source failed, in short."""
    words = brief(reason)
    return Bilingual(in_chinese(visible(reason)) or words, words, words)


def in_chinese(reason: str) -> str:
    """Return a known error in Chinese; empty for any other."""
    for pattern, words in _FAILURES:
        if found := pattern.match(reason):
            return words.format(*found.groups())
    return ""
