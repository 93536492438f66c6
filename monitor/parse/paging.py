"""Requests for older pages of a listing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ..domain import Page, PagingKind, Request, Source
from .markup import read_text

#: `createPageHTML(9, 0, "index", "html")`: nine pages in all.
_PAGE_COUNT = re.compile(r"createPage(?:HTML)?\s{0,8}\(\s{0,8}[\"']?(\d{1,6})")
#: nnode sites: `var maxPageNum = 12;`, and `<td class="pages" id="pag_1234567">` or `pagID`.
_MAX_PAGE = re.compile(r"maxPageNum\s{0,8}=\s{0,8}[\"']?(\d{1,6})")
_PAGE_ID = (
    re.compile(r"\bpagID\s{0,8}=\s{0,8}[\"']?(\w{1,40})"),
    re.compile(
        r"<td\b(?=[^<>]{0,400}\bclass\s{0,8}=\s{0,8}[\"']?pages\b)[^<>]{0,400}\bid\s{0,8}=\s{0,8}[\"']?[\w-]{0,40}_(\d{1,20})"
    ),
)

Json = object


def next_request(page: Page, source: Source, request: Request, number: int) -> Request | None:
    """
    Return the request for page `number` (2 is the first older one); None when there is none.

    `request` and `page` are those of the listing's first page. A page count
    that a site writes into its scripts bounds the numbers; where there is
    none, the caller stops when links repeat or the site has no such page.
    """
    paging = source.layout.paging
    match paging.kind:
        case PagingKind.PATH:
            count = _PAGE_COUNT.search(read_text(page, source.layout))
            if count and number > int(count[1]):
                return None
            file = paging.template.replace("{page}", str(number)).replace("{page0}", str(number - 1))
            return replace(request, url=urljoin(request.url, file))
        case PagingKind.PARAM:
            return _counted(request, paging.param.split("."), number)
        case PagingKind.COUNTDOWN:
            return _counted_down(page, source, request, number)
        case _:
            return None


def _counted_down(page: Page, source: Source, request: Request, number: int) -> Request | None:
    text = read_text(page, source.layout)
    last = _MAX_PAGE.search(text)
    page_id = next((match[1] for pattern in _PAGE_ID if (match := pattern.search(text))), None)
    if last is None or page_id is None or number > int(last[1]):
        return None
    return replace(request, url=urljoin(request.url, f"index_{page_id}_{int(last[1]) - number + 1}.html"))


def _counted(request: Request, path: list[str], number: int) -> Request:
    """Return the request with the page's number in its JSON body, its form or its query."""
    if request.json is not None:
        return replace(request, json=_dumped(_with_number(json.loads(request.json), path, number)))
    names = [name for name, _ in request.form]
    if path[0] in names:
        return replace(request, form=_set(request.form, path, number))
    parts = urlsplit(request.url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    changed = urlencode(_set(query, path, number), quote_via=quote)
    return replace(request, url=urlunsplit(parts._replace(query=changed)))


def _set(fields: tuple[tuple[str, str], ...], path: list[str], number: int) -> tuple[tuple[str, str], ...]:
    """Return the fields with the page's number; the field is appended when it is missing."""
    name, inner = path[0], path[1:]
    before = dict(fields).get(name)
    if inner:
        after = _dumped(_with_number(json.loads(before or "{}"), inner, number))
    else:
        after = _next(before, number)
    if before is None:
        return (*fields, (name, after))
    return tuple((key, after if key == name else value) for key, value in fields)


def _with_number(value: Json, path: list[str], number: int) -> Json:
    if not isinstance(value, dict):
        return value
    first, rest = path[0], path[1:]
    if rest:
        return value | {first: _with_number(value.get(first, {}), rest, number)}
    before = value.get(first, 1)
    after = _next(str(before), number)
    return value | {first: after if isinstance(before, str) else int(after)}


def _next(first: str | None, number: int) -> str:
    """Return what counts page `number` where the first page has `first`: some count from 0."""
    return str(number - 1 if first == "0" else number)


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
