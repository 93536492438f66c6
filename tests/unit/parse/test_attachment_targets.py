"""The same plan as DOCX, XLSX, PDF and OFD: the targets that its plain text states, and the pages they stand on."""

import re
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from documents import HEAD, Part, docx, numbered, ofd, pdf, placed, table, xlsx
from monitor.detect import read as detect
from monitor.domain import Article, AttachmentOutcome, AttachmentText, Block, Target
from monitor.parse import read_attachment
from monitor.parse.grid import SpannedCell, table_blocks

TITLE = "云岭市人工智能产业发展行动计划（2026—2030年）"
DUTIES = (
    "各区县、各部门要加强组织领导，压实工作责任，健全统筹协调、跟踪问效和评估督导机制，及时研究解决推进过程中出现的新情况新问题，"
    "营造开放包容、审慎规范的发展环境，引导企业、高校、科研院所和金融机构共同参与。"
)
PROSE = [
    "到2027年，全市智能算力规模达到60EFLOPS，人工智能核心产业规模突破500亿元。",
    "到2027年，培育人工智能骨干企业120家以上，打造典型应用场景200个。",
    "到2028年，建成高质量数据集80个，数据交易额达到35亿元。",
    "到2028年，规模以上工业企业数字化改造比例达到90%，新增智能工厂45家。",
    "到2030年，人工智能相关产业规模超过2000亿元，引进高层次人才600名。",
    "到2030年，5G基站数量达到3.6万个，算力网络时延不超过5毫秒。",
    "到2027年，建设省级以上重点实验室15个，发明专利授权量突破8000件。",
    "到2027年，上云企业达到3.5万家，培训技能人才10万人次。",
]
ITEMS = [
    "到2027年，建成智能网联汽车测试道路500公里。",
    "到2027年，建设人工智能中试基地12个。",
    "到2028年，发布行业大模型30个。",
    "到2028年，公共数据开放数量达到2万条。",
    "到2030年，建成零碳园区8个。",
    "到2030年，制定地方标准50项。",
    "到2027年，服务中小企业5000家。",
    "到2030年，建成低空航线40条。",
    "到2028年，数字人民币试点商户达到6万家。",
    "到2028年，机器人密度达到300台/万人。",
]
TABLE = table(
    "类别|指标|单位|2025年|2027年|2030年", "算力^2|智算规模|EFLOPS|30|60|120", "存储容量|EB|20|35|70",
    "企业^2|上市企业|家|6|10|22", "独角兽企业|家|1|3|9", "人才|领军人才|名|5|16|48",
    "数据^2|公共数据集|个|20|150|400", "数据企业|家|10|75|180",
)  # fmt: skip
PLAN = (
    Part("heading", "一、总体目标"),
    *(part for sentence in PROSE for part in (Part("paragraph", DUTIES), Part("paragraph", sentence + DUTIES))),
    Part("heading", "二、重点任务"),
    *(Part("numbered", item) for item in ITEMS),
    Part("heading", "三、主要指标"),
    TABLE,
    Part("paragraph", DUTIES),
)


def targets(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Return the targets as words, each with its quote's place in the text."""
    article = Article(url="https://www.example.gov.cn/1.html", title=TITLE, blocks=blocks, published=date(2026, 3, 2))
    found = detect(article, (), today=date(2026, 3, 2)).findings
    return [(shown(target), target.quote) for target in found if isinstance(target, Target)]


def shown(target: Target) -> str:
    amount = target.amount
    due = target.deadline.end if target.deadline else None
    return f"{amount.metric} {amount.comparator or ''} {amount.values} {amount.unit or ''} {due}"


def cells(part: Part) -> list[list[SpannedCell]]:
    rows: list[list[SpannedCell]] = [[] for _ in part.rows]
    for row, _, cell in placed(part):
        rows[row].append(SpannedCell(cell.text, cell.down, cell.across))
    return rows


def plain() -> tuple[Block, ...]:
    return tuple(
        block
        for part in numbered(PLAN)
        for block in (table_blocks(cells(part)) if part.kind == "table" else [Block(part.text)])
    )


PLAIN = Counter(words for words, _ in targets(plain()))


def read(content: bytes) -> AttachmentText:
    text = read_attachment(content, "附件")
    assert text.outcome is AttachmentOutcome.READ, text.reason
    return text


@pytest.mark.parametrize("write", [docx, pdf, ofd])
def test_a_document_states_the_targets_of_its_plain_text(write) -> None:
    assert sum(PLAIN.values()) >= 40
    text = read(write(*PLAN))
    found = Counter(words for words, _ in targets(text.blocks))
    assert found == PLAIN
    assert HEAD not in text.text
    assert "— 1 —" not in text.text


def test_a_workbook_states_the_targets_of_its_table() -> None:
    assert Counter(words for words, _ in targets(read(xlsx(TABLE)).blocks)) == Counter(
        words for words, _ in targets(tuple(table_blocks(cells(TABLE))))
    )


def pdf_pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def ofd_pages(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if "Page_" in name]
        return ["".join(re.findall(r">([^<>]+)</ofd:TextCode>", package.read(name).decode())) for name in names]


@pytest.mark.parametrize(("write", "pages_of"), [(pdf, pdf_pages), (ofd, ofd_pages)])
def test_each_quote_names_the_page_on_which_it_begins(write, pages_of) -> None:
    content = write(*PLAN)
    text, pages = read(content), ["".join(page.split()) for page in pages_of(content)]
    assert text.page_count == len(pages) >= 4
    found = targets(text.blocks)
    for _, quote in found:
        begin = quote.text.replace("\t", " ").split()[0][:8]
        assert begin in pages[text.page_at(quote.start) - 1]
    assert len({text.page_at(quote.start) for _, quote in found}) >= 4


def test_a_docx_has_no_pages() -> None:
    text = read(docx(*PLAN))
    assert (text.page_count, text.page_at(0)) == (None, None)
