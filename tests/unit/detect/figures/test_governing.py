"""Which date governs: among others one that stands after the amount."""

from __future__ import annotations

import pytest

from monitor.detect.figures.governing import DateSource, GoverningDate, SentenceDates, governing
from monitor.text.dates import find_dates
from monitor.text.sentences import Span

(OUTER,) = find_dates("到2030年")
ABOVE = GoverningDate(OUTER, DateSource.LIST_HEAD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("新建平台50个，2027年底前完成", None),
        ("新建平台50个在2027年底前完成", "2027年底前"),
        ("新建平台50个今年完成", "今年"),
        # What holds now or since then says nothing of when it is due.
        ("新建平台50个目前已完成", None),
        ("新建平台50个为2020年以来最多", None),
    ],
)
def test_a_date_after_the_amount_governs_only_as_its_end(text: str, words: str | None) -> None:
    dates = SentenceDates(tuple(find_dates(text)), frozenset(), (ABOVE,))
    clause = Span(0, text.find("，") if "，" in text else len(text))
    found = governing(dates, clause, text.index("50"), ())

    assert found is not None
    assert (found.mention.words, found.source) == ((words, "clause") if words else (OUTER.words, "list_head"))
