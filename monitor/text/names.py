"""Places where digits belong to a name: 5G, 文号, 条款, 届次, quoted slogans, titles in 《》, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .openings import quickly

_HAN = "一二三四五六七八九十百千两"
#: (what it is, an example, pattern); of several that fit at one place the first counts.
_NAMES = (
    ("title", "《人工智能+2025》", r"《[^《》]{1,120}》"),
    ("document number", "〔2025〕11号", r"〔[0-9]{4}〕[^，。；]{0,6}?[0-9]{1,5}号|第[0-9]{1,5}号"),
    ("address", "https://example.org/12", r"https?://[^\s一-鿿，。；）]{1,200}"),
    ("mail address", "office12@example.org", r"[\w.]{1,40}@[\w.]{1,40}"),
    ("Latin name", "GPT-4", r"(?:[A-Za-z]{1,12}[-/ ]?[0-9][0-9.\-]{0,12}[A-Za-z]{0,4}(?![0-9万亿]))"),
    ("ranking", "世界500强", r"(?:世界|全球|中国|全国|民企|民营企业)[0-9]{2,4}强"),
    ("name with letters", "5G", r"[0-9]{1,2}年期|[0-9](?:\.[0-9])?G(?![A-Za-z])|[0-9]{1,3}[A-FH-OQ-SU-Z](?![A-Za-z])"),
    (
        "ordinal", "第3条",
        rf"第(?:[0-9]{{1,4}}|[{_HAN}]{{1,6}})(?:条|届|次|批|期|章|节|款|项|个|轮|代|艘|台|架|辆|座|列|颗|枚|套|只|例|阶段|季|部|卷|版|一|二|三|产业|方|十)",
    ),
    ("slogan", "“一带一路”", rf"[“‘][^“”‘’]{{0,6}}[{_HAN}0-9][^“”‘’，。]{{0,6}}[”’]"),
    ("five-year plan", "“十五五”", r"""[“"]?十[一二三四五六]五[”"]?"""),
    ("network", "万兆光网", r"(?:双)?[百千万](?:兆|卡)(?:光网|城市|网络|宽带|园区|集群|级)?|双万兆|双千兆"),
    (
        "phrase", "东数西算",
        r"东数西算|一带一路|一网通办|一网统管|千行百业|千家万户|千商万店|万物智联|万物互联|千方百计|万众创新|百花齐放|成千上万|三农|两新|两重|两会|四下|四上|三北|五险一金|三位一体|五位一体|十分|百年|百强|千亿斤|万里|百姓|千万(?=不要|别|要)",
    ),
    (
        "place or company", "四川",
        r"四川|三亚|三沙|九江|六安|六盘水|七台河|八里|五指山|三明|三门峡|百色|千岛|万州|万宁|四平|双鸭山|十堰|三峡|三星堆|百度|千问|万科|五粮液|三一重工",
    ),
    ("of so many parts", "三元锂电池", rf"(?<![{_HAN}万亿零])[一二三四五六七八九]元(?=锂|材料|正极|电池|前驱|对立|结构|体系|论|化|思维|经济)"),
    ("meeting", "三中全会", r"三中全会|[一二三四五六七]中全会|二十[大届]|十[一二三四五六七八九]大|三月|八部门"),
    ("the so many great", "五大工程", rf"[{_HAN}]大(?=[一-鿿])|[0-9]{{1,3}}大(?=[一-鿿]{{2}})"),
    ("list marker", "一是推进", rf"[{_HAN}][{_HAN}]{{0,2}}(?:是|要)(?=[一-鿿])|(?<![一-鿿])[{_HAN}][{_HAN}]{{0,2}}、|（[{_HAN}0-9]{{1,3}}）"),
    ("time or date", "19:36", r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{2,4}[-/][0-9]{1,2}[-/][0-9]{1,2}"),
    ("telephone or post code", "010-12345678", r"[0-9]{3,4}-[0-9]{7,8}|1[0-9]{10}(?![0-9])|(?<![0-9.])[0-9]{6}(?=[，,])"),
    ("marker in digits", "1.推进", r"[0-9]{1,3}[.、．](?=[一-鿿“《])|（[0-9]{1,2}）|[0-9]{1,2}）|[①-⑳]"),
    (
        "feature", "时速350公里",
        r"时速(?:为|达)?[0-9]{2,4}公里|[0-9]{1,4}(?:英寸|吋|纳米|nm)|呼叫[0-9]{3}|[0-9]{1,2}点[0-9]{0,2}分?|24小时|7×24",
    ),
    (
        "sides and kinds", "三方面",
        r"三方面|两方面|四方面|多方面|两岸|两国|双方|三方|两院|三权|三医|四季|四中|八方|五谷|百货|千伏|万能|万一|万象|亿万|千万家",
    ),
)  # fmt: skip
#: The local part of a mail address may be any word: it is looked for only where there is an `@`.
_NAME = re.compile(quickly("|".join(row[2] for row in _NAMES if row[0] != "mail address")))
_NAME_OR_MAIL = re.compile("|".join(row[2] for row in _NAMES))


def masked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence whose numbers are part of a name, in order."""
    names = _NAME if text.find("@", start, end) < 0 else _NAME_OR_MAIL
    for found in names.finditer(text, start, end):
        yield found.span()
