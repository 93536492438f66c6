"""
Damaged pages, lists, feeds and texts, each made by its seed and number alone.

The originals are the pages of tests/data, feeds and sentences of our own and, where the shared corpus is present, real
pages and texts. A mutant is an original after one to six changes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from monitor.domain import Format, Source
from monitor.sources import Registry
from places import CORPUS, ROOT, SHARED

#: Characters of an original that are kept: a mutant is read in milliseconds.
LONGEST = 5_000
MOST_CHANGES = 6


class Kind(StrEnum):
    LISTING = "listing"
    ARTICLE = "article"
    FEED = "feed"
    TEXT = "text"


#: Of a hundred mutants, how many are of each kind.
SHARES = {Kind.TEXT: 40, Kind.ARTICLE: 25, Kind.LISTING: 20, Kind.FEED: 15}


@dataclass(frozen=True, slots=True)
class Original:
    name: str
    kind: Kind
    text: str
    source: Source
    url: str


@dataclass(frozen=True, slots=True)
class Mutant:
    name: str
    kind: Kind
    body: bytes
    source: Source
    url: str


HOST = "https://www.yunling.example"
FEEDS = (
    """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>通知公告</title>
<item><title>关于印发某市行动方案的通知</title><link>/t20260701_1.html</link><pubDate>Sun, 05 Jul 2026 08:00:00 +0800</pubDate></item>
<item><title><![CDATA[某市 & 某区若干措施]]></title><link>/t20260702_2.html</link><pubDate>2026-07-02 09:30:00</pubDate></item>
</channel></rss>""",
    """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title type="html">某事&lt;b&gt;通知&lt;/b&gt;</title>
