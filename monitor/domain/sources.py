"""What is watched: sources, their layouts and the requests that reach them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from re import Pattern


class Level(StrEnum):
    """Administrative level of a source's issuer."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"


class SourceKind(StrEnum):
    """What a source mostly publishes."""

    POLICY = "policy"
    NEWS = "news"
    INTERPRETATION = "interpretation"


class Evidence(StrEnum):
    """What a family's layout is known from."""

    REAL_PAGE = "real-page"  # our parser was run on saved pages of it
    DESCRIBED = "described"  # only other people's descriptions


class Format(StrEnum):
    """How a listing carries its links."""

    HTML = "html"
    JSON = "json"
    JSON_HTML = "json-html"  # an HTML fragment inside JSON, at `Layout.fragment`
    CDATA = "cdata"  # `<record><![CDATA[<li>…]]></record>`, inside a page or alone
    FEED = "feed"  # RSS or Atom


class PagingKind(StrEnum):
    """How the address of an older page of a listing is made."""

    NONE = "none"
    PATH = "path"  # `template` names the file of page n, relative to the listing
    PARAM = "param"  # `param` in the query string, form or JSON body counts pages
    COUNTDOWN = "countdown"  # nnode sites: `index_<pagID>_<max-n+1>.html`


@dataclass(frozen=True, slots=True)
class Paging:
    """How to reach older pages of a listing; page 1 is the listing itself."""

    kind: PagingKind = PagingKind.NONE
    #: PATH only; `{page}` is the 1-based page number, `{page0}` the 0-based one.
    template: str = ""
    #: PARAM only; a dotted path reaches into a JSON parameter (`paramJson.pageNo`).
    param: str = ""


@dataclass(frozen=True, slots=True)
class PageValue:
    """A value that a page says and a request needs."""

    name: str
    #: Elements that may say it, tried in order; empty: the page's source, scripts included.
    select: tuple[str, ...] = ()
    #: Attribute of the element; empty: its text.
    attribute: str = ""
    #: Its group is the value; None: the whole text.
    pattern: Pattern[str] | None = None
    #: The text is an object, `{'webId': '1'}`, and the value the query that it makes.
    is_query: bool = False
    #: Each match makes a request of its own; else the first match counts.
    every: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The request that brings a listing's entries, made of what its page says: `{name}` stands for a value."""

    #: Joined to the address of the page, whose host it keeps.
    url: str
    values: tuple[PageValue, ...]
    #: Fields of a posted form; without any it is a GET.
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request that a listing or an article needs."""

    url: str
    method: str = "GET"
    #: Form fields of a POST, in order; empty when there are none.
    form: tuple[tuple[str, str], ...] = ()
    #: JSON body of a POST as text; None when there is none.
    json: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    #: Page to load first in the same session (some APIs answer empty without its cookie).
    prime: str | None = None
    #: The page at `url` holds no entries but says how to ask for them.
    then: FollowUp | None = None

    @property
    def key(self) -> str:
        """Identify the request among a source's listings: the address, and a hash of any body."""
        if self.method == "GET" and not self.form and self.json is None:
            return self.url
        body = repr((self.method, self.form, self.json)).encode()
        return f"{self.url}#{hashlib.sha256(body).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Layout:
    """
    How pages of a source are read: its family's preset with the source's own keys over it.

    Selectors are CSS. Tuples of selectors are tried in order; the first that
    finds something wins. Paths into JSON are dotted, `[]` walks a list and `$`
    is the root (`data.list[]`).
    """

    format: Format
    #: Searched in the absolute article address. Up to three groups give year, month, day
    #: (one group: `YYYYMMDD`; two: `YYYY-MM` and day).
    link_pattern: Pattern[str]
    #: Searched in what a click runs; its group is a link's address. None: links stand in `href` only.
    onclick: Pattern[str] | None = None
    #: Rows of an HTML listing; empty: every link whose address fits.
    item: str = ""
    title: str = ""
    date: str = ""
    #: strptime formats tried on shown dates before the general date reader; `epoch_ms` too.
    date_formats: tuple[str, ...] = ()
    json_items: str = ""
    json_title: str = ""
    json_link: str = ""
    json_date: str = ""
    json_document_number: str = ""
    json_issuer: str = ""
    #: JSON_HTML: path of the HTML fragment.
    fragment: str = ""
    #: Hosts besides the listing's own whose links count.
    hosts: tuple[str, ...] = ()
    #: Links that match are interpretations (解读), whatever row they stand in.
    interpretation_pattern: Pattern[str] | None = None
    #: Subtrees removed before anything is read (popups, QR codes, share bars).
    drop: tuple[str, ...] = ()
    #: (pattern, replacement) pairs that turn an article's twin address into its main one.
    twins: tuple[tuple[Pattern[str], str], ...] = ()
    #: Where an article's text stands.
    body: tuple[str, ...] = ()
    #: JSON path of the body inside an inline script's object (`window._CONFIG.DETAIL.content`).
    body_script: str = ""
    article_title: tuple[str, ...] = ()
    article_date: tuple[str, ...] = ()
    meta_title: tuple[str, ...] = ()
    meta_date: tuple[str, ...] = ()
    meta_source: tuple[str, ...] = ()
    #: Charset to decode with when neither UTF-8 nor the declaration fits.
    encoding: str | None = None
    paging: Paging = field(default_factory=Paging)
    #: Links of dated rows count whatever their address, and JSON, feeds and records are recognised: the general reading
    #: of addresses that no source has. No key of a file sets it.
    is_general: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One watched source: who publishes, where its listings are, how to reach and read them."""

    id: str
    name: str
    name_en: str
    issuer: str
    #: `全国` or the full administrative name (`上海市`).
    region: str
    level: Level
    kind: SourceKind
    family: str
    evidence: Evidence
    #: At least one; checked in order.
    listings: tuple[Request, ...]
    layout: Layout
    enabled: bool = True
    #: Why the source is disabled; empty when enabled.
    disabled_because: str = ""
    #: Groups that the source belongs to. It is watched when one of them is on, or when it belongs to none.
    packs: tuple[str, ...] = ()
    #: Issuers whose news this source also carries, when their own site is out of reach.
    covers: tuple[str, ...] = ()
    every: timedelta = timedelta(hours=4)
    jitter: timedelta = timedelta(minutes=10)
    #: When a source is checked as crontab writes it, in China's time, in place of `every`; empty: `every` counts.
    cron: str = ""
    #: From and to which time of day in China `every` counts; None: always.
    active_hours: tuple[time, time] | None = None
    #: `every` counts on China's working days only.
    working_days: bool = False
    #: Time between two checks outside active hours and on days off, if longer than `every`.
    off_hours_every: timedelta = timedelta(hours=12)
    #: Time to the next check after one that found something, if shorter; None: the same as always.
    after_hit: timedelta | None = None
    #: Articles this young are read again once a day, and a first check reads back this far.
    overlap: timedelta = timedelta(days=7)
    #: Seconds between two requests to one host.
    min_gap_s: float = 1.0
    #: Articles fetched in one check at most; the rest waits for the next check.
    max_articles: int = 60
    proxy: str | None = None
    #: OpenSSL security level (1 or 0) for old servers; None: the normal TLS settings.
    legacy_tls: int | None = None
    #: What a maintainer should know about the site.
    note: str = ""

    #: Changes when listings or layout change, so that old validators are not trusted any more.
    fingerprint: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Once, not at each look: it takes 25 µs, and a check of an unchanged source has 500.
        mark = hashlib.sha256(repr((self.listings, self.layout)).encode()).hexdigest()[:16]
        object.__setattr__(self, "fingerprint", mark)
