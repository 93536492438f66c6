"""The log: each record is a constant sentence with fields; text on a terminal, JSON lines elsewhere."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from .domain import SHANGHAI

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


def set_up(level: str, form: str, stream: TextIO | None = None) -> None:
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
