"""PDF and OFD: columns, heads and feet, paragraphs over pages, pages without text."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from documents import FONT, Part, SpannedWords, no_margins, ofd, ofd_text, packed, pdf, table
from monitor.domain import AttachmentFormat, AttachmentLimits, AttachmentOutcome, AttachmentText
from monitor.parse import read_attachment
from monitor.parse.attachments.page_layout import page_blocks
from monitor.parse.attachments.page_lines import LaidPage, TextLine

SENTENCE = "到2027年，全市智能算力规模达到60EFLOPS，人工智能核心产业规模突破500亿元，培育骨干企业120家以上。"


def read(content: bytes, **limits: int) -> AttachmentText:
    return read_attachment(content, "附件", AttachmentLimits(**limits))


def drawn(draw, **options) -> bytes:
    """Return a PDF of one page that `draw` draws."""
    content = BytesIO()
    canvas = Canvas(content, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def test_two_columns_are_read_one_after_the_other() -> None:
    sentences = [f"（{number}）{SENTENCE.replace('120', str(number))}" for number in range(1, 25)]
    text = read(pdf(*(Part("paragraph", sentence) for sentence in sentences), columns=2))
    assert text.text.split("\n") == sentences


def test_a_paragraph_over_pages_knows_where_each_page_begins() -> None:
    whole = "".join(f"内容{number}如下。" + SENTENCE for number in range(1, 61))
    content = pdf(Part("paragraph", whole))
    text = read(content)
    (block,) = text.blocks
    assert block.text == whole
    assert len(block.turns) == text.page_count - 1 > 1
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        shown = page.get_textpage().get_text_range()
        for place in (place for place in range(len(whole)) if block.page_at(place) == number):
            assert whole[place] in shown
    assert [text.page_at(offset) for offset in (0, block.turns[0] - 1, block.turns[0], len(whole) + 5)] == [
        1,
        1,
        2,
        None,
    ]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.setFont(FONT, 12)
        canvas.rotate(90)
        canvas.drawString(80, -100, "第一行文字。")
        canvas.drawString(80, -140, "第二行文字。")

    pdf()  # registers the font
    assert read(drawn(draw)).text == "第一行文字。\n第二行文字。"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_tables_of_turned_pages_have_their_cells(turn: int) -> None:
    made = pypdfium2.PdfDocument(pdf(Part("table", rows=TABLE), margins=no_margins))
    made[0].set_rotation(turn)
    content = BytesIO()
    made.save(content)
    assert sorted("".join(read(content.getvalue()).text.split())) == sorted("指标2027年企业60家")


TABLE = tuple(tuple(map(SpannedWords, row)) for row in (("指标", "2027年"), ("企业", "60家")))


@pytest.mark.parametrize("head", [True, False])
def test_a_group_that_goes_on_over_a_page_stands_in_each_row(*, head: bool) -> None:
    rows = [*(["类别|指标|2027年"] if head else []), "算力^2|规模|60", "存储|70", "企业|家数|80"]
    first = table("类别|指标|2027年", *(f"基础|项目{number}|{number}" for number in range(1, 25)), "算力|机架|50")
    going_on = table(*rows)
    emptied = tuple(
        tuple(replace(cell, text="") if cell.text == "算力" else cell for cell in row) for row in going_on.rows
    )
    lines = read(pdf(first, Part("break"), Part("table", rows=emptied))).text.split("\n")
    assert lines[-3:] == ["算力\t规模\t60", "算力\t存储\t70", "企业\t家数\t80"]


def test_ten_thousand_pages_are_read_in_part() -> None:
    kids = " ".join(f"{number} 0 R" for number in range(4, 10_004))
    objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Count 10000/Kids[{kids}]/MediaBox[0 0 600 800]>>endobj",
        "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        *(
            f"{number} 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents 10004 0 R>>endobj"
            for number in range(4, 10_004)
        ),
        "10004 0 obj<</Length 32>>stream\nBT /F 12 Tf 90 400 Td (x) Tj ET  \nendstream endobj",
    ]
    text = read("\n".join(["%PDF-1.4", *objects, "trailer<</Root 1 0 R/Size 10005>>"]).encode(), pages=50)
    assert (text.outcome, text.page_count, text.reason) == (
        AttachmentOutcome.PARTIAL,
        10_000,
        "only the first 50 of 10,000 pages are read",
    )


def test_a_table_without_sides_has_its_outer_columns() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for row, cells in enumerate((("指标", "单位", "2027年"), ("企业", "家", "60"), ("平台", "个", "30"))):
            canvas.line(100, 720 - 20 * row, 400, 720 - 20 * row)
            for column, words in enumerate(cells):
                canvas.drawString(105 + 100 * column, 706 - 20 * row, words)
        canvas.line(100, 660, 400, 660)
        canvas.line(200, 720, 200, 660)
        canvas.line(300, 720, 300, 660)
        canvas.line(100, 780, 400, 780)
        canvas.drawString(105, 750, "上面的一段文字")

    pdf()  # registers the font
    lines = read(drawn(draw)).text.split("\n")
    assert lines == ["上面的一段文字", "指标\t单位\t2027年", "企业\t家\t60", "平台\t个\t30"]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("数字经济核心产业规模达到12", "00亿元。", "数字经济核心产业规模达到1200亿元。"),
        ("推动实施人工智能专项行动AI", "Plus计划。", "推动实施人工智能专项行动AI Plus计划。"),
        ("到2027年，建成中试基地和", "平台30个。", "到2027年，建成中试基地和平台30个。"),
    ],
)
def test_lines_are_joined_as_chinese_is(first: str, second: str, wanted: str) -> None:
    lines = (TextLine(first, 30, 40, 180, 45), TextLine(second, 30, 50, 60, 55))
    (block,) = page_blocks([LaidPage(1, 210, 297, lines)])
    assert block.text == wanted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TextLine("一段在这里结束。", 30, 40, 100, 45), TextLine("另一段从这里开始", 30, 50, 180, 55)),
        (TextLine("这一行写满了整整一行并且说完了话。", 30, 40, 180, 45), TextLine("（一）新的一条", 30, 50, 180, 55)),
        (
            TextLine("这一行写满了整整一行可是后面空着", 30, 40, 180, 45),
            TextLine("新的一段从这里开始并且写下去", 40, 50, 110, 55),
        ),
        (TextLine("这一行写满了整整一行可是字号不同", 30, 40, 180, 45), TextLine("大字号的一行", 30, 50, 180, 59)),
    ],
)
def test_a_paragraph_ends_where_a_reader_sees_its_end(first: TextLine, second: TextLine) -> None:
    assert len(page_blocks([LaidPage(1, 210, 297, (first, second))])) == 2


def test_a_title_in_two_lines_is_one_heading() -> None:
    lines = (
        TextLine("云岭市人工智能产业发展", 60, 40, 150, 48),
        TextLine("行动计划", 85, 52, 125, 60),
        TextLine("为加快发展，制定本计划，请认真组织实施", 30, 70, 180, 75),
    )
    title, text = page_blocks([LaidPage(1, 210, 297, lines)])
    assert (title.text, title.kind, title.level) == ("云岭市人工智能产业发展行动计划", "heading", 1)
    assert text.kind == "paragraph"


def test_a_running_head_is_left_out_and_a_line_like_it_in_the_text_stays() -> None:
    text = read(pdf(*(Part("paragraph", SENTENCE) for _ in range(40))))
    assert text.page_count > 2
    assert text.text.split("\n") == [SENTENCE] * 40


@pytest.mark.parametrize(
    ("draw", "outcome", "reason"),
    [
        (Canvas.saveState, AttachmentOutcome.EMPTY, "no text"),
        (
            lambda canvas: [canvas.circle(50 + n, 50, 20) for n in range(40)],
            AttachmentOutcome.OUTLINED,
            "drawn as shapes",
        ),
        (
            lambda canvas: canvas.drawInlineImage(picture(), 0, 0, 300, 300),
            AttachmentOutcome.IMAGE_ONLY,
            "pictures of text",
        ),
    ],
)
def test_a_pdf_without_text_says_what_it_is(draw, outcome, reason) -> None:
    text = read(drawn(draw))
    assert (text.outcome, text.blocks) == (outcome, ())
    assert reason in text.reason


def picture():
    return pypdfium2.PdfDocument(pdf(Part("paragraph", SENTENCE)))[0].render(scale=0.2).to_pil()


def test_pages_that_are_pictures_are_named() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Target 60 EFLOPS")
        for _ in range(7):
            canvas.showPage()
            canvas.drawInlineImage(picture(), 0, 0, 300, 300)

    text = read(drawn(draw))
    assert (text.outcome, text.text) == (AttachmentOutcome.PARTIAL, "Target 60 EFLOPS")
    assert text.reason == "pages that are pictures are not read: 2, 3, 4, 5, 6 and 2 more"


def test_a_pdf_with_a_password_is_encrypted() -> None:
    text = read(drawn(lambda canvas: canvas.drawString(9, 9, "x"), encrypt=StandardEncryption("secret")))
    assert (text.format, text.outcome) == (AttachmentFormat.PDF, AttachmentOutcome.ENCRYPTED)
    assert text.reason == "the file needs a password"


def test_only_so_many_pages_are_read() -> None:
    text = read(pdf(*(Part("paragraph", SENTENCE) for _ in range(40))), pages=1)
    assert (text.outcome, {block.page for block in text.blocks}) == (AttachmentOutcome.PARTIAL, {1})
    assert text.reason == f"only the first 1 of {text.page_count} pages are read"


def test_a_pdf_with_a_broken_table_of_objects_is_read_all_the_same() -> None:
    content = pdf(Part("paragraph", SENTENCE), margins=no_margins)
    place = content.rindex(b"startxref")
    assert read(content[:place] + b"startxref\n7\n%%EOF").text == SENTENCE


# ------------------------------------------------------------------- OFD


def test_a_letter_an_object_is_one_line() -> None:
    letters = "".join(ofd_text(letter, 30 + 5 * index, 40) for index, letter in enumerate("二〇二七年目标"))
    content = ofd(Part("paragraph", "x"))
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{letters}</ofd:Layer></ofd:Content></ofd:Page>'
    assert read(packed({"Doc_0/Pages/Page_0/Content.xml": page}, content)).text == "二〇二七年目标"


def page(objects: str) -> bytes:
    whole = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    return packed({"Doc_0/Pages/Page_0/Content.xml": whole}, ofd(Part("paragraph", "x")))


def run(words: str, more: str, code: str = 'X="0" Y="5"') -> str:
    return f'<ofd:TextObject Boundary="30 40 100 5" Size="5" {more}><ofd:TextCode {code}>{words}</ofd:TextCode></ofd:TextObject>'


@pytest.mark.parametrize(
    ("objects", "wanted"),
    [
        (run("目标60家", "", 'X="0" Y="5" DeltaX="g 2 5 2.5 2.5"'), "目标60家"),
        (run("目标", "", 'X="0" Y="5" DeltaX="40"'), "目 标"),
        (run("目标", "", 'X="0" Y="5" DeltaX="8"'), "目 标"),
        (run("竖排", "", 'X="0" Y="5" DeltaY="5"'), ""),
        (run("向下", 'CTM="0 1 -1 0 0 0"'), "向下"),
        (run("向上", 'CTM="0 -1 1 0 0 0"'), "向上"),
        (run("水印", 'CTM="0 1 -1 0 0 0"') + run("正文的文字", ""), "正文的文字"),
        (run("x", "").replace("30 40 100 5", "30 40"), ""),
        ('<ofd:ImageObject Boundary="0 0 9 9"/>', ""),
    ],
)
def test_text_objects_of_all_kinds_are_read(objects: str, wanted: str) -> None:
    text = read(page(objects))
    assert text.text == wanted
    if not wanted:
        assert text.outcome is (AttachmentOutcome.IMAGE_ONLY if "Image" in objects else AttachmentOutcome.EMPTY)


def test_a_template_stands_behind_its_page_and_a_page_that_is_missing_is_empty() -> None:
    content = page(run("正文", ""))
    document = (
        '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:TemplatePage ID="7" BaseLoc="/Tpl.xml"/>'
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="gone.xml"/>'
        "</ofd:Pages></ofd:Document>"
    )
    with_template = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Template TemplateID="7"/></ofd:Page>'
    template = (
        f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>{run("套红", "")}</ofd:Content></ofd:Page>'
    )
    parts = {"Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": with_template, "Tpl.xml": template}
    text = read(packed(parts, content))
    assert (text.text, text.page_count) == ("套红", 2)


def test_an_ofd_that_declares_entities_is_damaged() -> None:
    text = read(packed({"Doc_0/Document.xml": '<!DOCTYPE d [<!ENTITY a "aa">]><d>&a;</d>'}, ofd()))
    assert (text.outcome, text.text) == (AttachmentOutcome.DAMAGED, "")
    assert "declares XML entities" in text.reason
