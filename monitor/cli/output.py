"""Domain values as JSON."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """Return a value that JSON knows: dataclasses as objects, dates as ISO text, numbers as written."""
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
    """Return indented JSON, Chinese left readable."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2)
