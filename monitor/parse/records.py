"""Links of JSON listings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..domain import Layout
from ..errors import EmptyListingError, ParseError, ShapeError
from ..text.document_numbers import normalise_document_number
from .addresses import Base, canonical, is_host_of
from .drafts import Draft, wholeness
from .markup import without_markup
from .shells import refuse_notices
from .shown import record_date
from .whitespace import one_line

#: `callback({…});` around the answer of JSONP services.
_PADDING = re.compile(r"\s{0,99}[\w.$]{1,99}\s{0,9}\((?=\s{0,9}[\[{])")
_STEP = re.compile(r"([^\[\]]{0,200})(?:\[(\d{0,4})\])?\Z")
_HREF = re.compile(r"""<a\b[^>]{0,400}?\bhref\s{0,8}=\s{0,8}["']?([^"'>\s]{1,400})""", re.IGNORECASE)
#: Where these systems keep a value that the layout's field leaves null.
_TITLES = ("title", "showTitle", "TITLE", "topic", "doctitle")
_DATES = (
    "pubtimeStr",
    "pubtime",
    "ptime",
    "publishTime",
    "jsearch_date",
    "deploytime",
    "cdate",
    "publishDate",
)
_LINKS = ("url", "URL", "publishUrl")
_EXAMPLE_LENGTH = 120

Json = object


def read_json(text: str, url: str) -> Json:
    """Return the value. Raises ParseError for what is no JSON, BlockedError for a block page."""
    padding = _PADDING.match(text)
    body = (
        text[padding.end() : max(text.rfind(")"), padding.end())]
        if padding
        else text.strip().lstrip("\ufeff")
    )
    try:
        value: Json = json.loads(body)
    except (ValueError, RecursionError) as error:
        refuse_notices(text, url)
        raise ParseError(url, f"the listing is not the JSON that its layout expects: {error}") from error
    return value


def refuse_answer(value: Json, url: str) -> None:
    """Raise BlockedError when a JSON answer without its list is a refusal: `{"msg": "访问频繁"}`."""
    refuse_notices(json.dumps(value, ensure_ascii=False), url)


def json_drafts(text: str, url: str, layout: Layout) -> list[Draft]:
    """
    Return the links of a JSON listing, doubles included.

    Other hosts count unless the layout names hosts: who writes the list has
    chosen them. Raises EmptyListingError, ShapeError, ParseError, BlockedError.
    """
    value = read_json(text, url)
    items = [item for item in walk(value, layout.json_items or "$") if isinstance(item, dict)]
    if not items:
        refuse_answer(value, url)
        raise EmptyListingError(url, f"the JSON has no entry at {layout.json_items or '$'}")
    base = Base(url)
    drafts = [draft for item in items if (draft := _draft(item, base, layout))]
    if not drafts:
        example = one_line(json.dumps(items[0], ensure_ascii=False))[:_EXAMPLE_LENGTH]
        raise ShapeError(
            url, f"none of {len(items)} entries leads to an article of this family, for example {example}"
        )
    return drafts


def walk(value: Json, path: str) -> Iterator[Json]:
    """Yield what stands at a dotted path: `$`, `data.list[]`, `groupData[0].data`; lists are opened."""
    found: list[Json] = [value]
    for step in path.removeprefix("$").strip(".").split("."):
        match = _STEP.match(step)
        if step:
            found = [inner for each in found for inner in _step(each, match[1], match[2])] if match else []
    for each in found:
        yield from each if isinstance(each, list) else (each,)


def _step(value: Json, name: str, index: str | None) -> list[Json]:
    if name:
        if not isinstance(value, dict):
            return []
        inner = value.get(name)
        if inner is None and name == "data" and "groupData" in value:
            # jpaas search with grouping on: dataResults[].groupData[0].data
            return list(walk(value, "groupData[0].data"))
        value = inner
    if index is None:
        return [] if value is None else [value]
    if not isinstance(value, list):
        return []
    return value[int(index) :][:1] if index else value


def _draft(item: dict[str, Json], base: Base, layout: Layout) -> Draft | None:
    titles = [str(title) for key in (layout.json_title, *_TITLES) if (title := _at(item, key))]
    for address in _addresses(item, titles, layout):
        url = base.join(one_line(address))
        if url is None:
            continue
        url = canonical(url, layout)
        if layout.link_pattern.search(url) and (not layout.hosts or is_host_of(url, base, layout.hosts)):
            break
    else:
        return None
    title = next((line for title in titles if (line := one_line(without_markup(title)))), "")
    number = _text(item, layout.json_document_number)
    return Draft(
        url=url,
        title=title,
        wholeness=wholeness(title),
        published=next(
            (
                day
                for key in (layout.json_date, *_DATES)
                if (day := record_date(_at(item, key), layout.date_formats))
            ),
            None,
        ),
        document_number=normalise_document_number(number) if number else None,
        issuer=_text(item, layout.json_issuer),
    )


def _addresses(item: dict[str, Json], titles: list[str], layout: Layout) -> Iterator[str]:
    """Yield what may be the entry's address, the likeliest first."""
    if item.get("contentType") == "Link":  # Xinhua: the entry leads to another site's page
        for target in walk(item, "linkUrls"):
            yield from (
                value
                for value in (target.values() if isinstance(target, dict) else (target,))
                if isinstance(value, str)
            )
    for key in (layout.json_link, *_LINKS):
        if isinstance(address := _at(item, key), str) and address:
            yield address
    for title in titles:
        yield from (match[1] for match in _HREF.finditer(title))


def _at(item: dict[str, Json], path: str) -> Json:
    return next(walk(item, path), None) if path else None


def _text(item: dict[str, Json], path: str) -> str | None:
    value = _at(item, path)
    return one_line(without_markup(value)) or None if isinstance(value, str) else None
