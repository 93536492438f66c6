"""Domain values for tests: complete, plausible, changed by keyword where a test cares."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from monitor.domain import (
    Alert,
    AlertKind,
    Amount,
    Article,
    Block,
    CheckResult,
    Comparator,
    Destination,
    Evidence,
    Format,
    Layout,
    Level,
    Measure,
    MetricKind,
    Outcome,
    Period,
    Posting,
    Precision,
    Progress,
    Quote,
    Request,
    Source,
    SourceKind,
    Stage,
    Target,
)

#: A fixed moment: noon in China on 2 April 2025.
NOW = datetime(2025, 4, 2, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def source(key: str = "example", url: str = "http://127.0.0.1/list/", **changes: Any) -> Source:
    layout = Layout(
        format=Format.HTML, link_pattern=re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+\.html$"), body=(".TRS_Editor",)
    )
    made = Source(
        id=key,
        name=f"来源 {key}",
        name_en=key,
        issuer="示例部",
        region="全国",
        level=Level.NATIONAL,
        kind=SourceKind.POLICY,
        family="trs_static",
        evidence=Evidence.REAL_PAGE,
        listings=(Request(url),),
        layout=layout,
        min_gap_s=0.0,
    )
    return replace(made, **changes)


def result(outcome: Outcome = Outcome.OK, source_id: str = "example", **changes: Any) -> CheckResult:
    made = CheckResult(source_id=source_id, started_at=NOW, finished_at=NOW + MINUTE, outcome=outcome)
    return replace(made, **changes)


def quote(text: str = "力争全市智能算力规模突破100EFLOPS", **changes: Any) -> Quote:
    made = Quote(text, 0, len(text), "target.count", 0.9, in_scope=True, topics=("ai_plus",))
    return replace(made, **changes)


def amount(**changes: Any) -> Amount:
    made = Amount(
        metric="智能算力规模", kind=MetricKind.LEVEL, comparator=Comparator.ABOVE, values=(Decimal(100),), unit="EFLOPS"
    )
    return replace(made, **changes)


def period(end: date = date(2025, 12, 31), text: str = "到2025年底") -> Period:
    return Period(end, end, Precision.DAY, text, "D2")


def target(**changes: Any) -> Target:
    made = Target(quote=quote(), amount=amount(), deadline=period(), region="上海市", issuer="上海市人民政府")
    return replace(made, **changes)


def progress(**changes: Any) -> Progress:
    made = Progress(
        quote=quote("截至6月底，智能算力规模达到82EFLOPS"),
        amount=amount(comparator=Comparator.AT_LEAST, values=(Decimal(82),)),
        as_of=period(date(2025, 6, 30), "截至6月底"),
        region="上海市",
        issuer="上海市人民政府",
    )
    return replace(made, **changes)


def measure(**changes: Any) -> Measure:
    made = Measure(
        quote=quote("示例市印发《示例市“人工智能+”行动方案》"),
        name="示例市“人工智能+”行动方案",
        kind="方案",
        stage=Stage.ISSUED,
        document_number="示府发〔2025〕3号",
        issuers=("示例市人民政府",),
        region="示例市",
        themes=("data",),
    )
    return replace(made, **changes)


def article(url: str = "http://127.0.0.1/list/t20250401_1.html", **changes: Any) -> Article:
    made = Article(
        url=url,
        title="示例市印发行动方案",
        blocks=(Block("力争全市智能算力规模突破100EFLOPS。"),),
        published=date(2025, 4, 1),
    )
    return replace(made, **changes)


def alert(key: str = "finding:1", **changes: Any) -> Alert:
    made = Alert(
        key=key,
        kind=AlertKind.NEW_TARGET,
        created_at=NOW,
        source_id="example",
        source_name="来源 example",
        finding=target(),
        article_title="示例市印发行动方案",
        article_url="http://127.0.0.1/list/t20250401_1.html",
        published=date(2025, 4, 1),
    )
    return replace(made, **changes)


def postings(
    *alerts: Alert, channels: tuple[str, ...] = ("terminal",), due: datetime = NOW, route: str = "default"
) -> tuple[Posting, ...]:
    destinations = tuple(Destination(channel, route, due) for channel in channels)
    return tuple(Posting(alert, destinations) for alert in alerts)
