"""What a listing's page says of the request that brings its entries: numbers in scripts, attributes, queries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import quote, urlencode

from ..domain import FollowUp, Page, PageValue, Request, Source
from ..errors import ParseError, ShapeError
from .hyperlinks import PageAddress, is_host_of
from .markup import HtmlElement, one_line, picked_in_order, read_text, read_tree, refuse_notices, shell_target

#: `{sid}`, the place of a value.
_PLACE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
#: How scripts write characters: `\u7b56` for 策, `\/` for a slash.
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\(/)")
#: Requests that one page may lead to: categories of a platform, seldom more than ten.
MOST_REQUESTS = 30
#: Characters of a value; ids, tokens and queries have up to 500.
_LONGEST = 2000
#: What may stand in an address as it is; a value may be a whole path with its query.
_SAFE = "/:?&=%+,;~@!$'()*-._"


def follow_ups(page: Page, source: Source, request: Request) -> tuple[Request, ...]:
    """
    Return the requests that the page of a listing leads to, at least one, each with the page as Referer.

    Raises ShapeError if the page does not say a value, or leads to another host; BlockedError for a challenge;
    ParseError for a bomb.
    """
    then = request.then
    assert then is not None
    text = read_text(page, source.layout)
    root = read_tree(text, page.url)
    found = {value.name: _values(text, root, value, page.url) for value in then.values}
    many = next((value.name for value in then.values if value.every), None)
    first = {name: several[0] for name, several in found.items()}
    sets = [first | {many: single} for single in found[many]] if many else [first]
    queries = {value.name for value in then.values if value.is_query}
    return tuple(_request(page, source, request, then, _Filled(known, queries)) for known in sets)


class _Filled:
    """Values put in their places."""

    def __init__(self, values: Mapping[str, str], queries: set[str]) -> None:
        self._values = values
        self._queries = queries

    def address(self, template: str) -> str:
        """Return the address; a value is percent-encoded unless it is a query, which is so already."""
        return _PLACE.sub(
            lambda found: (
                self._values[found[1]]
                if found[1] in self._queries
                else quote(self._values[found[1]], safe=_SAFE, errors="replace")
            ),
            template,
        )

    def text(self, template: str) -> str:
        return _PLACE.sub(lambda found: self._values[found[1]], template)


def _request(page: Page, source: Source, request: Request, then: FollowUp, filled: _Filled) -> Request:
    place = PageAddress(page.url)
    url = place.join(filled.address(then.url))
    if url is None or not is_host_of(url, place, source.layout.hosts):
        raise ShapeError(page.url, f"the page leads to another site: {filled.address(then.url)[:120]}")
    headers = tuple((name, filled.text(value)) for name, value in then.headers)
    for name, value in headers:
        if not (value.isascii() and value.isprintable()):
            raise ShapeError(page.url, f"what the page says for the header {name} is no ASCII: {value[:40]!r}")
    names = {name.lower() for name, _ in (*request.headers, *headers)}
    referer = () if "referer" in names else (("Referer", page.url),)
    form = tuple((filled.text(name), filled.text(value)) for name, value in then.form)
    return replace(
        request,
        url=url,
        method="POST" if form else "GET",
        form=form,
        json=None,
        headers=(*referer, *request.headers, *headers),
        prime=None,
        then=None,
    )


def _values(text: str, root: HtmlElement | None, value: PageValue, url: str) -> list[str]:
    """Return what the page says, each once, in its order; ShapeError if it says nothing."""
    found = list(dict.fromkeys(_said(text, root, value, url)))
    if not found:
        refuse_notices(text, url)
        target = shell_target(text, url)
        remedy = f"the page is only a shell that leads to {target}" if target else "its layout changed: see `then`"
        raise ShapeError(url, f"the page does not say {value.name!r}; {remedy}")
    if len(found) > MOST_REQUESTS:
        raise ShapeError(url, f"the page says {value.name!r} {len(found)} times; narrow its pattern in `then`")
    return found


def _said(text: str, root: HtmlElement | None, value: PageValue, url: str) -> Iterator[str]:
    if value.select:
        elements = () if root is None else picked_in_order(root, value.select)
        texts = [element.get(value.attribute) if value.attribute else _inner(element) for element in elements]
    else:
        texts = [_ESCAPED.sub(lambda found: found[2] or chr(int(found[1], 16)), text)]
    for said in filter(None, texts):
        for part in _parts(said, value.pattern):
            if part:
                yield query_of(part, url) if value.is_query else part


def _inner(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _parts(text: str, pattern: re.Pattern[str] | None) -> Iterator[str]:
    found = (match[1] for match in pattern.finditer(text)) if pattern else iter((text,))
    yield from (one_line(part)[:_LONGEST] for part in islice(found, MOST_REQUESTS + 1) if part)


def query_of(text: str, url: str) -> str:
    """Return the query that an object makes: `{'webId': '1', 'tagId': '列表'}`, quotes of either kind."""
    try:
        value = json.loads(text)
    except ValueError:
        try:
            value = json.loads(text.replace('"', r"\"").replace("'", '"'))
        except ValueError as error:
            raise ParseError(url, f"the parameters that the page says are no object: {text[:80]!r}") from error
    if not isinstance(value, dict):
        raise ParseError(url, f"the parameters that the page says are no object: {text[:80]!r}")
    return urlencode([(name, _plain(entry)) for name, entry in value.items()], quote_via=quote, errors="replace")


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
