"""What commands read and print: files, stdin and pages in; wrapped text, JSON and the log out."""

from __future__ import annotations

import dataclasses
import json
import logging
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from ..domain import SHANGHAI
from ..errors import InputError

if TYPE_CHECKING:
    from ..domain import Article, Page, Source
    from ..settings import Settings

#: Attributes of every LogRecord; any other attribute came from `extra` and is a field.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def fields(record: logging.LogRecord) -> dict[str, object]:
    """Return the fields that the caller passed as `extra`."""
    return {key: value for key, value in vars(record).items() if key not in STANDARD}


class JsonLines(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, then the fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception's traceback goes into `exception`."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **fields(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A line for people: time in China, level, message, `key=value` fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, followed by the traceback of an exception."""
        shown = "  ".join(f"{key}={value}" for key, value in fields(record).items() if key != "action")
        moment = datetime.fromtimestamp(record.created, SHANGHAI).strftime("%H:%M:%S")
        line = f"{moment} {record.levelname:<7} {record.getMessage()}" + (f"  {shown}" if shown else "")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up_log(level: str, form: str, stream: TextIO | None = None) -> None:
    """
    Send the log to a stream, stderr if none is given; idempotent.

    `form` is `text`, `json` or `auto` (text if the stream is a terminal). Other
    libraries log from WARNING on, because their INFO lines repeat ours.
    """
    stream = stream or sys.stderr
    as_text = form == "text" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextLines() if as_text else JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    # It warns of every run of a job that falls due while the run before lasts, which is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.getLogger("monitor").setLevel(level)


#: No article page or policy text comes near this; a larger file is a mistake.
LARGEST = 20 * 1024 * 1024
#: A page has one of these tags near its beginning; a plain text has none.
MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|div|p|table|article|ul|li|a|script|record|rss|feed)\b", re.IGNORECASE
)
#: First bytes of files that are not text, with what the file is.
BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or XLSX",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip file",
}
#: Continuation lines are indented by this much more than the first.
HANG = "  "
#: Narrower than this, breaking words helps nobody.
LEAST_WIDTH = 30


# Input


def is_address(target: str) -> bool:
    """Tell whether an argument is a web address and not a file."""
    return target.startswith(("http://", "https://"))


def read_bytes(target: str, wanted: str = "an HTML page or plain text") -> bytes:
    """
    Return the content of a file or of stdin (`-`).

    `wanted` completes the advice "give …" in the error for a binary file.

    Raises:
        InputError: missing, a folder, empty, too large, or binary.

    """
    if target == "-":
        body = sys.stdin.buffer.read(LARGEST + 1)
    else:
        path = Path(target)
        if path.is_dir():
            raise InputError(f"{target} is a folder; give one file")
        try:
            with path.open("rb") as file:
                body = file.read(LARGEST + 1)
        except OSError as exc:
            raise InputError(f"{target} cannot be read: {exc.strerror}; give a file, an address or -") from exc
    require_text(target, body, wanted)
    return body


def require_text(target: str, body: bytes, wanted: str) -> None:
    """Raise InputError, with the reason, unless the body can be a page or a text."""
    if not body.strip():
        raise InputError(f"{target} is empty; give {wanted}")
    if len(body) > LARGEST:
        raise InputError(f"{target} is larger than {LARGEST // 2**20} MB; give one page or text")
    for magic, what in BINARY.items():
        if body.startswith(magic):
            raise InputError(f"{target} is {what}; give {wanted}")
    if b"\0" in body[:8192]:
        raise InputError(f"{target} is a binary file; give {wanted}")


def json_rows(target: str) -> Iterator[dict[str, Any]]:
    """
    Yield the rows of a JSON Lines file or stdin; each has an `id` and a `text`.

    Raises:
        InputError: names the first line that is no such row.

    """
    lines = read_bytes(target, "JSON lines").decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield parse_row(target, number, line)


def parse_row(target: str, number: int, line: str) -> dict[str, Any]:
    """Return one row; InputError names the line if it is not JSON or lacks `id` or `text`."""
    try:
        row = json.loads(line)
    except ValueError as exc:
        raise InputError(f"{target} line {number} is not JSON: {exc}") from exc
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise InputError(f'{target} line {number}: a row needs "id" and "text"')
    return row


def parse_day(option: str, text: str | None) -> date | None:
    """Return the day that an option gives, None if the option is not used; InputError names the option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise InputError(f"{option} {text!r} is no date; write it as 2025-04-02") from exc


def fetch_page(address: str, source: Source, settings: Settings, now: datetime) -> Page:
    """Fetch an address as a check would, robots.txt and pacing included."""
    from ..domain import Request
    from ..fetch import Fetcher

    with Fetcher(settings.user_agent) as fetcher:
        page = fetcher.fetch(Request(address), source, now)
    assert page is not None  # an unconditional request is never answered "not modified"
    return page


def read_page(target: str, address: str | None, source: Source, settings: Settings, now: datetime) -> Page:
    """Return the page at a web address, or a saved page together with the address it came from."""
    from ..domain import Page

    if is_address(target):
        return fetch_page(target, source, settings, now)
    return Page(address or Path(target).absolute().as_uri(), read_bytes(target))


def parse_page(page: Page, source: Source) -> Article:
    """Return the article of a page; each line of a plain text becomes a block."""
    from ..domain import Article, Block
    from ..parse import parse_article
    from ..text.decoding import decode

    text = decode(page.body, page.charset)
    if MARKUP.search(text[:65536]):
        return parse_article(page, source)
    blocks = tuple(Block(line.strip()) for line in text.splitlines() if line.strip())
    return Article(url=page.url, title="", blocks=blocks)


# Text


def echo(text: str, *, err: bool = False, bold: bool = False, color: str | None = None) -> None:
    """Print a text: wrapped to the width of a terminal, unwrapped into a file or pipe."""
    if (sys.stderr if err else sys.stdout).isatty():
        text = wrap(text, shutil.get_terminal_size().columns)
    typer.secho(text, err=err, bold=bold, fg=color)


def wrap(text: str, width: int) -> str:
    """
    Return a text whose lines take at most `width` terminal cells.

    Addresses are longer if need be: they stay whole, so that a terminal lets people click on them.
    """
    return "\n".join(part for line in text.split("\n") for part in wrap_line(line, max(width, LEAST_WIDTH)))


def wrap_line(line: str, width: int) -> list[str]:
    """Return one line as the lines that fit; continuation lines are indented further."""
    from rich.cells import cell_len, chop_cells

    if cell_len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip(" "))]
    done: list[str] = []
    current = indent
    for word in line.split():
        joined = f"{current} {word}" if current.strip() else current + word
        if cell_len(joined) <= width:
            current = joined
            continue
        if current.strip():
            done.append(current)
            current = indent + HANG
        rest = word
        while "://" not in word and cell_len(current + rest) > width:
            chunk = chop_cells(rest, width - cell_len(current))[0]
            done.append(current + chunk)
            current, rest = indent + HANG, rest[len(chunk) :]
        current += rest
    return [*done, current]


# JSON


def plain(value: Any) -> Any:
    """Return a value that JSON knows: dataclasses as objects, dates as ISO text, decimals as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    match value:
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | frozenset():
            return [plain(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
    return value


def as_json(value: Any) -> str:
    """Return indented JSON with readable Chinese."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2)
