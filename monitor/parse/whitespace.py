"""Blanks and unprintable characters of pages."""

from __future__ import annotations

import re

#: Control characters, zero-width marks and lone surrogates: seen in no reader's eye.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]")
#: A line of the page's source that ends between two Chinese characters or marks: no blank is meant.
_WRAP = re.compile(
    r"(?<=[\u3001-\u9fff\uff01-\uff5e])[ \t]{0,400}[\r\n]\s{0,400}(?=[\u3001-\u9fff\uff01-\uff5e])"
)


def one_line(text: str) -> str:
    """Return the text on one line: runs of any blanks become one, none at the edges."""
    line = " ".join(text.split())
    # Most titles are clean: `isprintable` is 20 times quicker than the substitution.
    return line if line.isprintable() else " ".join(_UNSEEN.sub("", line).split())


def unwrapped(text: str) -> str:
    """Return the text on one line, joined without a blank where Chinese text was wrapped."""
    return one_line(_WRAP.sub("", text)) if "\n" in text or "\r" in text else one_line(text)


def compact(text: str) -> str:
    """Return the text without any blank, for comparing labels (`索 引 号`)."""
    return "".join(one_line(text).split())
