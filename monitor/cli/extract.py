"""`monitor extract`: what is read in a page or a text, and which rule said so."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InputError
from . import assembly

if TYPE_CHECKING:
    from ..domain import Article, Finding, Reading, Topic


def extract(
    target: Annotated[
        str, typer.Argument(metavar="FILE|URL|-", help="A saved page, a text, an address, or stdin.")
    ] = "-",
    url: Annotated[str | None, typer.Option(help="Address that a saved page came from.")] = None,
    source_id: Annotated[
        str | None, typer.Option("--source", help="Read it as pages of this source are read.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (YYYY-MM-DD) of a text without one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print article and findings as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read rows {id, text, …}, print rows {id, findings}.")
    ] = False,
    explain: Annotated[bool, typer.Option(help="Say for each finding which rules read it.")] = False,
) -> None:
    """Show what is read in one page or text; nothing is recorded."""
    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if jsonl:
        print_rows(target, registry.topics)
        return
    from . import reading as page_reading

    known_day = day(published)
    address = target if page_reading.is_address(target) else url or ""
    source = assembly.choose(registry, [source_id])[0] if source_id else registry.for_url(address)
    article = page_reading.article_of(page_reading.page_of(target, url, source, settings), source)
    if known_day:
        article = dataclasses.replace(article, published=known_day)
    read = read_article(article, registry.topics)
    if json:
        print_json(article, read)
    else:
        print_reading(article, read, explain=explain)


def day(text: str | None) -> date | None:
    """Return the date an option names."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise InputError(f"--published {text!r} is no date; write it as 2025-04-02") from exc


def read_article(article: Article, topics: tuple[Topic, ...]) -> Reading:
    """Read an article; relative dates count from its publication, else from today."""
    from ..detect import read
    from ..domain import day_in_china

    return read(article, topics, today=article.published or day_in_china(assembly.clock()))


def print_rows(target: str, topics: tuple[Topic, ...]) -> None:
    """Read JSON rows from a file or stdin and print a row of findings for each, in the same order."""
    from ..detect.rows import read_row
    from . import reading as page_reading

    lines = page_reading.read_bytes(target).decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip():
            typer.echo(jsonlib.dumps(read_row(row_of(target, number, line), topics), ensure_ascii=False))


def row_of(target: str, number: int, line: str) -> dict[str, Any]:
    """Return one input row; InputError names the line that is no such row."""
    try:
        row = jsonlib.loads(line)
    except ValueError as exc:
        raise InputError(f"{target} line {number} is not JSON: {exc}") from exc
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise InputError(f'{target} line {number}: a row needs "id" and "text"')
    return row


def print_json(article: Article, reading: Reading) -> None:
    """Print the article and its findings as one JSON object."""
    from ..detect.rows import finding_row
    from .output import as_json

    shown = {
        "article": {
            "title": article.title,
            "published": article.published,
            "made_on": article.made_on,
            "issuer": article.issuer,
            "document_number": article.document_number,
            "source": article.source,
            "body": article.text,
            "attachments": article.attachments,
        },
        "findings": [finding_row(finding) for finding in reading.findings],
        "quarantined": reading.quarantined,
        "relevance": reading.relevance,
    }
    typer.echo(as_json(shown))


def print_reading(article: Article, reading: Reading, *, explain: bool) -> None:
    """Print the article's head, its findings with their quotes, and what was quarantined."""
    from ..notify import claim, visible

    typer.secho(visible(article.title) or "(no title)", bold=True)
    head = [
        ("published", article.published),
        ("made on", article.made_on),
        ("issuer", article.issuer),
        ("number", article.document_number),
        ("source", article.source),
    ]
    for label, value in head:
        if value:
            typer.echo(f"  {label}: {value}")
    for attachment in article.attachments:
        typer.echo(f"  attachment not read: {visible(attachment.title)} {attachment.url}")
    for found in reading.relevance:
        verdict = "relevant" if found.relevant else "not relevant"
        typer.echo(f"  topic {found.topic}: {verdict}, score {found.score:g} ({', '.join(found.terms)})")
    for finding in reading.findings:
        quote = finding.quote
        kind = type(finding).__name__.lower()
        scope = "" if quote.in_scope else " (off the topics)"
        typer.secho(f"\n{kind}{scope}: {claim(finding)}", bold=quote.in_scope)
        typer.echo(f"  “{visible(quote.text)}”")
        if explain:
            explain_finding(finding)
    for damaged in reading.quarantined:
        typer.echo(f"\nquarantined ({damaged.reason}): {visible(damaged.text)}")
    if not reading.findings:
        typer.echo("\nno measures, targets or progress found")
    sys.stdout.flush()


def explain_finding(finding: Finding) -> None:
    """Print which rule read a finding, how sure it is, and why, in words."""
    from ..detect.reasons import reason_of

    quote = finding.quote
    typer.echo(
        f"  rule {quote.rule}; confidence {quote.confidence:.2f}; characters {quote.start}–{quote.end}"
    )
    typer.echo(f"  why: {reason_of(finding)}")
    if quote.topics:
        typer.echo(f"  topics: {', '.join(quote.topics)}")
    explain_dates(finding)


def explain_dates(finding: Finding) -> None:
    """Print how a finding's deadline or day was worked out."""
    from ..domain import Measure, Target
    from ..track import how_dated

    if isinstance(finding, Measure):
        return
    period = finding.deadline if isinstance(finding, Target) else finding.as_of
    if period is None:
        typer.echo("  date: none governs it")
        return
    typer.echo(f"  date: {how_dated(period)}")
    begins = period.start or "…"
    typer.echo(f"  period: {begins} – {period.end}, precision {period.precision}, rule {period.rule}")
