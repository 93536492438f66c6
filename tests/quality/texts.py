"""Real texts beside the checkout, by reference: file, row and a hash that says it is still the same text."""

import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from places import CORPUS

TEXTS = CORPUS / "text"
#: The field of each file that holds the text.
_FIELDS = {
    "government_work_reports.jsonl": "content",
    "miit_cac_pages.jsonl": "full_text",
    "xinwen_lianbo_ai_items.jsonl": "text",
}
_BREAK = re.compile(r"</?(?:p|br|div)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
#: What stands around the body on pages of the two sites.
_HEAD = re.compile(r".*?(?:【打印】\s*【纠错】|发布日期：[^\n]*\n(?=.*来源：))", re.DOTALL)
_FOOT = re.compile(
    r"(?:【打印】|【返回顶部】|\[查看原文\]|中央网络安全和信息化委员会办公室 中华人民共和国国家互联网信息办公室 ©).*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Text:
    """One row: its raw text, as offsets of labels count in it, and what is known of it."""

    file: str
    row: int
    raw: str
    title: str
    published: date | None
    issuer: str | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw.encode()).hexdigest()

    @cached_property
    def body(self) -> str:
        """The article without tags and without the words that the site puts around it."""
        plain = _TAG.sub("", _BREAK.sub("\n", self.raw))
        head = _HEAD.match(plain)
        return _FOOT.sub("", plain[head.end() :] if head else plain, count=1).strip()


#: Scripts and styles of a page, and the tags that end a line of it.
_CODE = re.compile(r"(?s)<(script|style)\b.*?</\1>")
_LINE_END = re.compile(r"</?(?:p|br|div|li|h\d|tr|td|table|ul)\b[^<>]*>")


@dataclass(frozen=True)
class Page(Text):
    """A saved page of an official site; its body is the page without tags, a line for each block."""

    @cached_property
    def body(self) -> str:
        lines = _LINE_END.sub("\n", _CODE.sub("", self.raw))
        return re.sub(r"[ \t\r\u3000\xa0]*\n[\s\u3000]*", "\n", html.unescape(_TAG.sub("", lines))).strip()


#: The day in the address of a page of www.gov.cn, whose labels have none.
_DAY_IN_PATH = re.compile(r"content_(\d{4})_(\d{2})_(\d{2})_")


def pages() -> tuple[str, ...]:
    """Return the paths of the saved pages of documents whose title and issuer are known."""
    return tuple(sorted(row["path"] for row in _articles().values() if _is_document(row["path"])))


def page(path: str) -> Page:
    row = _articles()[path]
    day = row["published"] or "-".join(found.groups() if (found := _DAY_IN_PATH.search(path)) else ())
    return Page(
        file=path,
        row=0,
        raw=(CORPUS / path).read_bytes().decode("utf-8"),
        title=row["title"],
        published=date.fromisoformat(day[:10]) if day else None,
        issuer=row["issuer"],
    )


@cache
def _articles() -> dict[str, dict[str, str]]:
    lines = (CORPUS / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["path"]: row for row in map(json.loads, lines)}


def _is_document(path: str) -> bool:
    return path.startswith(("html/ZhouYNF", "html/shizelengleng"))


@cache
def rows(file: str) -> tuple[dict[str, object], ...]:
    lines = (TEXTS / file).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def files() -> tuple[str, ...]:
    return tuple(sorted(_FIELDS))


def text(file: str, row: int) -> Text:
    found = rows(file)[row]
    digits = re.sub(r"\D", "", str(found.get("date") or ""))[:8]
    named = found.get("issuer")
    # Of pages that name none some rows hold NaN, which is no name.
    issuer = named if isinstance(named, str) else "国务院" if Path(file).stem.startswith("government") else ""
    return Text(
        file=file,
        row=row,
        raw=str(found[_FIELDS[file]]),
        title=str(found["title"]),
        published=date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None,
        issuer=issuer or None,
    )


def labels(name: str) -> list[dict[str, Any]]:
    """Return the labels of one set; each row carries the reference that it labels."""
    path = Path(__file__).parent / "labels" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def referred(label: dict[str, Any]) -> Text:
    """Return the text that a label refers to; an error if it is not the text that was labelled."""
    file = str(label["file"])
    found = page(file) if file.startswith("html/") else text(file, int(str(label["row"])))
    if found.sha256 != label["sha256"]:
        message = f"not the text that was labelled: {found.file} row {found.row}"
        raise AssertionError(message)
    return found
