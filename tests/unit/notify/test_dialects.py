"""What pages say is shown, and does nothing: in every dialect."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contents
import make
from monitor.domain import Coverage
from monitor.notify.channels.apprise_channel import SERVICES
from monitor.notify.channels.channel import PLAIN, ChatForm, TitlePlace
from monitor.notify.channels.chat_layout import as_repeat, parts
from monitor.notify.channels.letter import LETTER_DIALECT, html_of, letter
from monitor.notify.channels.messengers import MATRIX_DIALECT, SLACK_DIALECT, TELEGRAM_DIALECT
from monitor.notify.channels.webhooks import DINGTALK_DIALECT, FEISHU_DIALECT, WECOM_DIALECT
from monitor.notify.content.message import Bilingual, Content, ContentKind, Item, Language, Reference, same
from monitor.notify.content.phrases import subject, title
from monitor.notify.content.wording import ADDRESS_SHOWN, address, shown

DIALECTS = (PLAIN, WECOM_DIALECT, DINGTALK_DIALECT, FEISHU_DIALECT, SLACK_DIALECT, TELEGRAM_DIALECT, MATRIX_DIALECT)
#: Each does harm somewhere when it is taken as it stands.
FORMS = {scheme: service.form for scheme, service in SERVICES.items()}
EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</b></a></blockquote><a href='http://evil.example'>x</a>",
    "[官网](http://evil.example) ![x](http://evil.example/p.png)",
    "<http://evil.example|https://www.gov.cn>",
    "<!everyone> <!channel> <!here> <@U024BE7LH> <@all> <at id=all></at> @all @channel @everyone @room @here",
    "**粗** *斜* _斜_ ~删~ `码` ```块``` # 题 > 引 | 表",
    "\u202egpj.exe\u202c \u2066x\u2069 \u200f\u200e\ufeff\u200b",
    "a\x00b\x07c\x1b[31md\x7f\r\nBcc: all@evil.example\r\n\r\n.\r\n",
    "&lt;b&gt; &amp; &#60; \\ \\[x\\] $x$ {{7*7}} {% raw %}",
    '@所有人 <at user_id="all">所有人</at> <font color="warning">红</font> <!subteam^S1|x> <#C1> tg://user?id=1',
    "[官网](http://evil.example/a(b)c) [x](<http://evil.example>) www.evil.example evil.example/x a@evil.example",
    "\u2067اليوم\u2069 \u061cx\u2028y\u2029z\x85 \U000e0041\u00ad\u034f\u180e",
    "H̸̡̪̯ͨ͊̽̅̾̎Ȩ̬̩̾͛ͪ̈́̀́͘ ̶̧̨̱̹̭̯ͧ̾ͬC̷̙̲̝͖ͭ̏ͥͮ͟Oͮ͏̮̪̝͍" * 3,
)
SPOOFED = (
    "javascript:alert(1)",
    "https://www.gov.cn@evil.example/",
    "https://www.gov.cn:443@evil.example/",
    "https://evil.example\\@www.gov.cn/",
    "http://www.gov.cn\n.evil.example/",
    "data:text/html,<script>",
    "//evil.example",
    "https://",
    "https://[bad",
    "https://www.gov.cn:99999/",
    "https://www.gov .cn/",
    "https://" + "a" * 70 + ".example/",
    "https://www.gov.cn/" + "a" * ADDRESS_SHOWN,
    "",
)


def evil_content(text: str, link: str = "https://www.example.gov.cn/t1.html", **changes: Any) -> Content:
    item = Item(
        label=Bilingual("新目标", "New target"),
        headline=(same(text), same("智能算力 > 1"), same("期限 2027-12-31")),
        details=(same(text),),
        quote=text,
        link=link,
        title=text,
        source=text,
        notes=(same(text),),
        references=(Reference(text, link),),
    )
    made = contents.content(
        sections=(contents.section(items=(item,)),),
        coverage=Coverage(total=2, fresh=1, broken=((text, make.NOW, text),), stale=(text,)),
        notices=(same(text),),
    )
    return replace(made, **changes)


def written(content: Content, form: ChatForm, language: Language = Language.BOTH) -> str:
    return "\n".join(f"{part.title}\n{part.body}" for part in parts(content, language, form))


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("scheme", FORMS)
def test_no_text_of_a_page_calls_links_or_formats(scheme, text):
    form = FORMS[scheme]
    seen = written(evil_content(text), form)
    assert "@" not in seen
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", seen)
    assert "evil.example" not in seen
    assert "www.example.gov.cn" in seen
    links = re.findall(r"https?://[^\s)>|\"]+", seen)
    assert set(links) == {"https://www.example.gov.cn/t1.html"}
    MARKUP[form.dialect.name](seen)


def plain_of_markdown(seen: str) -> None:
    """WeCom and DingTalk: nothing but our own bold, headings and links is markup."""
    left = re.sub(r"\[[^\[\]]+ www\.example\.gov\.cn\]\(https://www\.example\.gov\.cn/t1\.html\)", "", seen)
    left = re.sub(r"^### .*$", "", left, flags=re.MULTILINE)
    left = re.sub(r"\*\*[^*]+\*\*", "", left)
    left = re.sub(r"^> ", "", left, flags=re.MULTILINE)
    assert not set(left) & set("<>[]*`\\")


def feishu(seen: str) -> None:
    left = re.sub(r"\[[^\[\]]+ www\.example\.gov\.cn\]\(https://www\.example\.gov\.cn/t1\.html\)", "", seen)
    left = re.sub(r"\*\*[^*]+\*\*", "", left)
    left = re.sub(r"&#[0-9]+;", "", left)
    assert not set(left) & set("<>[]*`\\_~&")


def slack(seen: str) -> None:
    left = re.sub(r"<https://www\.example\.gov\.cn/t1\.html\|[^<>|]+ www\.example\.gov\.cn>", "", seen)
    left = re.sub(r"^> |\*[^*]+\*", "", left, flags=re.MULTILINE)
    left = left.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "")
    assert not set(left) & set("<>&*_~`")


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.links: set[str] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name == "href"}
        self.loaded += [value for name, value in attrs if name in {"src", "background", "srcset", "action"}]
        if tag not in {"br", "meta", "link", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read_html(seen: str) -> Reader:
    reader = Reader()
    reader.feed(seen)
    reader.close()
    assert reader.open == []
    return reader


def balanced(seen: str) -> None:
    reader = read_html(seen)
    assert reader.tags <= {"b", "a", "blockquote", "strong", "em", "br"}
    assert reader.attributes <= {"href"}


MARKUP = {
    "plain": lambda _: None,
    "wecom": plain_of_markdown,
    "dingtalk": plain_of_markdown,
    "feishu": feishu,
    "slack": slack,
    "telegram": balanced,
    "matrix": balanced,
}


@pytest.mark.parametrize("text", ["# 题", "> 引", "- 项", "+ 项", "1. 项", "===", "---", "| 甲 | 乙 |", "* 项", "```"])
@pytest.mark.parametrize("scheme", FORMS)
def test_no_line_begins_with_words_of_a_page_where_signs_mean_a_heading_or_a_list(scheme, text):
    form = FORMS[scheme]
    for part in parts(evil_content(text, notices=()), Language.BOTH, form):  # notices are our own words
        assert not [line for line in part.body.split("\n") if line.startswith(form.dialect.escape(text))]


@pytest.mark.parametrize(
    ("said", "harmless"),
    [
        ("见www.miit.gov.cn。", "见www．miit．gov．cn。"),
        ("x@evil.example, evil.example/x", "x@evil．example, evil．example/x"),
        ("附件1.pdf，表.DOCX，方案.html.", "附件1.pdf，表.DOCX，方案.html."),
        ("x.pdf.evil.zip", "x.pdf．evil．zip"),
        ("1.5万 v2.0 U.S. e.g. 4.3.1 out", "1.5万 v2.0 U.S. e.g. 4.3.1 out"),
    ],
)
def test_a_bare_host_is_no_link_and_a_number_or_a_files_name_stays_as_it_is(said, harmless):
    assert shown(said) == harmless


@pytest.mark.parametrize("text", EVIL)
def test_no_text_of_a_page_is_html_in_email(text):
    part = letter(evil_content(text), Language.BOTH, "key", "watch.example")
    reader = read_html(part.html)
    assert reader.tags <= {
        "html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "p", "span", "br", "strong", "blockquote", "a"
    }  # fmt: skip
    assert reader.links == {"https://www.example.gov.cn/t1.html"}
    assert reader.loaded == []
    assert "onerror" not in reader.attributes
    assert "evil.example" not in part.html + part.body + part.calendar
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", part.body + part.html)
    assert "\n" not in part.title


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("filler", ["很", "<", "&", '"', "*", "😀", "\u202e", " ", "a b "])
def test_a_megabyte_of_title_leaves_quote_and_link(form, filler):
    content = evil_content("x")
    item = replace(
        content.sections[0].items[0],
        title=filler * (1024 * 1024),
        headline=(same(filler * 1024 * 1024),),
        quote="引文甲乙丙",
    )
    content = replace(content, sections=(contents.section(items=(item,)),))
    made = parts(content, Language.BOTH, form)
    assert all(form.size(part.body) <= form.limit for part in made)
    assert len(made) <= 4
    whole = "".join(part.body for part in made)
    assert "引文甲乙丙" in whole
    assert "https://www.example.gov.cn/t1.html" in whole
    assert "…" in whole
    html = html_of(content, Language.BOTH, "t")
    assert len(html) < 20_000
    assert "引文甲乙丙" in html


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("filler", ["很", "<", "&", '"', "*", "😀", "_"])
def test_the_longest_lines_still_fit_so_that_no_markup_is_cut(form, filler):
    long = filler * 5000
    content = evil_content(long, "https://www.example.gov.cn/" + "a" * (ADDRESS_SHOWN - 40))
    content = replace(content, sections=(contents.section(items=content.sections[0].items * 3),))
    for part in parts(content, Language.BOTH, form):
        marked = as_repeat(part, form)
        assert form.size(marked.body) <= form.limit
        for line in part.body.split("\n"):
            if form.dialect.html:
                assert line.count("<a ") == line.count("</a>")
                assert line.count("<blockquote>") == line.count("</blockquote>")
            assert line.count("](https") == line.count("aaa)")


@pytest.mark.parametrize("url", SPOOFED)
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_an_address_that_does_not_lead_where_it_seems_to_is_no_link(dialect, url):
    assert address(url) == ""
    assert dialect.link("原文", url) == ""
    seen = written(evil_content("标题", url), ChatForm(dialect, 30_000))
    assert "://" not in seen
    assert "href=" not in html_of(evil_content("标题", url), Language.ZH, "t")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.gov.cn/a b".replace(" ", "%20"), "https://www.gov.cn/a%20b"),
        (
            "HTTP://WWW.gov.cn:8080/x(1)*.html?a=1&b='2'#c|d",
            "http://www.gov.cn:8080/x%281%29%2A.html?a=1&b=%272%27#c%7Cd",
        ),
        ("https://www.gοv.cn/", "https://www.xn--gv-jbc.cn/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://www.示例.cn/政策.html", "https://www.xn--fsq092h.cn/%E6%94%BF%E7%AD%96.html"),
    ],
)
def test_an_address_keeps_its_meaning_and_loses_what_a_dialect_could_take_for_markup(url, safe):
    assert address(url) == safe


def test_the_visible_part_of_a_link_is_our_words_and_the_host_it_leads_to():
    content = evil_content("https://www.gov.cn/", "https://evil.example/x")
    for form in FORMS.values():
        seen = written(content, form)
        assert "www.gov.cn/](" not in seen
        assert "evil.example" in seen


@given(st.text(max_size=400), st.integers(20, 300))
def test_shown_text_is_one_bounded_line_that_stays_as_it_is(text, limit):
    seen = shown(text, limit)
    assert len(seen) <= limit
    assert seen.isprintable()
    assert "://" not in seen
    assert shown(seen, limit) == seen


def test_a_cut_text_says_so():
    assert shown("一二三四五", 4) == "一二三…"
    assert shown("一" * 100_000, 10) == "一" * 9 + "…"
    assert shown(" " * 100_000 + "一", 10) == "…"


@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(0, 10**6)), max_size=11), st.text(max_size=80), st.booleans()
)
def test_a_subject_has_at_most_sixty_characters_and_adds_up(counts, title, late):
    sections = tuple(
        contents.section(items=(), heading=same(shown(heading, 30) or "x"), left_out=count) for heading, count in counts
    )
    content = contents.content(title=same(title), sections=sections, late=late)
    for language in Language:
        seen = subject(content, language)
        assert len(seen) <= 60
        assert seen.isprintable()


def alone(**changes: Any) -> Content:
    return contents.content(
        kind=ContentKind.ALERTS,
        title=Bilingual("人工智能+", "AI+"),
        sections=(contents.section(items=(contents.item(**changes),)),),
    )


def test_the_title_of_a_single_alert_says_who_what_how_much_by_when():
    assert (
        title(alone(), Language.ZH)
        == "新目标：示例市人民政府 · 智能算力规模 > 100EFLOPS · 期限 2027-12-31（到2027年底）"
    )
    late = title(replace(alone(), late=True), Language.EN)
    assert late.startswith("(late) New target: 示例市人民政府 · computing power > 100 EFLOPS")
    assert len(late) == 60
    assert title(contents.content(), Language.ZH) == subject(contents.content(), Language.ZH)
    several = replace(alone(), sections=(contents.section(2),))
    assert title(several, Language.ZH) == "人工智能+：2 新目标"


@pytest.mark.parametrize("text", EVIL)
def test_words_of_a_page_do_nothing_in_a_title_either(text):
    seen = title(alone(headline=(same(text), same(text))), Language.BOTH)
    assert seen.isprintable()
    assert len(seen) <= 60
    assert "@" not in seen
    assert "evil.example" not in seen


@pytest.mark.parametrize("form", [*FORMS.values(), ChatForm(LETTER_DIALECT, 10**6)], ids=[*FORMS, "letter"])
def test_a_single_alert_is_told_without_counts_and_headings(form):
    (part,) = parts(replace(alone(), late=True), Language.ZH, form)
    assert part.body.count("新目标") == (2 if form.title is not TitlePlace.APART else 1), "the first line, the label"
    assert "补发" in part.title + part.body
    assert len(re.findall("示例市人民政府", part.body)) == 1


def test_an_item_of_plain_text_mail_does_not_repeat_its_heading():
    body = "\n".join(part.body for part in parts(contents.digest(), Language.ZH, ChatForm(LETTER_DIALECT, 10**6)))
    assert "■ 新目标 (2)\n● 示例市人民政府 · 智能算力规模" in body
    assert "■ 新措施 (1)\n● 示例市人民政府 · 印发" in body


def test_a_subject_counts_what_fits_and_sums_up_the_rest():
    assert subject(contents.content(), Language.ZH) == "人工智能+ 日报 2025-04-02：3 新目标"
    assert subject(contents.content(late=True), Language.EN) == "AI+ daily 2025-04-02 (late): 3 new targets"
    assert subject(contents.digest(), Language.EN) == "AI+ daily 2025-04-02: 2 new targets, 1 target revised +7"
    assert subject(contents.digest(), Language.BOTH).endswith("：2 新目标，1 目标调整，1 新进展，1 新措施，5 期限临近")
    assert subject(contents.content(sections=()), Language.ZH) == "人工智能+ 日报 2025-04-02：无新内容"
    assert subject(contents.content(sections=(), title=same("很" * 100)), Language.ZH) == "很" * 59 + "…"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", [*FORMS.values(), ChatForm(LETTER_DIALECT, 10**6)])
def test_a_digest_begins_with_its_coverage_and_every_quote_has_its_link(form, language):
    body = "\n".join(part.body for part in parts(contents.digest(), language, form))
    first = body.index("示例能源局")
    assert first < body.index("示例市人民政府")
    numbers = [body.index(f"t2025040{n}.html") for n in (1, 2, 4, 5, 6)]
    assert numbers == sorted(numbers)
    assert body.count("/t2025040") == 6
    if language is not Language.BOTH:
        assert ("38 of 41" in body) is (language is Language.EN)
        assert ("新目标 (2)" in body.replace("&#40;", "(").replace("&#41;", ")")) is (language is Language.ZH)


def test_alerts_end_with_their_coverage():
    content = contents.content(kind=ContentKind.ALERTS)
    (part,) = parts(content, Language.ZH, FORMS["json"])
    assert part.body.splitlines()[-1].startswith(
        "覆盖：41 个来源中 38 个已按时检查；故障：示例能源局（自 2025-04-02，HTTP 503）"
    )


def test_parts_are_the_same_however_often_they_are_made():
    content = contents.content(sections=(contents.section(80),))
    for form in FORMS.values():
        assert parts(content, Language.BOTH, form) == parts(content, Language.BOTH, form)


def test_items_are_not_torn_apart_and_numbered():
    content = contents.content(sections=(contents.section(30),))
    made = parts(content, Language.ZH, FORMS["wecombot"])
    assert len(made) == 3
    for number, part in enumerate(made, 1):
        assert part.body.startswith(f"### 人工智能+ 日报 2025-04-02：30 新目标 ({number}/3)\n")
        assert part.body.count("**新目标**") == part.body.count("[原文 www.example.gov.cn](")


def test_a_section_that_lists_nothing_still_says_how_many_there_are():
    content = contents.content(sections=(contents.section(0, left_out=7),))
    (part,) = parts(content, Language.EN, FORMS["json"])
    assert "■ New targets (7)\n… 7 more" in part.body


def test_a_test_message_counts_nothing():
    content = contents.content(
        kind=ContentKind.TEST, title=Bilingual("测试", "Test"), sections=(), notices=(same("请忽略"),)
    )
    assert subject(content, Language.BOTH) == "测试"
    (part,) = parts(content, Language.EN, FORMS["json"])
    assert part.title == "Test"
    assert part.body.startswith("请忽略\n\nCoverage: 38 of 41")
    (bare,) = parts(replace(content, notices=()), Language.EN, FORMS["json"])
    assert bare.body.startswith("Coverage: 38 of 41")


def test_an_item_without_quote_page_or_address_is_told_all_the_same():
    item = contents.item(1, quote="", title="", source="", published=None, link="")
    content = contents.content(sections=(contents.section(items=(item,)),))
    (part,) = parts(content, Language.ZH, FORMS["json"])
    assert part.body.endswith("期限 2027-12-31（到2027年底）")
    assert "href" not in html_of(content, Language.ZH, "t")


def test_a_title_too_long_for_a_small_service_is_cut():
    content = contents.content()
    for part in parts(content, Language.ZH, ChatForm(PLAIN, 60, len, FORMS["wecombot"].title)):
        assert len(part.body) <= 60
