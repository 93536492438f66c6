"""
Words for readers: findings, targets, questions and coverage in Chinese and English, and text of web pages made harmless.

Text of a page becomes one line of bounded length without control characters; an address leads where it seems to lead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote, urlsplit, urlunsplit

from ...domain import (
    SHANGHAI,
    Amount,
    Commitment,
    Comparator,
    Coverage,
    Finding,
    Match,
    Measure,
    MetricKind,
    Period,
    Proposal,
    ProposalKind,
    Stage,
    Target,
)
from ...metrics import english_name
from .message import Bilingual, Language, same

#: Characters of one part of a headline, of a detail or a note.
FIELD_SHOWN = 120
#: Characters of a page's title.
TITLE_SHOWN = 200
#: Characters of a quote; it fits one message of any service even with every character escaped.
QUOTE_SHOWN = 600
#: Parts of a headline.
HEADLINE_SHOWN = 6
#: Details, notes and references of one item.
LINES_SHOWN = 8
#: Characters of an address; a longer address is left out, since half of it leads elsewhere.
ADDRESS_SHOWN = 1000
#: Combining marks on one letter; more of them cover the lines around it.
MARKS_SHOWN = 3

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HEAPED = re.compile(rf"([{_MARKS}]{{{MARKS_SHOWN}}})[{_MARKS}]+")
#: File endings in titles of attachments; none is a top-level domain.
_FILES = "docx?|xlsx?|pptx?|pdf|ofd|wps|rar|txt|html?|jpe?g|png"
#: The dot of a bare host, `www.example.org`, of which chat clients and mail programs make a link.
_BARE = re.compile(rf"(?<=[A-Za-z0-9-])\.(?=(?!(?i:{_FILES})(?![A-Za-z0-9]))[A-Za-z]{{2}})")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")
#: Characters of an address that need no encoding; no dialect gives them a meaning.
_PATH = "/%:@!$&+,;=~-._"
_QUERY = _PATH + "?"


def visible(text: str) -> str:
    """Return text on one line without control, format or bidirectional characters."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def shown(text: str, limit: int = FIELD_SHOWN) -> str:
    """
    Return text of a page as one line of at most `limit` characters.

    `://` becomes `：//` and the dots of a bare host `．`, so that no client makes a link of them:
    the only links of a message are those that we write.
    """
    # A page may hold megabytes: look at what can be shown, with room for white space that shrinks.
    seen = _HEAPED.sub(r"\1", visible(text[: limit * 8])).replace("://", "：//")
    if "." in seen:
        seen = _BARE.sub("．", seen)
    if len(seen) <= limit and len(text) <= limit * 8:
        return seen
    return seen[: limit - 1].rstrip() + "…"


def address(url: str) -> str:
    """
    Return an address that leads where it seems to lead; empty where there is none.

    It is http or https, has no user name before the host (`https://www.gov.cn@evil.example`), its host
    is in ASCII, so that look-alike letters show, and no character of it ends a link in any dialect.
    """
    if len(url) > ADDRESS_SHOWN or "\\" in url or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return ""
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    found = (quote(parts.path, safe=_PATH), quote(parts.query, safe=_QUERY), quote(parts.fragment, safe=_QUERY))
    return urlunsplit((parts.scheme, netloc, *found))


def host_of(url: str) -> str:
    """Return the host of an address that `address` returned."""
    return urlsplit(url).netloc


#: How many failing and late sources the coverage line names; it counts the rest.
SOURCES_SHOWN = 6

