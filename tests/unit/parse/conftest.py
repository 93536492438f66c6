"""Sources, layouts and pages in one line each, for the tests of this room."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from monitor.domain import Evidence, Format, Layout, Level, Page, Request, Source, SourceKind

TRS = r"/t(\d{4})(\d{2})(\d{2})_\d+\.html$"
URL = "https://www.yunling.example/zwgk/tz/"


@pytest.fixture
def make_source() -> Callable[..., Source]:
    """A source that reads static TRS pages; keywords replace fields of its layout, `kind` its kind."""

    def make(kind: SourceKind = SourceKind.POLICY, link_pattern: str = TRS, **layout: Any) -> Source:
        shape = Layout(format=layout.pop("format", Format.HTML), link_pattern=re.compile(link_pattern))
        return Source(
            id="here",
            name="此处",
            name_en="Here",
            issuer="云岭省",
            region="云岭省",
            level=Level.PROVINCE,
            kind=kind,
            family="trs_static",
            evidence=Evidence.DESCRIBED,
            listings=(Request(URL),),
            layout=replace(shape, **layout),
        )

    return make


@pytest.fixture
def make_page() -> Callable[..., Page]:
    """A UTF-8 page at the listing's address."""

    def make(text: str | bytes, url: str = URL, **fields: Any) -> Page:
        body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return Page(url, body, **fields)

    return make
