"""Tracked things, figures and changes as lines of text, rows of a spreadsheet and objects of JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import typer

from ..domain import ProposalKind

if TYPE_CHECKING:
    from ..domain import Amount, Audit, Proposal, Statement
    from ..store import Dossier, ProgressRecord, TrackedChange, TrackedRecord

#: Characters of a fingerprint that lists show; people may type fewer.
ID_LENGTH = 10
#: First characters that make a spreadsheet read a cell as a formula; it ignores leading white space and width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
#: Characters of a date in a reminder's mark.
_DAY = 10
_RELATIONS = {ProposalKind.PART: "part of", ProposalKind.SAME: "same as"}
_MARK = re.compile(r"[0-9a-f]{32}")


def harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a `'` precedes it unless it is a number or a lone sign."""
    text = "" if value is None else str(value)
    is_formula = len(text) > 1 and text.startswith(_FORMULA) and not is_number(text)
    return f"'{text}" if is_formula else text


def is_number(text: str) -> bool:
    """Tell whether a cell is a plain number."""
    return text.lstrip("-+").replace(".", "", 1).isdigit()


def tracked_json(row: TrackedRecord[Any]) -> dict[str, object]:
    """Return a tracked thing as a JSON object; a measure has no status, a target no stage."""
    shown: dict[str, object] = {name: getattr(row, name) for name in row.__slots__ if name != "commitment"}
    shown |= {"id": row.key[:ID_LENGTH], "finding": row.in_force}
    if row.commitment is None:
        for name in ("status", "status_since", "status_by", "attainment", "pace", "proposed"):
            del shown[name]
    else:
        del shown["stage"]
        shown["metric"] = metric_json(row.commitment.amount)
    return shown


def metric_json(amount: Amount) -> dict[str, str] | None:
    """Return the id and the names of the metric that an amount is of; None if no row of metrics.toml has its name."""
    from ..metrics import catalogue

    found = catalogue().find(amount.metric)
    return {"id": found.id, "zh": found.zh, "en": found.en} if found else None


def tracked_row(row: TrackedRecord[Any]) -> dict[str, object]:
    """Return a tracked thing as a row of a spreadsheet."""
    finding = row.in_force
    head = {"id": row.key[:ID_LENGTH], "name": row.name, "issuer": row.issuer, "region": row.region}
    tail = {
        "themes": " ".join(row.themes),
        "published": row.published,
        "quote": finding.quote.text,
        "title": row.article_title,
        "url": row.article_url,
    }
    if row.commitment is None:
        return head | {"document_number": finding.document_number, "stage": row.stage} | tail
    amount, deadline = row.commitment.amount, row.commitment.deadline
    return (
        head
        | {
            "comparator": amount.comparator,
            "value": "–".join(f"{value:f}" for value in amount.values),
            "unit": amount.unit,
            "per": amount.per,
            "deadline": deadline.end if deadline else None,
            "precision": deadline.precision if deadline else None,
            "status": row.status,
            "attainment": row.attainment,
            "pace_way": row.pace.way if row.pace else None,
            "pace_time": row.pace.time if row.pace else None,
            "proposed": " ".join(row.proposed),
        }
        | tail
    )


def print_tracked(rows: Sequence[TrackedRecord[Any]]) -> None:
    """Print each tracked thing as its claim, where it stands, its quote and its source."""
    from ..notify import claim

    for row in rows:
        finding = row.in_force
        typer.secho(f"{row.key[:ID_LENGTH]}  {claim(finding)}", bold=True)
        typer.echo(f"  {standing_line(row)}")
        typer.echo(f"  “{finding.quote.text}”")
        typer.echo(f"  {titled(row.article_title, row.published)}\n  {row.article_url}")


def titled(title: str, day: date) -> str:
    """Return the title and day of a page; only the day if it has no title."""
    return f"{title} · {day.isoformat()}" if title else day.isoformat()


def short(words: str) -> str:
    """Return an id as lists show it, and any other text unchanged."""
    return words[:ID_LENGTH] if _MARK.fullmatch(words) else words


def moment(at: datetime) -> str:
    """Return a moment in China time, to the minute."""
    from ..domain import SHANGHAI

    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def change_words(audit: Audit) -> str:
    """Return what changed, from what to what, and why."""
    why = f" ({audit.why})" if audit.why else ""
    return f"{audit.aspect}: {short(audit.old) or '–'} → {short(audit.new) or '–'}{why}"


def standing_line(row: TrackedRecord[Any]) -> str:
    """Return where a tracked thing stands: a measure's stage; a target's status, attainment and deadline."""
    if row.commitment is None:
        return f"stage: {row.stage}"
    words = [f"status: {status_words(row)}"]
    if row.attainment is not None:
        words.append(f"{row.attainment:.1f}% reached")
    if row.pace is not None:
        from ..track import pace_words

        words.append(pace_words(row.pace)[1])
    if row.proposed:
        words.append(f"proposed: {', '.join(row.proposed)} (`monitor review`)")
    if row.commitment.deadline is not None:
        from ..track import deadline_words, how_dated

        words.append(f"{deadline_words(row.commitment.deadline)} ({how_dated(row.commitment.deadline)})")
    return " · ".join(words)


def status_words(row: TrackedRecord[Any]) -> str:
    """Return the status; a target past its deadline is not "without evidence" while a person has evidence to judge."""
    waits = not {"met", "met_late", "missed"}.isdisjoint(row.proposed)
    return "past its deadline, evidence waits" if waits and row.status == "overdue_no_evidence" else row.status


