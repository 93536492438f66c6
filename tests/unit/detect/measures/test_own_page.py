from datetime import date

import pytest

from monitor.detect.measures.own_page import own_measures
from monitor.domain import LinkKind, Stage
from unit.detect.articles import AI, GRAIN, document, own_measure

NEWS = "近日，机器人工作有了要点。"
BODY = "各有关单位：\n为做好有关工作，现印发给你们，请认真执行。\n2025年9月1日"


@pytest.mark.parametrize(
    ("title", "name", "kind", "stage", "issuers"),
    [
        ("国务院办公厅关于印发《机器人发展规划》的通知", "机器人发展规划", "规划", Stage.ISSUED, ("国务院办公厅",)),
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
        ("某某区数据局关于开展申报工作的通知", "关于开展申报工作的通知", "通知", Stage.ISSUED, ("某某区数据局",)),
        ("关于印发科普读物的通知", "关于印发科普读物的通知", "通知", Stage.ISSUED, ()),
        ("关于国家标准《数据标识方法》征求意见稿征求意见的通知", "数据标识方法", "标准", Stage.CONSULTATION, ()),
        (
            "财政部关于公开征求《资金管理办法（征求意见稿）》意见的公告",
            "资金管理办法",
            "办法",
            Stage.CONSULTATION,
            ("财政部",),
        ),
        ("财政部关于印发《资金管理办法（征求意见稿）》的通知", "资金管理办法", "办法", Stage.CONSULTATION, ("财政部",)),
        (
            "国家能源局综合司关于征求《机器人实施方案》意见的函",
            "机器人实施方案",
            "方案",
            Stage.CONSULTATION,
            ("国家能源局综合司",),
        ),
        ("关于征求《机器人术语》意见的函", "机器人术语", "文件", Stage.CONSULTATION, ()),
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
    "known", [{"document_number": "工信部科〔2025〕1号"}, {"issuer": "工业和信息化部"}, {"made_on": date(2025, 9, 1)}]
)
@pytest.mark.parametrize("title", ["2025年机器人工作要点", "《2025年机器人工作要点》"])
def test_a_title_that_is_only_a_name_is_the_document_where_the_page_shows_a_sign_of_it(
    title: str, known: dict[str, object]
) -> None:
    own = own_measure(document(NEWS, title=title, **known))
    assert own is not None
    assert (own.name, own.quote.confidence) == ("2025年机器人工作要点", 0.98)
    assert own_measure(document(NEWS, title=title)) is None


@pytest.mark.parametrize(
    ("title", "name", "kind", "stage"),
    [
        ("甲市推动具身智能创新发展若干措施", "甲市推动具身智能创新发展若干措施", "措施", Stage.ISSUED),
        ("杭州市扶持机器人产业若干政策", "杭州市扶持机器人产业若干政策", "政策", Stage.ISSUED),
        ("机器人产业三年行动计划（2024—2026年）", "机器人产业三年行动计划（2024—2026年）", "行动计划", Stage.ISSUED),
        ("【政策文件】机器人管理办法（附全文）", "机器人管理办法", "办法", Stage.ISSUED),
        ("浙江省机器人产业促进条例", "浙江省机器人产业促进条例", "条例", Stage.ISSUED),
        ("智能工厂建设导则（2025年版）", "智能工厂建设导则（2025年版）", "指南", Stage.ISSUED),
        ("机器人补贴资金实施细则", "机器人补贴资金实施细则", "细则", Stage.ISSUED),
        ("机器人标准体系框架", "机器人标准体系框架", "框架", Stage.ISSUED),
        ("机器人应用场景清单", "机器人应用场景清单", "目录", Stage.ISSUED),
        ("机器人大模型部署应用指引", "机器人大模型部署应用指引", "指南", Stage.ISSUED),
        ("机器人术语（征求意见稿）", "机器人术语", "文件", Stage.CONSULTATION),
        ("机器人条例（草案）", "机器人条例", "条例", Stage.DRAFTING),
    ],
)  # fmt: skip
def test_a_page_titled_like_a_document_is_the_document_without_any_other_sign(
    title: str, name: str, kind: str, stage: Stage
) -> None:
    own = own_measure(document("为发展机器人产业，制定本文件。", title=title))
    assert own is not None
    assert (own.name, own.kind, own.stage, own.quote.confidence) == (name, kind, stage, 0.9)


@pytest.mark.parametrize(
    "title",
    [
        "我国首个机器人安全标准",
        "多地推出机器人支持措施",
        "各地加大力度实施机器人支持政策",
        "某市今年将制定机器人行动方案！",
        "两部门公布《机器人管理办法》",
        "机器人产业发展行动",
        "机器人应用的三条举措",
        "读懂《机器人实施指南》",
        "甲市启动机器人三年行动计划",
    ],
)
def test_a_headline_that_ends_like_a_document_is_none(title: str) -> None:
    assert own_measure(document("为发展机器人产业，甲市有新办法。", title=title)) is None


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者甲）机器人产业有了新方案。",
        "新华社北京9月1日电 机器人产业有了新方案。",
        "近日，甲市公开了方案。",
        "央视网消息：机器人产业有了新方案。",
    ],
)
def test_a_text_that_begins_as_news_is_no_document_by_its_title_alone(text: str) -> None:
    assert own_measure(document(text, title="机器人产业发展实施方案")) is None