COMPARATORS = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.ABOVE: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.BELOW: "< ",
    Comparator.ABOUT: "≈ ",
    Comparator.RANGE: "",
    Comparator.EQUAL: "",
}
#: Kinds of changes; they get a sign, since a growth by 41% must not read as a level of 41%.
CHANGES = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP, MetricKind.INCREMENT})
PER = {"year": Bilingual("/年", " a year"), "month": Bilingual("/月", " a month")}
#: Chinese readers expect numbers from this magnitude on in 万 or 亿.
SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
STAGES = {
    Stage.DRAFTING: Bilingual("起草", "being drafted"),
    Stage.CONSULTATION: Bilingual("征求意见", "in consultation"),
    Stage.ISSUED: Bilingual("印发", "issued"),
    Stage.LAUNCHED: Bilingual("启动", "launched"),
    Stage.IN_FORCE: Bilingual("施行", "in force"),
    Stage.REVISED: Bilingual("修订", "revised"),
    Stage.REPEALED: Bilingual("废止", "repealed"),
}
#: Characters of a failure's reason in a coverage line; `monitor status` and the alert give all of it.
REASON_SHOWN = 50
PROPOSED = {
    ProposalKind.LINK: Bilingual("该进展属于此目标", "the figure counts for the target"),
    ProposalKind.PART: Bilingual("此目标是另一目标的一部分", "the target is a part of another one"),
    ProposalKind.SAME: Bilingual("两个目标是同一个", "two targets are one"),
    ProposalKind.MET: Bilingual("已完成", "met"),
    ProposalKind.MET_LATE: Bilingual("逾期完成", "met late"),
    ProposalKind.MISSED: Bilingual("未完成", "missed"),
    ProposalKind.REVERSED: Bilingual("完成后又回落", "met once, short of it again"),
    ProposalKind.SUPERSEDED: Bilingual("已被新目标取代", "superseded"),
    ProposalKind.WITHDRAWN: Bilingual("已撤回", "withdrawn"),
}
#: Characters of a target's key that commands need.
KEY_SHOWN = 10
NOT_STATED = Bilingual("未说明", "not stated")
NOBODY = "—"


def number(value: Decimal) -> str:
    """Return a number as Chinese texts write it: 2万, 1.5亿, 60."""
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():f}{word}"
    return f"{value.normalize():f}"


def amount(stated: Amount) -> Bilingual:
    """Return comparator, number and unit: `≥ 60%`, `3–5个`, a growth as `+41%`; empty for a qualitative amount."""
    if not stated.values:
        return same("")
    compared, unit = COMPARATORS[stated.comparator], visible(stated.unit or "")
    per = PER.get(stated.per or "", same(""))
    signs = ["+" if stated.kind in CHANGES and value > 0 else "" for value in stated.values]
    numbers = list(zip(signs, stated.values, strict=True))
    zh = compared + "–".join(sign + number(value) for sign, value in numbers) + unit
    en = compared + "–".join(f"{sign}{value.normalize():,f}" for sign, value in numbers) + unit
    return Bilingual(zh + per.zh, en + per.en, f"{zh}{per.zh} ({per.en.strip()})" if per.en else zh)


def amount_words(stated: Amount) -> str:
    """Return an amount for readers of both languages."""
    return amount(stated).text(Language.BOTH)


def period(stated: Period | None) -> Bilingual:
    """Return the last day of a period and, in brackets, the words of the page."""
    if stated is None:
        return NOT_STATED
    words = visible(stated.text)
    return same(stated.end.isoformat() + (f"（{words}）" if words else ""))


def period_words(stated: Period | None) -> str:
    """Return a period for readers of both languages."""
    return period(stated).text(Language.BOTH)


def labelled(label: Bilingual, words: Bilingual) -> Bilingual:
    """Return words after a label: 期限 …, by …, 期限 by …."""
    return Bilingual(*(f"{label.text(language)} {words.text(language)}" for language in Language))


def headline(finding: Finding) -> tuple[Bilingual, ...]:
    """Return who, what and how much, and by when, as the parts of a headline."""
    match finding:
        case Measure():
            issuers = "、".join(finding.issuers) or finding.region or NOBODY
            document = f"〔{visible(finding.document_number)}〕" if finding.document_number else ""
            name = same(f"《{visible(finding.name)}》{document}")
            return (same(visible(issuers)), STAGES[finding.stage], name)
        case Target():
            when = labelled(Bilingual("期限", "by"), period(finding.deadline))
        case _:
            when = labelled(Bilingual("截至", "as of"), period(finding.as_of))
    who = finding.issuer or finding.region or NOBODY
    return (same(visible(who)), what(finding.amount), when)


