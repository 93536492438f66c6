"""Links of HTML that travels inside something else: CDATA records and JSON answers."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain import Layout
from ..errors import EmptyListingError, ParseError
from .anchors import html_drafts
from .drafts import Draft
from .records import read_json, refuse_answer, walk

_OPEN, _CLOSE, _RECORD = "<![CDATA[", "]]>", "<record>"
#: Characters before a CDATA in which its element begins.
_NEAR = 40


def cdata_drafts(text: str, url: str, layout: Layout) -> list[Draft]:
    """
    Return the links of Hanweb's records, doubles included; without records, those of the page itself.

    The records stand in a `<script type="text/xml">` of the column page or
    come alone from dataproxy.jsp; some sites write the same list as plain HTML.
    """
    records = list(_records(text))
    return html_drafts("\n".join(records) if records else text, url, layout)


def json_html_drafts(text: str, url: str, layout: Layout) -> list[Draft]:
    """Return the links of the HTML fragment at `layout.fragment`, doubles included."""
    value = read_json(text, url)
    found = next(walk(value, layout.fragment), None)
    if not isinstance(found, str):
        refuse_answer(value, url)
        raise ParseError(url, f"the JSON has no HTML at {layout.fragment}")
    if not found.strip():
        raise EmptyListingError(url, "the HTML in the JSON is empty: the column page must be loaded first")
    return html_drafts(found, url, layout)


def _records(text: str) -> Iterator[str]:
    """Yield the CDATA of each record; other CDATA (`nextgroup`) holds addresses of further pages."""
    position = text.find(_OPEN)
    while position >= 0:
        end = text.find(_CLOSE, position)
        if end < 0:
            return
        if text[max(position - _NEAR, 0) : position].rstrip().endswith(_RECORD):
            yield text[position + len(_OPEN) : end]
        position = text.find(_OPEN, end)
