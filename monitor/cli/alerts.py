"""`monitor alerts`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, lines

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
        typer.echo(f"  {route.id}: {', '.join(route.channels)}: {schedule(route, now)}")
    for warning in warnings(alerting, now):
        typer.echo(f"note: {warning}", err=True)
    with assembly.open_store(settings) as store:
        assembly.note_lost(store, alerting)
    typer.echo(f"checked at {now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")


def schedule(route: Route, now: datetime) -> str:
    """Return when a route speaks next."""
    from ..notify import due_at, next_period

    if route.is_digest:
        moment = next_period(route, now).astimezone(route.zone)
        return f"{route.cadence.pace} digest, next on {moment:%Y-%m-%d %H:%M} ({route.zone.key})"
    due = due_at(route, now)
    held = f", held back until {due.astimezone(route.zone):%Y-%m-%d %H:%M}" if due > now else ""
    return f"at once{held} ({route.zone.key})"


def warnings(alerting: Alerting, now: datetime) -> Sequence[str]:
    """Return what is not wrong but worth knowing."""
    from ..notify import is_announced, next_period, unannounced

    days = {
        next_period(route, now).astimezone(route.zone).date()
        for route in alerting.routes
        if route.working_days and route.is_digest
    } | {now.astimezone(route.zone).date() for route in alerting.routes if route.working_days}
    same: dict[str, list[str]] = {}
    for recipient in alerting.recipients:
        same.setdefault(recipient.address, []).append(recipient.id)
    twice = [
        f"{' and '.join(ids)} are one address: it is told twice of what both get; let the routes share a channel"
        for ids in same.values()
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
    from ..notify import Language
    from ..track import coverage

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    channels = (
        [assembly.open_channel_to(alerting, one) for one in dict.fromkeys(recipients)]
        if recipients
        else assembly.open_channels(alerting)
    )
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        content = trial(coverage(registry.sources, store.states(), now), now)
    refused = 0
    for channel in channels:
        answers = [
            channel.send(part)
            for part in channel.parts(content, Language.BOTH, f"test:{channel.id}:{now.isoformat()}")
        ]
        failed = [answer for answer in answers if answer.verdict is not Verdict.SENT]
        refused += bool(failed)
        for answer in failed:
            typer.echo(f"{channel.id} ({channel.label}): {answer.verdict}: {answer.reason}", err=True)
        if not failed:
            typer.echo(f"{channel.id} ({channel.label}): accepted")
    raise typer.Exit(int(refused > 0))


def trial(coverage: Coverage, now: datetime) -> Content:
    """Return the test message."""
    from ..notify import Content, ContentKind, Words

    return Content(
        kind=ContentKind.TEST,
        series="test",
        title=Words("人工智能+ 测试", "AI+ test"),
        sections=(),
        coverage=coverage,
        created_at=now,
        notices=(Words("测试消息，请忽略。", "This is a test message of aiplus-monitor."),),
    )


@app.command()
def preview(
    route_id: Annotated[
        str | None, typer.Argument(metavar="[ROUTE]", help="Route; the first if none.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="RECIPIENT", help="As this recipient's service gets it, part by part."),
    ] = None,
) -> None:
    """Print what a route would say now, of the alerts that wait for it; nothing is sent or recorded."""
    from ..notify import plain
    from ..track import coverage

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    alerting = assembly.read_alerting(settings, registry)
    route = choose(alerting, route_id)
    channel = None if to is None else assembly.open_channel_to(alerting, to)
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        content = said(store, route, to or route.channels[0], coverage(registry.sources, store.states(), now))
    if content is None:
        typer.echo("nothing to say")
        return
    if channel is None:
        assembly.print_message(plain(content, route.language))
        return
    for part in channel.parts(content, route.language, f"preview:{now.isoformat()}"):
        typer.secho(f"\n{part.title}", bold=True)
        typer.echo(part.body)  # not wrapped: line ends mean something to the service


def said(store: Store, route: Route, recipient: str, coverage: Coverage) -> Content | None:
    """Return what a route would say to a recipient now; None if nothing."""
    from .. import digest
    from ..notify import alerts_content

    now = assembly.clock()
    if route.is_digest:
        return digest.preview(store, route, coverage, now)
    waiting = store.waiting(recipient)
    return alerts_content(waiting, route.id, coverage, now) if waiting else None


def choose(alerting: Alerting, route_id: str | None) -> Route:
    """
    Return the route of an id, the first if none is given.

    Raises:
        InputError: no route has that id.

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
        rows = store.message_log(limit)
    if json:
        from .output import as_json

        typer.echo(as_json(rows))
    else:
        print_log(rows)


def print_log(rows: Sequence[LoggedMessage]) -> None:
    """Print each message in a line, and below it what the service said: nothing is cut, however narrow the terminal."""
    if not rows:
        typer.echo("no messages yet")
    for row in rows:
        told = "digest" if row.is_digest else f"{row.alerts} alert{'s' if row.alerts > 1 else ''}"
        tries = f"{row.attempts} {'tries' if row.attempts != 1 else 'try'}"
        lines.echo(
            f"{row.id}  {at(row.due_at)}  {row.channel} ({row.route}, {told}): {row.state}, {tries}{then(row)}"
        )
        if row.error:
            lines.echo(f"    {row.error}")


def then(row: LoggedMessage) -> str:
    """Return when a message ended, or is tried next."""
    if row.ended_at:
        return f", {at(row.ended_at)}"
    return f", next {at(row.next_try_at)}" if row.next_try_at else ""


def at(moment: datetime) -> str:
    """Return a moment in China, short."""
    from ..domain import SHANGHAI

    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"


@app.command()
def retry(
    channels: Annotated[
        list[str] | None, typer.Argument(metavar="[CHANNEL]…", help="Recipients; all if none.")
    ] = None,
) -> None:
    """Make messages that were given up, or wait for their next try, due now; `run` or `check` sends them."""
    with assembly.open_store(assembly.read_settings()) as store:
        count = store.retry(assembly.clock(), channels or None)
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
        count = store.move(old, new, assembly.clock())
    typer.echo(f"{count} alert(s) and message(s) of {old} go to {new}")
