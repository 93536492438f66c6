"""
The pages of the replicated families: listings, articles, attachments.

`FAMILIES` has a row for each family: its addresses, its markup, and the
function that lists its articles. The frames of pages are templates in `pages/`.
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

from .script import DemoArticle, Site, hanzi_date
from .site import ANY, Resource

#: Rows on one page of a listing that has pages.
ROWS = 5
#: Characters of a title that a narrow listing shows.
SHORT = 24
#: Status of the cookie challenge of a web application firewall; not in any RFC.
CHALLENGE = 521

JSON = "application/json; charset=utf-8"
PLAIN_HTML = "text/html"  # some servers name no charset


@dataclass(frozen=True, slots=True)
class SiteContent:
    """A site and its articles, newest first."""

    site: Site
    articles: tuple[DemoArticle, ...]
    #: `http://host:port`.
    origin: str


@dataclass(frozen=True, slots=True)
class FamilyMarkup:
    """The addresses and the markup of a family's articles, and the function that lists them."""

    #: Format of an article's path.
    path: str
    listing: Callable[[SiteContent], dict[str, Resource]]
    paragraph: str = "<p>{}</p>"
    heading: str = "<p><strong>{}</strong></p>"
    encoding: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"


def resources(site: Site, articles: tuple[DemoArticle, ...], *, origin: str, broken: bool) -> dict[str, Resource]:
    """Return all resources of a site by path, with the query where the query decides."""
    content = SiteContent(site, articles, origin)
    pages = {"/robots.txt": _robots(site)}
    if site.family == "challenge":
        return pages | {ANY: Resource(body=_frame("challenge.html").encode(), status=CHALLENGE)}
    family = FAMILIES[site.family]
    pages |= _redesigned(content) if broken else family.listing(content)
    for article in articles:
        pages[path_of(site, article)] = _article(content, article)
        pages |= {_attachment_path(site, article, n): _PDF for n, _ in enumerate(article.attachments, 1)}
    return {path: replace(page, validators=site.validators) for path, page in pages.items()}


def path_of(site: Site, article: DemoArticle) -> str:
    """Return the path of an article's page."""
    return FAMILIES[site.family].path.format(
        column=site.column, number=site.number, day=article.published, id=article.id, hex=article.hex
    )


def _robots(site: Site) -> Resource:
    status = HTTPStatus.OK if site.robots else site.robots_status
    return Resource(body=site.robots.encode(), content_type="text/plain; charset=utf-8", status=status)


def _redesigned(content: SiteContent) -> dict[str, Resource]:
    """Return the listing after a change of layout: the page answers, but without articles."""
    words = _site_words(content.site)
    return dict.fromkeys(_index_paths(content.site), _fill("hanweb_jpage.broken.html", words))


def _trs_static(content: SiteContent) -> dict[str, Resource]:
    chunks = [content.articles[start : start + ROWS] for start in range(0, len(content.articles), ROWS)]
    pages: dict[str, Resource] = {}
    for page0, chunk in enumerate(chunks):  # the first page has the number 0
        counts = {"pages": str(len(chunks)), "page0": str(page0)}
        page = _listing(replace(content, articles=chunk), counts)
        pages |= dict.fromkeys(_index_paths(content.site, f"_{page0}" if page0 else ""), page)
    return pages


def _govcn_json(content: SiteContent) -> dict[str, Resource]:
    rows = [
        {
            "TITLE": article.title,
            "SUB_TITLE": "",
            "URL": content.origin + path_of(content.site, article),
            "DOCRELPUBTIME": article.published.isoformat(),
        }
        for article in content.articles
    ]
    return {content.site.column + "ZUIXINZHENGCE.json": _json(rows)}


def _one_page(content: SiteContent) -> dict[str, Resource]:
    return dict.fromkeys(_index_paths(content.site), _listing(content))


def _jpaas_unit(content: SiteContent) -> dict[str, Resource]:
    """Return the column page, which opens the session, and the interface, which asks for the session."""
    full, empty = (
        _json({"success": True, "code": "200", "message": "", "data": {"html": html}})
        for html in (f'<div class="page-content"><ul>{_rows(content)}</ul></div>', "")
    )
    column = replace(_fill("jpaas_unit.listing.html", _site_words(content.site)), opens_session=True)
    pages = dict.fromkeys(_index_paths(content.site), column)
    interface = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    return pages | {interface: replace(full, without_session=empty.body)}


def _gkmlpt(content: SiteContent) -> dict[str, Resource]:
    site = content.site
    rows = [
        {
            "id": article.id,
            "title": article.title,
            "url": f"{content.origin}{path_of(site, article)}#{site.number}",
            "document_number": article.document_number,
            "publisher": site.issuer,
            "identifier": f"007-{article.id}",
            "create_time": f"{article.published} 16:40:00",
            "display_publish_time": f"{article.published} 16:45:00",
            "is_expired": False,
            "is_abolished": False,
        }
        for article in content.articles
    ]
    api = f"{site.column}api/all/{site.number}"
    return {
        f"{api}?page=1&sid=2": _json({"articles": rows, "total": len(rows), "page": 1}),
        api: _json({"articles": [], "total": len(rows)}),
    }


def _xinhua_ds(content: SiteContent) -> dict[str, Resource]:
    rows = [
        {
            "contentType": "Text",
            "title": article.title,
            "showTitle": article.title,
            "publishUrl": path_of(content.site, article),
            "publishTime": f"{article.published} 08:15:00",
            "sourceText": content.site.issuer,
            **dict.fromkeys(("linkUrls", "summary", "keywords"), ""),
        }
        for article in content.articles
    ]
    name = "ds_7d1e0a9c5b3f42e68a0c1d2e3f405162.json"
    return {content.site.column + name: _json({"datasource": rows})}


