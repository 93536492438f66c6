"""An article's body to blocks."""

import pytest
from bs4 import BeautifulSoup

from monitor.domain import Block, BlockKind
from monitor.parse.blocks import read_blocks, shaped_level, with_whole_title


def blocks(html: str) -> list[Block]:
    return list(read_blocks(BeautifulSoup(f"<article>{html}</article>", "lxml").article))


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("一<br>二<br/><br>三", ["一", "二", "三"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<p>　　一&nbsp;&nbsp;</p><p>&nbsp;</p><p></p>", ["一"]),
        ("<p>一 \n 二</p>", ["一二"]),
        ("<p>AI\n model，\n　　三</p>", ["AI model，三"]),
        ("<p>一&nbsp;&nbsp;二　三</p>", ["一 二 三"]),
        ("<p>一<b>二</b><span>三</span></p>", ["一二三"]),
        ("<p>零\u200b宽\ufeff字</p>", ["零宽字"]),
        ("<p>一<!-- 注 --><ruby>二<rt>er</rt></ruby></p>", ["一二"]),
        ("<dl><dt>名</dt><dd>义</dd></dl>", ["名", "义"]),
        ("<p>一<script>var a</script><style>b</style><noscript>c</noscript></p>", ["一"]),
    ],
)
def test_paragraphs_are_lines_without_stray_blanks(html: str, lines: list[str]) -> None:
    assert texts(html) == lines


def test_list_items_keep_their_depth() -> None:
    html = "<ul><li>甲</li><li><p>乙</p><ol><li>丙</li></ol>丁</li></ul><p>戊</p><li>己</li>"
    assert [(b.kind, b.level, b.text) for b in blocks(html)] == [
        (BlockKind.LIST_ITEM, 1, "甲"),
        (BlockKind.LIST_ITEM, 1, "乙"),
        (BlockKind.LIST_ITEM, 2, "丙"),
        (BlockKind.LIST_ITEM, 1, "丁"),
        (BlockKind.PARAGRAPH, 0, "戊"),
        (BlockKind.LIST_ITEM, 1, "己"),
    ]


def test_heading_elements_keep_their_level_unless_they_hold_a_paragraph() -> None:
    found = blocks(f"<h3>总体要求</h3><h2>{'很长的话' * 40}</h2>")
    assert [(b.kind, b.level) for b in found] == [(BlockKind.HEADING, 3), (BlockKind.PARAGRAPH, 0)]


def test_rows_of_a_data_table_have_their_cells_joined_by_tabs() -> None:
    html = (
        "<table><thead><tr><th>指标</th><th>目标</th></tr></thead><tbody><tr><td><p>算力</p><p>规模</p></td><td></td>"
        "<td>100<br>EFLOPS</td></tr><tr><td></td><td> </td></tr></tbody></table><p>后文</p>"
    )
    assert [(b.kind, b.text) for b in blocks(html)] == [
        (BlockKind.TABLE_ROW, "指标\t目标"),
        (BlockKind.TABLE_ROW, "算力 规模\t\t100 EFLOPS"),
        (BlockKind.PARAGRAPH, "后文"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>一</p><p>二</p></td></tr></table>",
        "<table><tr><td>一</td></tr><tr><td>二</td></tr></table>",
        "<table><tr><td>一</td><td><table><tr><td>二</td></tr></table></td></tr></table>",
        "<tr><td>一</td><td>二</td></tr>",
    ],
)
def test_a_table_that_only_places_things_is_paragraphs(html: str) -> None:
    assert [(b.kind, b.text) for b in blocks(html)] == [(BlockKind.PARAGRAPH, "一"), (BlockKind.PARAGRAPH, "二")]


def test_a_table_with_a_cell_as_long_as_an_article_only_places_things() -> None:
    html = f"<table><tr><td>侧栏</td><td><p>{'正文。' * 600}</p><p>末段。</p></td></tr></table>"
    assert texts(html)[-1] == "末段。"


def test_the_table_of_labels_is_not_text() -> None:
    html = (
        "<table><tr><td>索 引 号：</td><td>X-1</td><td>文　　号</td><td>云府发〔2026〕3号</td></tr>"
        "<tr><td>指标</td><td>2026年</td><td>文号</td><td>4</td></tr></table>"
    )
    assert texts(html) == ["指标\t2026年\t文号\t4"]


def test_cells_and_rows_that_are_closed_twice_do_no_harm() -> None:
    html = "<table><tr><td>一</td></td><td>二</td></tr></tr></table></table><p>三</p>"
    assert texts(html) == ["一\t二", "三"]


@pytest.mark.parametrize(
    "html",
    [
        '<div style="display: none">藏</div>',
        '<p style="VISIBILITY:hidden">藏</p>',
        "<p hidden>藏</p>",
        '<div class="share-box">分享</div>',
        '<div class="bdsharebuttonbox">微博</div>',
        '<div id="qr_container">二维码</div>',
        '<div class="print">打印</div>',
        '<div class="prev">上一篇</div>',
        '<div class="mbx">首页</div>',
        "<select><option>选</option></select><button>按</button><nav>栏目</nav><footer>页脚</footer>",
    ],
)
def test_hidden_and_named_chrome_is_left_out(html: str) -> None:
    assert texts(f"<p>正文</p>{html}") == ["正文"]


