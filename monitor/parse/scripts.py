"""Values inside inline scripts: some systems write the article as a JavaScript object."""

from __future__ import annotations

import json
import re

Json = object
_DECODER = json.JSONDecoder()


def script_object(text: str, path: str) -> dict[str, Json]:
    """
    Return the object that holds the last name of a dotted path; empty when it is not there.

    For `window._CONFIG.DETAIL.content` this is DETAIL. The outer object is a
    JavaScript literal with bare keys; the inner one must be JSON.
    """
    *outer, _ = path.split(".")
    position = 0
    for name in outer:
        if name == "window":
            continue
        key = re.compile(rf"""\b{re.escape(name)}["']?\s{{0,9}}[:=]\s{{0,9}}(?=\{{)""")
        match = key.search(text, position)
        if match is None:
            return {}
        position = match.end()
    try:
        value, _ = _DECODER.raw_decode(text, position)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
