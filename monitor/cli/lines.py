"""Text as a terminal shows it best: broken at words, by the cells that characters take, indented where it goes on."""

from __future__ import annotations

import shutil
import sys

import typer

#: What goes on stands so much further in.
HANG = "  "
#: Narrower than this, breaking words helps nobody.
LEAST_WIDTH = 30


def echo(text: str, *, err: bool = False, bold: bool = False, color: str | None = None) -> None:
    """Print a text, wrapped to the width of the terminal; as it stands where there is none."""
    if (sys.stderr if err else sys.stdout).isatty():
        text = wrapped(text, shutil.get_terminal_size().columns)
    typer.secho(text, err=err, bold=bold, fg=color)


def wrapped(text: str, width: int) -> str:
    """Return a text whose lines take at most `width` cells, but for addresses, which stay whole to be clicked on."""
    return "\n".join(part for line in text.split("\n") for part in parts_of(line, max(width, LEAST_WIDTH)))


def parts_of(line: str, width: int) -> list[str]:
    """Return a line as lines that fit."""
    from rich.cells import cell_len, chop_cells

    if cell_len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip(" "))]
    done: list[str] = []
    now = indent
    for word in line.split():
        joined = f"{now} {word}" if now.strip() else now + word
        if cell_len(joined) <= width:
            now = joined
            continue
        if now.strip():
            done.append(now)
            now = indent + HANG
        rest = word
        while "://" not in word and cell_len(now + rest) > width:
            chunk = chop_cells(rest, width - cell_len(now))[0]
            done.append(now + chunk)
            now, rest = indent + HANG, rest[len(chunk) :]
        now += rest
    return [*done, now]
