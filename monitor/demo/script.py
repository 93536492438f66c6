"""The script of the demonstration: which articles the sites publish, edit and hide at which step."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from string import Template

import tomli

#: First number of an article; real systems number the articles of all columns in one sequence.
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
    #: Validators that the site sends and honours: `etag+date`, `etag`, `date` or `none`.
    validators: str = "none"
    robots: str = ""
    robots_status: int = 404

    @property
    def column_name(self) -> str:
        """The column's part of the name."""
        return self.name.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class ScriptEdit:
    """A change of an article's text at a step."""

    step: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptEntry:
    """One article of the script; its texts may contain `$year` and other placeholders."""

    key: str
    site: str
    step: int
    title: str
    body: str
    document_number: str = ""
    attachments: tuple[str, ...] = ()
    #: Age in days, for articles of the baseline.
    days_before: int = 0
    edits: tuple[ScriptEdit, ...] = ()
    #: What a viewer should watch for.
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """The sites, by key, whose listings break or work again at a step."""

    breaks: tuple[str, ...] = ()
    mends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """Sites, articles and steps; step 0 is the baseline, `steps[0]` is step 1."""

    sites: tuple[Site, ...]
    entries: tuple[ScriptEntry, ...]
    steps: tuple[ScriptStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """An article on its site, with placeholders filled in and edits made."""

    entry: str
    #: Number in addresses, in the order of the script.
    id: int
    title: str
    body: str
    document_number: str
    attachments: tuple[str, ...]
    published: date

    @property
    def hex(self) -> str:
        """The 32-digit id that some systems put into addresses."""
        return hashlib.sha256(self.entry.encode()).hexdigest()[:32]


def load() -> Script:
    """Read the bundled script."""
    folder = files(__package__)
    sites, articles, steps = (
        tomli.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in ("sites", "articles", "steps")
    )
    return Script(
        sites=tuple(Site(**site) for site in sites["site"]),
        entries=tuple(_entry(dict(article)) for article in articles["article"]),
        steps=tuple(ScriptStep(tuple(step.get("breaks", ())), tuple(step.get("mends", ()))) for step in steps["step"]),
    )


def articles_on(script: Script, site: str, days: Sequence[date]) -> tuple[DemoArticle, ...]:
    """Return the articles on a site after the last step, newest first; `days` has the day of each step so far."""
    articles = [
        _article(entry, FIRST_ID + number, days)
        for number, entry in enumerate(script.entries)
        if entry.site == site and entry.step < len(days)
    ]
    return tuple(sorted(articles, key=lambda article: (article.published, article.id), reverse=True))


def is_broken(script: Script, site: str, step: int) -> bool:
    """Tell whether the listing of a site shows no article after a step."""
    broken = False
    for change in script.steps[:step]:
        broken = site in change.breaks or (broken and site not in change.mends)
    return broken


def describe(script: Script, step: int) -> tuple[str, ...]:
    """Return a line for each change of a step, for people."""
    names = {site.key: site.name for site in script.sites}
    change = script.steps[step - 1]
    lines = [f"{names[key]}: a new layout; its listing shows no article any more" for key in change.breaks]
    lines += [f"{names[key]}: the listing works again" for key in change.mends]
    for entry in script.entries:
        title = _by_name(entry.title)
        if entry.step == step:
            lines.append(f"{names[entry.site]}: {title} ({entry.note})")
        edits = [edit for edit in entry.edits if edit.step == step]
        lines += [f"{names[entry.site]}: {title} is edited in place"] * len(edits)
    return tuple(lines)


def _by_name(title: str) -> str:
    """Return the document that a notice is about, the part in 《》; the whole title if there is no such part."""
    head, mark, rest = title.partition("《")
    return mark + rest.rpartition("》")[0] + "》" if mark else head


def _entry(table: dict[str, object]) -> ScriptEntry:
    edits = table.pop("edit", [])
    attachments = table.pop("attachments", [])
    assert isinstance(edits, list)
    assert isinstance(attachments, list)
    return ScriptEntry(
        **table,  # type: ignore[arg-type]  # the bundled file; a wrong key or type fails the first test
        edits=tuple(ScriptEdit(**edit) for edit in edits),
        attachments=tuple(attachments),
    )


def _article(entry: ScriptEntry, number: int, days: Sequence[date]) -> DemoArticle:
    published = days[entry.step] - timedelta(days=entry.days_before)
    words = _words(published)
    body = entry.body.strip()
    for edit in entry.edits:
        if edit.step < len(days):
            body = body.replace(edit.old, edit.new)
    return DemoArticle(
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
    """Return a day in the form of official documents: `2026年11月9日`."""
    return f"{day.year}年{day.month}月{day.day}日"
