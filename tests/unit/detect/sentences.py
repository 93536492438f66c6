"""Pages around single sentences, and the records that are read from them, one readable line each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from monitor.detect import read
from monitor.domain import Article, Block, Measure, MetricKind, Progress, Target
from unit.detect.articles import AI


@dataclass(frozen=True)
class Page:
    """A page that a sentence stands on; `frame` is its text, `{}` the place of the sentence."""

    title: str
    issuer: str | None = "青岛市人民政府"
    published: date = date(2026, 3, 10)
    frame: str = "{}"

    def by(self, issuer: str) -> Page:
        """The same page of another issuer."""
        return replace(self, issuer=issuer)

    def article(self, sentence: str) -> Article:
        lines = self.frame.format(sentence).split("\n")
        return Article(
            url="", title=self.title, blocks=tuple(map(Block, lines)), published=self.published, issuer=self.issuer
        )


PLAN = Page("青岛市数字经济发展行动计划（2026—2028年）")
NOTICE = Page("青岛市数字经济发展实施方案")
PLAN_WITH_TERM = Page("青岛市工业节能降碳实施方案", frame="本方案实施期为2026年至2029年。\n一、重点任务\n{}")
PLAN_OF = Page("数字化发展实施方案", issuer=None)
GOALS = Page("青岛市数字经济发展实施方案", frame="一、总体要求\n（二）主要目标\n{}\n二、重点任务")
REPORT_2026 = Page(
    "2026年青岛市政府工作报告", published=date(2026, 1, 20), frame="二、2026年工作安排\n（一）推动高质量发展\n{}"
)
REPORT_REVIEW = Page(
    "2026年青岛市政府工作报告",
    published=date(2026, 1, 20),
    frame="一、2025年工作回顾\n过去一年，我们砥砺前行，取得了新的成绩。\n{}\n"
    "二、2026年工作安排\n做好今年工作，意义重大。",
)
NEWS = Page("数字经济加快发展", issuer=None)
NEWS_CITY = Page("青岛数字经济加快发展", issuer=None)
RULES = Page("青岛市数据交易管理办法")
CALL = Page("关于组织申报2026年人工智能示范项目的通知", issuer="青岛市工业和信息化局")
POLICY = Page("青岛市支持人工智能产业发展若干政策")
AI_PLAN = Page("青岛市“人工智能+”行动方案")
AI_RULES = Page("青岛市人工智能服务管理办法")


def record(found: Target | Progress) -> str:
    """Put the slots into a line: type, metric, kind, comparator with values and unit, day, place, strength."""
    amount = found.amount
    is_target = isinstance(found, Target)
    period = found.deadline if isinstance(found, Target) else found.as_of
    stated = [amount.comparator.value, "~".join(map(str, amount.values)), amount.unit or ""]
    cells = [
        "target" if is_target else "progress",
        amount.metric,
        amount.kind.value,
        *([" ".join(stated).strip()] if amount.values else []),
        period.end.isoformat() if period else "-",
        found.region or "-",
        *([found.strength.value] if isinstance(found, Target) else []),
    ]
    return " | ".join(cells)


def all_records_in(sentence: str, page: Page) -> list[str]:
    """Read the page and return what the sentence states, aims without a number too."""
    article = page.article(sentence)
    at = article.text.index(sentence)
    return [
        record(finding)
        for finding in read(article, (AI,), today=page.published).findings
        if isinstance(finding, Target | Progress) and at <= finding.quote.start < at + len(sentence)
    ]


def records_in(sentence: str, page: Page) -> list[str]:
    """Return what the sentence states in numbers."""
    return [line for line in all_records_in(sentence, page) if f"| {MetricKind.QUALITATIVE} |" not in line]


def measures_on(title: str, issuer: str, text: str) -> list[str]:
    """Read a page and return its measures: name, stage, issuers, document number."""
    article = Page(title, issuer=issuer or None).article(text)
    return [
        " | ".join(
            [
                found.name,
                found.stage.value,
                "、".join(found.issuers) or "-",
                *([found.document_number] if found.document_number else []),
            ]
        )
        for found in read(article, (AI,), today=date(2026, 3, 10)).findings
        if isinstance(found, Measure)
    ]
