"""
How the replicated families put their articles on pages.

One row of `FAMILIES` a family: its article addresses, its paragraphs, and the
function that lists articles. The frames of pages are templates in `pages/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from html import escape
from http import HTTPStatus
from importlib.resources import files
from string import Template

from .resources import Resource
from .script import Posting, Site, hanzi_date
from .site import ANY

#: Rows on one page of a listing that has pages.
ROWS = 5
#: Characters of a title that a narrow listing shows.
SHORT = 24
#: Status of the cookie challenge of a web application firewall; not in any RFC.
CHALLENGE = 521

JSON = "application/json; charset=utf-8"
PLAIN_HTML = "text/html"  # some servers name no charset


@dataclass(frozen=True, slots=True)
class Shown:
    """A site's articles on their way to pages, newest first."""

    site: Site
    postings: tuple[Posting, ...]
    #: `http://host:port`.
    origin: str


Lister = Callable[[Shown], dict[str, Resource]]


@dataclass(frozen=True, slots=True)
class Family:
    """How a family addresses and marks up its articles, and how it lists them."""

    #: Format of an article's path.
    path: str
    listing: Lister
    paragraph: str = "<p>{}</p>"
    heading: str = "<p><strong>{}</strong></p>"
    encoding: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"


def resources(site: Site, standing: tuple[Posting, ...], *, origin: str, broken: bool) -> dict[str, Resource]:
    """Return everything that stands on a site, by path (and query where that decides)."""
    shown = Shown(site, standing, origin)
    pages = {"/robots.txt": _robots(site)}
    if site.family == "challenge":
        body = _frame("challenge.html").encode()
        return pages | {ANY: Resource(body=body, status=CHALLENGE)}
    family = FAMILIES[site.family]
    pages |= _redesigned(shown) if broken else family.listing(shown)
    for posting in standing:
        pages[path_of(site, posting)] = _article(shown, posting)
        pages |= {_attachment_path(site, posting, n): _PDF for n, _ in enumerate(posting.attachments, 1)}
    return {path: replace(page, validators=site.validators) for path, page in pages.items()}


def path_of(site: Site, posting: Posting) -> str:
    """Return the path of an article's page."""
    return FAMILIES[site.family].path.format(
        column=site.column, number=site.number, day=posting.published, id=posting.id, hex=posting.hex
    )


def _robots(site: Site) -> Resource:
    return Resource(
        body=site.robots.encode(),
        content_type="text/plain; charset=utf-8",
        status=HTTPStatus.OK if site.robots else site.robots_status,
    )


def _redesigned(shown: Shown) -> dict[str, Resource]:
    """Return the listing after a change of layout: the page answers, the articles are gone from it."""
    page = _fill("hanweb_jpage.broken.html", _site_words(shown.site))
    return dict.fromkeys(_index_paths(shown.site), page)


# --------------------------------------------------------------------- listings


def _trs_static(shown: Shown) -> dict[str, Resource]:
    chunks = [shown.postings[start : start + ROWS] for start in range(0, len(shown.postings), ROWS)]
    pages: dict[str, Resource] = {}
    for page0, chunk in enumerate(chunks):
        counts = {"pages": str(len(chunks)), "page0": str(page0)}
        page = _listing(replace(shown, postings=chunk), counts)
        pages |= dict.fromkeys(_index_paths(shown.site, f"_{page0}" if page0 else ""), page)
    return pages


def _govcn_json(shown: Shown) -> dict[str, Resource]:
    rows = [
        {
            "TITLE": posting.title,
            "SUB_TITLE": "",
            "URL": shown.origin + path_of(shown.site, posting),
            "DOCRELPUBTIME": posting.published.isoformat(),
        }
        for posting in shown.postings
    ]
    return {shown.site.column + "ZUIXINZHENGCE.json": _json(rows)}


def _one_page(shown: Shown) -> dict[str, Resource]:
    page = _listing(shown)
    return dict.fromkeys(_index_paths(shown.site), page)


