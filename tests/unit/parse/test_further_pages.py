"""Articles that continue on further pages: which addresses lead there, and what the whole says."""

import pytest

from monitor.domain import Article, Attachment, Block, Page
from monitor.parse import parse_article, with_further_pages
from monitor.parse.body import MOST_PAGES
from monitor.sources import plain_source

FOLDER = "https://www.example.gov.cn/zwgk/202611/"
URL = f"{FOLDER}t20261130_1002.html"


def continues(under: str, url: str = URL) -> list[str]:
    html = f"<h1>云岭市行动计划</h1><div class='TRS_Editor'><p>为加快发展，制定本计划。</p></div>{under}"
    return [page.removeprefix(FOLDER) for page in parse_article(Page(url, html.encode()), plain_source(url)).continues]


@pytest.mark.parametrize(
    ("under", "pages"),
    [
        ("<a href='t20261130_1002_1.html'>下一页</a>", ["t20261130_1002_1.html"]),
        (
            "<a href='./t20261130_1002_1.html'>2</a>…<a href='/zwgk/202611/t20261130_1002_3.html'>尾页</a>",
            ["t20261130_1002_1.html", "t20261130_1002_2.html", "t20261130_1002_3.html"],
        ),
        (
            "<script>createPageHTML(3, 0, 't20261130_1002', 'html');</script>",
            ["t20261130_1002_1.html", "t20261130_1002_2.html"],
        ),
        ("<script>createPageHTML(1, 0, 't20261130_1002', 'html');</script>", []),
        ("<script>createPageHTML(9, 0, 'index', 'html');</script>", []),
        ("<script>createPageHTML(3, 1, 't20261130_1002', 'html');</script>", []),
        ("<a href='t20261129_1001.html'>上一篇</a><a href='t20261130_1002.html'>1</a>", []),
        ("<a href='t20261130_1002_1.pdf'>附件</a><a href='../t20261130_1002_1.html'>别处</a>", []),
        (f"<a href='t20261130_1002_{MOST_PAGES + 1}.html'>尾页</a>", []),
    ],
)
def test_only_numbers_after_the_articles_own_name_lead_to_its_further_pages(under: str, pages: list[str]) -> None:
    assert continues(under) == pages


def test_a_further_page_and_an_address_with_a_query_continue_nowhere() -> None:
    assert continues("<a href='t20261130_1002_2.html'>3</a>", f"{FOLDER}t20261130_1002_1.html") == []
    assert continues("<a href='?id=1&page=2'>2</a>", f"{FOLDER}show.jsp?id=1") == []


def page(text: str, *files: Attachment) -> Article:
    return Article(
        url=URL, title="行动计划", blocks=(Block("行动计划"), Block(text)), attachments=files, continues=("x",)
    )


def test_the_whole_has_every_text_once_and_names_what_was_not_read() -> None:
    first, second = Attachment("a.pdf", "附件1"), Attachment("b.pdf", "附件2")
    whole = with_further_pages(page("一", first), [page("二", first, second)], [f"{FOLDER}t1_2.html"])
    assert whole.text == "行动计划\n一\n二"
    assert whole.attachments == (first, second, Attachment(f"{FOLDER}t1_2.html", "行动计划 t1_2.html"))
    assert whole.continues == (f"{FOLDER}t1_2.html",)