@pytest.mark.parametrize("name", ["content", "pageContent", "TRS_Editor", "paragraph", "printed-matter", "nextgen"])
def test_names_that_only_resemble_chrome_are_kept(name: str) -> None:
    assert texts(f'<div class="{name}">正文</div>') == ["正文"]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "您当前位置：首页 > 政务公开 > 通知",
            "当前位置：首页",
            "【打印】【关闭】",
            "打印本页 关闭窗口",
            "[打印]",
            "收藏本页",
        ),
        *(
            "字号：[大 中 小]",
            "【字体：大 中 小】",
            "大 中 小",
            "分享到：微信 微博",
            "分享到",
            "扫一扫在手机打开当前页",
        ),
        *("微信扫一扫", "上一篇：关于甲的通知", "下一篇：没有了", "上一条：关于乙的通知", "下一页", "版权所有：云岭省"),
        *("云ICP备00000000号-1", "网站地图", "网站地图 | 联系我们 | 关于我们", "责任编辑：某某", "(责编：某某、某某)"),
        *("【纠错】 【责任编辑:某某】", "浏览次数：12 次", "主办单位：云岭省", "滇公网安备 53000000000000号"),
    ],
)
def test_lines_of_chrome_are_left_out(line: str) -> None:
    assert texts(f"<p>正文一。</p><p>{line}</p><p>正文二。</p>") == ["正文一。", "正文二。"]


@pytest.mark.parametrize(
    "line",
    [
        "在窗口保留打印检验报告等人工服务。",
        "用微信“扫一扫”功能识别后办理，全年办理量达到100万件。",
        "大中小企业融通发展，培育100家企业，形成梯度。",
        "编辑出版专业要扩大招生。",
        "上一年度完成投资100亿元。",
        "各单位要提供打印服务。",
    ],
)
def test_sentences_that_mention_such_words_are_text(line: str) -> None:
    assert texts(f"<p>{line}</p>") == [line]


def test_the_line_of_day_and_outlet_under_the_title_is_left_out_but_not_a_later_one() -> None:
    html = (
        "<p>标题</p><p>发布时间：2026-07-31 来源：云岭日报</p><p>时间：2026-07-31 字体：大 中 小</p><p>时间：8月1日9时</p>"
        "<p>正文。</p><p>来源：统计公报</p>"
    )
    assert texts(html) == ["标题", "时间：8月1日9时", "正文。", "来源：统计公报"]


def test_the_list_of_other_pages_at_the_end_is_cut() -> None:
    long = "正文很长。" * 20
    html = f"<p>相关链接：</p><p>{long}</p><p>相关阅读</p><p>别的文章</p><ul><li>再一篇</li></ul>"
    assert texts(html) == ["相关链接：", long]
    assert texts("<p>短文。</p><p>相关附件</p>") == ["短文。"]


@pytest.mark.parametrize(
    ("html", "level"),
    [
        ("<p><b>主要目标</b></p>", 3),
        ('<p><span style="font-weight:bold">主要</span><strong>目标</strong></p>', 3),
        ("<p><b>主要</b>目标和任务</p>", 0),
        ('<p align="center">行动方案</p>', 1),
        ("<center>行动方案</center>", 1),
        ('<div style="text-align: center"><p>行动方案</p></div>', 1),
        ("<p>主要目标</p>", 0),
    ],
)
def test_bold_and_centred_lines_are_headings(html: str, level: int) -> None:
    assert blocks(html)[0].level == level


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一章　总则", 1),
        ("第二部分 重点任务", 1),
        ("第三节 算力", 2),
        ("一、总体要求", 2),
        ("（一）指导思想", 3),
        ("（三）工作目标。", 3),
        ("1.建设平台", 4),
        ("（1）建设语料库", 5),
        ("专栏1 重大工程", 2),
        ("1.5倍增长", 0),
        ("（一）完成10项任务。", 0),
        ("1.完成验收。", 0),
        ("（二）建设行业模型，面向制造业征集应用场景。", 0),
        ("一、" + "很长的标题" * 12, 0),
        ("普通的一行", 0),
        ("第三方服务", 0),
    ],
)
def test_numbered_lines_are_headings_when_they_stand_alone(line: str, level: int) -> None:
    assert shaped_level(line, is_bold=False, is_centred=False) == level


@pytest.mark.parametrize(
    "line",
    ["云府发〔2026〕3号", "2026年7月28日", "（此件公开发布）", "联系电话：020-12345678", "各市要认真落实。" * 12],
)
def test_emphasised_notes_are_no_headings(line: str) -> None:
    assert shaped_level(line, is_bold=True, is_centred=True) == 0


def test_a_centred_sentence_is_no_heading_but_a_bold_one_may_be() -> None:
    assert shaped_level("各市要认真落实。", is_bold=False, is_centred=True) == 0
    assert shaped_level("一、加强领导。", is_bold=True, is_centred=False) == 2


def test_a_title_broken_into_lines_becomes_one_block() -> None:
    parts = tuple(Block(text) for text in ("云岭省", "关于印发", "某方案的通知", "正文"))
    assert [b.text for b in with_whole_title(parts, "关于印发 某方案的通知")] == [
        "云岭省",
        "关于印发 某方案的通知",
        "正文",
    ]


@pytest.mark.parametrize("title", ["", "别的标题", "关于印发某方案的通知及正文外的话"])
def test_blocks_that_do_not_make_the_title_stay_as_they_are(title: str) -> None:
    parts = tuple(Block(text) for text in ("关于印发", "某方案的通知", "正文"))
    assert with_whole_title(parts, title) == parts
