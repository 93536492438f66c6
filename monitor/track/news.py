"""Which alerts a baseline or a change of health is worth."""

from __future__ import annotations

from ..domain import Alert, AlertKind, CheckResult, Source, SourceState

#: What a first reading counts.
COUNTED = (
    "{} 篇文章，{} 项措施，{} 个目标，{} 条进展",
    "articles: {}, measures: {}, targets: {}, progress reports: {}",
)


def baseline_alert(source: Source, result: CheckResult) -> Alert:
    """Return the one alert of a source's first reading: what was found is counted, not announced."""
    counts = (result.new_articles, result.new_measures, result.new_targets, result.new_progress)
    return Alert(
        key=f"baseline:{source.id}",
        kind=AlertKind.BASELINE,
        created_at=result.finished_at,
        source_id=source.id,
        source_name=source.name,
        details=((COUNTED[0].format(*counts), COUNTED[1].format(*counts)),),
    )


def health_alert(source: Source, before: SourceState, kind: AlertKind, result: CheckResult) -> Alert:
    """
    Return the alert of a source that broke or recovered.

    `before` is the state that the check found: its first failure is what makes
    the pair of alerts of one outage unique.
    """
    since = before.failing_since or result.started_at
    broken = kind is AlertKind.SOURCE_BROKEN
    return Alert(
        key=f"{kind}:{source.id}:{since.isoformat()}",
        kind=kind,
        created_at=result.finished_at,
        source_id=source.id,
        source_name=source.name,
        message=result.failures[0].message if broken else before.reason,
        since=since,
    )
