from datetime import date

import pytest

from monitor.detect.own_measure import own_measure
from monitor.domain import LinkKind, Stage
from unit.detect.articles import AI, GRAIN, document

BODY = "各有关单位：\n为做好有关工作，现印发给你们，请认真执行。\n2025年9月1日"


@pytest.mark.parametrize(
    ("title", "name", "kind", "stage", "issuers"),
    [
        (
            "国务院办公厅关于印发《机器人发展规划》的通知",
            "机器人发展规划",
            "规划",
            Stage.ISSUED,
            ("国务院办公厅",),
        ),
        (
            "工业和信息化部 财政部等八部门关于印发机器人发展规划的通知_某网",
            "机器人发展规划",
            "规划",
            Stage.ISSUED,
            ("工业和信息化部", "财政部"),
        ),
        ("国务院关于促进机器人发展的意见", "关于促进机器人发展的意见", "意见", Stage.ISSUED, ("国务院",)),
        (
            "教育部关于贯彻落实《机器人规划纲要》的实施意见",
            "关于贯彻落实《机器人规划纲要》的实施意见",
            "意见",
            Stage.ISSUED,
            ("教育部",),
        ),
        (
            "某某区数据局关于开展申报工作的通知",
            "关于开展申报工作的通知",
            "通知",
            Stage.ISSUED,
            ("某某区数据局",),
        ),
        ("关于印发科普读物的通知", "关于印发科普读物的通知", "通知", Stage.ISSUED, ()),
        (
            "关于国家标准《数据标识方法》征求意见稿征求意见的通知",
            "数据标识方法",
            "标准",
            Stage.CONSULTATION,
            (),
        ),
        (
            "财政部关于公开征求《资金管理办法（征求意见稿）》意见的公告",
            "资金管理办法",
            "办法",
            Stage.CONSULTATION,
            ("财政部",),
        ),
        (
            "财政部关于印发《资金管理办法（征求意见稿）》的通知",
            "资金管理办法",
            "办法",
            Stage.CONSULTATION,
            ("财政部",),
        ),
        (
            "国家能源局综合司关于征求《机器人实施方案》意见的函",
            "机器人实施方案",
            "方案",
            Stage.CONSULTATION,
            ("国家能源局综合司",),
        ),
        ("财政部关于废止《资金管理办法》的决定", "资金管理办法", "办法", Stage.REPEALED, ("财政部",)),
        ("财政部关于修改《资金管理办法》的决定", "资金管理办法", "办法", Stage.REVISED, ("财政部",)),
        ("司法部关于公布《机器人条例（草案）》的通知", "机器人条例", "条例", Stage.DRAFTING, ("司法部",)),
    ],
)
def test_a_notice_is_the_measure_that_it_issues(
    title: str, name: str, kind: str, stage: Stage, issuers: tuple[str, ...]
) -> None:
    own = own_measure(document(BODY, title=title))
    assert own is not None
    assert (own.name, own.kind, own.stage, own.issuers) == (name, kind, stage, issuers)
    assert own.quote.text == "为做好有关工作，现印发给你们，请认真执行。"


@pytest.mark.parametrize(
    "known",
    [
        {"document_number": "工信部科〔2025〕1号"},
        {"issuer": "工业和信息化部"},
        {"made_on": date(2025, 9, 1)},
    ],
)
@pytest.mark.parametrize("title", ["2025年机器人工作要点", "《2025年机器人工作要点》"])
def test_a_title_that_is_only_a_name_needs_a_sign_that_the_page_is_the_document(
    title: str, known: dict[str, object]
) -> None:
    own = own_measure(document(BODY, title=title, **known))
    assert own is not None
    assert own.name == "2025年机器人工作要点"
    assert own_measure(document(BODY, title=title)) is None


@pytest.mark.parametrize(
    "title",
    [
        "",
        "国内联播快讯",
        "国务院印发《机器人发展规划》",
        "国务院印发关于发展机器人的意见",
        "《机器人发展规划》解读",
        "教育部启动机器人专项行动",
        "机器人产业发展的举措",
        "有关负责人就《机器人发展规划》答记者问",
        "关于机器人的一点思考",
        "关于征求《机器人术语》意见的函",
        "关于赴外地考察的函",
    ],
)
def test_news_is_no_document(title: str) -> None:
    assert own_measure(document(BODY, title=title, issuer="工业和信息化部")) is None


def test_an_interpretation_is_no_document() -> None:
    title = "国务院关于促进机器人发展的意见"
    assert own_measure(document(BODY, title=title, kind=LinkKind.INTERPRETATION)) is None


def test_the_number_at_the_head_of_the_body_is_its_own_and_names_the_issuer() -> None:
    own = own_measure(document(f"国发〔2025〕11号\n{BODY}", title="关于促进机器人发展的意见"))
    assert own is not None
    assert (own.document_number, own.issuers, own.region) == ("国发〔2025〕11号", ("国务院",), "全国")


def test_a_number_broken_over_lines_is_mended_and_a_cited_one_is_not_taken() -> None:
    broken = own_measure(document(f"国发〔\n2025\n〕11号\n{BODY}", title="关于促进机器人发展的意见"))
    assert broken is not None
    assert broken.document_number == "国发〔2025〕11号"
    cited = own_measure(
        document(f"根据《某规划》（国发〔2025〕11号）。\n{BODY}", title="关于促进机器人发展的意见")
    )
    assert cited is not None
    assert cited.document_number is None


def test_the_first_prose_is_the_quote_when_no_sentence_issues_the_document() -> None:
    own = own_measure(
        document("2025-09-01\n第一条 机器人应当安全可靠地运行。", title="某市教育局关于机器人的公告")
    )
    assert own is not None
    assert own.quote.text == "第一条 机器人应当安全可靠地运行。"
    bare = own_measure(document("2025-09-01", title="某市教育局关于机器人的公告"))
    assert bare is not None
    assert bare.quote.text == "2025-09-01"
    empty = own_measure(document("", title="某市教育局关于机器人的公告"))
    assert empty is not None
    assert (empty.quote.text, empty.quote.start, empty.quote.end) == ("", 0, 0)


@pytest.mark.parametrize(
    ("text", "title", "topics"),
    [
        (BODY, "国务院关于促进机器人发展的意见", ("ai_plus",)),
        (f"一、发展粮食生产\n{BODY}", "国务院关于促进发展的意见", ("grain",)),
        ("建设算力，发展智能体，" + BODY, "国务院关于促进发展的意见", ("ai_plus",)),
        ("建设算力，" + BODY, "国务院关于促进发展的意见", ()),
    ],
)
def test_a_document_is_in_scope_by_its_name_its_headings_or_at_length(
    text: str, title: str, topics: tuple[str, ...]
) -> None:
    own = own_measure(document(text, title=title), (AI, GRAIN))
    assert own is not None
    assert own.quote.topics == topics
    assert own.quote.in_scope is bool(topics)
