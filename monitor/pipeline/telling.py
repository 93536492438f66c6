"""What people are told of what following one article changed: each thing once, whatever page says it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ..domain import (
    Alert,
    AlertKind,
    Article,
    Audit,
    Finding,
    Goal,
    MeasureLife,
    Source,
    Stage,
    Statement,
    TargetLife,
)
from ..notify import STAGES, proposal_words, target_words
from ..track import pace_words
from .following import Followed, mark

#: Words for what an audit row says changed.
_ASPECTS = {"value": "数值", "deadline": "期限", "stage": "阶段"}


def alerts_of(followed: Followed, source: Source, article: Article) -> tuple[Alert, ...]:
    """
    Return the alerts of what an article brought.

    A life all of whose statements are new is announced; one that was known is
    not, whoever states it again, unless it advanced or was revised.
    """
    base = Alert(
        key="",
        kind=AlertKind.NEW_MEASURE,
        created_at=followed.now,
        source_id=source.id,
        source_name=source.name,
        article_title=article.title,
        article_url=article.url,
        published=article.published,
        unread=article.attachments,
    )
    made = (*new_lives(followed), *changed_lives(followed), *new_figures(followed), *proposed(followed))
    return tuple(
        replace(
            base,
            key=f"{what}:{key}",
            kind=kind,
            finding=finding,
            details=details,
            attainment=attainment,
            subject=f"{kind}:{key}",
        )
        for what, key, kind, finding, details, attainment in made
    )


#: Prefix and rest of the alert's key, kind, finding, details, attainment.
News = tuple[str, str, AlertKind, Finding, tuple[tuple[str, str], ...], Decimal | None]


def new_lives(followed: Followed) -> Iterator[News]:
    """Yield measures and targets that nobody had stated before."""
    for kind, lives in ((AlertKind.NEW_MEASURE, followed.measures), (AlertKind.NEW_TARGET, followed.targets)):
        for life in lives:
            if all(mark(one) in followed.new for one in life.statements) and in_scope(life.statements):
                yield "finding", life.key, kind, life.statements[0].finding, (), None


def changed_lives(followed: Followed) -> Iterator[News]:
    """Yield measures that reached a higher stage and targets that were revised."""
    lives: dict[str, MeasureLife | TargetLife] = {life.key: life for life in followed.measures}
    lives |= {life.key: life for life in followed.targets}
    for audit in followed.audits:
        life = lives.get(audit.subject)
        if life is None or audit.aspect not in _ASPECTS or not in_scope(life.statements):
            continue
        kind = AlertKind.MEASURE_ADVANCED if isinstance(life, MeasureLife) else AlertKind.TARGET_REVISED
        finding = stated_by(audit.evidence, life.statements) or life.statements[-1].finding
        key = f"{audit.subject}:{audit.aspect}:{audit.evidence or audit.new}"
        yield "changed", key, kind, finding, (change_words(audit),), None


def new_figures(followed: Followed) -> Iterator[News]:
    """Yield progress in scope that was not known, with the target it counts for."""
    for one, _match in followed.matches.values():
        if mark(one) not in followed.new or not one.finding.quote.in_scope or mark(one) in followed.known:
            continue
        found = followed.reached.get(mark(one))
        details = () if found is None else target_details(followed, found[0])
        reached = None if found is None else found[1]
        yield "finding", one.fingerprint, AlertKind.NEW_PROGRESS, one.finding, details, reached


def target_details(followed: Followed, goal: Goal) -> tuple[tuple[str, str], ...]:
    """Return the target that a figure counts for, and how fast it is approached, where that is known."""
    pace = followed.paces.get(goal.key)
    return (target_words(goal), *(() if pace is None else (pace_words(pace),)))


def proposed(followed: Followed) -> Iterator[News]:
    """Yield statuses that rules propose and a person decides."""
    for goal, proposal, evidence in followed.proposals:
        details = (target_words(goal), *proposal_words(proposal))
        yield "proposal", proposal.key, AlertKind.STATUS_PROPOSAL, evidence, details, None


def in_scope(statements: Iterable[Statement]) -> bool:
    """Tell whether some statement speaks of a topic that is watched."""
    return any(one.finding.quote.in_scope for one in statements)


def stated_by(fingerprint: str, statements: Iterable[Statement]) -> Finding | None:
    """Return the finding of the statement with a fingerprint."""
    return next((one.finding for one in statements if one.fingerprint == fingerprint), None)


def change_words(audit: Audit) -> tuple[str, str]:
    """Return what changed, from what to what."""
    zh, en = (f"{said(audit.old, number)} → {said(audit.new, number)}" for number in (0, 1))
    return (f"{_ASPECTS[audit.aspect]}：{zh}", f"{audit.aspect}: {en}")


def said(value: str, language: int) -> str:
    """Return a value of an audit row as readers know it: stages have names in both languages."""
    if value in set(Stage):
        words = STAGES[Stage(value)]
        return (words.zh, words.en)[language]
    return value or "–"
