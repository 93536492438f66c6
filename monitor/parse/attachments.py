"""Files that an article links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bs4.element import Tag

from ..domain import Attachment
from .addresses import Base
from .places import Places
from .whitespace import one_line

#: Path, query or shown name of a file: `./P020260731.pdf`, `down.jsp?file=a.docx`; not `a.pdf.html`.
_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|dps|zip|rar|7z)(?=$|[&?#;,\s）)])", re.IGNORECASE)
#: Where systems put attachments outside the text.
_CONTAINERS = (
    ".attachment, .attachments, .filelist, .fj, .fujian, table.enclosure, .annex, .accessory, #appendix"
)
#: Elements around the body in which attachments may stand beside it.
_LEVELS = 2
#: Texts that name no file.
_HINTS = re.compile(r"(?:点击|点此|附件|文件|立即|在线)?(?:下载|查看|预览|打开|浏览)(?:附件|文件|全文|原文)?")


def find_attachments(places: Places, body: Tag | None, base: Base) -> tuple[Attachment, ...]:
    """Return the files linked in or beside the body, in order, each address once."""
    found: dict[str, Attachment] = {}
    for tag in _candidates(places, body):
        address = str(tag.get("href") or tag.get("src") or tag.get("data") or "")
        url = base.join(address)
        if url is None or url in found:
            continue
        name = one_line(tag.get_text())
        if _is_file(url) or (tag.name == "a" and _FILE.search(name) and name != url):
            found[url] = Attachment(url, _title(tag, name, url))
    return tuple(found.values())


def _candidates(places: Places, body: Tag | None) -> Iterator[Tag]:
    around = places.select("body", limit=1) if body is None else [_surroundings(body)]
    for place in (*around, *places.select(_CONTAINERS)):
        for tag in place.find_all(["a", "iframe", "embed", "object"]):
            if not any(parent.name in {"nav", "footer", "header"} for parent in tag.parents):
                yield tag


def _surroundings(body: Tag) -> Tag:
    """Return the element that holds the body and what stands beside it; the whole page only if it is the next."""
    place = body
    for _ in range(_LEVELS):
        parent = place.parent
        if parent is None or (parent.name in {"body", "html", "[document]"} and place is not body):
            return place
        place = parent
    return place


def _is_file(url: str) -> bool:
    parts = urlsplit(url)
    return _FILE.search(parts.path) is not None or _FILE.search(unquote(parts.query)) is not None


def _title(tag: Tag, name: str, url: str) -> str:
    shown = (name, one_line(str(tag.get("title") or "")))
    telling = (text for text in shown if text and not _HINTS.fullmatch(text))
    return next(telling, "") or _file_name(url) or name


def _file_name(url: str) -> str:
    """Return the file's name as path or query give it; empty when they give none."""
    parts = urlsplit(url)
    names = [parts.path.rpartition("/")[2], *(field.partition("=")[2] for field in parts.query.split("&"))]
    return next((one_line(unquote(name)) for name in names if _FILE.search(unquote(name))), "")
