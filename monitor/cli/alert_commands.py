"""`monitor alerts`: validate, test and preview channels and routes; list, retry and move messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import StoreError
from . import assembly, streams

if TYPE_CHECKING:
    from ..domain import Coverage
    from ..notify import Alerting, Content, Route
    from ..store import LoggedMessage, Store

app = typer.Typer(help="Channels, routes and messages.", no_args_is_help=True)


@app.command()
def validate() -> None:
    """Check alerts.toml and the addresses without sending; exit 2 with every problem."""
    from ..domain import SHANGHAI

    settings = assembly.read_settings()
    _registry, alerting = assembly.read_both(settings)
    path = assembly.alerts_path(settings)
    typer.echo(f"{path or 'no alerts.toml: MONITOR_NOTIFY alone'}: {len(alerting.recipients)} recipient(s)")
    now = assembly.clock()
    for route in alerting.routes:
        typer.echo(f"  {route.id}: {', '.join(route.channels)}: {describe_schedule(route, now)}")
    for warning in warnings(alerting, now):
        typer.echo(f"note: {warning}", err=True)
    try:
        with assembly.open_store(settings, create=False) as store:
            assembly.warn_of_orphans(store, alerting)
    except StoreError as exc:
        typer.echo(f"note: queues are not looked at: {exc}", err=True)
    typer.echo(f"checked at {now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")


def describe_schedule(route: Route, now: datetime) -> str:
    """Return when a route sends next, in words."""
    from ..notify import due_at, next_period

    if route.is_digest:
        moment = next_period(route, now).astimezone(route.zone)
        return f"{route.cadence.frequency} digest, next on {moment:%Y-%m-%d %H:%M} ({route.zone.key})"
    due = due_at(route, now)
    held = f", held back until {due.astimezone(route.zone):%Y-%m-%d %H:%M}" if due > now else ""
    return f"at once{held} ({route.zone.key})"


def warnings(alerting: Alerting, now: datetime) -> Sequence[str]:
    """Return notes on what is valid but perhaps not intended: shared addresses, days without an announced calendar."""
    from ..domain import is_announced
    from ..notify import next_period, unannounced

    days = {
        next_period(route, now).astimezone(route.zone).date()
        for route in alerting.routes
        if route.working_days and route.is_digest
    } | {now.astimezone(route.zone).date() for route in alerting.routes if route.working_days}
    ids_by_address: dict[str, list[str]] = {}
    for recipient in alerting.recipients:
        ids_by_address.setdefault(recipient.address, []).append(recipient.id)
    twice = [
        f"{' and '.join(ids)} are one address: it is told twice of what both get; let the routes share a channel"
        for ids in ids_by_address.values()
        if len(ids) > 1
    ]
    return [*twice, *[unannounced(day).en for day in sorted(days) if not is_announced(day)][:1]]


@app.command("test")
def try_channels(
    recipients: Annotated[
        list[str] | None, typer.Argument(metavar="[RECIPIENT]…", help="Recipients; all if none.")
    ] = None,
) -> None:
    """Send a test message to every recipient, or to those named; exit 1 if one does not accept it."""
    from ..domain import Verdict
    from ..notify import Language, limited
    from ..track import coverage

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    channels = (
        [assembly.open_channel_to(alerting, recipient) for recipient in dict.fromkeys(recipients)]
        if recipients
        else assembly.open_channels(alerting)
    )
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        content = trial_content(coverage(registry.sources, store.checks.states(), now), now)
    refused = 0
    for channel in channels:
        parts = channel.parts(content, Language.BOTH, f"test:{channel.id}:{now.isoformat()}")
        with limited(Event()):
            answers = [channel.send(part) for part in parts]
        failed = [answer for answer in answers if answer.verdict is not Verdict.SENT]
        refused += bool(failed)
        for answer in failed:
            typer.echo(f"{channel.id} ({channel.label}): {answer.verdict}: {answer.reason}", err=True)
        if not failed:
            typer.echo(f"{channel.id} ({channel.label}): accepted")
    raise typer.Exit(int(refused > 0))


def trial_content(coverage: Coverage, now: datetime) -> Content:
    """Return the test message."""
    from ..notify import Bilingual, Content, ContentKind

    return Content(
        kind=ContentKind.TEST,
        series="test",
        title=Bilingual("人工智能+ 测试", "AI+ test"),
        sections=(),
        coverage=coverage,
        created_at=now,
        notices=(Bilingual("测试消息，请忽略。", "This is a test message of aiplus-monitor."),),
    )


@app.command()
def preview(
    route_id: Annotated[str | None, typer.Argument(metavar="[ROUTE]", help="Route; the first if none.")] = None,
    to: Annotated[
        str | None, typer.Option(metavar="RECIPIENT", help="As this recipient's service gets it, part by part.")
    ] = None,
) -> None:
    """Print what a route would say now, of the alerts that wait for it; nothing is sent or recorded."""
    from ..notify import plain
    from ..track import coverage

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    alerting = assembly.read_alerting(settings, registry)
    route = find_route(alerting, route_id)
    channel = None if to is None else assembly.open_channel_to(alerting, to)
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        content = next_content(
            store, route, to or route.channels[0], coverage(registry.sources, store.checks.states(), now)
        )
    if content is None:
        typer.echo("nothing to say")
        return
    if channel is None:
        assembly.print_message(plain(content, route.language))
        return
    for part in channel.parts(content, route.language, f"preview:{now.isoformat()}"):
        typer.secho(f"\n{part.title}", bold=True)
        typer.echo(part.body)  # not wrapped: the service gives line ends a meaning


def next_content(store: Store, route: Route, recipient: str, coverage: Coverage) -> Content | None:
    """Return the message that a route would send to a recipient now; None if there is nothing to send."""
    from .. import digest
    from ..notify import alerts_content

    now = assembly.clock()
    if route.is_digest:
        return digest.preview(store, route, coverage, now)
    waiting = store.alerts.waiting(recipient)
    return alerts_content(waiting, route.id, coverage, now) if waiting else None


def find_route(alerting: Alerting, route_id: str | None) -> Route:
    """
    Return the route with this id; the first route if no id is given.

    Raises:
        InputError: no route has that id; the message lists the known ids.

    """
    from ..errors import InputError

    for route in alerting.routes:
        if route_id in {None, route.id}:
            return route
    known = ", ".join(route.id for route in alerting.routes)
    raise InputError(f"no route has the id {route_id!r}; there are: {known}")


@app.command()
def log(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Messages at most, newest first.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List messages: to whom, when, how many attempts, what became of them."""
    with assembly.open_store(assembly.read_settings()) as store:
        rows = store.outbox.log(limit)
    if json:
        typer.echo(streams.as_json(rows))
    else:
        print_log(rows)


