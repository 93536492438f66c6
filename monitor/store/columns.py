"""What goes into a column and how: text that every database can hold, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import Dialect, Text, types

#: PostgreSQL refuses NUL in text, UTF-8 refuses lone surrogates (both reach us from broken JSON lists).
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text with NUL and lone surrogates as U+FFFD: one for one, so that offsets stay."""
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


class Words(types.TypeDecorator[str]):
    """Text of any length, made storable on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the value storable, whatever the dialect, so that both databases hold the same."""
        del dialect
        return None if value is None else storable(str(value))  # an enum becomes its text


def to_json(value: object) -> str:
    """Return the compact JSON text of a value; Chinese stays readable (and half as long)."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """Return what JSON can say of a value: text storable, a Decimal with all its digits, a date as ISO 8601."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
