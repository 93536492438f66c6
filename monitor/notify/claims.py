"""Amounts, periods, claims and coverage in words, for readers of Chinese, English or both."""

from __future__ import annotations

from decimal import Decimal

from ..domain import (
    SHANGHAI,
    Amount,
    Comparator,
    Coverage,
    Finding,
    Measure,
    MetricKind,
    Period,
    Stage,
    Target,
)
from .content import Language, Words, same

#: Failing and late sources named in the coverage line at most; the rest is counted.
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
#: Amounts by which something changes: without a sign a growth by 41% reads as a level of 41%.
CHANGES = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP, MetricKind.INCREMENT})
PER = {"year": Words("/年", " a year"), "month": Words("/月", " a month")}
#: From this magnitude on, numbers are shown in 万 or 亿 as Chinese readers expect.
SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
STAGES = {
    Stage.DRAFTING: Words("起草", "being drafted"),
    Stage.CONSULTATION: Words("征求意见", "in consultation"),
    Stage.ISSUED: Words("印发", "issued"),
    Stage.LAUNCHED: Words("启动", "launched"),
    Stage.IN_FORCE: Words("施行", "in force"),
    Stage.REVISED: Words("修订", "revised"),
    Stage.REPEALED: Words("废止", "repealed"),
}
#: Characters of what went wrong, in a coverage line; `monitor status` and the alert say all.
REASON_SHOWN = 50
NOT_STATED = Words("未说明", "not stated")
NOBODY = "—"


def visible(text: str) -> str:
    """Return scraped text on one line without control, format or bidirectional characters."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def number(value: Decimal) -> str:
    """Return a number as Chinese texts write it: 2万, 1.5亿, 60."""
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():f}{word}"
    return f"{value.normalize():f}"


def amount(stated: Amount) -> Words:
    """Return comparator, number and unit: `≥ 60%`, `3–5个`, a growth as `+41%`; empty for a qualitative amount."""
    if not stated.values:
        return same("")
    compared, unit = COMPARATORS[stated.comparator], visible(stated.unit or "")
    per = PER.get(stated.per or "", same(""))
    signs = ["+" if stated.kind in CHANGES and value > 0 else "" for value in stated.values]
    numbers = list(zip(signs, stated.values, strict=True))
    zh = compared + "–".join(sign + number(value) for sign, value in numbers) + unit
    en = compared + "–".join(f"{sign}{value.normalize():,f}" for sign, value in numbers) + unit
    return Words(zh + per.zh, en + per.en, f"{zh}{per.zh} ({per.en.strip()})" if per.en else zh)


def amount_words(stated: Amount) -> str:
    """Return an amount for readers of both languages."""
    return amount(stated).said(Language.BOTH)


def period(stated: Period | None) -> Words:
    """Return the last day of a period and the words it was read from."""
    if stated is None:
        return NOT_STATED
    words = visible(stated.text)
    return same(stated.end.isoformat() + (f"（{words}）" if words else ""))


def period_words(stated: Period | None) -> str:
    """Return a period for readers of both languages."""
    return period(stated).said(Language.BOTH)


def labelled(label: Words, words: Words) -> Words:
    """Return words behind a label: 期限 …, by …, 期限 by …."""
    return Words(*(f"{label.said(one)} {words.said(one)}" for one in Language))


def claims(finding: Finding) -> tuple[Words, ...]:
    """Return who, what, how much, by when, each for itself."""
    match finding:
        case Measure():
            issuers = "、".join(finding.issuers) or finding.region or NOBODY
            document = f"〔{visible(finding.document_number)}〕" if finding.document_number else ""
            name = same(f"《{visible(finding.name)}》{document}")
            return (same(visible(issuers)), STAGES[finding.stage], name)
        case Target():
            when = labelled(Words("期限", "by"), period(finding.deadline))
        case _:
            when = labelled(Words("截至", "as of"), period(finding.as_of))
    who = finding.issuer or finding.region or NOBODY
    return (same(visible(who)), what(finding.amount), when)


def what(stated: Amount) -> Words:
    """Return the metric and its amount."""
    metric, words = visible(stated.metric), amount(stated)
    return Words(*(f"{metric} {words.said(one)}".strip() for one in Language))


def joined(parts: tuple[Words, ...], language: Language) -> str:
    """Return the parts of a headline as one line."""
    return " · ".join(part.said(language) for part in parts)


def claim(finding: Finding) -> str:
    """Return one line of who, what, how much, by when, for readers of both languages."""
    return joined(claims(finding), Language.BOTH)


def brief(reason: str) -> str:
    """Return what went wrong without the advice that follows it, short."""
    said = visible(reason.partition(": ")[0])
    if len(said) <= REASON_SHOWN:
        return said
    cut = said[:REASON_SHOWN]
    return (cut.rpartition(" ")[0] or cut[:-1]).rstrip(" ,;") + "…"


def coverage_line(coverage: Coverage) -> str:
    """Return what was checked, what is broken since when and why, for readers of both languages."""
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
    return line


def more(count: int) -> str:
    """Return how many sources a list leaves out, and where they all are; empty if none."""
    return f" … +{count - SOURCES_SHOWN} (monitor status)" if count > SOURCES_SHOWN else ""
