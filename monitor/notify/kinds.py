"""What each kind of alert is called, where it stands in a message, and how much it matters."""

from __future__ import annotations

from ..domain import AlertKind
from .content import SectionKind, Severity, Words

LABELS = {
    AlertKind.NEW_MEASURE: Words("新措施", "New measure"),
    AlertKind.MEASURE_ADVANCED: Words("措施进展", "Measure advanced"),
    AlertKind.NEW_TARGET: Words("新目标", "New target"),
    AlertKind.TARGET_REVISED: Words("目标调整", "Target revised"),
    AlertKind.NEW_PROGRESS: Words("新进展", "Progress"),
    AlertKind.STATUS_PROPOSAL: Words("待审建议", "Proposal to review"),
    AlertKind.MILESTONE: Words("期限临近", "Deadline near"),
    AlertKind.OVERDUE: Words("已过期限", "Past its deadline"),
    AlertKind.BASELINE: Words("首次读取", "First reading"),
    AlertKind.SOURCE_BROKEN: Words("来源故障", "Source broken"),
    AlertKind.SOURCE_RECOVERED: Words("来源恢复", "Source recovered"),
    AlertKind.SERVICE_RESTARTED: Words("服务恢复", "Service restarted"),
}

SEVERITIES = {
    AlertKind.NEW_MEASURE: Severity.NORMAL,
    AlertKind.MEASURE_ADVANCED: Severity.NORMAL,
    AlertKind.NEW_TARGET: Severity.NORMAL,
    AlertKind.TARGET_REVISED: Severity.HIGH,
    AlertKind.NEW_PROGRESS: Severity.NORMAL,
    AlertKind.STATUS_PROPOSAL: Severity.NORMAL,
    AlertKind.MILESTONE: Severity.NORMAL,
    AlertKind.OVERDUE: Severity.HIGH,
    AlertKind.BASELINE: Severity.LOW,
    AlertKind.SOURCE_BROKEN: Severity.HIGH,
    AlertKind.SOURCE_RECOVERED: Severity.LOW,
    AlertKind.SERVICE_RESTARTED: Severity.HIGH,
}

SECTIONS = {
    AlertKind.NEW_MEASURE: SectionKind.MEASURES,
    AlertKind.MEASURE_ADVANCED: SectionKind.ADVANCED,
    AlertKind.NEW_TARGET: SectionKind.TARGETS,
    AlertKind.TARGET_REVISED: SectionKind.REVISED,
    AlertKind.NEW_PROGRESS: SectionKind.PROGRESS,
    AlertKind.STATUS_PROPOSAL: SectionKind.PROPOSALS,
    AlertKind.MILESTONE: SectionKind.DUE,
    AlertKind.OVERDUE: SectionKind.OVERDUE,
    AlertKind.BASELINE: SectionKind.BASELINES,
    AlertKind.SOURCE_BROKEN: SectionKind.SOURCES,
    AlertKind.SOURCE_RECOVERED: SectionKind.SOURCES,
    AlertKind.SERVICE_RESTARTED: SectionKind.SERVICE,
}

#: Of headings, and of counts: `3 新目标`, `3 new targets`.
HEADINGS = {
    SectionKind.MEASURES: Words("新措施", "new measures"),
    SectionKind.ADVANCED: Words("措施进展", "measures advanced"),
    SectionKind.TARGETS: Words("新目标", "new targets"),
    SectionKind.REVISED: Words("目标调整", "targets revised"),
    SectionKind.PROGRESS: Words("新进展", "progress reports"),
    SectionKind.OVERDUE: Words("已过期限", "past their deadline"),
    SectionKind.DUE: Words("期限临近", "deadlines near"),
    SectionKind.PROPOSALS: Words("待审建议", "proposals to review"),
    SectionKind.SOURCES: Words("来源状态", "source changes"),
    SectionKind.BASELINES: Words("首次读取", "first readings"),
    SectionKind.SERVICE: Words("服务", "service notices"),
}
#: What one of a kind is called in a count: `1 target revised`. The others lose their last letter.
ONE = {
    SectionKind.ADVANCED: "measure advanced",
    SectionKind.REVISED: "target revised",
    SectionKind.OVERDUE: "past its deadline",
    SectionKind.DUE: "deadline near",
    SectionKind.PROPOSALS: "proposal to review",
}
