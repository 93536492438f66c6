"""Alerts as plain text that reads well anywhere; Chinese first, English beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..domain import (
    SHANGHAI,
    Alert,
    AlertKind,
    Amount,
    Comparator,
    Coverage,
    Finding,
    Measure,
    Period,
    Progress,
    Target,
)

#: Failing and late sources named in the coverage line at most; the rest is counted.
SOURCES_SHOWN = 6
#: Unread attachments named in one alert at most; the rest is counted.
ATTACHMENTS_SHOWN = 5

KIND_LABELS = {
    AlertKind.NEW_MEASURE: "新措施 New measure",
    AlertKind.NEW_TARGET: "新目标 New target",
    AlertKind.NEW_PROGRESS: "新进展 Progress",
    AlertKind.BASELINE: "首次读取 First reading",
    AlertKind.SOURCE_BROKEN: "来源故障 Source broken",
    AlertKind.SOURCE_RECOVERED: "来源恢复 Source recovered",
}
#: Order in a message and words for its title.
COUNTED = {
    AlertKind.NEW_MEASURE: ("新措施", "new measures"),
    AlertKind.NEW_TARGET: ("新目标", "new targets"),
    AlertKind.NEW_PROGRESS: ("新进展", "progress reports"),
    AlertKind.SOURCE_BROKEN: ("来源故障", "sources broken"),
    AlertKind.SOURCE_RECOVERED: ("来源恢复", "sources recovered"),
    AlertKind.BASELINE: ("首次读取", "first readings"),
}
COMPARATORS = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.ABOVE: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.BELOW: "< ",
    Comparator.ABOUT: "≈ ",
    Comparator.RANGE: "",
    Comparator.EQUAL: "",
}
PER = {"year": "/年 a year", "month": "/月 a month"}
#: From this magnitude on, numbers are shown in 万 or 亿 as Chinese readers expect.
SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent to one channel."""

    title: str
    body: str


def visible(text: str) -> str:
    """Return scraped text on one line without control, format or bidirectional characters."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def number(value: Decimal) -> str:
    """Return a number as Chinese texts write it: 2万, 1.5亿, 60."""
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():f}{word}"
    return f"{value.normalize():f}"


def amount_words(amount: Amount) -> str:
    """Return comparator, number and unit: `≥ 60%`, `3–5个`; empty for a qualitative amount."""
    if not amount.values:
        return ""
    numbers = "–".join(number(value) for value in amount.values)
    return f"{COMPARATORS[amount.comparator]}{numbers}{amount.unit or ''}{PER.get(amount.per or '', '')}"


def period_words(period: Period | None) -> str:
    """Return the last day of a period and the words it was read from."""
    if period is None:
        return "未说明 not stated"
    words = visible(period.text)
    return period.end.isoformat() + (f"（{words}）" if words else "")


def claim(finding: Finding) -> str:
    """Return one line of who, what, how much, by when."""
    match finding:
        case Measure():
            who = "、".join(finding.issuers) or finding.region or "—"
            document = f"〔{finding.document_number}〕" if finding.document_number else ""
            return f"{who} · {finding.stage} · 《{visible(finding.name)}》{document}"
        case Target():
            who = finding.issuer or finding.region or "—"
            what = f"{visible(finding.amount.metric)} {amount_words(finding.amount)}".strip()
            return f"{who} · {what} · 期限 by {period_words(finding.deadline)}"
        case Progress():
            who = finding.issuer or finding.region or "—"
            what = f"{visible(finding.amount.metric)} {amount_words(finding.amount)}".strip()
            return f"{who} · {what} · 截至 as of {period_words(finding.as_of)}"


def unread_lines(alert: Alert) -> list[str]:
    """Return the warning about attachments that were not read; empty when there are none."""
    if not alert.unread:
        return []
    count = len(alert.unread)
    plural = "s" if count > 1 else ""
    lines = [
        f"注意：{count} 个附件未读，目标可能在其中 ({count} attachment{plural} not read, targets may be there)"
    ]
    lines += [f"  {visible(a.title) or a.url} {a.url}" for a in alert.unread[:ATTACHMENTS_SHOWN]]
    if count > ATTACHMENTS_SHOWN:
        lines.append(f"  … +{count - ATTACHMENTS_SHOWN}")
    return lines


def alert_lines(alert: Alert) -> list[str]:
    """Return an alert as lines: label and claim, the quote, the official link."""
    label = KIND_LABELS[alert.kind]
    if alert.finding is None:
        since = f" · 自 since {alert.since.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if alert.since else ""
        return [f"■ {label} · {visible(alert.source_name)}{since}", f"  {visible(alert.message)}"]
    published = f" · {alert.published.isoformat()}" if alert.published else ""
    return [
        f"■ {label} · {claim(alert.finding)}",
        f"  “{visible(alert.finding.quote.text)}”",
        f"  {visible(alert.article_title)} · {visible(alert.source_name)}{published}",
        f"  {alert.article_url}",
    ]


def brief(reason: str) -> str:
    """Return what went wrong without the advice that follows it."""
    return visible(reason.partition(": ")[0])


def coverage_line(coverage: Coverage) -> str:
    """Return the sentence under every summary: what was checked, what is broken since when and why."""
    line = f"覆盖 Coverage: {coverage.fresh}/{coverage.total} 个来源正常 ({coverage.fresh} of {coverage.total} sources checked)"
    if coverage.broken:
        line += "; 故障 failing: " + "; ".join(
            f"{name} 自 since {since.astimezone(SHANGHAI):%Y-%m-%d} ({brief(reason)})"
            for name, since, reason in coverage.broken[:SOURCES_SHOWN]
        )
        line += more(len(coverage.broken))
    if coverage.stale:
        line += "; 未按时检查 not checked lately: " + ", ".join(coverage.stale[:SOURCES_SHOWN])
        line += more(len(coverage.stale))
    return line


def more(count: int) -> str:
    """Return how many sources a list leaves out, and where they all are; empty if none."""
    return f" … +{count - SOURCES_SHOWN} (monitor status)" if count > SOURCES_SHOWN else ""


def title_of(alerts: Sequence[Alert]) -> str:
    """Return the counts by kind, in Chinese and English."""
    counts = Counter(alert.kind for alert in alerts)
    chinese = "，".join(f"{counts[kind]} {words[0]}" for kind, words in COUNTED.items() if counts[kind])
    return f"人工智能+：{chinese}"


def summary(alerts: Sequence[Alert], coverage: Coverage) -> Message:
    """Return one message for alerts that go to a channel together, the coverage line last."""
    order = list(COUNTED)
    blocks: list[str] = []
    warned: set[str] = set()
    for alert in sorted(alerts, key=lambda alert: order.index(alert.kind)):
        lines = alert_lines(alert)
        if alert.article_url not in warned:  # once an article, not once a finding
            lines += ["  " + line for line in unread_lines(alert)]
            warned.add(alert.article_url)
        blocks.append("\n".join(lines))
    counts = Counter(alert.kind for alert in alerts)
    english = ", ".join(f"{words[1]}: {counts[kind]}" for kind, words in COUNTED.items() if counts[kind])
    return Message(title_of(alerts), "\n\n".join([english, *blocks, coverage_line(coverage)]))