<link href="/t20260703_3.html"/><updated>2026-07-04T18:00:00Z</updated></entry></feed>""",
    """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="/t20260704_4.html"><title>某局公告</title><link>/t20260704_4.html</link></item></rdf:RDF>""",
)
SENTENCES = (
    "到2027年，全市人工智能核心产业规模突破1000亿元，年均增长20%以上，培育企业300家，建成示范场景100个。",
    "截至2026年6月底，我省已建成智算中心12座，智能算力规模达到35.6EFLOPS，同比增长1.2倍，提前完成年度目标。",
    "力争三年内引进人才1.5万名，新增投资二十亿元，单位能耗下降15个百分点，覆盖率由60%提高到90%。",
    "其中，甲市、乙市、丙市分别达到120亿元、95.5亿元和3亿多元，占全省的三分之一，居全国第2位。",
    "账号11001234500053012345，联系电话010-12345678，邮编100000，文号云政发〔2026〕15号。",
    "到2030年，产业规模翻一番，研发投入强度达3.2%左右，PUE不超过1.25，不少于500—800家企业上云。",
    "指标\t单位\t2025年\t2027年\n企业数量\t家\t450\t900\n从业人员\t万人\t5\t8\n",
    "各有关单位要加强组织领导，抓好贯彻落实，推动人工智能产业健康发展。",
)
#: What breaks parsers and readers of numbers.
POISON = (
    *("\0", "\ud800", "\u202e", "\u200b", "\ufeff", "\x1b[31m", "\r", "\t", "\n", " ", "\u3000"),
    *("<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&", "&#xD800;", "&#99999999;", "&amp;lt;", "&nbsp;"),
    *(
        "<div>",
        "</div>",
        "<table><tr><td>",
        "</table>",
        "<td colspan=99999>",
        "<script>",
        "<style>",
        "<base href='//'>",
    ),
    *("{", "}", "[", "]", '"', "'", "\\", "\\u", "null", "1e999", "NaN", "-0", "{}", "[]", '"url":', "callback("),
    *("http://[", "//", "javascript:", "?" * 9, "#", "%zz", "../" * 9, "t20269999_1.html", "data:"),
    *(
        "9" * 40,
        "0" * 30,
        "1.2.3.4",
        "1,2,3",
        "１２３",
        "½",
        "Ⅷ",
        "一二三",
        "万万亿亿",
        "千百十",
        "零",
        "两",
        "〇",
        "%",
        "‰",
        "°",
    ),
    *(
        "9999年99月99日",
        "0000-00-00",
        "二〇二七年",
        "2027年底",
        "上半年",
        "“十五五”",
        "本世纪中叶",
        "2月30日",
        "10000年",
    ),
    *(
        "亿元",
        "万家",
        "个百分点",
        "倍",
        "番",
        "分之",
        "以上",
        "不超过",
        "约",
        "左右",
        "—",
        "～",
        "至",
        "多",
        "余",
        "第",
        "位",
    ),
    *(
        "到",
        "力争",
        "截至",
        "同比",
        "增长",
        "下降",
        "由",
        "分别",
        "其中",
        "人均",
        "每年",
        "累计",
        "完成",
        "目标",
        "（",
        "）",
        "《",
        "》",
    ),
)
CHARSETS = ("utf-8", "gb18030", "utf-16", "big5", "latin-1")
_DIGITS = re.compile(r"\d+")
_TAG = re.compile(r"<[^<>]{0,200}>")


def cut(text: str, chance: random.Random) -> slice:
    """Return a slice, short far more often than long."""
    start = chance.randrange(len(text) + 1)
    return slice(start, start + int(chance.paretovariate(0.6)))


def delete(text: str, chance: random.Random) -> str:
    place = cut(text, chance)
    return text[: place.start] + text[place.stop :]


def repeat(text: str, chance: random.Random) -> str:
    place = cut(text, chance)
    piece = text[place][:2_000]
    return text[: place.stop] + piece * min(chance.randrange(1, 60), LONGEST // max(len(piece), 1)) + text[place.stop :]


def move(text: str, chance: random.Random) -> str:
    place = cut(text, chance)
    rest = text[: place.start] + text[place.stop :]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + text[place] + rest[to:]


def poison(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(POISON) + text[place:]
    return text


def poison_a_number(text: str, chance: random.Random) -> str:
    numbers = list(_DIGITS.finditer(text))
    if not numbers:
        return text
    number = chance.choice(numbers)
    by = (
        "9" * chance.randrange(1, 60),
        str(chance.randrange(10 ** chance.randrange(1, 30))),
        number[0].translate(str.maketrans("0123456789", "〇一二三四五六七八九")),
        number[0].translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"{number[0]}.{number[0]}",
        f"{number[0]}{chance.choice(POISON)}",
    )
    return text[: number.start()] + chance.choice(by) + text[number.end() :]


def nest(text: str, chance: random.Random) -> str:
    tags = _TAG.findall(text) or ["（", "<div>"]
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(tags) * chance.randrange(1, 300) + text[place:]


def splice(text: str, chance: random.Random) -> str:
    other = chance.choice(originals()).text
    place, piece = chance.randrange(len(text) + 1), other[cut(other, chance)][:1_000]
    return text[:place] + piece + text[place:]


def shuffle(text: str, chance: random.Random) -> str:
    parts = re.split(r"(?<=[，。；、>\n])", text)
    start = chance.randrange(len(parts))
    some = parts[start : start + chance.randrange(2, 12)]
    chance.shuffle(some)
    return "".join((*parts[:start], *some, *parts[start + len(some) :]))


def truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    *(delete, repeat, move, poison, poison, poison_a_number, poison_a_number, nest, splice, shuffle, truncate),
)


def damage(body: bytes, chance: random.Random) -> bytes:
    """Flip some bytes, or cut the body inside a character."""
    changed = bytearray(body)
    for _ in range(chance.randrange(1, 9) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.1 else changed)


def mutant(seed: int, number: int) -> Mutant:
    """Return the mutant of this number; the same on every machine that has the same originals."""
    chance = random.Random(f"{seed}:{number}")
    kind = chance.choices(tuple(SHARES), tuple(SHARES.values()))[0]
    original = chance.choice(of_kind(kind))
    text = original.text
    for _ in range(chance.randrange(1, MOST_CHANGES)):
        text = chance.choice(CHANGES)(text, chance)[: 4 * LONGEST]
    charset = chance.choice(CHARSETS) if chance.random() < 0.2 else "utf-8"
    body = text.encode(charset, "replace" if charset != "utf-8" else "surrogatepass")
    if chance.random() < 0.15:
        body = damage(body, chance)
    return Mutant(f"{seed}:{number} of {original.name}", kind, body, original.source, original.url)


# The originals


@cache
def of_kind(kind: Kind) -> tuple[Original, ...]:
    return tuple(original for original in originals() if original.kind is kind)


@cache
def originals() -> tuple[Original, ...]:
    """Return what is mutated, in an order that does not depend on the machine."""
    return (*own_pages(), *own_feeds(), *own_texts(), *real_feeds(), *real_pages(), *real_texts())


def at(family: str, url: str) -> Source:
    return Registry(sources=(), topics=()).of_family(family, url)


def own_pages() -> list[Original]:
    made = []
    for folder in sorted(path.parent for path in (ROOT / "tests" / "data").glob("*/expected.json")):
        expected = json.loads((folder / "expected.json").read_text("utf-8"))
        source = at(folder.name, expected["listing"]["url"])
        for kind in (Kind.LISTING, Kind.ARTICLE):
            file = folder / expected[kind].get("file", "article.html")
            made.append(Original(f"{folder.name}/{file.name}", kind, read(file), source, expected[kind]["url"]))
    return made


def own_feeds() -> list[Original]:
    return [feed(f"feed {number}", text) for number, text in enumerate(FEEDS)]


def feed(name: str, text: str) -> Original:
    source = at("trs_static", HOST)
    layout = replace(source.layout, format=Format.FEED, link_pattern=re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+\.html$"))
    return Original(name, Kind.FEED, text, replace(source, layout=layout), f"{HOST}/feed.xml")


def text(name: str, words: str) -> Original:
    return Original(name, Kind.TEXT, words, at("trs_static", HOST), f"{HOST}/t20260701_1.html")


def own_texts() -> list[Original]:
    paragraphs = ["\n".join(SENTENCES[start:] + SENTENCES[:start]) for start in range(len(SENTENCES))]
    return [text(f"sentence {number}", words) for number, words in enumerate((*SENTENCES, *paragraphs))]


def real_feeds() -> list[Original]:
    return [feed(path.name, read(path)) for path in sorted((SHARED / "cases" / "feeds").glob("*.xml"))]


def real_pages() -> list[Original]:
    pages = sorted(path for path in (CORPUS / "html").rglob("*.htm*") if path.is_file())
    source = at("trs_static", HOST)
    return [
        Original(f"{path.parent.name}/{path.name}", kind, read(path), source, f"{HOST}/t20260701_1.html")
        for path in pages
        for kind in (Kind.ARTICLE, Kind.LISTING)
    ]


def real_texts() -> list[Original]:
    """Return passages of real documents, a few of each."""
    made = []
    for path in sorted((CORPUS / "text").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()[:60]):
            row = json.loads(line)
            words = next((row[name] for name in ("text", "content", "full_text") if row.get(name)), "")
            starts = range(0, min(len(words), 40_000), 2_000)
            made += [text(f"{path.stem} {number} {start}", words[start : start + 300]) for start in starts]
    return made


def read(path: Path) -> str:
    """Return the middle of a file: heads of real pages are long and alike."""
    body = path.read_bytes()
    words = body.decode("utf-8", "replace")
    if "\ufffd" in words:
        words = body.decode("gb18030", "replace")
    start = max(0, (len(words) - LONGEST) // 2)
    return words[start : start + LONGEST]
