"""Lives, figures and changes as lines of text, of a spreadsheet and of JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from ..domain import Audit
    from ..store import LifeChange, LifeRecord, LinkedProgress

#: So many characters of a fingerprint are shown; fewer may be typed.
ID_LENGTH = 10
#: Beginnings that spreadsheets take for a formula, full-width ones and those that they strip before looking too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_MARK = re.compile(r"[0-9a-f]{32}")


def harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers and a sign alone are none."""
    text = "" if value is None else str(value)
    is_formula = len(text) > 1 and text.startswith(_FORMULA) and not is_number(text)
    return f"'{text}" if is_formula else text


def is_number(text: str) -> bool:
    """Tell whether a cell is a plain number."""
    return text.lstrip("-+").replace(".", "", 1).isdigit()


def life_json(row: LifeRecord[Any]) -> dict[str, object]:
    """Return a life as JSON says it."""
    shown: dict[str, object] = {name: getattr(row, name) for name in row.__slots__ if name != "goal"}
    shown |= {"id": row.key[:ID_LENGTH], "finding": row.in_force}
    if row.goal is None:
        for name in ("status", "status_since", "status_by", "attainment", "pace", "proposed"):
            del shown[name]
    else:
        del shown["stage"]
    return shown


def life_row(row: LifeRecord[Any]) -> dict[str, object]:
    """Return a life as a line of a spreadsheet."""
    finding = row.in_force
    head = {"id": row.key[:ID_LENGTH], "name": row.name, "issuer": row.issuer, "region": row.region}
    tail = {
        "themes": " ".join(row.themes),
        "published": row.published,
        "quote": finding.quote.text,
        "title": row.article_title,
        "url": row.article_url,
    }
    if row.goal is None:
        return head | {"document_number": finding.document_number, "stage": row.stage} | tail
    amount, deadline = row.goal.amount, row.goal.deadline
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


def print_lives(rows: Sequence[LifeRecord[Any]]) -> None:
    """Print each life as its claim, where it stands, its quote and its source."""
    from ..notify import claim

    for row in rows:
        finding = row.in_force
        typer.secho(f"{row.key[:ID_LENGTH]}  {claim(finding)}", bold=True)
        typer.echo(f"  {standing_line(row)}")
        typer.echo(f"  “{finding.quote.text}”")
        typer.echo(f"  {titled(row.article_title, row.published)}\n  {row.article_url}")


def titled(title: str, day: date) -> str:
    """Return title and day; of a page without a title the day."""
    return f"{title} · {day.isoformat()}" if title else day.isoformat()


def short(words: str) -> str:
    """Return an id as lists show it; other words as they are."""
    return words[:ID_LENGTH] if _MARK.fullmatch(words) else words


def moment(at: datetime) -> str:
    """Return a moment in China, to the minute."""
    from ..domain import SHANGHAI

    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def change_words(audit: Audit) -> str:
    """Return what changed, from what to what, and why."""
    why = f" ({audit.why})" if audit.why else ""
    return f"{audit.aspect}: {short(audit.old) or '–'} → {short(audit.new) or '–'}{why}"


def standing_line(row: LifeRecord[Any]) -> str:
    """Return how a life stands: a measure's stage; a target's status, attainment and deadline."""
    if row.goal is None:
        return f"stage: {row.stage}"
    words = [f"status: {status_words(row)}"]
    if row.attainment is not None:
        words.append(f"{row.attainment:.1f}% reached")
    if row.pace is not None:
        from ..track import pace_words

        words.append(pace_words(row.pace)[1])
    if row.proposed:
        words.append(f"proposed: {', '.join(row.proposed)} (`monitor review`)")
    if row.goal.deadline is not None:
        from ..track import deadline_words, how_dated

        words.append(f"{deadline_words(row.goal.deadline)} ({how_dated(row.goal.deadline)})")
    return " · ".join(words)


def status_words(row: LifeRecord[Any]) -> str:
    """Return the status; a target past its deadline is not without evidence while some waits for a person."""
    waits = not {"met", "met_late", "missed"}.isdisjoint(row.proposed)
    return (
        "past its deadline, evidence waits" if waits and row.status == "overdue_no_evidence" else row.status
    )


def progress_row(row: LinkedProgress) -> dict[str, object]:
    """Return a reported figure as a line of a spreadsheet."""
    said = row.statement
    finding: Any = said.finding
    return {
        "id": said.fingerprint[:ID_LENGTH],
        "metric": finding.amount.metric,
        "value": "–".join(f"{value:f}" for value in finding.amount.values),
        "unit": finding.amount.unit,
        "as_of": finding.as_of.end if finding.as_of else None,
        "region": finding.region,
        "issuer": finding.issuer or said.page_issuer,
        "target": row.target[:ID_LENGTH] if row.target else None,
        "target_name": row.target_name,
        "why": row.why,
        "published": said.published,
        "quote": finding.quote.text,
        "title": said.title,
        "url": said.url,
    }


def progress_json(row: LinkedProgress) -> dict[str, object]:
    """Return a reported figure as JSON says it."""
    shown = progress_row(row)
    return {
        name: shown[name] for name in ("id", "target", "target_name", "why", "published", "title", "url")
    } | {
        "finding": row.statement.finding,
        "candidates": row.candidates,
    }


def print_progress(rows: Sequence[LinkedProgress]) -> None:
    """Print each figure with its quote, its source and its target."""
    from ..notify import claim

    for row in rows:
        said = row.statement
        typer.secho(f"{said.fingerprint[:ID_LENGTH]}  {claim(said.finding)}", bold=True)
        if row.target:
            typer.echo(f"  target: {row.target[:ID_LENGTH]} {row.target_name}")
        elif row.candidates:
            typer.echo(f"  no target chosen among {len(row.candidates)}: {row.why}")
        typer.echo(f"  “{said.finding.quote.text}”\n  {titled(said.title, said.published)}\n  {said.url}")


def change_row(row: LifeChange) -> dict[str, object]:
    """Return a change as a line of a spreadsheet."""
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


def change_line(row: LifeChange) -> str:
    """Return a change in one line."""
    audit = row.audit
    return f"{moment(audit.at)}  {audit.by}  {audit.subject[:ID_LENGTH]} {row.name}  {change_words(audit)}"