def _jpaas_unit(shown: Shown) -> dict[str, Resource]:
    """Return the column page, which opens the session, and the interface that asks for it."""
    fragment = f'<div class="page-content"><ul>{_rows(shown)}</ul></div>'
    interface = replace(_json(_unit(fragment)), without_session=_json(_unit("")).body)
    column = replace(_fill("jpaas_unit.listing.html", _site_words(shown.site)), opens_session=True)
    pages = dict.fromkeys(_index_paths(shown.site), column)
    return pages | {"/api-gateway/jpaas-publish-server/front/page/build/unit": interface}


def _unit(fragment: str) -> dict[str, object]:
    return {"success": True, "code": "200", "message": "", "data": {"html": fragment}}


def _gkmlpt(shown: Shown) -> dict[str, Resource]:
    site = shown.site
    rows = [
        {
            "id": posting.id,
            "title": posting.title,
            "url": f"{shown.origin}{path_of(site, posting)}#{site.number}",
            "document_number": posting.document_number,
            "publisher": site.issuer,
            "identifier": f"007-{posting.id}",
            "create_time": f"{posting.published} 16:40:00",
            "display_publish_time": f"{posting.published} 16:45:00",
            "is_expired": False,
            "is_abolished": False,
        }
        for posting in shown.postings
    ]
    api = f"{site.column}api/all/{site.number}"
    return {
        f"{api}?page=1&sid=2": _json({"articles": rows, "total": len(rows), "page": 1}),
        api: _json({"articles": [], "total": len(rows)}),
    }


def _xinhua_ds(shown: Shown) -> dict[str, Resource]:
    rows = [
        {
            "contentType": "Text",
            "title": posting.title,
            "showTitle": posting.title,
            "publishUrl": path_of(shown.site, posting),
            "linkUrls": "",
            "publishTime": f"{posting.published} 08:15:00",
            "sourceText": shown.site.issuer,
            "summary": "",
            "keywords": "",
        }
        for posting in shown.postings
    ]
    name = "ds_7d1e0a9c5b3f42e68a0c1d2e3f405162.json"
    return {shown.site.column + name: _json({"datasource": rows})}


FAMILIES: Mapping[str, Family] = {
    "trs_static": Family(
        "{column}{day:%Y%m}/t{day:%Y%m%d}_{id}.html",
        _trs_static,
        paragraph='<p style="text-indent: 2em;">{}</p>',
        heading='<p style="text-indent: 2em;"><strong>{}</strong></p>',
    ),
    "govcn_json": Family(
        "/zhengce/content/{day:%Y%m}/content_{id}.htm",
        _govcn_json,
        paragraph='<p style="text-align: justify;">　　{}</p>',
        heading='<p style="text-align: justify;">　　<span style="font-family: 黑体;">{}</span></p>',
    ),
    "hanweb_jpage": Family(
        "/art/{day.year}/{day.month}/{day.day}/art_{number}_{id}.html",
        _one_page,
        paragraph='<p style="margin-top:0px;">　　{}</p>',
        content_type=PLAIN_HTML,
    ),
    "jpaas_unit": Family("{column}art/{day.year}/art_{hex}.html", _jpaas_unit),
    "gkmlpt": Family("{column}content/11/12400/post_{id}.html", _gkmlpt),
    "xinhua_ds": Family("{column}{day:%Y%m%d}/{hex}/c.html", _xinhua_ds, paragraph="<p>　　{}</p>"),
    "people_gb": Family(
        "/n1/{day.year}/{day:%m%d}/c{number}-{id}.html",
        _one_page,
        paragraph='<p style="text-indent: 2em;">\n\t{}</p>',
        encoding="gb18030",
        content_type=PLAIN_HTML,
    ),
    "shanghai_nw": Family("{column}{day:%Y%m%d}/{hex}.html", _one_page),
}