def progress_row(row: ProgressRecord) -> dict[str, object]:
    """Return a reported figure as a row of a spreadsheet."""
    statement = row.statement
    finding: Any = statement.finding
    return {
        "id": statement.fingerprint[:ID_LENGTH],
        "metric": finding.amount.metric,
        "value": "–".join(f"{value:f}" for value in finding.amount.values),
        "unit": finding.amount.unit,
        "as_of": finding.as_of.end if finding.as_of else None,
        "region": finding.region,
        "issuer": finding.issuer or statement.page_issuer,
        "target": row.target[:ID_LENGTH] if row.target else None,
        "target_name": row.target_name,
        "why": row.why,
        "published": statement.published,
        "quote": finding.quote.text,
        "title": statement.title,
        "url": statement.url,
    }


def progress_json(row: ProgressRecord) -> dict[str, object]:
    """Return a reported figure as a JSON object."""
    shown = progress_row(row)
    finding: Any = row.statement.finding
    return {name: shown[name] for name in ("id", "target", "target_name", "why", "published", "title", "url")} | {
        "finding": finding,
        "metric": metric_json(finding.amount),
        "candidates": row.candidates,
    }


def print_progress(rows: Sequence[ProgressRecord]) -> None:
    """Print each figure with its quote, its source and its target."""
    from ..notify import claim

    for row in rows:
        statement = row.statement
        typer.secho(f"{statement.fingerprint[:ID_LENGTH]}  {claim(statement.finding)}", bold=True)
        if row.target:
            typer.echo(f"  target: {row.target[:ID_LENGTH]} {row.target_name}")
        elif row.candidates:
            typer.echo(f"  no target chosen among {len(row.candidates)}: {row.why}")
        typer.echo(
            f"  “{statement.finding.quote.text}”\n  {titled(statement.title, statement.published)}\n  {statement.url}"
        )


def change_row(row: TrackedChange) -> dict[str, object]:
    """Return a change as a row of a spreadsheet."""
    audit = row.audit
    return {
        "at": audit.at.isoformat(timespec="seconds"),
        "by": audit.by,
        "kind": row.kind,
        "id": audit.subject[:ID_LENGTH],
        "name": row.name,
        "issuer": row.issuer,
        "region": row.region,
        "aspect": audit.aspect,
        "from": audit.old,
        "to": audit.new,
        "why": audit.why,
        "evidence": audit.evidence[:ID_LENGTH],
    }


def change_line(row: TrackedChange) -> str:
    """Return a change in one line."""
    audit = row.audit
    return f"{moment(audit.at)}  {audit.by}  {audit.subject[:ID_LENGTH]} {row.name}  {change_words(audit)}"


def print_dossier(dossier: Dossier) -> None:
    """Print everything recorded of a target, every figure beside its quote and link."""
    print_tracked([dossier.record])
    print_section("stated", [statement_lines(statement) for statement in dossier.statements])
    print_section("figures", [figure_lines(statement) for statement in dossier.observed])
    print_section("part of", [f"{key[:ID_LENGTH]} {name}" for key, name in dossier.wholes])
    print_section("parts", [f"{key[:ID_LENGTH]} {name}" for key, name in dossier.parts])
    print_section("proposed", [proposal_line(proposal) for proposal in dossier.waiting])
    print_section("changes", [audit_line(audit) for audit in dossier.audits])
    print_section("reminders sent", [reminder_line(mark) for mark in sorted(dossier.sent, key=reminder_day)])


def print_section(title: str, lines: Sequence[str]) -> None:
    """Print a headline and its lines; nothing if there are no lines."""
    if lines:
        typer.secho(f"\n{title}", fg=typer.colors.CYAN)
    for line in lines:
        typer.echo(f"  {line}")


def statement_lines(statement: Statement) -> str:
    """Return a statement's day, quote and source, with what the page said there before, and until when."""
    past = (f"until {moment(wording.until)} “{wording.finding.quote.text}”" for wording in reversed(statement.past))
    gone = f"not stated since {moment(statement.vanished_at)}" if statement.vanished_at else ""
    lines = (f"{statement.published} “{statement.finding.quote.text}”", gone, *past, statement.title, statement.url)
    return "\n    ".join(line for line in lines if line)


def figure_lines(statement: Statement) -> str:
    """Return a figure with its quote and source."""
    from ..notify import claim

    return f"{statement.fingerprint[:ID_LENGTH]} {claim(statement.finding)}\n    {statement_lines(statement)}"


def proposal_line(proposal: Proposal) -> str:
    """Return what is proposed, with its rule, score and evidence."""
    other, why = proposal.evidence[:ID_LENGTH], f"{proposal.rule}, score {proposal.score:.2f}"
    if proposal.kind in _RELATIONS:
        return f"{_RELATIONS[proposal.kind]} {other} ({why})"
    return f"{proposal.kind} since {proposal.since} ({why}, evidence {other})"


def audit_line(audit: Audit) -> str:
    """Return a change: when, who, what, from, to, why."""
    return f"{moment(audit.at)} {audit.by} {change_words(audit)}"


def reminder_day(mark: str) -> date:
    """Return the day of a reminder; its mark is the deadline and a number of days after it: 2025-12-31-30."""
    return date.fromisoformat(mark[:_DAY]) + timedelta(days=int(mark[_DAY:]))


def reminder_line(mark: str) -> str:
    """Return the day of a reminder and its distance from the deadline, in words."""
    days = int(mark[_DAY:])
    distance = "on" if days == 0 else f"{abs(days)} days {'after' if days > 0 else 'before'}"
    return f"{reminder_day(mark)}: {distance} the deadline {mark[:_DAY]}"
