"""The only HTML reading: page to links, page to article."""

from __future__ import annotations

from .article import parse_article
from .listing import parse_listing
from .paging import next_request

__all__ = ["next_request", "parse_article", "parse_listing"]