FAMILIES: Mapping[str, FamilyMarkup] = {
    "trs_static": FamilyMarkup(
        "{column}{day:%Y%m}/t{day:%Y%m%d}_{id}.html",
        _trs_static,
        paragraph='<p style="text-indent: 2em;">{}</p>',
        heading='<p style="text-indent: 2em;"><strong>{}</strong></p>',
    ),
    "govcn_json": FamilyMarkup(
        "/zhengce/content/{day:%Y%m}/content_{id}.htm",
        _govcn_json,
        paragraph='<p style="text-align: justify;">　　{}</p>',
        heading='<p style="text-align: justify;">　　<span style="font-family: 黑体;">{}</span></p>',
    ),
    "hanweb_jpage": FamilyMarkup(
        "/art/{day.year}/{day.month}/{day.day}/art_{number}_{id}.html",
        _one_page,
        paragraph='<p style="margin-top:0px;">　　{}</p>',
        content_type=PLAIN_HTML,
    ),
    "jpaas_unit": FamilyMarkup("{column}art/{day.year}/art_{hex}.html", _jpaas_unit),
    "gkmlpt": FamilyMarkup("{column}content/11/12400/post_{id}.html", _gkmlpt),
    "xinhua_ds": FamilyMarkup("{column}{day:%Y%m%d}/{hex}/c.html", _xinhua_ds, paragraph="<p>　　{}</p>"),
    "people_gb": FamilyMarkup(
        "/n1/{day.year}/{day:%m%d}/c{number}-{id}.html",
        _one_page,
        paragraph='<p style="text-indent: 2em;">\n\t{}</p>',
        encoding="gb18030",
        content_type=PLAIN_HTML,
    ),
    "shanghai_nw": FamilyMarkup("{column}{day:%Y%m%d}/{hex}.html", _one_page),
}


def _listing(content: SiteContent, more: Mapping[str, str] | None = None) -> Resource:
    family = content.site.family
    words = _site_words(content.site) | {"rows": _rows(content)} | dict(more or {})
    return _fill(f"{family}.listing.html", words, family)


def _rows(content: SiteContent) -> str:
    row = Template(_frame(f"{content.site.family}.row.html"))
    return "".join(row.substitute(_words(content.site, article)) for article in content.articles)


def _article(content: SiteContent, article: DemoArticle) -> Resource:
    site = content.site
    words = _site_words(site) | _words(site, article)
    words["body"] = _body(FAMILIES[site.family], article.body)
    words["attachments"] = _attachments(site, article)
    if site.family == "gkmlpt":
        words["config"] = _gkmlpt_config(site, article, words["body"])
    return _fill(f"{site.family}.article.html", words, site.family)


def _gkmlpt_config(site: Site, article: DemoArticle, body: str) -> str:
    detail = {"id": article.id, "title": article.title, "document_number": article.document_number}
    text = json.dumps({"SID": "2", "DETAIL": {**detail, "publisher": site.issuer, "content": body}})
    return text.replace("</", "<\\/")  # an end tag inside the text would end the script


def _body(family: FamilyMarkup, text: str) -> str:
    lines = []
    for line in text.splitlines():
        marks, _, words = line.partition(" ") if line.startswith("#") else ("", "", line)
        lines.append((family.heading if marks else family.paragraph).format(escape(words)))
    return "\n".join(lines)


def _attachments(site: Site, article: DemoArticle) -> str:
    links = [
        f'<p><a href="{_attachment_path(site, article, number)}">附件{number}：{escape(name)}.pdf</a></p>'
        for number, name in enumerate(article.attachments, 1)
    ]
    return f'<div class="attachment">{"".join(links)}</div>' if links else ""


def _attachment_path(site: Site, article: DemoArticle, number: int) -> str:
    folder = path_of(site, article).rpartition("/")[0]
    return f"{folder}/P0{article.published:%Y%m%d}{article.id}{number}.pdf"


def _site_words(site: Site) -> dict[str, str]:
    return {"site": site.issuer, "column": site.column_name, "column_number": site.number}


def _words(site: Site, article: DemoArticle) -> dict[str, str]:
    day, made = article.published, article.published - timedelta(days=1)
    title = article.title
    path = path_of(site, article)
    return {
        "title": escape(title),
        "short": escape(title if len(title) <= SHORT else title[:SHORT] + "…"),
        "href": path.replace(site.column, "./", 1) if site.family == "trs_static" else path,
        "id": str(article.id),
        "number": article.document_number,
        "issuer": site.issuer,
        "date": day.isoformat(),
        "slashed": f"{day:%Y/%m/%d}",
        "hanzi_date": hanzi_date(day),
        "made": hanzi_date(made),
        "made_iso": made.isoformat(),
    }


def _index_paths(site: Site, suffix: str = "") -> tuple[str, ...]:
    """Return the addresses of a listing's page: its file, and for the first page also the directory."""
    file = f"{site.column}index{suffix}.html"
    return (file,) if suffix else (site.column, file)


def _fill(name: str, words: Mapping[str, str], family: str = "") -> Resource:
    text = Template(_frame(name)).substitute(words)
    markup = FAMILIES.get(family)
    if markup is None:
        return Resource(body=text.encode())
    return Resource(body=text.encode(markup.encoding), content_type=markup.content_type)


def _json(value: object) -> Resource:
    return Resource(body=json.dumps(value, ensure_ascii=False).encode(), content_type=JSON)


@cache
def _frame(name: str) -> str:
    return (files(__package__) / "pages" / name).read_text(encoding="utf-8")


_PDF_BODY = (files(__package__) / "pages" / "attachment.pdf").read_bytes()
_PDF = Resource(body=_PDF_BODY, content_type="application/pdf")
