"""
Pages of official sites: a listing to its links, an article to its text, an attachment to its text.

The only room that parses HTML, JSON listings, feeds and documents. What a site looks like
comes from its `Layout`; nothing here knows a site by name.
"""

from __future__ import annotations

from .article import parse_article
from .attachments import read_attachment
from .body import with_further_pages
from .listing import next_request, parse_listing, read_listing, recognised_layout
from .page_values import follow_ups

__all__ = [
    "follow_ups",
    "next_request",
    "parse_article",
    "parse_listing",
    "read_attachment",
    "read_listing",
    "recognised_layout",
    "with_further_pages",
]
