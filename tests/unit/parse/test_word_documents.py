"""DOCX: headings, Word's own numbers, and what a reader sees of changes, boxes and fields."""

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents import Part, docx, number, number_list, packed, saved, table
from monitor.domain import AttachmentFormat, AttachmentOutcome, BlockKind
from monitor.parse import read_attachment


def lines(content: bytes) -> list[str]:
    read = read_attachment(content, "方案.docx")
    assert read.outcome is AttachmentOutcome.READ, read.reason
    return [block.text for block in read.blocks]


def body(xml: str) -> bytes:
    """Return a DOCX whose body begins with the paragraphs of `xml`."""
    document = Document()
    for index, element in enumerate(parse_xml(f"<w:body {nsdecls('w', 'r', 'wp')} {COMPATIBLE}>{xml}</w:body>")):
        document.element.body.insert(index, element)
    return saved(document)


COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_headings_paragraphs_and_numbered_items_are_told_apart() -> None:
    read = read_attachment(
        docx(
            Part("heading", "一、总体目标"),
            Part("paragraph", "到2027年，建成一批算力设施。"),
            Part("numbered", "算力规模达到100EFLOPS；"),
            Part("numbered", "培育企业200家。"),
        ),
        "",
    )
    assert (read.format, read.outcome, read.page_count) == (AttachmentFormat.DOCX, AttachmentOutcome.READ, None)
    assert [(block.kind, block.level, block.text) for block in read.blocks] == [
        (BlockKind.HEADING, 1, "一、总体目标"),
        (BlockKind.PARAGRAPH, 0, "到2027年，建成一批算力设施。"),
        (BlockKind.LIST_ITEM, 1, "（一）算力规模达到100EFLOPS；"),
        (BlockKind.LIST_ITEM, 1, "（二）培育企业200家。"),
    ]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("decimal", ["1", "2", "10", "11", "20"]),
        ("decimalZero", ["01", "02", "10", "11", "20"]),
        ("chineseCountingThousand", ["一", "二", "十", "十一", "二十"]),
        ("decimalEnclosedCircleChinese", ["①", "②", "⑩", "⑪", "⑳"]),
        ("upperLetter", ["A", "B", "J", "K", "T"]),
    ],
)
def test_numbers_are_shown_in_the_form_that_the_list_names(kind: str, wanted: list[str]) -> None:
    document = Document()
    numbers = number_list(document, kind, "%1:")
    for _ in range(20):
        number(document.add_paragraph("x"), numbers)
    shown = [line.removesuffix(":x") for line in lines(saved(document))]
    assert [shown[index] for index in (0, 1, 9, 10, 19)] == wanted


def test_a_deeper_level_names_its_parents_and_starts_anew_under_each() -> None:
    document = Document()
    numbers = number_list(document, "decimal", "%1.", "%1.%2")
    for text, depth in (("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)):
        number(document.add_paragraph(text), numbers, depth)
    assert lines(saved(document)) == ["1.a", "1.1b", "1.2c", "2.d", "2.1e"]


def test_bullets_have_no_number() -> None:
    document = Document()
    document.add_paragraph("建设平台", style="List Bullet")
    (block,) = read_attachment(saved(document), "").blocks
    assert (block.kind, block.text) == (BlockKind.LIST_ITEM, "建设平台")


def test_inserted_text_and_content_controls_are_read_and_deleted_text_is_not() -> None:
    xml = (
        "<w:p><w:r><w:t>到2027年</w:t></w:r><w:del><w:r><w:delText>达到50家</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>达到80家</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines(body(xml)) == ["到2027年达到80家", "控件里的段落"]


def test_the_code_of_a_field_is_not_read_and_a_box_in_two_forms_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body(xml)) == ["正文", "框内文字"]


def test_a_break_ends_a_paragraph_and_a_heading_in_two_lines_is_one() -> None:
    document = Document()
    document.add_heading("云岭市人工智能\n行动计划", 1)
    document.add_paragraph("各位代表：\n到2027年，培育企业200家。")
    assert lines(saved(document)) == ["云岭市人工智能行动计划", "各位代表：", "到2027年，培育企业200家。"]


def test_entries_of_a_table_of_contents_are_left_out() -> None:
    document = Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、总体要求 1", style="toc 1")
    document.add_paragraph("正文")
    assert lines(saved(document)) == ["正文"]


def test_cells_that_span_stand_in_each_row_and_column() -> None:
    made = docx(table("类别|指标|2027年|2030年", "算力^2|规模|60>2", "存储|35|70"))
    assert lines(made) == ["类别\t指标\t2027年\t2030年", "算力\t规模\t60\t", "算力\t存储\t35\t70"]


def test_a_table_that_places_text_gives_paragraphs() -> None:
    (block,) = read_attachment(docx(table("到2027年，培育企业200家。")), "").blocks
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, "到2027年，培育企业200家。")


@pytest.mark.parametrize(
    ("content", "outcome", "reason"),
    [
        (docx(), AttachmentOutcome.EMPTY, "no text"),
        (docx(Part("paragraph", "x"))[:3000], AttachmentOutcome.DAMAGED, "damaged"),
        (
            packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document/>'}, docx()),
            AttachmentOutcome.DAMAGED,
            "word/document.xml declares XML entities",
        ),
        (packed({"word/media/image1.png": b"\0" * 60_000_000}, docx()), AttachmentOutcome.TOO_LARGE, "unpacks"),
    ],
    ids=["empty", "cut", "entities", "bomb"],
)
def test_what_is_wrong_with_a_file_is_its_outcome(content: bytes, outcome: AttachmentOutcome, reason: str) -> None:
    read = read_attachment(content, "方案.docx")
    assert (read.outcome, read.blocks) == (outcome, ())
    assert reason in read.reason