def print_log(rows: Sequence[LoggedMessage]) -> None:
    """Print a line for each message, and below it the whole answer of the service."""
    if not rows:
        typer.echo("no messages yet")
    for row in rows:
        contents = "digest" if row.is_digest else f"{row.alerts} alert{'s' if row.alerts > 1 else ''}"
        tries = f"{row.attempts} {'tries' if row.attempts != 1 else 'try'}"
        streams.echo(
            f"{row.id}  {short_time(row.due_at)}  {row.channel} ({row.route}, {contents}): {row.state}, {tries}{outcome_time(row)}"
        )
        if row.error:
            streams.echo(f"    {row.error}")


def outcome_time(row: LoggedMessage) -> str:
    """Return when a message was settled or is tried next; empty if neither is known."""
    if row.ended_at:
        return f", {short_time(row.ended_at)}"
    return f", next {short_time(row.next_try_at)}" if row.next_try_at else ""


def short_time(moment: datetime) -> str:
    """Return month, day, hour and minute in China."""
    from ..domain import SHANGHAI

    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"


@app.command("audit")
def audit_alerts(
    repair: Annotated[bool, typer.Option("--repair", help="Tell what was not told.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare what was recorded in the last month with what was told; exit 1 if something was not, unless repaired."""
    from ..pipeline import audit, differences_in

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    with assembly.open_store(settings) as store:
        found = audit(store, registry.sources, alerting.routes, assembly.clock(), repair=repair)
        assembly.warn_of_orphans(store, alerting)
    if json:
        typer.echo(streams.as_json(found))
    for words in () if json else differences_in(found):
        streams.echo(words)
    if not json:
        mended = "; mended, the next round sends them" if repair and found.count else ""
        typer.echo(f"{found.count} difference(s) between what was recorded and what was told{mended}")
    raise typer.Exit(int(found.count > 0 and not repair))


@app.command()
def retry(
    channels: Annotated[list[str] | None, typer.Argument(metavar="[CHANNEL]…", help="Recipients; all if none.")] = None,
) -> None:
    """Make messages that were given up, or wait for their next try, due now; `run` or `check` sends them."""
    with assembly.open_store(assembly.read_settings()) as store:
        count = store.outbox.retry(assembly.clock(), channels or None)
    typer.echo(f"{count} message(s) will be sent by the next round of `monitor run` or by `monitor check`")


@app.command()
def move(
    old: Annotated[str, typer.Argument(help="Recipient, or digest:ROUTE, that nothing names any more.")],
    new: Annotated[str, typer.Argument(help="Recipient, or digest:ROUTE, that takes its place.")],
) -> None:
    """Give what waits for a recipient that nothing names any more, or was given up, to another one."""
    from ..errors import InputError
    from ..notify import DIGEST_QUEUE

    settings = assembly.read_settings()
    _registry, alerting = assembly.read_both(settings)
    known = assembly.queues(alerting)
    if new not in known:
        raise InputError(f"no recipient has the id {new!r}; there are: {', '.join(sorted(known))}")
    if old in known:
        raise InputError(f"{old} is still named, and gets what waits for it; take it out of the routes first")
    if old.startswith(DIGEST_QUEUE) != new.startswith(DIGEST_QUEUE):
        raise InputError("what waits for a digest can only go to a digest, and a recipient's to a recipient")
    with assembly.open_store(settings) as store:
        count = store.outbox.move(old, new, assembly.clock())
    typer.echo(f"{count} alert(s) and message(s) of {old} go to {new}")