@pytest.mark.parametrize(
    "title",
    [
        "工业和信息化部关于公布2025年机器人示范企业名单的通知",
        "关于公布机器人揭榜任务入围单位的通知",
        "工业和信息化部关于公布机器人实验室复核结果的通告",
        "拟入选机器人标杆项目名单公示",
        "关于印发第一批机器人优胜单位名单的通知",
    ],
)
def test_a_list_of_winners_is_no_measure(title: str) -> None:
    assert own_measure(document(BODY, title=title, issuer="工业和信息化部")) is None


def test_a_letter_that_agrees_to_something_is_a_measure() -> None:
    own = own_measure(document(BODY, title="科技部关于支持某市建设机器人试验区的函"))
    assert own is not None
    assert (own.name, own.kind, own.issuers) == ("关于支持某市建设机器人试验区的函", "函", ("科技部",))


def test_a_document_without_an_issuer_is_of_the_place_that_its_name_begins_with() -> None:
    own = own_measure(document("为发展产业，制定本办法。", title="杭州市机器人管理办法"))
    assert own is not None
    assert (own.issuers, own.region) == ((), "杭州市")


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
    cited = own_measure(document(f"根据《某规划》（国发〔2025〕11号）。\n{BODY}", title="关于促进机器人发展的意见"))
    assert cited is not None
    assert cited.document_number is None


def test_the_first_prose_is_the_quote_when_no_sentence_issues_the_document() -> None:
    own = own_measure(document("2025-09-01\n第一条 机器人应当安全可靠地运行。", title="某市教育局关于机器人的公告"))
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


def test_a_letter_that_asks_for_what_is_no_document_is_no_measure():
    assert own_measure(document(BODY, title="教育部关于征集优秀人才的函")) is None


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("某省人民代表大会常务委员会公告（第31号）", "《机器人条例》已经通过，现予公布。", False),
        ("工业和信息化部公告（2025年第7号）", "批准《机器人术语》等88项标准，现予公布。", True),
        ("工业和信息化部公告（2025年第8号）", "机器人产品应当标识。", True),
        ("某市政务服务中心搬迁公告", "自10月1日起搬迁。", False),
        ("关于机器人备案信息的公告（第三批）", "现予公告。", False),
        ("两部门关于开展机器人试点的通知", "现就有关事项通知如下。", True),
    ],
)
def test_an_announcement_is_a_document_unless_it_makes_another_public(title: str, text: str, *, own: bool) -> None:
    assert (own_measure(document(text, title=title, issuer="工业和信息化部")) is not None) is own


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("科技部关于组织申报机器人项目的函", "关于组织申报机器人项目的函"),
        ("某市数据局关于《机器人目录》的公示", "机器人目录"),
        ("某省政府办公厅转发科技厅关于机器人试点意见的通知", "关于机器人试点意见"),
        ("关于下达2025年机器人项目计划的通知", "2025年机器人项目计划"),
        ("公开征求《机器人要求》国家标准意见", "机器人要求"),
    ],
)
def test_notices_of_other_forms_name_their_document(title: str, name: str) -> None:
    own = own_measure(document(BODY, title=title))
    assert own is not None
    assert own.name == name


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (
            "某省办公厅关于印发支持机器人发展若干政策和某省机器人行动计划（2027—2029年）的通知",
            ["支持机器人发展若干政策", "某省机器人行动计划（2027—2029年）"],
        ),
        ("科技部关于印发《机器人管理办法》和《机器人实施细则》的通知", ["机器人管理办法", "机器人实施细则"]),
        ("科技部关于印发机器人管理办法和实施细则的通知", ["机器人管理办法和实施细则"]),
        ("科技部关于印发机器人和算力发展规划的通知", ["机器人和算力发展规划"]),
    ],
)
def test_a_notice_that_issues_several_documents_is_all_of_them(title, names):
    assert [own.name for own in own_measures(document(BODY, title=title))] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("工业和信息化部批准《机器人通用要求》等48项行业标准（见附件1）。", "批准《机器人通用要求》等48项行业标准"),
        ("工业和信息化部批准《机器人通用要求》。", "批准《机器人通用要求》"),
        ("工业和信息化部决定成立机器人标准化技术委员会，具体如下：", "成立机器人标准化技术委员会"),
        ("现就机器人有关事项公告如下。", "工业和信息化部公告（2025年第8号）"),
    ],
)
def test_an_announcement_without_a_name_is_called_by_what_it_decides(text, name):
    own = own_measure(document(text, title="工业和信息化部公告（2025年第8号）"))
    assert own is not None
    assert (own.name, own.kind, own.stage) == (name, "公告", Stage.ISSUED)
