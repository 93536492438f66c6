"""
Every key of sources.toml and families.toml, and who reads its value.

Keys are called as the field of the domain value that they fill; `overlap_days`
and those of a request are the exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..domain import Evidence, Format, Level, SourceKind
from . import values
from .values import Reader

LAYOUT: Mapping[str, Reader] = {
    "format": values.one_of(Format),
    "link_pattern": values.link_pattern,
    "item": values.selector,
    "title": values.selector,
    "date": values.selector,
    "date_formats": values.date_formats,
    "json_items": values.json_path,
    "json_title": values.json_path,
    "json_link": values.json_path,
    "json_date": values.json_path,
    "json_document_number": values.json_path,
    "json_issuer": values.json_path,
    "fragment": values.json_path,
    "hosts": values.hosts,
    "interpretation_pattern": values.pattern,
    "drop": values.selectors,
    "twins": values.twins,
    "body": values.selectors,
    "body_script": values.json_path,
    "article_title": values.selectors,
    "article_date": values.selectors,
    "meta_title": values.texts,
    "meta_date": values.texts,
    "meta_source": values.texts,
    "encoding": values.encoding,
    "paging": values.paging,
}

REQUEST: Mapping[str, Reader] = {
    "url": values.address,
    "more": values.addresses,
    "params": values.pairs,
    "method": values.method,
    "form": values.pairs,
    "json": values.json_body,
    "headers": values.headers,
    "prime": values.address,
}

DEFAULTS: Mapping[str, Reader] = {
    "every": values.interval,
    "jitter": values.duration,
    "overlap_days": values.days,
    "min_gap_s": values.number,
    "max_articles": values.whole(1),
    "proxy": values.address,
}

IDENTITY: Mapping[str, Reader] = {
    "id": values.identifier,
    "name": values.text,
    "name_en": values.text,
    "issuer": values.text,
    "region": values.text,
    "level": values.one_of(Level),
    "kind": values.one_of(SourceKind),
    "family": values.text,
    "enabled": values.flag,
    "disabled_because": values.text,
    "covers": values.texts,
    "legacy_tls": values.security_level,
    "note": values.text,
}

SOURCE: Mapping[str, Reader] = {**IDENTITY, **REQUEST, **LAYOUT, **DEFAULTS}

TOPIC: Mapping[str, Reader] = {
    "id": values.identifier,
    "name": values.text,
    "terms": values.weights,
    "exclusions": values.texts,
    "threshold": values.number,
}

FAMILY: Mapping[str, Reader] = {
    "name": values.identifier,
    "made_by": values.text,
    "recognise": values.text,
    "evidence": values.one_of(Evidence),
    "seen": values.text,
    **LAYOUT,
}

#: What a table cannot do without.
NEEDED_BY_SOURCE = ("id", "name", "issuer", "region", "level", "kind", "family", "url")
NEEDED_BY_TOPIC = ("id", "name", "terms")
NEEDED_BY_FAMILY = ("name", "made_by", "recognise", "evidence", "seen", "format")
#: What a layout of a format cannot do without, from the family or from the source.
NEEDED_BY_FORMAT: Mapping[Format, tuple[str, ...]] = {
    Format.JSON: ("json_items", "json_title", "json_link"),
    Format.JSON_HTML: ("fragment",),
}
