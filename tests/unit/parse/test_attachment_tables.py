"""Tables of every shape, in each format that has tables: every cell is read as it is in HTML."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from documents import Part, SpannedWords, docx, ofd, pdf, xlsx
from monitor.detect import read as detect
from monitor.domain import Article, Target
from monitor.parse import read_attachment
from shapes import SHAPES

TITLE = "云岭市人工智能产业发展行动计划（2026—2030年）"
#: A span that no program can write.
HTML_ALONE = {"spans that are nonsense"}


def part(html: str) -> Part:
    """Return a table of HTML for the writers of documents."""
    rows = (re.findall(r'rowspan="(\d+)" colspan="(\d+)">(.*?)</td>', row) for row in html.split("</tr>") if row)
    return Part(
        "table",
        rows=tuple(
            tuple(SpannedWords(text.replace("&lt;", "<"), int(down), int(across)) for down, across, text in row)
            for row in rows
        ),
    )


def shown(target: Target) -> str:
    amount = target.amount
    values = "–".join(str(value) for value in amount.values)
    due = target.deadline.end.isoformat() if target.deadline else "no date"
    return f"{amount.metric} {amount.comparator or ''} {values} {amount.unit or ''} {due}"


@pytest.mark.parametrize("write", [docx, xlsx, pdf, ofd])
@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - HTML_ALONE))
def test_every_cell_of_a_table_is_read_right(write: Callable[[Part], bytes], shape: str) -> None:
    html, wanted = SHAPES[shape]
    blocks = read_attachment(write(part(html)), "").blocks
    article = Article(url="https://www.example.gov.cn/1.html", title=TITLE, blocks=blocks, published=date(2026, 3, 2))
    found = [
        shown(target) for target in detect(article, (), today=date(2026, 3, 2)).findings if isinstance(target, Target)
    ]
    assert [line if "tasks" in shape else line.replace("-12-31", "") for line in found] == wanted
