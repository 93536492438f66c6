from datetime import date

from monitor.detect import read
from monitor.detect.document import read_document
from monitor.domain import Article, Block, BlockKind
from unit.detect.articles import PUBLISHED, article, document


def test_lines_stand_under_their_headings() -> None:
    text = "一、总体目标\n加快发展。\n（一）近期目标\n做好工作。\n二、重点任务\n抓好落实。"
    read_lines = document(text).lines

    assert [[document(text).words(document(text).lines[h]) for h in line.headings] for line in read_lines] == [
        [],
        ["一、总体目标"],
        ["一、总体目标"],
        ["一、总体目标", "（一）近期目标"],
        [],
        ["二、重点任务"],
    ]


def test_an_unmarked_heading_under_a_marked_one_keeps_it() -> None:
    words = document("一、总体目标\n近期安排\n加快发展。")

    assert [words.words(words.lines[h]) for h in words.lines[2].headings] == ["一、总体目标", "近期安排"]


def test_items_know_the_line_that_introduces_them() -> None:
    lines = document("完成以下任务：\n1.建设平台，抓好运行。\n2.培育企业，做好服务。\n另行通知，请遵照执行。").lines

    assert [line.list_head for line in lines] == [None, 0, 0, None]


def test_the_pages_own_structure_wins_over_shape() -> None:
    blocks = (
        Block("发展目标", BlockKind.HEADING, 2),
        Block("建设平台", BlockKind.LIST_ITEM, 1),
        Block("指标\t2027年", BlockKind.TABLE_ROW),
        Block("短句", BlockKind.PARAGRAPH),
    )
    given = Article(url="https://a.example/1", title="", blocks=blocks, published=PUBLISHED)
    lines = read_document(given, today=PUBLISHED).lines

    assert [(line.kind, line.rank) for line in lines] == [
        (BlockKind.HEADING, 2),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.TABLE_ROW, 0),
        (BlockKind.HEADING, 0),
    ]


def test_damaged_sentences_are_set_apart_with_their_reason() -> None:
    misread = "推动人工智能科技创新与产业创新深度融合。".encode().decode("gb18030", "replace").replace("\ufffd", "")
    text = f"算力规模增长5%。规模??增长6%。{misread}"
    reading = read(article(text), (), today=PUBLISHED)

    assert [passage.reason for passage in reading.quarantined] == ["lost bytes", "wrong charset"]
    assert [finding.quote.text for finding in reading.findings] == ["算力规模增长5%"]
    assert all(article(text).text[p.start : p.end] == p.text for p in reading.quarantined)


def test_an_undated_article_counts_from_the_day_given() -> None:
    undated = read_document(article("今年底。", published=None), today=date(2024, 1, 2))

    assert (undated.published, undated.anchor) == (date(2024, 1, 2), date(2024, 1, 2))


def test_an_empty_article_reads_as_nothing() -> None:
    reading = read(article(""), (), today=PUBLISHED)

    assert (reading.findings, reading.quarantined) == ((), ())
    assert document("").line_at(5) == 0
