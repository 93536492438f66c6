"""
Every key of sources.toml and families.toml, with the reader of its value.

A key has the name of the field that it fills in the domain value; the
exceptions are `overlap_days` and the keys of a request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from .. import toml
from ..domain import SHANGHAI, Evidence, Format, Level, SourceKind
from ..toml import BadValueError, Reader, shown
from . import follow_ups
from . import source_values as values

#: Minute, hour, day, month, weekday.
_CRON_FIELDS = 5
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")  # 07:30-19:00; not 7-19
#: A source whose next check is farther off is not watched.
_LONGEST_CRON = timedelta(days=366)
_SAMPLE = datetime(2026, 1, 1, tzinfo=SHANGHAI)


def cron(value: object) -> str:
    """Return a crontab line of five fields that comes round within a year, weekdays by name."""
    # Few sources have one, and APScheduler is slow to import.
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 -- see above

    line = toml.text(value)
    parts = line.split()
    if len(parts) != _CRON_FIELDS:
        raise BadValueError(f"must have five fields (minute hour day month weekday), not {len(parts)}: {line!r}")
    # What stands behind a slash is a step, not a day.
    if re.search(r"\d", re.sub(r"/\d+", "", parts[-1])):
        raise BadValueError(
            f"has a number as weekday, {parts[-1]!r}: crontab counts from Sunday = 0, other programs from Monday = 0;"
            " write mon, tue, wed, thu, fri, sat or sun"
        )
    try:
        first = CronTrigger.from_crontab(line, SHANGHAI).get_next_fire_time(None, _SAMPLE)
    except (ValueError, TypeError) as exc:
        raise BadValueError(f"{line!r} cannot be read: {exc}") from exc
    if first is None or first - _SAMPLE > _LONGEST_CRON:
        raise BadValueError(f"{line!r} names no moment within a year; a source is checked at least once a year")
    return line


def active_hours(value: object) -> tuple[time, time]:
    """Return two times of one day in China, the first before the second."""
    match = _HOURS.fullmatch(toml.text(value))
    if not match:
        raise BadValueError(f"must be two times of a day such as 07:30-19:00, not {shown(value)}")
    hour, minute, last_hour, last_minute = (int(part) for part in match.groups())
    begin, end = time(hour, minute), time(last_hour, last_minute)
    if begin >= end:
        raise BadValueError(f"must begin before it ends, on the same day; {shown(value)} does not")
    return begin, end


LAYOUT: Mapping[str, Reader] = {
    "format": toml.one_of(Format),
    "link_pattern": values.link_pattern,
    "onclick": follow_ups.one_group,
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
    "meta_title": toml.texts,
    "meta_date": toml.texts,
    "meta_source": toml.texts,
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
    "then": follow_ups.follow_up,
}

DEFAULTS: Mapping[str, Reader] = {
    "every": values.interval,
    "jitter": values.duration,
    "active_hours": active_hours,
    "working_days": toml.flag,
    "off_hours_every": values.interval,
    "after_hit": values.interval,
    "overlap_days": values.days,
    "min_gap_s": toml.number,
    "max_articles": toml.whole(1),
    "proxy": values.address,
}

IDENTITY: Mapping[str, Reader] = {
    "id": toml.identifier,
    "name": toml.text,
    "name_en": toml.text,
    "issuer": toml.text,
    "region": toml.text,
    "level": toml.one_of(Level),
    "kind": toml.one_of(SourceKind),
    "family": toml.text,
    "packs": toml.texts,
    "enabled": toml.flag,
    "disabled_because": toml.text,
    "covers": toml.texts,
    "legacy_tls": values.security_level,
    "note": toml.text,
}

#: `cron` takes the place of `every`, so that it belongs to one source.
SOURCE: Mapping[str, Reader] = {**IDENTITY, **REQUEST, **LAYOUT, **DEFAULTS, "cron": cron}

TOPIC: Mapping[str, Reader] = {
    "id": toml.identifier,
    "name": toml.text,
    "terms": values.weights,
    "exclusions": toml.texts,
    "threshold": toml.number,
}

FAMILY: Mapping[str, Reader] = {
    "name": toml.identifier,
    "made_by": toml.text,
    "recognise": toml.text,
    "evidence": toml.one_of(Evidence),
    "seen": toml.text,
    **LAYOUT,
}

PACK: Mapping[str, Reader] = {"id": toml.identifier, "name": toml.text, "name_en": toml.text}

#: Keys that a table must have.
NEEDED_BY_SOURCE = ("id", "name", "issuer", "region", "level", "kind", "family", "url")
NEEDED_BY_TOPIC = ("id", "name", "terms")
NEEDED_BY_PACK = ("id", "name", "name_en")
NEEDED_BY_FAMILY = ("name", "made_by", "recognise", "evidence", "seen", "format")
#: Keys that a layout of the format must have, from the family or from the source.
NEEDED_BY_FORMAT: Mapping[Format, tuple[str, ...]] = {
    Format.JSON: ("json_items", "json_title", "json_link"),
    Format.JSON_HTML: ("fragment",),
}