# --------------------------------------------------------------------- pages


def _listing(shown: Shown, more: Mapping[str, str] | None = None) -> Resource:
    family = shown.site.family
    return _fill(
        f"{family}.listing.html", _site_words(shown.site) | {"rows": _rows(shown)} | dict(more or {}), family
    )


def _rows(shown: Shown) -> str:
    row = Template(_frame(f"{shown.site.family}.row.html"))
    return "".join(row.substitute(_words(shown.site, posting)) for posting in shown.postings)


def _article(shown: Shown, posting: Posting) -> Resource:
    site = shown.site
    words = _site_words(site) | _words(site, posting)
    words["body"] = _body(FAMILIES[site.family], posting.body)
    words["attachments"] = _attachments(site, posting)
    if site.family == "gkmlpt":
        words["config"] = _gkmlpt_config(site, posting, words["body"])
    return _fill(f"{site.family}.article.html", words, site.family)


def _gkmlpt_config(site: Site, posting: Posting, body: str) -> str:
    detail = {"id": posting.id, "title": posting.title, "document_number": posting.document_number}
    text = json.dumps({"SID": "2", "DETAIL": {**detail, "publisher": site.issuer, "content": body}})
    return text.replace("</", "<\\/")  # an end tag would end the script


def _body(family: Family, text: str) -> str:
    lines = []
    for line in text.splitlines():
        marks, _, words = line.partition(" ") if line.startswith("#") else ("", "", line)
        lines.append((family.heading if marks else family.paragraph).format(escape(words)))
    return "\n".join(lines)


def _attachments(site: Site, posting: Posting) -> str:
    links = [
        f'<p><a href="{_attachment_path(site, posting, number)}">附件{number}：{escape(name)}.pdf</a></p>'
        for number, name in enumerate(posting.attachments, 1)
    ]
    return f'<div class="attachment">{"".join(links)}</div>' if links else ""


def _attachment_path(site: Site, posting: Posting, number: int) -> str:
    folder = path_of(site, posting).rpartition("/")[0]
    return f"{folder}/P0{posting.published:%Y%m%d}{posting.id}{number}.pdf"


def _site_words(site: Site) -> dict[str, str]:
    return {"site": site.issuer, "column": site.column_name, "column_number": site.number}


def _words(site: Site, posting: Posting) -> dict[str, str]:
    day, made = posting.published, posting.published - timedelta(days=1)
    title = posting.title
    path = path_of(site, posting)
    return {
        "title": escape(title),
        "short": escape(title if len(title) <= SHORT else title[:SHORT] + "…"),
        "href": path.replace(site.column, "./", 1) if site.family == "trs_static" else path,
        "id": str(posting.id),
        "number": posting.document_number,
        "issuer": site.issuer,
        "date": day.isoformat(),
        "slashed": f"{day:%Y/%m/%d}",
        "hanzi_date": hanzi_date(day),
        "made": hanzi_date(made),
        "made_iso": made.isoformat(),
    }


def _index_paths(site: Site, suffix: str = "") -> tuple[str, ...]:
    """Return the addresses of a listing's page: its file, and for the first page the directory."""
    file = f"{site.column}index{suffix}.html"
    return (file,) if suffix else (site.column, file)


def _fill(name: str, words: Mapping[str, str], family: str = "") -> Resource:
    text = Template(_frame(name)).substitute(words)
    made = FAMILIES.get(family)
    if made is None:
        return Resource(body=text.encode())
    return Resource(body=text.encode(made.encoding), content_type=made.content_type)


def _json(value: object) -> Resource:
    return Resource(body=json.dumps(value, ensure_ascii=False).encode(), content_type=JSON)


@cache
def _frame(name: str) -> str:
    return (files(__package__) / "pages" / name).read_text(encoding="utf-8")


_PDF = Resource(
    body=(files(__package__) / "pages" / "attachment.pdf").read_bytes(), content_type="application/pdf"
)
