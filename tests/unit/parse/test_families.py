"""Pages of our own writing in the shape of each family, read by the family's bundled preset."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitor.domain import Article, Link, LinkKind, Page, Source
from monitor.parse import parse_article, parse_listing
from monitor.sources import Registry
from monitor.sources.families import GENERIC, bundled_families
from places import ROOT

DATA = ROOT / "tests" / "data"
FAMILIES = sorted(path.parent.name for path in DATA.glob("*/expected.json"))


def expected_of(family: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / family / "expected.json").read_text("utf-8"))
    return found


def source_of(family: str, url: str) -> Source:
    extra = dict(expected_of(family).get("layout", {}))
    if "link_pattern" in extra:
        extra["link_pattern"] = re.compile(extra["link_pattern"])
    registry = Registry(sources=(), topics=())
    if not extra:
        return registry.of_family(family, url)
    layout = replace(registry.of_family("xinhua_ds", url).layout, **extra, body=("#zoom",))
    return replace(registry.of_family(family, url), layout=layout)


def page_of(path: Path, url: str) -> Page:
    return Page(url, path.read_bytes())


def link_of(row: dict[str, Any]) -> Link:
    return Link(
        url=row["url"],
        title=row["title"],
        published=row["published"] and date.fromisoformat(row["published"]),
        kind=LinkKind(row.get("kind", "article")),
        document_number=row.get("document_number"),
        issuer=row.get("issuer"),
        dated_by_address=row.get("dated_by_address", False),
    )


def told(article: Article) -> dict[str, Any]:
    """What the page says, in the form of expected.json, empty fields left out."""
    fields = {
        "url": article.url,
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "made_on": article.made_on and article.made_on.isoformat(),
        "issuer": article.issuer,
        "document_number": article.document_number,
        "source": article.source,
        "blocks": [[str(block.kind), block.level, block.text] for block in article.blocks],
        "attachments": [[file.url, file.title] for file in article.attachments],
    }
    return {key: value for key, value in fields.items() if value}


def test_every_bundled_family_has_pages_here() -> None:
    assert set(FAMILIES) == set(bundled_families()) - {GENERIC}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_listing_of_a_family_gives_its_links(family: str) -> None:
    listing = expected_of(family)["listing"]
    source = source_of(family, listing["url"])
    page = page_of(DATA / family / listing["file"], listing["url"])
    assert list(parse_listing(page, source)) == [link_of(row) for row in listing["links"]]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_article_of_a_family_is_read_whole(family: str) -> None:
    article = expected_of(family)["article"]
    source = source_of(family, article["url"])
    assert told(parse_article(page_of(DATA / family / "article.html", article["url"]), source)) == article
