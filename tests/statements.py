"""Statements of targets, figures and measures for tests of tracked things: short to write, all plausible."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import make
from monitor.domain import (
    Amount,
    Commitment,
    Comparator,
    Decision,
    DecisionKind,
    Finding,
    Measure,
    MetricKind,
    Period,
    Precision,
    Progress,
    Stage,
    Statement,
    Target,
)
from monitor.track import commitment_of, fingerprint, gather_targets

SHANGHAI_GOVERNMENT = "上海市人民政府"
#: When a person decides in these tests; `at(n)` is n minutes later.
EPOCH = datetime(2025, 6, 1, 4, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return EPOCH + timedelta(minutes=minutes)


def day(text: str) -> date:
    return date.fromisoformat(text)


def until(end: str, start: str | None = None, precision: Precision = Precision.YEAR) -> Period:
    """Return a period that a text names; without a start its last day only."""
    return Period(day(start) if start else day(end), day(end), precision, "as said", "D1")


def amount(metric: str, value: str, unit: str | None, **changes: Any) -> Amount:
    """Return an amount; the kind is a level, the value one number or two joined by `~`."""
    values = tuple(Decimal(part) for part in value.split("~") if part)
    made = Amount(metric=metric, kind=MetricKind.LEVEL, comparator=Comparator.AT_LEAST, values=values, unit=unit)
    return replace(made, **changes)


def said(finding: Finding, published: str, url: str = "", **changes: Any) -> Statement:
    made = Statement(
        fingerprint=fingerprint(finding),
        finding=finding,
        url=url or f"http://127.0.0.1/{published}",
        published=day(published),
        seen_at=datetime.combine(day(published), datetime.min.time(), UTC) + timedelta(hours=4),
    )
    return replace(made, **changes)


def target(
    published: str,
    value: str = "100",
    end: str | None = "2027-12-31",
    metric: str = "智能算力规模",
    unit: str | None = "EFLOPS",
    **changes: Any,
) -> Statement:
    """Return a stated target; keywords of the statement, the finding or its amount change it."""
    of_amount = {name: changes.pop(name) for name in ("kind", "comparator", "per") if name in changes}
    of_finding = {name: changes.pop(name) for name in ("region", "issuer", "quote", "deadline") if name in changes}
    finding = Target(
        quote=make.quote(f"{metric}达到{value}{unit or ''}"),
        amount=amount(metric, value, unit, **of_amount),
        deadline=until(end) if end else None,
        region="上海市",
        issuer=SHANGHAI_GOVERNMENT,
    )
    return said(replace(finding, **of_finding), published, **changes)


def figure(
    published: str,
    value: str = "82",
    as_of: str | None = None,
    metric: str = "智能算力规模",
    unit: str | None = "EFLOPS",
    start: str | None = None,
    **changes: Any,
) -> Statement:
    """Return reported progress; by default as of its publication, without a beginning."""
    of_amount = {name: changes.pop(name) for name in ("kind", "comparator", "per") if name in changes}
    of_finding = {name: changes.pop(name) for name in ("region", "issuer", "quote", "as_of") if name in changes}
    end = as_of or published
    finding = Progress(
        quote=make.quote(f"{metric}达到{value}{unit or ''}"),
        amount=amount(metric, value, unit, **{"comparator": Comparator.EQUAL, **of_amount}),
        as_of=Period(day(start) if start else None, day(end), Precision.DAY, "as said", "D2.day"),
        region="上海市",
        issuer=SHANGHAI_GOVERNMENT,
    )
    changes.setdefault("wider", ("全国",))
    return said(replace(finding, **of_finding), published, **changes)


def undated(statement: Statement) -> Statement:
    """Return reported progress whose text names no time."""
    assert isinstance(statement.finding, Progress)
    return said(replace(statement.finding, as_of=None), statement.published.isoformat(), wider=statement.wider)


def measure(
    published: str,
    name: str = "示例市推动人工智能创新应用行动方案",
    number: str | None = None,
    issuers: tuple[str, ...] = ("示例市人民政府",),
    stage: Stage = Stage.ISSUED,
    rule: str = "measure.before.issued",
    **changes: Any,
) -> Statement:
    finding = Measure(
        quote=make.quote(f"{''.join(issuers)}印发《{name}》", rule=rule),
        name=name,
        kind="方案",
        stage=stage,
        document_number=number,
        issuers=issuers,
        region="示例市",
    )
    return said(finding, published, **changes)


def commitment(statement: Statement | None = None, **changes: Any) -> Commitment:
    """Return what a stated target asks for."""
    (tracked,) = gather_targets([statement or target("2025-01-10")])
    return replace(commitment_of(tracked), **changes)


def decision(kind: DecisionKind, about: str, minute: int = 0, **changes: Any) -> Decision:
    made = Decision(kind=kind, target=about, by="analyst", at=at(minute), reason="read it")
    return replace(made, **changes)
