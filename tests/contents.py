"""Contents for tests of channels: complete, plausible, changed by keyword where a test cares."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import make
from monitor.domain import Coverage
from monitor.notify.content.message import (
    Bilingual,
    Content,
    ContentKind,
    Item,
    Reference,
    Section,
    SectionKind,
    Severity,
    same,
)

COVERAGE = Coverage(
    total=41,
    fresh=38,
    broken=(("示例能源局", make.NOW, "HTTP 503: the site is busy"),),
    stale=("示例省政府", "示例市工信局"),
)


def item(number: int = 1, **changes: Any) -> Item:
    made = Item(
        label=Bilingual("新目标", "New target"),
        headline=(
            same("示例市人民政府"),
            Bilingual("智能算力规模 > 100EFLOPS", "computing power > 100 EFLOPS"),
            Bilingual("期限 2027-12-31（到2027年底）", "by 2027-12-31（到2027年底）"),
        ),
        key=f"target{number}",
        due=date(2027, 12, 31),
        quote="到2027年底，全市智能算力规模突破100EFLOPS。",
        link=f"https://www.example.gov.cn/art/2025/t2025040{number}.html",
        title="示例市印发《“人工智能+”行动方案》",
        source="示例市政府",
        published=date(2025, 4, 1),
    )
    return replace(made, **changes)


def section(count: int = 3, kind: SectionKind = SectionKind.TARGETS, **changes: Any) -> Section:
    made = Section(
        kind=kind,
        heading=Bilingual("新目标", "new targets"),
        items=tuple(item(number) for number in range(1, count + 1)),
    )
    return replace(made, **changes)


def content(**changes: Any) -> Content:
    made = Content(
        kind=ContentKind.DIGEST,
        series="default",
        title=Bilingual("人工智能+ 日报 2025-04-02", "AI+ daily 2025-04-02"),
        sections=(section(),),
        coverage=COVERAGE,
        created_at=make.NOW,
    )
    return replace(made, **changes)


def digest() -> Content:
    """Return a digest with something of everything, as the demonstration's readers get it."""
    measure = item(
        1,
        label=Bilingual("新措施", "New measure"),
        headline=(
            same("示例市人民政府"),
            Bilingual("印发", "issued"),
            same("《示例市“人工智能+”行动方案》〔示府发〔2025〕3号〕"),
        ),
        due=None,
        quote="现将《示例市“人工智能+”行动方案》印发给你们，请认真贯彻执行。",
        notes=(Bilingual("注意：1 个附件未读，目标可能在其中", "1 attachment not read, targets may be there"),),
        references=(Reference("行动方案全文.pdf", "https://www.example.gov.cn/files/plan.pdf"),),
    )
    revised = item(
        4,
        label=Bilingual("目标调整", "Target revised"),
        details=(Bilingual("此前：> 80EFLOPS，2027-12-31", "before: > 80 EFLOPS, 2027-12-31"),),
        severity=Severity.HIGH,
    )
    progress = item(
        5,
        label=Bilingual("新进展", "Progress"),
        headline=(
            same("示例省人民政府"),
            Bilingual("培育示范应用场景 82个", "demonstration scenarios 82"),
            Bilingual("截至 2025-03-31", "as of 2025-03-31"),
        ),
        due=None,
        quote="截至3月底，全省已培育示范应用场景82个，占年度目标的82%。",
        attainment=Decimal(82),
    )
    return content(
        sections=(
            section(0, SectionKind.MEASURES, heading=Bilingual("新措施", "new measures"), items=(measure,)),
            section(2),
            section(0, SectionKind.REVISED, heading=Bilingual("目标调整", "targets revised"), items=(revised,)),
            section(0, SectionKind.PROGRESS, heading=Bilingual("新进展", "progress reports"), items=(progress,)),
            section(
                1,
                SectionKind.DUE,
                heading=Bilingual("期限临近", "deadlines near"),
                left_out=4,
                items=(item(6, label=Bilingual("期限临近", "Due soon")),),
            ),
        ),
        notices=(Bilingual("上一期未能送达，现补发。", "The last digest could not be delivered; here it is."),),
    )
