"""`monitor alerts`."""

from __future__ import annotations

import typer

from . import assembly

app = typer.Typer(help="Channels and alerts.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `test` a subcommand, though it is the only one."""


@app.command()
def test() -> None:
    """Send a test message to every channel of MONITOR_NOTIFY; exit 1 if one is refused."""
    from ..errors import NotifyError
    from ..notify import Message

    settings = assembly.read_settings()
    refused = 0
    for channel in assembly.open_channels(settings):
        try:
            channel.send(
                Message("人工智能+：测试 Test", "测试消息，请忽略。This is a test message of aiplus-monitor.")
            )
        except NotifyError as exc:
            refused += 1
            typer.echo(str(exc), err=True)
        else:
            typer.echo(f"{channel.label}: accepted")
    raise typer.Exit(int(refused > 0))