def what(stated: Amount) -> Bilingual:
    """Return the metric and its amount; for readers of English alone with its English name, if it has one."""
    metric, words = visible(stated.metric), amount(stated)
    name = english_name(stated.metric)
    names = {Language.EN: f"{name} ({metric})" if name else metric}
    return Bilingual(*(f"{names.get(language, metric)} {words.text(language)}".strip() for language in Language))


def joined(parts: tuple[Bilingual, ...], language: Language) -> str:
    """Return the parts of a headline on one line."""
    return " · ".join(part.text(language) for part in parts)


def claim(finding: Finding) -> str:
    """Return a finding on one line, for readers of both languages: who, what, how much, by when."""
    return joined(headline(finding), Language.BOTH)


def brief(reason: str) -> str:
    """Return a failure's reason in short, without the advice after its colon."""
    said = visible(reason.partition(": ")[0])
    if len(said) <= REASON_SHOWN:
        return said
    cut = said[:REASON_SHOWN]
    return (cut.rpartition(" ")[0] or cut[:-1]).rstrip(" ,;") + "…"


def coverage_line(coverage: Coverage) -> str:
    """Return how many sources were checked and which fail since when and why, for readers of both languages."""
    line = f"覆盖 Coverage: {coverage.fresh}/{coverage.total} 个来源正常 ({coverage.fresh} of {coverage.total} sources checked)"
    if coverage.broken:
        line += "; 故障 failing: " + "; ".join(
            f"{visible(name)} 自 since {since.astimezone(SHANGHAI):%Y-%m-%d} ({brief(reason)})"
            for name, since, reason in coverage.broken[:SOURCES_SHOWN]
        )
        line += more(len(coverage.broken))
    if coverage.stale:
        late = ", ".join(visible(name) for name in coverage.stale[:SOURCES_SHOWN])
        line += f"; 未按时检查 not checked lately: {late}"
        line += more(len(coverage.stale))
    if coverage.quiet:
        quiet = ", ".join(visible(name) for name in coverage.quiet[:SOURCES_SHOWN])
        line += f"; 久未更新 unusually quiet: {quiet}" + more(len(coverage.quiet))
    return line


def more(count: int) -> str:
    """Return how many sources a list leaves out and where all are listed; empty if it leaves out none."""
    return f" … +{count - SOURCES_SHOWN} (monitor status)" if count > SOURCES_SHOWN else ""


def target_words(commitment: Commitment) -> tuple[str, str]:
    """Return which target a figure or proposal is about, in Chinese and English: what, how much, where, by when."""
    asked = what(commitment.amount)
    about = "，".join(
        part for part in (commitment.region, commitment.deadline and commitment.deadline.end.isoformat()) if part
    )
    place = f"（{about}）" if about else ""
    return (f"目标：{asked.zh}{place}", f"target {commitment.key[:KEY_SHOWN]}: {asked.en}{place}")


def proposal_words(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Return what a rule proposes with its score, and the commands that decide, in Chinese and English."""
    meant, key = PROPOSED[proposal.kind], proposal.target[:KEY_SHOWN]
    command = f"monitor target accept {key} · monitor target reject {key}"
    said = (f"建议：{meant.zh}（把握 {proposal.score:.0%}）", f"proposed: {meant.en} ({proposal.score:.0%} sure)")
    return (said, (command, command))


def match_words(match: Match) -> tuple[str, str]:
    """Return that a figure may count for several targets and where to choose, in Chinese and English."""
    count = len(match.candidates)
    return (
        f"可能属于 {count} 个目标之一，请用 monitor review 选择",
        f"may count for one of {count} targets: choose with monitor review",
    )


def question_words(question: Proposal | Match, commitment: Commitment | None) -> tuple[tuple[str, str], ...]:
    """Return which target a question is about, if it is about a target, and what it asks."""
    asked = proposal_words(question) if isinstance(question, Proposal) else (match_words(question),)
    return asked if commitment is None else (target_words(commitment), *asked)
