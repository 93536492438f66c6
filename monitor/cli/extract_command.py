"""`monitor extract`: the findings of a page or text, and the rules that read them."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, streams
from .rules_command import Lang, ReasonLanguage, reasons

if TYPE_CHECKING:
    from ..detect import RefusedAmount
    from ..domain import Article, Finding, Reading, Topic


def extract(
    target: Annotated[
        str, typer.Argument(metavar="FILE|URL|-", help="A saved page, a text, an address, or stdin.")
    ] = "-",
    url: Annotated[str | None, typer.Option(help="Address that a saved page came from.")] = None,
    source_id: Annotated[str | None, typer.Option("--source", help="Read it as pages of this source are read.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (YYYY-MM-DD) of a text without one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print article and findings as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read rows {id, text, …}, print rows {id, findings}.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each finding was read, and why other amounts were not taken.")
    ] = False,
    lang: Lang = ReasonLanguage.BOTH,
) -> None:
    """Show what is read in one page or text; nothing is recorded."""
    from ..detect import read as read_article
    from ..detect import refusals
    from ..domain import day_in_china

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if jsonl:
        print_rows(target, registry.topics)
        return
    known_day = streams.parse_day("--published", published)
    address = target if streams.is_address(target) else url or ""
    source = assembly.choose_sources(registry, [source_id])[0] if source_id else registry.for_url(address)
    page = streams.read_page(target, url, source, settings, assembly.clock())
    article = streams.parse_page(page, source)
    if known_day:
        article = dataclasses.replace(article, published=known_day)
    today = article.published or day_in_china(assembly.clock())
    read = read_article(article, registry.topics, today=today)
    refused = refusals(article, today=today) if explain else None
    if json:
        print_json(article, read, refused)
    else:
        print_reading(article, read, lang if explain else None)
        print_refused(refused or (), lang)


def print_rows(target: str, topics: tuple[Topic, ...]) -> None:
    """Print a row of findings for each JSON row of a file or stdin, in the same order."""
    from ..detect.explain import read_row

    for row in streams.json_rows(target):
        typer.echo(jsonlib.dumps(read_row(row, topics), ensure_ascii=False))


def print_json(article: Article, reading: Reading, refused: Sequence[RefusedAmount] | None) -> None:
    """Print the article, its findings and, if given, the amounts that were not taken as one JSON object."""
    from ..detect.explain import finding_row

    shown: dict[str, object] = {
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
    if refused is not None:
        shown["not_taken"] = [refusal_json(amount) for amount in refused]
    typer.echo(streams.as_json(shown))


def refusal_json(amount: RefusedAmount) -> dict[str, object]:
    """Return an amount that was not taken, with its quote and the reason in both languages, as a JSON object."""
    from ..detect.vocabulary import RULES

    rule = RULES[amount.rule]
    fields: dict[str, object] = {field.name: getattr(amount, field.name) for field in dataclasses.fields(amount)}
    return fields | {"zh": rule.zh, "en": rule.en}


def print_reading(article: Article, reading: Reading, lang: ReasonLanguage | None) -> None:
    """Print the article's head, its findings with their quotes, and what was quarantined; with a language the reasons too."""
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
        if lang:
            explain_finding(finding, lang)
    for damaged in reading.quarantined:
        typer.echo(f"\nquarantined ({damaged.reason}): {visible(damaged.text)}")
    if not reading.findings:
        typer.echo("\nno measures, targets or progress found")
    sys.stdout.flush()


def print_refused(amounts: Sequence[RefusedAmount], lang: ReasonLanguage) -> None:
    """Print each amount that was not taken with its quote, the rule that refused it, and why."""
    from ..detect.vocabulary import RULES
    from ..notify import visible

    if amounts:
        typer.secho("\namounts that were not taken", bold=True)
    for amount in amounts:
        typer.echo(f"\n{visible(amount.text)}: {' / '.join(reasons(RULES[amount.rule], lang))}")
        typer.echo(f"  “{visible(amount.sentence.strip())}”")
        typer.echo(f"  rule {amount.rule} (`monitor rules {amount.rule}`); characters {amount.start}–{amount.end}")


def explain_finding(finding: Finding, lang: ReasonLanguage) -> None:
    """Print which rule read a finding, how sure it is, and why, in words."""
    from ..detect.explain import reason_of

    quote = finding.quote
    typer.echo(f"  rule {quote.rule}; confidence {quote.confidence:.2f}; characters {quote.start}–{quote.end}")
    for reason in dict.fromkeys(reason_of(finding, code) for code in lang.codes):
        typer.echo(f"  why: {reason}")
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
