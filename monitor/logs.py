"""How the program logs: one constant sentence and its fields; text on a terminal, JSON lines elsewhere."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from .domain import SHANGHAI

#: What every LogRecord has; anything else came in by `extra` and is a field.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def fields(record: logging.LogRecord) -> dict[str, object]:
    """Return what the caller passed as `extra`."""
    return {key: value for key, value in vars(record).items() if key not in STANDARD}


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, then the fields."""

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
    """A line for people: time, level, message, `key=value` fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with a traceback below it if there is an exception."""
        shown = "  ".join(f"{key}={value}" for key, value in fields(record).items() if key != "action")
        moment = datetime.fromtimestamp(record.created, SHANGHAI).strftime("%H:%M:%S")
        line = f"{moment} {record.levelname:<7} {record.getMessage()}" + (f"  {shown}" if shown else "")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up(level: str, form: str, stream: TextIO | None = None) -> None:
    """
    Send this program's log to the stream, by default stderr; idempotent.

    `form` is `text`, `json` or `auto` (text if the stream is a terminal). Other
    libraries are heard from WARNING on: their INFO lines repeat ours.
    """
    stream = stream or sys.stderr
    as_text = form == "text" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextLines() if as_text else JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("monitor").setLevel(level)
