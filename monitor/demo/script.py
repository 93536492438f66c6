"""What the replica publishes and when: the script files, read and filled in for given days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from string import Template

import tomli

#: Where articles' numbers begin; real systems number all columns through.
FIRST_ID = 1400001


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One replicated site with its single listing."""

    key: str
    #: Institution and column, a space between them.
    name: str
    issuer: str
    #: Layout family, or `challenge` for a site that refuses everybody.
    family: str
    #: Directory of the listing, with slashes at both ends.
    column: str
    #: Number of the column where addresses carry it.
    number: str = ""
    #: What a conditional request can be answered from: `etag+date`, `etag`, `date` or `none`.
    validators: str = "none"
    robots: str = ""
    robots_status: int = 404

    @property
    def column_name(self) -> str:
        """The column's part of the name."""
        return self.name.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an article's text at a step."""

    step: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of the script; its words may hold `$year` and other placeholders."""

    key: str
    site: str
    step: int
    title: str
    body: str
    document_number: str = ""
    attachments: tuple[str, ...] = ()
    #: Baseline only: age in days.
    days_before: int = 0
    edits: tuple[Edit, ...] = ()
    #: What a viewer should look out for.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a step besides publishing: sites (by key) that break or work again."""

    breaks: tuple[str, ...] = ()
    mends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """The whole play: step 0 is the baseline, `steps[0]` is step 1."""

    sites: tuple[Site, ...]
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An article as it stands on its site: placeholders filled in, edits made."""

    entry: str
    #: Number in addresses; rises with the order in the script.
    id: int
    title: str
    body: str
    document_number: str
    attachments: tuple[str, ...]
    published: date

    @property
    def hex(self) -> str:
        """Stable 32-digit id, as some systems put it in addresses."""
        return hashlib.sha256(self.entry.encode()).hexdigest()[:32]


def load() -> Script:
    """Read the bundled script."""
    folder = files(__package__)
    sites, articles, steps = (
        tomli.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("sites", "articles", "steps")
    )
    return Script(
        sites=tuple(Site(**site) for site in sites["site"]),
        entries=tuple(_entry(dict(article)) for article in articles["article"]),
        steps=tuple(Step(tuple(s.get("breaks", ())), tuple(s.get("mends", ()))) for s in steps["step"]),
    )


def postings(script: Script, site: str, days: Sequence[date]) -> tuple[Posting, ...]:
    """Return what stands on a site after the last step of `days` (one day a step), newest first."""
    standing = [
        _posting(entry, FIRST_ID + number, days)
        for number, entry in enumerate(script.entries)
        if entry.site == site and entry.step < len(days)
    ]
    return tuple(sorted(standing, key=lambda posting: (posting.published, posting.id), reverse=True))


def is_broken(script: Script, site: str, step: int) -> bool:
    """Tell whether a site's listing is without articles after a step."""
    broken = False
    for change in script.steps[:step]:
        broken = site in change.breaks or (broken and site not in change.mends)
    return broken


def describe(script: Script, step: int) -> tuple[str, ...]:
    """Say for people what a step changes, one line a change."""
    names = {site.key: site.name for site in script.sites}
    change = script.steps[step - 1]
    lines = [f"{names[key]}: a new layout; its listing shows no article any more" for key in change.breaks]
    lines += [f"{names[key]}: the listing works again" for key in change.mends]
    for entry in script.entries:
        title = _by_name(entry.title)
        if entry.step == step:
            lines.append(f"{names[entry.site]}: {title} ({entry.note})")
        lines += [f"{names[entry.site]}: {title} is edited in place" for e in entry.edits if e.step == step]
    return tuple(lines)


def _by_name(title: str) -> str:
    """Cut a notice's title to the document it is about: the part in 《》, if there is one."""
    head, mark, rest = title.partition("《")
    return mark + rest.rpartition("》")[0] + "》" if mark else head


def _entry(table: dict[str, object]) -> Entry:
    edits = table.pop("edit", [])
    attachments = table.pop("attachments", [])
    assert isinstance(edits, list)
    assert isinstance(attachments, list)
    return Entry(
        **table,  # type: ignore[arg-type]  # the bundled file; a wrong key or type fails the first test
        edits=tuple(Edit(**edit) for edit in edits),
        attachments=tuple(attachments),
    )


def _posting(entry: Entry, number: int, days: Sequence[date]) -> Posting:
    published = days[entry.step] - timedelta(days=entry.days_before)
    words = _words(published)
    body = entry.body.strip()
    for edit in entry.edits:
        if edit.step < len(days):
            body = body.replace(edit.old, edit.new)
    return Posting(
        entry=entry.key,
        id=number,
        title=Template(entry.title).substitute(words),
        body=Template(body).substitute(words),
        document_number=Template(entry.document_number).substitute(words),
        attachments=entry.attachments,
        published=published,
    )


def _words(published: date) -> dict[str, str]:
    """Return the values of the placeholders for an article of this day."""
    made = published - timedelta(days=1)
    last_month = published.replace(day=1) - timedelta(days=1)
    return {
        "year": str(published.year),
        "next_year": str(published.year + 1),
        "year_2": str(published.year + 2),
        "made": hanzi_date(made),
        "day": f"{published.month}月{published.day}日",
        "last_month": f"{last_month.year}年{last_month.month}月",
    }


def hanzi_date(day: date) -> str:
    """Write a day as official documents do: `2026年11月9日`."""
    return f"{day.year}年{day.month}月{day.day}日"
